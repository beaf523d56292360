"""Enrollments beside where their people are now."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    DateField,
    DateTimeField,
    F,
    Func,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from training.models import Enrollment
from training.queries.current import current_employment


class LocalTime(Func):
    """What clocks in a zone show at an instant: LocalTime(zone, instant)."""

    function = "timezone"
    output_field = DateTimeField()


def with_place(queryset: QuerySet[Enrollment], *, at: datetime) -> QuerySet[Any]:
    """Annotate enrollments with their person's current employment.

    Adds `number`, `unit_id_`, `unit_name`, `site_name`, `zone`, `local_today`, `employed`,
    `on_leave` and `overdue`: training.due.is_overdue for open enrollments of people who are
    still employed.
    """
    on = at.astimezone(UTC).date()
    return queryset.annotate(
        current=current_employment("person__employments", on),
    ).annotate(
        number=F("current__number"),
        unit_id_=F("current__unit_id"),
        unit_name=F("current__unit__name"),
        site_name=F("current__site__name"),
        zone=Coalesce(F("current__site__time_zone"), F("organization__time_zone")),
        local_today=Cast(LocalTime(F("zone"), Value(at)), DateField()),
        employed=_whether(Q(current__isnull=False)),
        on_leave=_whether(
            Q(current__on_leave=True)
            & (Q(current__leave_until=None) | Q(current__leave_until__gte=F("local_today")))
        ),
        overdue=_whether(
            Q(status__in=Enrollment.OPEN)
            & Q(current__isnull=False)
            & Q(due_on__lt=F("local_today"))
        ),
    )


def _whether(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
