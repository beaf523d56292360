"""Where an assignment stands, counted in the database.

The figures are those of `completion_rows`, grouped: a test holds the two together row by row.
They are written in SQL because this page is opened all day, and with 100,000 people it has to
read each of their rows: two index-only scans joined in order (the indexes
`enrollment_for_completion` and `employment_for_completion`) instead of joins over four tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from organizations.models import Organization, Site
from reports.pace import WINDOW
from reports.summary import COMPLETED, NOT_STARTED, Contact, Group, Summary, median
from training.due import local_day
from training.models import Assignment

SOON = 7  # days before the due date in which somebody is worth a nudge
EACH = 3  # rows of each sort that need attention

# The person's current spell, as training.queries.current_employment joins it.
_PLACED = """
FROM training_enrollment n
LEFT JOIN people_employment m
  ON m.organization_id = n.organization_id AND m.person_id = n.person_id
 AND (m.starts_on IS NULL OR m.starts_on <= %(on)s) AND (m.ends_on IS NULL OR m.ends_on > %(on)s)
"""
_OF_ASSIGNMENT = """
WHERE n.organization_id = %(organization)s AND n.assignment_id = %(assignment)s
  AND n.cycle = %(cycle)s
"""

_SETTLED = f"""
SELECT m.unit_id, n.status, m.person_id IS NOT NULL, count(*),
       count(*) FILTER (WHERE n.completed_at >= %(week_ago)s),
       count(*) FILTER (WHERE n.completed_at >= %(fortnight_ago)s)
{_PLACED} {_OF_ASSIGNMENT} AND n.status NOT IN ('not_started', 'in_progress')
GROUP BY 1, 2, 3
"""

# `today` is the date where each site is, and training.due.is_overdue is due_on < today.
_AWAY = "m.on_leave AND (m.leave_until IS NULL OR m.leave_until >= t.today)"
_NEED = f"m.person_id IS NOT NULL AND n.due_on <= t.today + {SOON} AND NOT ({_AWAY})"
_OPEN = f"""
SELECT m.unit_id, n.status, m.person_id IS NOT NULL,
       coalesce(m.person_id IS NOT NULL AND n.due_on < t.today, false),
       CASE WHEN n.status = 'in_progress' THEN n.credited_minutes END, count(*),
       min(n.due_on), max(n.due_on), count(p.id),
       count(*) FILTER (WHERE {_NEED}), count(*) FILTER (WHERE {_NEED} AND p.id IS NULL),
       (array_agg(n.id) FILTER (WHERE p.id IS NOT NULL AND m.person_id IS NOT NULL
                                  AND NOT ({_AWAY}) AND c.id IS NULL))[1:{EACH}],
       (array_agg(n.id) FILTER (WHERE {_AWAY}))[1:{EACH}]
{_PLACED}
LEFT JOIN unnest(%(sites)s::bigint[], %(todays)s::date[]) t (site, today)
  ON t.site = coalesce(m.site_id, 0)
LEFT JOIN people_person p
  ON p.organization_id = n.organization_id AND p.id = n.person_id AND p.email IS NULL
LEFT JOIN people_accesscard c ON c.person_id = p.id
{_OF_ASSIGNMENT} AND n.status IN ('not_started', 'in_progress')
GROUP BY 1, 2, 3, 4, 5
"""

# Overdue longest, as the index of open enrollments by due day has them.
_LATE = f"""
SELECT n.id {_PLACED.replace("LEFT JOIN", "JOIN")}
JOIN unnest(%(sites)s::bigint[], %(todays)s::date[]) t (site, today)
  ON t.site = coalesce(m.site_id, 0)
{_OF_ASSIGNMENT} AND n.status IN ('not_started', 'in_progress')
  AND n.due_on < t.today AND NOT coalesce({_AWAY}, false)
ORDER BY n.due_on, n.id
LIMIT {EACH}
"""

_IN_MEMORY = """
SELECT set_config('random_page_cost', '1.0', true),
       set_config('cpu_index_tuple_cost', '0.001', true),
       set_config('max_parallel_workers_per_gather', '0', true)
"""


@dataclass(frozen=True)
class Attention:
    """Enrollments that somebody should look at, a few of each sort."""

    late: tuple[int, ...] = ()  # overdue longest
    unreachable: tuple[int, ...] = ()  # no email address, no access card, not done
    away: tuple[int, ...] = ()  # on leave, not done


@dataclass(frozen=True)
class _Open:
    """People with the same unit, status and credited minutes, and what HR could do for them."""

    group: Group
    minutes: int | None
    first_due_on: date | None
    last_due_on: date | None
    mute: int
    need: int
    remindable: int
    unreachable: list[int]
    away: list[int]


def summary(assignment: Assignment, *, at: datetime) -> tuple[Summary, Attention]:
    """The figures of one assignment's present cycle, and who needs attention.

    Three statements over its enrollments, whatever their number, and one over the sites.
    """
    asked = _asked(assignment, at)
    with transaction.atomic(), connection.cursor() as cursor:
        # These indexes are read all day and are in memory.  By default PostgreSQL prices their
        # pages as if each came from a spinning disk and reads the tables instead, which takes
        # three times as long; and for so short a count two workers cost more than they help.
        cursor.execute(_IN_MEMORY)
        cursor.execute(_SETTLED, asked)
        settled = cursor.fetchall()
        cursor.execute(_OPEN, asked)
        open_rows = [_open(row) for row in cursor.fetchall()]
        cursor.execute(_LATE, asked)
        late = tuple(pk for (pk,) in cursor.fetchall())
    return _summary(settled, open_rows), Attention(
        late=late,
        unreachable=_few(ids for row in open_rows for ids in row.unreachable),
        away=_few(ids for row in open_rows for ids in row.away),
    )


def _asked(assignment: Assignment, at: datetime) -> dict[str, Any]:
    organization = assignment.organization
    places = todays(organization, at=at)
    return {
        "organization": organization.pk,
        "assignment": assignment.pk,
        "cycle": assignment.cycle,
        "on": at.astimezone(UTC).date(),
        "week_ago": at - timedelta(days=7),
        "fortnight_ago": at - timedelta(days=WINDOW),
        "sites": list(places),
        "todays": list(places.values()),
    }


def todays(organization: Organization, *, at: datetime) -> dict[int, date]:
    """The date at each site; under 0 that of people who have none."""
    zones = Site.objects.values_list("pk", "time_zone")
    return {0: local_day(at, organization.time_zone)} | {
        site_id: local_day(at, zone) for site_id, zone in zones
    }


def _open(row: tuple[Any, ...]) -> _Open:
    unit_id, status, employed, overdue, minutes, people, first, last, mute, need, may, no, off = row
    return _Open(
        Group(unit_id, status, overdue, employed, people),
        minutes, first, last, mute, need, may, no or [], off or [],
    )  # fmt: skip


def _summary(settled: list[tuple[Any, ...]], open_rows: list[_Open]) -> Summary:
    here = [row for row in open_rows if row.group.employed]
    groups = [
        Group(unit, status, False, employed, n) for unit, status, employed, n, _, _ in settled
    ]
    finished = [row for row in settled if row[1] == COMPLETED and row[2]]
    return Summary(
        groups=(*groups, *_merged(row.group for row in open_rows)),
        finished_in_7_days=sum(row[4] for row in finished),
        finished_in_14_days=sum(row[5] for row in finished),
        oldest_due_on=_first(row.first_due_on for row in here if row.group.overdue),
        first_due_on=_first(row.first_due_on for row in here),
        last_due_on=max((row.last_due_on for row in here if row.last_due_on), default=None),
        contact=Contact(
            need=sum(row.need for row in here),
            remindable=sum(row.remindable for row in here),
            not_started_without_email=sum(
                row.mute for row in here if row.group.status == NOT_STARTED
            ),
            median_minutes=median(
                (row.minutes, row.group.people) for row in here if row.minutes is not None
            ),
        ),
    )


def _merged(groups: Iterable[Group]) -> list[Group]:
    """One group where several differ in minutes alone."""
    people: Counter[tuple[int | None, str, bool, bool]] = Counter()
    for group in groups:
        people[group.unit_id, group.status, group.overdue, group.employed] += group.people
    return [Group(*place, n) for place, n in people.items()]


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _few(ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(ids)[:EACH])
