"""HR's first page: where an assignment stands, and who needs something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.charts import Bars, Row, Series, stacked_bars
from organizations.access import MemberRequest, requires
from organizations.models import Organization, Unit
from organizations.permissions import Permission
from people.models import Person
from reports import pace
from reports.queries import summary
from reports.queries.attention import needs_attention
from reports.summary import Summary, UnitTotals, by_unit
from training.due import local_day
from training.models import Assignment

BARS = 10  # drawn at first; the table has every department


@require_safe
@requires(Permission.VIEW_COMPLETION)
def dashboard(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    assignments = list(started_assignments())
    assignment = _chosen(request, assignments)
    if assignment is None:
        return TemplateResponse(
            request, "reports/dashboard_empty.html", {"has_people": Person.objects.exists()}
        )
    assignment.organization = request.organization
    found, attention = summary(assignment, at=at)
    totals = found.totals
    return TemplateResponse(
        request,
        "reports/dashboard.html",
        {
            "assignment": assignment,
            "assignments": assignments,
            "local_now": at.astimezone(ZoneInfo(request.organization.time_zone)),
            "summary": found,
            "totals": totals,
            "projection": _projection(found, assignment, request.organization, at),
            "days_late": _days_late(found, request.organization, at),
            **_charts(request.organization, assignment, found),
            "cases": needs_attention(attention, at=at),
        },
    )


def started_assignments() -> Any:
    """Those that have begun, the newest first; running ones before closed ones."""
    return Assignment.objects.exclude(state=Assignment.State.DRAFT).order_by(
        "state", "-activated_at", "-pk"
    )


def _chosen(request: MemberRequest, assignments: Sequence[Assignment]) -> Assignment | None:
    wanted = request.GET.get("assignment", "")
    if wanted.isdecimal():
        found: Assignment = get_object_or_404(started_assignments(), pk=wanted)
        return found
    return assignments[0] if assignments else None


def _projection(
    found: Summary, assignment: Assignment, organization: Organization, at: datetime
) -> int | None:
    zone = organization.time_zone
    return pace.projection(
        done=found.totals.completed,
        people=found.totals.people,
        recent=found.finished_in_14_days,
        since=local_day(assignment.activated_at or assignment.created_at, zone),
        today=local_day(at, zone),
        due_on=found.due_on,
    )


def _days_late(found: Summary, organization: Organization, at: datetime) -> int:
    """How long ago the oldest overdue day was, seen from the employer."""
    if found.oldest_due_on is None:
        return 0
    return max(1, (local_day(at, organization.time_zone) - found.oldest_due_on).days)


def _charts(organization: Organization, assignment: Assignment, found: Summary) -> dict[str, Any]:
    names = dict(Unit.objects.values_list("pk", "name"))
    units = by_unit(found.groups, names, nameless=_("No department"))
    return {
        "chart": _bars(organization, assignment, units[:BARS]),
        "full_chart": _bars(organization, assignment, units),
        "more_units": max(0, len(units) - BARS),
    }


def _bars(organization: Organization, assignment: Assignment, units: Sequence[UnitTotals]) -> Bars:
    series = [
        Series("completed", _("Completed"), "a"),
        Series("in_progress", _("In progress"), "b"),
        Series("overdue", _("Overdue"), "c"),
        Series("not_started", _("Not started"), "rest"),
    ]
    some_expired = any(unit.totals.expired for unit in units)
    if some_expired:
        series.insert(3, Series("expired", _("Expired"), "d"))
    people = reverse("reports:people", args=[organization.slug])
    rows = []
    for unit in units:
        totals = unit.totals
        counts = [totals.completed, totals.in_progress_on_time, totals.overdue]
        counts += [totals.expired] * some_expired
        rows.append(
            Row(
                unit.name,
                (*counts, totals.not_started_on_time),
                f"{people}?assignment={assignment.pk}&unit={unit.unit_id or 'none'}",
                _("%(done)s of %(people)s")
                % {"done": intcomma(totals.completed), "people": intcomma(totals.people)},
            )
        )
    return stacked_bars(series, rows)
