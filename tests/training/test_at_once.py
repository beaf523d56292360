"""Two connections at the same time: what one person's two tabs, or two workers, do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db import connection

from organizations import scoping
from organizations.models import Organization
from tests.factories import NOON, OrganizationFactory
from tests.training.courses import an_assignment, an_employee, an_enrollment
from training.actions import checking, enrolling
from training.actions.playing import StepOutcome, take_step
from training.models import Certificate, Enrollment, LearningEvent, Step

pytestmark = pytest.mark.django_db(transaction=True)

T = TypeVar("T")


def at_once(organization: Organization, *works: Callable[[], T]) -> list[T]:
    """Run each on a connection of its own, started together."""
    gate = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        try:
            with scoping.within(organization):
                gate.wait()
                return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_a_step_submitted_twice_at_once_is_taken_once() -> None:
    organization = OrganizationFactory()
    with scoping.within(organization):
        enrollment = an_enrollment(organization)
    key = uuid4()

    def submit() -> StepOutcome:
        return take_step(
            enrollment, "reading", key=key, event={"do": "next"}, active_seconds=10, at=NOON
        )

    outcomes = at_once(organization, *[submit] * 4)

    with scoping.within(organization):
        assert len(set(outcomes)) == 1
        assert outcomes[0].saved
        assert Step.objects.count() == 1
        assert LearningEvent.objects.filter(kind="started").count() == 1
        assert Enrollment.objects.get().seat_seconds == 10


def test_the_last_step_from_two_tabs_completes_once() -> None:
    organization = OrganizationFactory()
    with scoping.within(organization):
        enrollment = an_enrollment(organization)
        for module, event in (
            ("reading", {"do": "next"}),
            ("reading", {"do": "next"}),
            ("asking", {"do": "skip"}),
            ("thinking", {"do": "skip"}),
        ):
            take_step(enrollment, module, key=uuid4(), event=event, active_seconds=1, at=NOON)

    def finish() -> StepOutcome:
        return take_step(
            enrollment, "ending", key=uuid4(), event={"do": "next"}, active_seconds=1, at=NOON
        )

    outcomes = at_once(organization, finish, finish)

    with scoping.within(organization):
        enrollment.refresh_from_db()
        enrollment.chain = list(enrollment.events.order_by("sequence"))  # type: ignore[attr-defined] # as verify_records does
        assert [outcome.course_done for outcome in outcomes] == [True, True]
        assert sorted(outcome.saved for outcome in outcomes) == [False, True]
        assert Certificate.objects.count() == 1
        assert checking.differences([enrollment]) == []


def test_two_workers_enroll_everybody_once() -> None:
    organization = OrganizationFactory()
    with scoping.within(organization):
        assignment = an_assignment(organization)
        for _ in range(5):
            an_employee(organization)

    made = at_once(organization, *[lambda: enrolling.enroll(assignment.pk, at=NOON)] * 2)

    with scoping.within(organization):
        assert sum(made) == Enrollment.objects.count() == LearningEvent.objects.count() == 5
