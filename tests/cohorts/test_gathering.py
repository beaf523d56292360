from __future__ import annotations

import pytest

from cohorts.actions.gathering import CannotGather, add, close, gather, remove
from cohorts.actions.leading import name_leaders
from cohorts.models import Cohort, CohortLeader, CohortMember
from cohorts.queries import may_join, places
from organizations import scoping
from organizations.models import AuditEvent, Organization
from organizations.permissions import Role
from tests.factories import NOON, MembershipFactory, OrganizationFactory, UserFactory
from tests.reports.staff import YESTERDAY, Staff

pytestmark = pytest.mark.django_db


def a_cohort(staff: Staff, name: str = "Drivers, mornings") -> Cohort:
    return gather(staff.assignment, name=name, by=UserFactory(), at=NOON)


def test_a_cohort_is_made_once_under_a_name(inside: Organization) -> None:
    staff = Staff(inside)
    cohort = a_cohort(staff)

    assert (cohort.name, cohort.created_at) == ("Drivers, mornings", NOON)
    with pytest.raises(CannotGather, match="already has a cohort"):
        a_cohort(staff, " Drivers, mornings ")
    with pytest.raises(CannotGather, match="name"):
        a_cohort(staff, "  ")


def test_only_people_whom_the_assignment_reaches_may_join(inside: Organization) -> None:
    staff = Staff(inside)
    reached = {staff.add(status) for status in ("not_started", "in_progress", "completed")}
    for status in ("waived", "withdrawn", "expired"):
        staff.add(status)
    staff.add(ends_on=YESTERDAY)
    cohort = a_cohort(staff)

    assert set(may_join(cohort, at=NOON)) == reached


def test_adding_the_same_people_twice_adds_them_once(inside: Organization) -> None:
    staff = Staff(inside)
    people = [staff.add().person_id for _ in range(3)]
    cohort = a_cohort(staff)

    first = add(cohort, people, by=UserFactory(), at=NOON)
    second = add(cohort, people, by=UserFactory(), at=NOON)

    assert (first, second, cohort.members.count()) == (3, 0, 3)
    assert [e.detail for e in AuditEvent.objects.filter(verb="cohort.people_added")] == [
        {"people": 3}
    ]


def test_somebody_is_in_one_running_cohort_of_an_assignment(inside: Organization) -> None:
    staff = Staff(inside)
    person = staff.add().person_id
    one, other = a_cohort(staff, "One"), a_cohort(staff, "Other")
    add(one, [person], by=UserFactory(), at=NOON)

    assert add(other, [person], by=UserFactory(), at=NOON) == 0
    close(one, by=UserFactory(), at=NOON)
    assert add(other, [person], by=UserFactory(), at=NOON) == 1


def test_nobody_of_another_employer_can_be_added(inside: Organization) -> None:
    cohort = a_cohort(Staff(inside))
    other = OrganizationFactory()
    with scoping.within(other):
        stranger = Staff(other).add().person_id

    assert add(cohort, [stranger], by=UserFactory(), at=NOON) == 0


def test_taking_somebody_out_leaves_their_training_alone(inside: Organization) -> None:
    staff = Staff(inside)
    enrollment = staff.add("in_progress")
    cohort = a_cohort(staff)
    add(cohort, [enrollment.person_id], by=UserFactory(), at=NOON)

    assert remove(cohort, enrollment.person_id, by=UserFactory(), at=NOON) is True
    assert remove(cohort, enrollment.person_id, by=UserFactory(), at=NOON) is False
    enrollment.refresh_from_db()
    assert enrollment.status == "in_progress"
    assert not CohortMember.objects.exists()


def test_a_closed_cohort_takes_nobody_in_and_is_closed_once(inside: Organization) -> None:
    staff = Staff(inside)
    cohort = a_cohort(staff)
    close(cohort, by=UserFactory(), at=NOON)
    close(cohort, by=UserFactory(), at=NOON)

    with pytest.raises(CannotGather, match="closed"):
        add(cohort, [staff.add().person_id], by=UserFactory(), at=NOON)
    assert AuditEvent.objects.filter(verb="cohort.closed").count() == 1


def test_only_facilitators_of_the_organization_lead(inside: Organization) -> None:
    cohort = a_cohort(Staff(inside))
    femi = MembershipFactory(organization=inside, role=Role.FACILITATOR)
    hanna = MembershipFactory(organization=inside, role=Role.HR_ADMIN)
    elsewhere = MembershipFactory(role=Role.FACILITATOR)

    named = name_leaders(cohort, [femi.pk, hanna.pk, elsewhere.pk], by=UserFactory(), at=NOON)

    assert named == [femi.pk]
    assert [leader.membership for leader in CohortLeader.objects.all()] == [femi]
    assert list(Cohort.objects.led_by(femi)) == [cohort]
    assert name_leaders(cohort, [], by=UserFactory(), at=NOON) == []
    assert list(Cohort.objects.led_by(femi)) == []


def test_places_say_how_far_people_are_the_late_first(inside: Organization) -> None:
    staff = Staff(inside)
    ready = staff.add("completed", parts=4, given_name="Ana", family_name="A")
    late = staff.add("in_progress", parts=2, due_on=YESTERDAY, given_name="Zoe", family_name="Z")
    fresh = staff.add(given_name="Ben", family_name="B", email=None)
    cohort = a_cohort(staff)
    add(cohort, [e.person_id for e in (ready, late, fresh)], by=UserFactory(), at=NOON)

    found = places([cohort], at=NOON)[cohort.pk]

    assert [(p.name, p.status, p.overdue, p.parts_done, p.parts) for p in found] == [
        ("Zoe Z", "in_progress", True, 2, 4),
        ("Ben B", "not_started", False, 0, 4),
        ("Ana A", "completed", False, 4, 4),
    ]
    assert [p.has_email for p in found] == [True, False, True]
