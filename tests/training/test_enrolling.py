from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.progress import WorkState
from organizations.models import AuditEvent, Organization
from people.models import Employment, Person
from tests.factories import NOON, EmploymentFactory, SiteFactory, UnitFactory
from tests.training.courses import a_course, an_assignment, an_employee, an_enrollment
from training import audience, due, hooks
from training.actions import assigning, enrolling
from training.actions.enrolling import NotAssignable
from training.audience import IN, AudienceRule, Managers
from training.due import DueRule
from training.models import Assignment, Enrollment, LearningEvent
from training.queries import audience as everybody_in
from training.queries import facts_of, parents, with_place
from training.queries.assignments import counts
from training.tasks import enroll_audience, enroll_newcomers, resume_enrolling

pytestmark = pytest.mark.django_db


def numbers() -> set[str]:
    people = Enrollment.objects.values("person")
    return set(Employment.objects.filter(person__in=people).values_list("number", flat=True))


def test_everybody_employed_is_enrolled_once_with_a_due_day_of_their_own(
    inside: Organization,
) -> None:
    assignment = an_assignment(inside, due=DueRule(days=30))
    an_employee(inside, number="1")
    an_employee(inside, number="2", starts_on=date(2026, 3, 1))
    an_employee(inside, number="3", ends_on=date(2026, 2, 1))
    an_employee(inside, number="4", starts_on=date(2026, 6, 1))

    assert enrolling.enroll(assignment.pk, at=NOON) == 2
    assert enrolling.enroll(assignment.pk, at=NOON) == 0

    assert numbers() == {"1", "2"}
    assert set(Enrollment.objects.values_list("due_on", flat=True)) == {date(2026, 4, 1)}
    assignment.refresh_from_db()
    assert (assignment.work_state, assignment.done, assignment.total) == (WorkState.FINISHED, 2, 2)


def test_enrolling_that_was_cut_off_goes_on_where_it_stopped(
    inside: Organization, monkeypatch: Any
) -> None:
    monkeypatch.setattr(enrolling, "BATCH", 2)
    assignment = an_assignment(inside)
    for _ in range(5):
        an_employee(inside)

    enrolling._enroll_batch(assignment.pk, at=NOON)
    assert Enrollment.objects.count() == 2

    assert enrolling.enroll(assignment.pk, at=NOON) == 3
    assert Enrollment.objects.count() == LearningEvent.objects.count() == 5


def test_somebody_enrolled_in_the_same_course_and_year_is_left_as_they_are(
    inside: Organization,
) -> None:
    first, second = an_assignment(inside), an_assignment(inside, title="The warehouse")
    an_enrollment(inside, assignment=first)
    next_year = an_assignment(inside, cycle="2027-28")

    assert enrolling.enroll(second.pk, at=NOON) == 0
    assert enrolling.enroll(next_year.pk, at=NOON) == 1


def test_the_database_refuses_a_second_enrollment_in_a_cycle(inside: Organization) -> None:
    enrollment = an_enrollment(inside)

    with pytest.raises(IntegrityError), transaction.atomic():
        an_enrollment(inside, assignment=enrollment.assignment, person=enrollment.person)


def test_a_plan_enrolls_nobody(inside: Organization) -> None:
    an_employee(inside)
    assignment = an_assignment(inside, state=Assignment.State.DRAFT)

    assert enrolling.enroll(assignment.pk, at=NOON) == 0


def test_those_who_registered_hear_of_each_batch_inside_its_transaction(
    inside: Organization, monkeypatch: Any
) -> None:
    heard: list[tuple[Organization, list[int]]] = []
    monkeypatch.setattr(hooks, "_on_enrolled", [])
    hooks.register_enrolled(lambda organization, ids, at: heard.append((organization, ids)))
    an_employee(inside)

    enrolling.enroll(an_assignment(inside).pk, at=NOON)

    assert heard == [(inside, [Enrollment.objects.get().pk])]


def a_plan(organization: Organization, rule: AudienceRule) -> assigning.Draft:
    return assigning.Draft(
        title="Everyone, yearly",
        course=a_course(organization),
        cycle="2026-27",
        audience=rule,
        due=DueRule(days=30),
    )


def test_starting_enrolls_in_the_background_and_is_audited_once(
    inside: Organization, someone: User, django_capture_on_commit_callbacks: Any
) -> None:
    an_employee(inside)
    plan = a_plan(inside, AudienceRule(everybody=True))
    drafted = assigning.draft(inside, plan, by=someone, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        assigning.start(drafted, by=someone, at=NOON)
        assigning.start(drafted, by=someone, at=NOON)

    assert Enrollment.objects.count() == 1
    assert [str(e) for e in AuditEvent.objects.all()] == ["assignment.started Everyone, yearly"]


def test_a_plan_for_nobody_does_not_start(inside: Organization, someone: User) -> None:
    drafted = assigning.draft(inside, a_plan(inside, AudienceRule()), by=someone, at=NOON)

    with pytest.raises(NotAssignable, match="Say whom this is for"):
        assigning.start(drafted, by=someone, at=NOON)


def test_a_started_assignment_is_not_changed(inside: Organization, someone: User) -> None:
    drafted = assigning.draft(
        inside, a_plan(inside, AudienceRule(everybody=True)), by=someone, at=NOON
    )
    assigning.start(drafted, by=someone, at=NOON)

    with pytest.raises(NotAssignable, match="can no longer be changed"):
        assigning.redraft(
            drafted, assigning.Draft("x", drafted.course, "x", AudienceRule(), DueRule(days=1))
        )


def test_a_closed_assignment_enrolls_nobody_else(inside: Organization, someone: User) -> None:
    assignment = an_assignment(inside)
    an_employee(inside)

    assigning.close(assignment, by=someone, at=NOON)

    assert enrolling.enroll(assignment.pk, at=NOON) == 0


# Tasks: twice is once --------------------------------------------------------------------


def test_the_enrolling_task_run_twice_enrolls_once(inside: Organization) -> None:
    assignment = an_assignment(inside)
    EmploymentFactory(organization=inside, person__organization=inside, ends_on=None)
    first = enroll_audience(organization_id=inside.pk, assignment_id=assignment.pk)
    second = enroll_audience(organization_id=inside.pk, assignment_id=assignment.pk)

    assert (first, second) == (1, 0)


def test_newcomers_are_enrolled_within_the_hour_and_once(inside: Organization) -> None:
    assignment = an_assignment(inside)
    closed_to_others = an_assignment(inside, cycle="other", keeps_open=False)
    enrolling.enroll(assignment.pk, at=NOON)
    enrolling.enroll(closed_to_others.pk, at=NOON)

    an_employee(inside)

    assert (enroll_newcomers(), enroll_newcomers()) == (1, 0)
    assert Enrollment.objects.get().assignment == assignment


def test_enrolling_whose_worker_died_is_taken_up(inside: Organization) -> None:
    assignment = an_assignment(inside, work_state=WorkState.RUNNING, started_at=NOON, beat_at=NOON)
    an_employee(inside)

    assert (resume_enrolling(), resume_enrolling()) == (1, 0)
    assignment.refresh_from_db()
    assert (assignment.work_state, Enrollment.objects.count()) == (WorkState.FINISHED, 1)


# One rule, in Python and in SQL ------------------------------------------------------------


@pytest.fixture
def staff(inside: Organization) -> list[Person]:
    """People who differ in everything a rule can ask."""
    top = UnitFactory(organization=inside, name="Operations")
    units = [top, UnitFactory(organization=inside, name="Warehouse", parent=top), None]
    sites = [SiteFactory(organization=inside), SiteFactory(organization=inside), None]
    people = []
    for number in range(18):
        people.append(
            an_employee(
                inside,
                unit=units[number % 3],
                site=sites[number // 3 % 3],
                is_manager=number % 4 == 0,
                starts_on=None if number % 5 == 0 else date(2020 + number % 6, 1, 1),
                ends_on=date(2026, 1, 1) if number == 17 else None,
            )
        )
    return people


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_the_rule_means_the_same_people_in_sql_as_one_by_one(
    data: st.DataObject, staff: list[Person]
) -> None:
    units = list(parents())
    sites = [e.site_id for e in Employment.objects.all() if e.site_id]
    ids = [person.pk for person in staff]
    some = lambda values: st.lists(st.sampled_from(values), max_size=2).map(tuple)  # noqa: E731 - reads best in place
    rule = AudienceRule(
        everybody=data.draw(st.booleans()),
        units=data.draw(some(units)),
        sites=data.draw(some(sites)),
        managers=data.draw(st.sampled_from(Managers)),
        hired_from=data.draw(st.none() | st.just(date(2022, 1, 1))),
        hired_to=data.draw(st.none() | st.just(date(2024, 1, 1))),
        people=data.draw(some(ids)),
        without_units=data.draw(some(units)),
        without_sites=data.draw(some(sites)),
        without_people=data.draw(some(ids)),
    )
    on, tree = NOON.date(), parents()

    in_sql = set(everybody_in(rule, on).values_list("pk", flat=True))
    one_by_one = {p.pk for p in staff if audience.why(rule, facts_of(p, on), tree) in IN}

    assert in_sql == one_by_one


# Where people are now -----------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["America/Chicago", "Asia/Tokyo", "Pacific/Kiritimati"])
def test_overdue_in_sql_is_overdue_in_python(inside: Organization, zone: str) -> None:
    site = SiteFactory(organization=inside, time_zone=zone)
    for offset in range(-2, 3):
        an_enrollment(
            inside,
            person=an_employee(inside, site=site),
            due_on=(NOON.date() + timedelta(days=offset)).isoformat(),
        )

    for hour in range(0, 24, 3):
        at = NOON + timedelta(hours=hour)
        rows = with_place(Enrollment.objects.all(), at=at)
        assert [(row.overdue, row.local_today) for row in rows] == [
            (due.is_overdue(row.due_on, today=due.local_day(at, zone)), due.local_day(at, zone))
            for row in rows
        ]


def test_people_who_left_are_not_open_and_not_late_but_counted_apart(
    inside: Organization,
) -> None:
    assignment = an_assignment(inside)
    an_enrollment(inside, assignment=assignment, due_on="2026-02-01")
    gone = an_employee(inside, ends_on=date(2026, 2, 15))
    an_enrollment(inside, assignment=assignment, person=gone, due_on="2026-02-01")

    found = counts(assignment, at=NOON)

    assert (found.everybody, found.overdue, found.left) == (1, 1, 1)


def test_somebody_hired_again_is_placed_where_they_are_now(inside: Organization) -> None:
    person = an_employee(
        inside, unit=UnitFactory(organization=inside, name="Old"), ends_on=date(2025, 1, 1)
    )
    EmploymentFactory(
        organization=inside,
        person=person,
        unit=UnitFactory(organization=inside, name="New"),
        starts_on=date(2026, 1, 1),
    )
    an_enrollment(inside, person=person)

    row = with_place(Enrollment.objects.all(), at=NOON).get()

    assert (row.unit_name, row.employed, row.zone) == ("New", True, "UTC")
