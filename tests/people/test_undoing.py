"""Undoing an import: everything stands as it stood before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.models import User
from organizations.models import AuditEvent, Membership, Organization, Site, Unit
from people import tasks
from people.actions import undoing
from people.actions.importing import NotImportable
from people.models import Employment, Person
from tests.factories import NOON, EmploymentFactory, PersonFactory
from tests.people.conftest import applied, everything, undone
from tests.people.staff_texts import as_file, row
from tests.training.courses import an_enrollment

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


def a_staff(organization: Organization) -> None:
    """Somebody of every kind, imported and by hand."""
    applied(
        organization,
        as_file(
            row("1", email="a@example.org", unit="IT", site="Boston, MA"),
            row("2", email="b@example.org", unit="IT", manager="1"),
            row("3", status="On Leave"),
            row("4", status="Terminated", left="2023-05-31", email="d@example.org"),
        ),
    )
    by_hand = PersonFactory(organization=organization, family_name="Hand", email=None)
    EmploymentFactory(organization=organization, person=by_hand, number="5")


def test_undoing_restores_every_row_as_it_was(chicago: Organization) -> None:
    a_staff(chicago)
    before = everything()
    found = applied(
        chicago,
        as_file(
            row("1", email="b@example.org", unit="Sales", site="Denver, CO", family="Ortiz"),
            row("2", email="a@example.org", status="On Leave", manager=""),
            row("4", hired="2025-02-03", email="d@example.org"),
            row("5", given="Hand", family="Hand", email="hand@example.org"),
            row("6", unit="Sales", manager="1"),
            row("7", email="new@example.org", manager="6"),
        ),
        missing="end",
        at=LATER,
    )  # fmt: skip
    assert everything() != before

    assert undone(found).stage == "undone"

    assert everything() == before


def test_undoing_twice_does_nothing_twice(chicago: Organization) -> None:
    found = applied(chicago, as_file(row("1")))
    undoing.request(found, by=None, at=NOON)

    stages = [
        tasks.undo_import(organization_id=chicago.pk, import_id=found.pk) for _again in range(2)
    ]
    undoing.request(found, by=None, at=NOON)

    assert stages == ["undone", "undone"]
    assert AuditEvent.objects.filter(verb="staff_import.undone").count() == 1


def test_people_with_training_records_stay_as_people_who_have_left(chicago: Organization) -> None:
    found = applied(chicago, as_file(row("1", unit="IT", site="Boston, MA"), row("2", unit="Ops")))
    kept = Person.objects.get(employments__number="1")
    an_enrollment(chicago, person=kept)
    others = User.objects.exclude(people__employments__number__in=["1", "2"]).count()

    effect = undoing.effect(found)
    undone(found, at=LATER)

    assert (effect.removed, effect.kept, effect.restored, effect.returned) == (1, 1, 0, 0)
    assert list(Person.objects.all()) == [kept]
    assert list(Employment.objects.values_list("number", "ends_on")) == [("1", date(2026, 3, 3))]
    assert [u.name for u in Unit.objects.all()] == ["IT"]
    assert [s.name for s in Site.objects.all()] == ["Boston, MA"]
    assert Membership.objects.filter(user__people=kept).count() == 1
    assert User.objects.count() == 1 + others


def test_only_the_latest_import_can_be_undone_one_after_the_other(chicago: Organization) -> None:
    before = everything()
    first = applied(chicago, as_file(row("1")))
    second = applied(chicago, as_file(row("1", family="Ortiz")), at=LATER)

    with pytest.raises(NotImportable, match="Only the latest"):
        undoing.request(first, by=None, at=LATER)
    undone(second)
    undone(first)

    assert everything() == before


def test_what_was_changed_by_hand_since_is_kept_where_the_import_changed_nothing(
    chicago: Organization,
) -> None:
    applied(chicago, as_file(row("1", email="a@example.org", unit="IT")))
    found = applied(chicago, as_file(row("1", email="b@example.org", unit="IT")), at=LATER)
    Person.objects.update(preferred_name="Annie")

    undone(found)

    assert list(Person.objects.values_list("preferred_name", "email")) == [
        ("Annie", "a@example.org")
    ]


def test_a_sign_in_that_has_become_more_than_an_employees_is_kept(chicago: Organization) -> None:
    found = applied(chicago, as_file(row("1", email="a@example.org")))
    Membership.objects.update(roles=["employee", "hr_admin"])

    undone(found)

    assert Person.objects.count() == 0
    assert [m.roles for m in Membership.objects.all()] == [["employee", "hr_admin"]]
    assert User.objects.filter(email="a@example.org").exists()
