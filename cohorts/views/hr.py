"""HR's pages of cohorts: make one, put people in, name who leads it, close it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts import queries
from cohorts.actions import gathering, leading
from cohorts.forms import CohortForm, JoinForm, LeadersForm
from cohorts.models import Cohort
from cohorts.standing import standing
from organizations.access import MemberRequest, requires
from organizations.permissions import Permission

SHOWN = 200  # candidates on one page; more are narrowed down first


@require_safe
@requires(Permission.MANAGE_COHORTS)
def manage(request: MemberRequest) -> HttpResponse:
    cohorts = list(
        Cohort.objects.select_related("assignment")
        .prefetch_related("leaders__membership__user")
        .order_by("-created_at", "-pk")
    )
    running = [cohort for cohort in cohorts if cohort.closed_at is None]
    places = queries.places(running, at=timezone.now())
    return TemplateResponse(
        request,
        "cohorts/manage/list.html",
        {
            "running": [(cohort, standing(places[cohort.pk])) for cohort in running],
            "closed": [cohort for cohort in cohorts if cohort.closed_at is not None],
            "without_leader": sum(not cohort.leaders.all() for cohort in running),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_COHORTS)
def new(request: MemberRequest) -> HttpResponse:
    form = CohortForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cohort = gathering.gather(
                form.cleaned_data["assignment"],
                name=form.cleaned_data["name"],
                by=request.user,
                at=timezone.now(),
            )
        except gathering.CannotGather as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("cohorts:add-people", request.organization.slug, cohort.pk)
    return TemplateResponse(
        request,
        "cohorts/manage/new.html",
        {"form": form, "has_assignments": form.fields["assignment"].queryset.exists()},  # type: ignore[attr-defined] # a ModelChoiceField
        status=422 if form.is_bound else 200,
    )


@require_safe
@requires(Permission.MANAGE_COHORTS)
def manage_cohort(request: MemberRequest, *, cohort_id: int) -> HttpResponse:
    cohort = _cohort(cohort_id)
    at = timezone.now()
    places = queries.places([cohort], at=at)[cohort.pk]
    members = list(queries.facilitators(request.organization, at=at).order_by("user__name", "pk"))
    leading_now = [str(leader.membership_id) for leader in cohort.leaders.all()]
    return TemplateResponse(
        request,
        "cohorts/manage/cohort.html",
        {
            "cohort": cohort,
            "places": places,
            "stand": standing(places),
            "leaders_form": LeadersForm(members=members, initial={"leaders": leading_now}),
            "has_facilitators": bool(members),
            "about_to_close": "close" in request.GET,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_COHORTS)
def add_people(request: MemberRequest, *, cohort_id: int) -> HttpResponse:
    cohort = _cohort(cohort_id)
    if request.method == "POST":
        return _add(request, cohort)
    form = JoinForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    candidates = queries.matching(
        queries.may_join(cohort, at=timezone.now()), **_narrowed(wanted)
    ).select_related("person")
    count = candidates.count()
    return TemplateResponse(
        request,
        "cohorts/manage/add_people.html",
        {
            "cohort": cohort,
            "form": form,
            "count": count,
            "candidates": candidates.order_by(
                "person__family_name", "person__given_name", "person_id"
            )[:SHOWN],
            "is_narrowed": any(wanted.values()),
            "too_many": count > SHOWN,
            "shown": SHOWN,
        },
    )


def _add(request: MemberRequest, cohort: Cohort) -> HttpResponse:
    ticked = [int(value) for value in request.POST.getlist("person") if value.isdecimal()]
    try:
        joined = gathering.add(cohort, ticked, by=request.user, at=timezone.now())
    except gathering.CannotGather as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext("%(n)s person joined.", "%(n)s people joined.", joined) % {"n": joined},
        )
    return redirect("cohorts:manage-cohort", request.organization.slug, cohort.pk)


@require_POST
@requires(Permission.MANAGE_COHORTS)
def remove_person(request: MemberRequest, *, cohort_id: int, person_id: int) -> HttpResponse:
    cohort = _cohort(cohort_id)
    try:
        if gathering.remove(cohort, person_id, by=request.user, at=timezone.now()):
            messages.success(request, _("Taken out of the cohort. Their training stays as it is."))
    except gathering.CannotGather as refusal:
        messages.error(request, str(refusal))
    return redirect("cohorts:manage-cohort", request.organization.slug, cohort.pk)


@require_POST
@requires(Permission.MANAGE_COHORTS)
def leaders(request: MemberRequest, *, cohort_id: int) -> HttpResponse:
    cohort = _cohort(cohort_id)
    chosen = [int(value) for value in request.POST.getlist("leaders") if value.isdecimal()]
    named = leading.name_leaders(cohort, chosen, by=request.user, at=timezone.now())
    messages.success(
        request,
        ngettext(
            "%(n)s facilitator leads this cohort.",
            "%(n)s facilitators lead this cohort.",
            len(named),
        )
        % {"n": len(named)},
    )
    return redirect("cohorts:manage-cohort", request.organization.slug, cohort.pk)


@require_POST
@requires(Permission.MANAGE_COHORTS)
def close(request: MemberRequest, *, cohort_id: int) -> HttpResponse:
    cohort = gathering.close(_cohort(cohort_id), by=request.user, at=timezone.now())
    messages.success(request, _("%(cohort)s is closed.") % {"cohort": cohort})
    return redirect("cohorts:manage", request.organization.slug)


def _cohort(cohort_id: int) -> Cohort:
    return get_object_or_404(Cohort.objects.select_related("assignment"), pk=cohort_id)


def _narrowed(wanted: dict[str, Any]) -> dict[str, Any]:
    unit, site = wanted.get("unit"), wanted.get("site")
    return {
        "unit_id": unit.pk if unit else None,
        "site_name": site.name if site else "",
        "text": wanted.get("q", ""),
    }
