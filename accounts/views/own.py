"""Pages about one's own sign-in that allauth does not have."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import links, second_factor
from accounts.actions import preferring
from accounts.forms import PreferencesForm
from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    form = PreferencesForm(
        request.POST if request.method == "POST" else None, instance=request.user
    )
    if request.method == "POST" and form.is_valid():
        preferring.prefer(request.user, **form.cleaned_data)
        if request.user.language:
            translation.activate(request.user.language)
        messages.success(request, _("Your preferences are saved."))
        return redirect("accounts:preferences")
    status = 422 if form.errors else 200
    return TemplateResponse(request, "accounts/preferences.html", {"form": form}, status=status)


@login_required
@require_POST
def change_language(request: SignedInRequest) -> HttpResponse:
    """Read on in another language, on the page where one is."""
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        preferring.speak(request.user, language=wanted)
    came_from = urlsplit(request.headers.get("Referer", ""))
    here = came_from.path if came_from.netloc == request.get_host() else "/"
    return redirect(here if links.is_local(here) else "/")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer_second_factor(request: SignedInRequest) -> HttpResponse:
    """Recommends a passkey or an authenticator app; "Not now" is taken for 30 days."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    next_path = asked if links.is_local(asked) else "/"
    if second_factor.has_one(request.user):
        return redirect(next_path)
    if request.method == "POST":
        preferring.put_off_second_factor(request.user, at=timezone.now())
        return redirect(next_path)
    return TemplateResponse(request, "accounts/second_factor.html", {"next": next_path})


@require_safe
def from_employer(request: HttpRequest) -> HttpResponse:
    """Addresses and new sign-ins come from the employer; here is nothing to change or open."""
    return TemplateResponse(request, "accounts/from_employer.html")
