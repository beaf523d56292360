"""The few people somebody should look at, with what was last done about each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from reminders.models import Reminder
from reports.queries.standing import Attention
from training.models import Enrollment
from training.queries import with_place

LATE, NO_EMAIL, ON_LEAVE = "late", "no_email", "on_leave"
NOBODY = 0  # an id that nobody has: a page asks the same number of queries whoever is on it


@dataclass(frozen=True)
class LastContact:
    """The latest reminder about an enrollment."""

    kind: str
    state: str
    day: date


@dataclass(frozen=True)
class Case:
    """One person and why they are here."""

    person_id: int
    name: str
    unit: str
    why: str  # LATE | NO_EMAIL | ON_LEAVE
    days_late: int
    leave_until: date | None
    has_email: bool
    contact: LastContact | None


def needs_attention(found: Attention, *, at: datetime) -> list[Case]:
    """Who is overdue longest, whom nothing reaches, who is away: at most a few of each.

    Two queries, whoever there is.  Nobody is listed twice.
    """
    whys = dict.fromkeys(found.away, ON_LEAVE) | dict.fromkeys(found.unreachable, NO_EMAIL)
    whys |= dict.fromkeys(found.late, LATE)
    order = dict.fromkeys([*found.late, *found.unreachable, *found.away])
    rows = {row.pk: row for row in _placed([NOBODY, *order], at)}
    contacts = last_contacts(rows)
    return [_case(rows[pk], whys[pk], contacts.get(pk)) for pk in order if pk in rows]


def last_contacts(enrollment_ids: Collection[int]) -> dict[int, LastContact]:
    """The latest reminder of each enrollment that has had one."""
    reminders = (
        Reminder.objects.filter(enrollment_id__in=[NOBODY, *enrollment_ids])
        .order_by("enrollment_id", "-day", "-pk")
        .distinct("enrollment_id")
        .values_list("enrollment_id", "kind", "message__state", "day")
    )
    return {pk: LastContact(kind, state, day) for pk, kind, state, day in reminders}


def _placed(enrollment_ids: Collection[int], at: datetime) -> Any:
    return (
        with_place(Enrollment.objects.filter(pk__in=enrollment_ids), at=at)
        .annotate(leave_until=F("current__leave_until"))
        .select_related("person")
        .defer("modules_done", "last_hash")
    )


def _case(row: Any, why: str, contact: LastContact | None) -> Case:
    return Case(
        person_id=row.person_id,
        name=row.person.name,
        unit=row.unit_name or "",
        why=why,
        days_late=(row.local_today - row.due_on).days if row.overdue else 0,
        leave_until=row.leave_until,
        has_email=bool(row.person.email),
        contact=contact,
    )
