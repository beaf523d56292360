"""What a facilitator sees: the cohorts they lead, and where those people stand."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cohorts import queries
from cohorts.models import Cohort
from cohorts.standing import nudgeable, standing
from organizations.access import MemberRequest, requires
from organizations.permissions import Permission


@require_safe
@requires(Permission.LEAD_COHORTS)
def my_cohorts(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    cohorts = list(
        Cohort.objects.led_by(request.membership)
        .select_related("assignment")
        .order_by("closed_at", "name", "pk")
    )
    running = [cohort for cohort in cohorts if cohort.closed_at is None]
    places = queries.places(running, at=at)
    led = [(cohort, standing(places[cohort.pk])) for cohort in running]
    return TemplateResponse(
        request,
        "cohorts/facilitate/list.html",
        {
            "led": led,
            "closed": [cohort for cohort in cohorts if cohort.closed_at is not None],
            "people": sum(stand.people for _cohort, stand in led),
            "ready": sum(stand.ready for _cohort, stand in led),
        },
    )


@require_safe
@requires(Permission.LEAD_COHORTS)
def cohort(request: MemberRequest, *, cohort_id: int) -> HttpResponse:
    at = timezone.now()
    found = get_object_or_404(
        Cohort.objects.led_by(request.membership).select_related("assignment"), pk=cohort_id
    )
    places = queries.places([found], at=at)[found.pk]
    to_nudge = nudgeable(places) if found.closed_at is None else []
    asked = request.GET.get("nudge", "")
    one = [place for place in places if place.may_be_nudged and str(place.person_id) == asked]
    due_days = {place.due_on for place in places if place.is_open and place.due_on}
    return TemplateResponse(
        request,
        "cohorts/facilitate/cohort.html",
        {
            "cohort": found,
            "places": places,
            "stand": standing(places),
            "to_nudge": to_nudge,
            "someone_is_late": any(place.overdue for place in to_nudge),
            "about_to_nudge": to_nudge if asked == "all" else one if to_nudge else [],
            "due_on": due_days.pop() if len(due_days) == 1 else None,
        },
    )
