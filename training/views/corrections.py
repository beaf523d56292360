"""HR corrects a record: small forms on a person's page, each with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from training.actions import correcting, revoking
from training.forms import DueForm, ReasonForm
from training.models import Certificate, Enrollment


@require_POST
@requires(Permission.CORRECT_RECORDS)
def waive(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    said = _("%(person)s need not take this training. The reason is in the record.")
    return _correct(request, enrollment_id, correcting.waive, ReasonForm(request.POST), said)


@require_POST
@requires(Permission.CORRECT_RECORDS)
def withdraw(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    said = _("%(person)s is no longer enrolled. The reason is in the record.")
    return _correct(request, enrollment_id, correcting.withdraw, ReasonForm(request.POST), said)


@require_POST
@requires(Permission.CORRECT_RECORDS)
def reopen(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    said = _("%(person)s can go on where they stopped.")
    return _correct(request, enrollment_id, correcting.reopen, ReasonForm(request.POST), said)


@require_POST
@requires(Permission.CORRECT_RECORDS)
def change_due(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    said = _("%(person)s has a new due date.")
    return _correct(request, enrollment_id, correcting.change_due, DueForm(request.POST), said)


@require_POST
@requires(Permission.CORRECT_RECORDS)
def revoke(request: MemberRequest, *, enrollment_id: int) -> HttpResponse:
    """The certificate of this enrollment is no longer valid."""
    issued = Certificate.objects.select_related("enrollment__person")
    certificate = get_object_or_404(issued, enrollment_id=enrollment_id)
    said = _("The certificate of %(person)s is revoked. The reason is in the record.")

    def correct(enrollment: Enrollment, **given: Any) -> None:
        revoking.revoke(certificate, **given)

    return _correct(request, enrollment_id, correct, ReasonForm(request.POST), said)


def _correct(
    request: MemberRequest,
    enrollment_id: int,
    correct: Callable[..., Any],
    form: ReasonForm,
    said: str,
) -> HttpResponse:
    """Make one correction and go back to the page it came from."""
    enrollment = get_object_or_404(
        Enrollment.objects.select_related("organization", "person"), pk=enrollment_id
    )
    if form.is_valid():
        try:
            correct(enrollment, by=request.user, at=timezone.now(), **form.cleaned_data)
        except (correcting.NotCorrectable, revoking.NotRevocable) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said % {"person": enrollment.person.name})
    else:
        for problems in form.errors.values():
            for problem in problems:
                messages.error(request, str(problem))
    return redirect(_back(request, enrollment))


def _back(request: MemberRequest, enrollment: Enrollment) -> str:
    """The page the form was on, if it is one of ours; else the assignment's."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return f"/o/{request.organization.slug}/manage/assignments/{enrollment.assignment_id}/"
