"""Certificates: one's own, an employee's for HR, and checking one by its code."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core import codes
from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from training import certificates, verifying
from training.models import Certificate

TRIES = 30  # for one address in one window
WINDOW = 600  # seconds


@require_safe
@requires(Permission.TAKE_TRAINING)
def own(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    """The signed-in person's own certificate."""
    return _document(
        get_object_or_404(
            Certificate.objects.select_related("revocation"),
            enrollment_id=enrollment_id,
            enrollment__person__user=request.user,
        )
    )


@require_safe
@requires(Permission.VIEW_COMPLETION)
def of_somebody(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    """An employee's certificate, for those who keep the records."""
    issued = Certificate.objects.select_related("revocation")
    return _document(get_object_or_404(issued, enrollment_id=enrollment_id))


def _document(certificate: Certificate) -> HttpResponse:
    content = certificates.document(certificate, site=settings.SITE_URL)
    name = certificates.file_name(certificate)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the certificate"),
        help_text=_("Twelve letters and digits. Dashes and capitals do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Anybody may ask whether a certificate is genuine."""
    form = CodeForm(request.GET) if "code" in request.GET else CodeForm()
    if form.is_bound and form.is_valid():
        asked = codes.normalized(form.cleaned_data["code"])[:40]
        if asked:
            return redirect("verify:certificate", asked)
    return TemplateResponse(request, "training/verify/form.html", {"form": form})


@require_safe
def verify(request: HttpRequest, *, code: str) -> HttpResponse:
    """What the certificate with this code says (name, course, date, version, employer), and
    whether it was revoked."""
    if too_many(request):
        response = TemplateResponse(request, "training/verify/later.html", {}, status=429)
        response["Retry-After"] = str(WINDOW)
        return response
    found = verifying.certified_behind(code)
    context = {
        "found": found,
        "facts": certificates.facts(found.record) if found else [],
        "code": codes.grouped(codes.normalized(code)[:40]),
        "form": CodeForm(),
    }
    return TemplateResponse(
        request, "training/verify/result.html", context, status=200 if found else 404
    )


def too_many(request: HttpRequest) -> bool:
    """Whether this address has asked too often lately; counts this time."""
    key = f"verify:{get_adapter().get_client_ip(request)}"  # behind a proxy, the visitor's
    cache.add(key, 0, WINDOW)
    try:
        return int(cache.incr(key)) > TRIES
    except ValueError:  # it expired in between
        return False
