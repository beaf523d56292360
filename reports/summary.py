"""Where an assignment stands, in numbers: sums over groups of people.  Pure.

Who counts: everybody enrolled who works here now, unless they were waived or withdrawn.  The
others are named beside the sum, never mixed into it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reports import pace

NOT_STARTED, IN_PROGRESS, COMPLETED = "not_started", "in_progress", "completed"
WAIVED, WITHDRAWN, EXPIRED = "waived", "withdrawn", "expired"
OPEN = frozenset({NOT_STARTED, IN_PROGRESS})
OUTSIDE = frozenset({WAIVED, WITHDRAWN})


@dataclass(frozen=True)
class Group:
    """People of one unit who are in the same place."""

    unit_id: int | None
    status: str
    overdue: bool
    employed: bool
    people: int

    @property
    def counts(self) -> bool:
        return counts(self.status, employed=self.employed)


def counts(status: str, *, employed: bool) -> bool:
    """Whether somebody is one of those of whom "so many of so many" speaks."""
    return employed and status not in OUTSIDE


@dataclass(frozen=True)
class Totals:
    """Sums over everybody who counts.  `overdue` is part of the open ones, not beside them."""

    completed: int = 0
    in_progress: int = 0
    not_started: int = 0
    expired: int = 0
    overdue: int = 0
    in_progress_on_time: int = 0
    not_started_on_time: int = 0

    @property
    def people(self) -> int:
        return self.completed + self.in_progress + self.not_started + self.expired

    @property
    def open(self) -> int:
        return self.in_progress + self.not_started

    @property
    def percent(self) -> int:
        return pace.points(self.completed, self.people)


@dataclass(frozen=True)
class UnitTotals:
    unit_id: int | None
    name: str
    totals: Totals


@dataclass(frozen=True)
class Beside:
    """Who is not counted, and why."""

    waived: int = 0
    withdrawn: int = 0
    left: int = 0

    @property
    def people(self) -> int:
        return self.waived + self.withdrawn + self.left


@dataclass(frozen=True)
class Contact:
    """What HR could do now."""

    need: int = 0  # late, or due within a week; here, and not on leave
    remindable: int = 0  # of those, with an email address
    not_started_without_email: int = 0
    median_minutes: int | None = None  # credited, of those in progress


@dataclass(frozen=True)
class Summary:
    groups: tuple[Group, ...]
    finished_in_7_days: int = 0
    finished_in_14_days: int = 0
    oldest_due_on: date | None = None  # of the overdue
    first_due_on: date | None = None  # of the open
    last_due_on: date | None = None
    contact: Contact = Contact()

    @property
    def totals(self) -> Totals:
        return total(self.groups)

    @property
    def beside(self) -> Beside:
        return Beside(
            waived=_sum(self.groups, WAIVED),
            withdrawn=_sum(self.groups, WITHDRAWN),
            left=sum(g.people for g in self.groups if not g.employed and g.status not in OUTSIDE),
        )

    @property
    def due_on(self) -> date | None:
        """The one day on which everything open is due; None if there are several."""
        return self.last_due_on if self.first_due_on == self.last_due_on else None

    @property
    def change_in_7_days(self) -> int:
        """Percentage points."""
        now = self.totals
        return now.percent - pace.points(now.completed - self.finished_in_7_days, now.people)


def total(groups: Iterable[Group]) -> Totals:
    """Add up everybody who counts."""
    sums = dict.fromkeys(Totals.__dataclass_fields__, 0)
    for group in groups:
        if not group.counts:
            continue
        sums[group.status] += group.people
        if group.overdue:
            sums["overdue"] += group.people
        elif group.status in OPEN:
            sums[f"{group.status}_on_time"] += group.people
    return Totals(**sums)


def by_unit(
    groups: Iterable[Group], names: Mapping[int, str], *, nameless: str
) -> list[UnitTotals]:
    """One row for each unit with anybody who counts, the largest first."""
    units: dict[int | None, list[Group]] = {}
    for group in groups:
        if group.counts:
            units.setdefault(group.unit_id, []).append(group)
    rows = [
        UnitTotals(unit_id, nameless if unit_id is None else names.get(unit_id, ""), total(found))
        for unit_id, found in units.items()
    ]
    return sorted(rows, key=lambda row: (-row.totals.people, row.name.casefold()))


def median(counted: Iterable[tuple[int, int]]) -> int | None:
    """The lower median of values that each stand for so many people; None for nobody."""
    values = sorted(counted)
    half = (sum(people for _value, people in values) + 1) // 2
    for value, people in values:
        half -= people
        if half <= 0:
            return value
    return None


def _sum(groups: Iterable[Group], status: str) -> int:
    return sum(group.people for group in groups if group.status == status)


class Placed(Protocol):
    """A row of the completion report, as far as sums need it."""

    @property
    def status(self) -> str: ...
    @property
    def overdue(self) -> bool: ...
    @property
    def employed(self) -> bool: ...


def totals_of(rows: Iterable[Placed]) -> Totals:
    """The same sums, from rows."""
    places = Counter((row.status, row.overdue, row.employed) for row in rows)
    return total(
        Group(None, status, overdue, employed, people)
        for (status, overdue, employed), people in places.items()
    )
