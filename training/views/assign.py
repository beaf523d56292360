"""HR assigns training: a rule, a look at exactly who, and the start."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.access import MemberRequest, requires
from organizations.permissions import Permission
from training import due, explaining, forms
from training.actions import assigning
from training.actions.enrolling import NotAssignable
from training.models import Assignment
from training.queries import counts, done_of

PAGE = 50


@require_safe
@requires(Permission.ASSIGN_TRAINING)
def assignments(request: MemberRequest) -> HttpResponse:
    rows = Assignment.objects.select_related("course").order_by("-created_at", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    done = done_of(list(page), at=timezone.now())
    return TemplateResponse(
        request,
        "training/assign/list.html",
        {
            "page": page,
            "rows": [(each, *done.get(each.pk, (0, 0))) for each in page],
            "active": Assignment.objects.filter(state=Assignment.State.ACTIVE).count(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ASSIGN_TRAINING)
def new(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    today = due.local_day(at, request.organization.time_zone)
    form = (
        forms.AssignmentForm(request.POST)
        if request.method == "POST"
        else forms.AssignmentForm(initial=forms.first_values(today))
    )
    if form.is_bound and form.is_valid():
        made = assigning.draft(request.organization, form.plan, by=request.user, at=at)
        return redirect("training:assignment", request.organization.slug, made.pk)
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ASSIGN_TRAINING)
def edit(request: MemberRequest, *, assignment_id: int) -> HttpResponse:
    found = get_object_or_404(Assignment, pk=assignment_id)
    form = (
        forms.AssignmentForm(request.POST)
        if request.method == "POST"
        else forms.AssignmentForm(initial=forms.values_of(found))
    )
    if form.is_bound and form.is_valid():
        try:
            assigning.redraft(found, form.plan)
        except NotAssignable as refusal:
            messages.error(request, str(refusal))
        return redirect("training:assignment", request.organization.slug, found.pk)
    return _form(request, form, found)


def _form(
    request: MemberRequest, form: forms.AssignmentForm, found: Assignment | None
) -> HttpResponse:
    return TemplateResponse(
        request,
        "training/assign/form.html",
        {"form": form, "assignment": found},
        status=422 if form.errors else 200,
    )


@require_safe
@requires(Permission.ASSIGN_TRAINING)
def assignment(request: MemberRequest, *, assignment_id: int) -> HttpResponse:
    """A plan with exactly whom it would enroll; once started, how its people stand."""
    found = get_object_or_404(
        Assignment.objects.select_related("course", "organization"), pk=assignment_id
    )
    at = timezone.now()
    if found.state == Assignment.State.DRAFT:
        context = explaining.preview(
            found, at=at, show=request.GET.get("show", "new"), page=request.GET.get("page")
        )
        return TemplateResponse(request, "training/assign/preview.html", context)
    return TemplateResponse(
        request,
        "training/assign/assignment.html",
        {
            "assignment": found,
            "counts": counts(found, at=at),
            "rule": explaining.described(found),
            "who": request.GET.get("who", "")[:80],
            "answers": explaining.explained(found, request.GET.get("who", "")[:80], at=at),
        },
    )


@require_safe
@requires(Permission.ASSIGN_TRAINING)
def work(request: MemberRequest, *, assignment_id: int) -> HttpResponse:
    """How far enrolling is; asked again and again by the page."""
    found = get_object_or_404(Assignment, pk=assignment_id)
    return TemplateResponse(request, "training/assign/progress.html", {"assignment": found})


@require_POST
@requires(Permission.ASSIGN_TRAINING)
def start(request: MemberRequest, *, assignment_id: int) -> HttpResponse:
    found = get_object_or_404(Assignment, pk=assignment_id)
    try:
        assigning.start(found, by=request.user, at=timezone.now())
    except NotAssignable as refusal:
        messages.error(request, str(refusal))
    return redirect("training:assignment", request.organization.slug, found.pk)


@require_POST
@requires(Permission.ASSIGN_TRAINING)
def close(request: MemberRequest, *, assignment_id: int) -> HttpResponse:
    found = get_object_or_404(Assignment, pk=assignment_id)
    assigning.close(found, by=request.user, at=timezone.now())
    messages.success(request, _("Nobody else is enrolled. People who have begun may finish."))
    return redirect("training:assignment", request.organization.slug, found.pk)


@require_POST
@requires(Permission.ASSIGN_TRAINING)
def discard(request: MemberRequest, *, assignment_id: int) -> HttpResponse:
    found = get_object_or_404(Assignment, pk=assignment_id)
    assigning.discard(found)
    messages.success(request, _("The plan is gone. Nobody was enrolled."))
    return redirect("training:assignments", request.organization.slug)
