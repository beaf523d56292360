"""People as HR looks for them: where they are now, and where they stand in one assignment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from people.models import Employment, Person
from reports.queries.attention import NOBODY
from reports.queries.completion import enrollments
from reports.selection import Selection
from training.queries.current import current_employment


def people(*, at: datetime) -> QuerySet[Any]:
    """Everybody, with `employed`, `number`, `unit_id_`, `unit_name`, `site_id_`, `site_name`,
    `on_leave` and `leave_until` of their present employment."""
    on = at.astimezone(UTC).date()
    return Person.objects.annotate(current=current_employment("employments", on)).annotate(
        number=F("current__number"),
        unit_id_=F("current__unit_id"),
        unit_name=F("current__unit__name"),
        site_id_=F("current__site_id"),
        site_name=F("current__site__name"),
        leave_until=F("current__leave_until"),
        employed=_whether(Q(current__isnull=False)),
        on_leave=_whether(
            Q(current__on_leave=True)
            & (Q(current__leave_until=None) | Q(current__leave_until__gte=on))
        ),
    )


def named(found: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Narrow to people each of whose words is in a name or address, or begins a number."""
    for word in text.split()[:6]:
        numbered = Employment.objects.filter(number__istartswith=word).values("person_id")
        found = found.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(preferred_name__icontains=word)
            | Q(email__icontains=word)
            | Q(pk__in=numbered)
        )
    return found


def standing(
    found: QuerySet[Any], assignment_id: int, status: str, *, at: datetime
) -> QuerySet[Any]:
    """Narrow to people in one place of an assignment; "none": not enrolled in it."""
    chosen = Selection(assignment_id=assignment_id, status="" if status == "none" else status)
    enrolled = Q(pk__in=enrollments(chosen, at=at).values("person_id"))
    return found.filter(~enrolled if status == "none" else enrolled)


def places(
    assignment_id: int | None, person_ids: Collection[int], *, at: datetime
) -> dict[int, Any]:
    """Where each of these people stands in an assignment's present cycle."""
    chosen = Selection(assignment_id=assignment_id or NOBODY)
    if not assignment_id:
        return {}
    found = enrollments(chosen, at=at).filter(person_id__in=[NOBODY, *person_ids])
    return {enrollment.person_id: enrollment for enrollment in found.defer("last_hash")}


def _whether(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
