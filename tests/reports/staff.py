"""An assignment with people in every place it can have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from organizations.models import Organization, Site, Unit
from people.models import AccessCard, Person
from tests.factories import NOON, SiteFactory, UnitFactory
from tests.training.courses import an_assignment, an_employee, an_enrollment
from training.events import (
    COMPLETED,
    EXPIRED,
    MODULE_COMPLETED,
    STARTED,
    WAIVED,
    WITHDRAWN,
    Fact,
)
from training.models import Assignment, Enrollment

TODAY = NOON.date()  # Monday, March 2, 2026
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
DONE = {"digest": "0" * 64}


def steps(status: str, *, at: datetime = NOON, parts: int = 1) -> tuple[Fact, ...]:
    """The events that lead to a status."""
    started = Fact(STARTED, at)
    finished = [
        Fact(MODULE_COMPLETED, at, {"module": slug, "minutes": minutes})
        for slug, minutes in [("reading", 6), ("asking", 0), ("thinking", 4), ("ending", 3)][:parts]
    ]
    ends: dict[str, tuple[Fact, ...]] = {
        "not_started": (),
        "in_progress": (started, *finished),
        "completed": (started, *finished, Fact(COMPLETED, at, DONE)),
        "waived": (Fact(WAIVED, at, reason="Took it elsewhere"),),
        "withdrawn": (Fact(WITHDRAWN, at, reason="By mistake"),),
        "expired": (Fact(EXPIRED, at),),
    }
    return ends[status]


class Staff:
    """Adds people to one assignment of one organization."""

    def __init__(self, organization: Organization, **fields: Any) -> None:
        self.organization = organization
        self.assignment: Assignment = an_assignment(
            organization,
            title="Stepping in 2026-27",
            activated_at=NOON - timedelta(days=60),
            **fields,
        )
        self.reno: Site = SiteFactory(
            organization=organization, name="Reno", time_zone="America/Los_Angeles"
        )
        self.auckland: Site = SiteFactory(
            organization=organization, name="Auckland", time_zone="Pacific/Auckland"
        )
        self.drivers: Unit = UnitFactory(organization=organization, name="Drivers")
        self.kitchen: Unit = UnitFactory(organization=organization, name="Kitchen")

    def add(
        self,
        status: str = "not_started",
        *,
        due_on: date = date(2026, 4, 1),
        at: datetime = NOON - timedelta(days=40),
        parts: int = 1,
        **fields: Any,
    ) -> Enrollment:
        fields.setdefault("unit", self.drivers)
        fields.setdefault("site", self.reno)
        person = an_employee(self.organization, **fields)
        return an_enrollment(
            self.organization,
            person=person,
            assignment=self.assignment,
            due_on=due_on.isoformat(),
            at=at - timedelta(days=1),
            facts=steps(status, at=at, parts=parts),
        )

    def card(self, person: Person) -> AccessCard:
        return AccessCard.objects.create(
            organization=self.organization, person=person, pin_hash="x", issued_at=NOON
        )

    def everybody(self) -> Iterator[Enrollment]:
        """Two departments, two zones, every status, somebody away, gone, mute, late."""
        yield self.add("completed", at=NOON - timedelta(days=3))
        yield self.add("completed", at=NOON - timedelta(days=10), unit=self.kitchen)
        yield self.add("completed", unit=None, site=None)
        yield self.add("in_progress", parts=2)
        yield self.add("in_progress", parts=3, due_on=YESTERDAY, unit=self.kitchen)
        yield self.add("in_progress", due_on=TODAY, site=self.auckland)
        yield self.add("not_started", due_on=TODAY, site=self.reno)
        yield self.add("not_started", email=None, due_on=TOMORROW)
        yield self.add("not_started", due_on=YESTERDAY, email=None)
        yield self.add("not_started", due_on=YESTERDAY, on_leave=True, unit=self.kitchen)
        yield self.add("expired")
        yield self.add("waived")
        yield self.add("withdrawn")
        yield self.add("not_started", due_on=YESTERDAY, ends_on=YESTERDAY, number="000777")
        yield self.add("completed", ends_on=YESTERDAY)
