"""Active time: counted once, bounded by the clock, and enough of it before a course is done."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from organizations.models import Organization
from people.models import Person
from tests.factories import NOON
from tests.training.courses import a_course, an_assignment, an_enrollment
from tests.training.test_playing import NEXT, kinds, step, through
from training import seat_time
from training.actions import checking, sitting
from training.actions.sitting import Sitting
from training.models import Certificate, Enrollment, SeatTime

pytestmark = pytest.mark.django_db


def report(
    enrollment: Enrollment, seconds: int, *, minute: float, key: UUID | None = None
) -> Sitting:
    return sitting.report(
        enrollment,
        key=key or uuid4(),
        active_seconds=seconds,
        at=NOON + timedelta(minutes=minute),
    )


@pytest.fixture
def enrollment(inside: Organization, employee: Person) -> Enrollment:
    """In a course of which ten active minutes count."""
    course = a_course(inside, floor_minutes=10)
    return an_enrollment(inside, person=employee, assignment=an_assignment(inside, course=course))


@given(st.integers(0, 200), st.integers(0, 12_000))
def test_minutes_to_go_are_whole_and_end_when_the_floor_is_reached(floor: int, spent: int) -> None:
    left = seat_time.minutes_to_go(floor, spent)
    assert (left == 0) == seat_time.is_reached(floor, spent)
    assert seat_time.is_reached(floor, spent + 60 * left)
    assert left == 0 or not seat_time.is_reached(floor, spent + 60 * (left - 1))


def test_a_report_counts_once_however_often_it_comes(enrollment: Enrollment) -> None:
    step(enrollment, "reading", NEXT)
    key = uuid4()
    for _ in range(3):
        assert report(enrollment, 90, minute=2, key=key) == Sitting(9, completed=False)
    enrollment.refresh_from_db()
    assert (enrollment.seat_seconds, SeatTime.objects.count()) == (110, 1)


def test_two_tabs_cannot_make_a_minute_longer_than_it_is(enrollment: Enrollment) -> None:
    step(enrollment, "reading", NEXT)
    report(enrollment, 60, minute=1)
    report(enrollment, 60, minute=1.5)  # the other tab had counted the same minute
    enrollment.refresh_from_db()
    assert enrollment.seat_seconds == 20 + 60 + 30


def test_with_every_part_done_the_course_waits_for_its_time(enrollment: Enrollment) -> None:
    outcome = through(enrollment)
    enrollment.refresh_from_db()
    assert (outcome.course_done, enrollment.status) == (True, "in_progress")
    assert enrollment.seat_seconds == 100

    assert report(enrollment, 300, minute=9) == Sitting(4, completed=False)
    assert report(enrollment, 200, minute=13) == Sitting(0, completed=True)

    enrollment.refresh_from_db()
    assert (enrollment.status, enrollment.completed_at) == (
        "completed",
        NOON + timedelta(minutes=13),
    )
    assert kinds(enrollment)[-1] == "completed"
    record = Certificate.objects.get().record
    assert (record["active_minutes_at_least"], record["language"]) == (10, "en")
    enrollment.chain = list(enrollment.events.order_by("sequence"))  # type: ignore[attr-defined] # as verify_records does
    assert checking.differences([enrollment]) == []


def test_a_step_in_a_part_that_is_read_again_can_reach_the_floor(enrollment: Enrollment) -> None:
    through(enrollment)
    report(enrollment, 490, minute=13)
    step(enrollment, "reading", {"do": "back"}, seconds=30, minute=14)
    enrollment.refresh_from_db()
    assert (enrollment.status, enrollment.seat_seconds) == ("completed", 620)


def test_who_is_done_takes_no_more_time(enrollment: Enrollment) -> None:
    through(enrollment)
    report(enrollment, 600, minute=15)
    report(enrollment, 600, minute=30)
    enrollment.refresh_from_db()
    assert (enrollment.seat_seconds, Certificate.objects.count()) == (700, 1)


def test_the_page_says_what_is_left_and_offers_something_to_do(
    client: Client, enrollment: Enrollment
) -> None:
    through(enrollment)
    html = " ".join(client.get("/o/northwind/learn/").content.decode().split())
    assert "about 9 minutes of it are left" in html
    assert "Read a part again" in html


def test_time_is_reported_by_ones_own_page_only(
    client: Client, enrollment: Enrollment, inside: Organization
) -> None:
    step(enrollment, "reading", NEXT)
    mine = f"/o/northwind/learn/{enrollment.pk}/time/"
    answer = client.post(mine, {"key": str(uuid4()), "active": "40"})
    assert (answer.status_code, answer.json()) == (200, {"minutes_to_go": 9, "completed": False})

    somebody_elses = an_enrollment(inside, assignment=enrollment.assignment)
    theirs = f"/o/northwind/learn/{somebody_elses.pk}/time/"
    assert client.post(theirs, {"active": "40"}).status_code == 404
    assert client.get(mine).status_code == 405
