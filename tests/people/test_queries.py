"""Who is employed, where, and by whose clock."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from organizations.models import Membership, Organization
from people import queries
from people.actions.sign_ins import ensure_sign_ins
from people.models import Person
from tests.factories import NOON, EmploymentFactory, PersonFactory, SiteFactory, UserFactory
from tests.training.courses import an_enrollment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def test_people_are_current_from_their_first_day_to_the_day_before_their_last(
    inside: Organization,
) -> None:
    here = EmploymentFactory(organization=inside, starts_on=TODAY)
    EmploymentFactory(organization=inside, ends_on=TODAY)
    EmploymentFactory(organization=inside, starts_on=date(2026, 3, 3))

    [person] = queries.current(TODAY)

    assert (person, [spell.pk for spell in person.spells]) == (here.person, [here.pk])  # type: ignore[attr-defined] # to_attr


def test_the_zone_is_that_of_the_latest_site_else_the_organizations(inside: Organization) -> None:
    person = PersonFactory(organization=inside)
    assert queries.zone_name(person) == "UTC"

    EmploymentFactory(
        organization=inside, person=person, ends_on=date(2024, 1, 1),
        site=SiteFactory(organization=inside, time_zone="America/Denver"),
    )  # fmt: skip
    assert queries.zone_name(person) == "America/Denver"
    EmploymentFactory(
        organization=inside, person=person, starts_on=date(2025, 1, 1),
        site=SiteFactory(organization=inside, time_zone="America/Toronto"),
    )  # fmt: skip
    assert queries.zone_name(person) == "America/Toronto"


def test_any_row_of_another_package_is_a_record(inside: Organization) -> None:
    enrolled, other = PersonFactory(organization=inside), PersonFactory(organization=inside)
    EmploymentFactory(organization=inside, person=other)
    an_enrollment(inside, person=enrolled)

    assert queries.with_records([enrolled.pk, other.pk]) == {enrolled.pk}


def test_sign_ins_are_made_once_and_shared_by_nobody(inside: Organization) -> None:
    known = UserFactory(email="ana@example.org")
    people = [
        PersonFactory(organization=inside, email=email)
        for email in ("Ana@example.org", "bo@example.org", None)
    ]

    ensure_sign_ins(people, at=NOON)
    ensure_sign_ins(Person.objects.all(), at=NOON)

    users = [person.user for person in Person.objects.select_related("user").order_by("pk")]
    assert users[0] == known
    assert [user and user.email for user in users] == ["ana@example.org", "bo@example.org", None]
    assert (User.objects.count(), Membership.objects.count()) == (3, 3)
    assert len(set(users)) == 3


def test_sign_ins_take_as_many_queries_for_many_as_for_few(
    inside: Organization, django_assert_max_num_queries: object
) -> None:
    people = [PersonFactory(organization=inside) for _n in range(30)]

    with django_assert_max_num_queries(10):  # type: ignore[operator] # a fixture
        ensure_sign_ins(people, at=NOON)
