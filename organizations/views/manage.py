"""Pages on which owners and HR look after their organization."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations import queries
from organizations.access import MemberRequest, requires
from organizations.actions import membering, settling
from organizations.forms import NewMemberForm, RolesForm, SettingsForm
from organizations.models import Membership
from organizations.permissions import Permission

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_ORGANIZATION)
def settings(request: MemberRequest) -> HttpResponse:
    form = SettingsForm(
        request.POST if request.method == "POST" else None, instance=request.organization
    )
    if request.method == "POST" and form.is_valid():
        wanted = cast(settling.Settings, form.cleaned_data)
        settling.settle(request.organization, wanted, by=request.user, at=timezone.now())
        messages.success(request, _("The settings are saved."))
        return redirect("organizations:settings", request.organization.slug)
    status = 422 if form.errors else 200
    request.organization.refresh_from_db()  # the form has written what was typed onto it
    return TemplateResponse(request, "organizations/settings.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_MEMBERS)
def members(request: MemberRequest) -> HttpResponse:
    form = NewMemberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            added = membering.add(request.organization, **given, by=request.user, at=timezone.now())
        except membering.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            note = _("%(who)s is a member now. They sign in with a code sent to their address.")
            messages.success(request, note % {"who": added.user})
            return redirect("organizations:members", request.organization.slug)
    search = request.GET.get("q", "").strip()
    found = queries.members(request.membership, search=search)
    context = {
        "form": form,
        "search": search,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/members.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_MEMBERS)
def member(request: MemberRequest, *, membership_id: int) -> HttpResponse:
    subject = _member_of(request, membership_id)
    form = RolesForm(
        request.POST if request.method == "POST" else None, initial={"roles": subject.roles}
    )
    if request.method == "POST" and form.is_valid():
        try:
            membering.change_roles(
                subject, form.cleaned_data["roles"], by=request.user, at=timezone.now()
            )
        except membering.NotPossible as refusal:
            form.add_error("roles", str(refusal))
        else:
            messages.success(request, _("The roles of %(who)s are saved.") % {"who": subject.user})
            return redirect("organizations:members", request.organization.slug)
    context = {"form": form, "subject": subject}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/member.html", context, status=status)


@require_POST
@requires(Permission.MANAGE_MEMBERS)
def member_remove(request: MemberRequest, *, membership_id: int) -> HttpResponse:
    subject = _member_of(request, membership_id)
    try:
        membering.remove(subject, by=request.user, at=timezone.now())
    except membering.NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("organizations:member", request.organization.slug, subject.pk)
    messages.success(
        request, _("%(who)s no longer sees other people's records.") % {"who": subject.user}
    )
    if subject.user == request.user:
        return redirect("home")
    return redirect("organizations:members", request.organization.slug)


@require_safe
@requires(Permission.VIEW_AUDIT)
def audit_trail(request: MemberRequest) -> HttpResponse:
    search = request.GET.get("q", "").strip()
    found = queries.audit_trail(search=search)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "search": search}
    return TemplateResponse(request, "organizations/audit.html", context)


def _member_of(request: MemberRequest, membership_id: int) -> Membership:
    members = Membership.objects.select_related("user", "organization")
    return get_object_or_404(members, organization=request.organization, pk=membership_id)
