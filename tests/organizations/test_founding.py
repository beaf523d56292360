from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from organizations.actions.founding import NotFounded, found
from organizations.models import Membership, Organization
from tests.factories import NOON, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_organization_starts_with_its_owner() -> None:
    out = StringIO()
    call_command(
        "create_organization", "northwind", name="Northwind Logistics",
        owner="Hana@Example.org", time_zone="America/Chicago", stdout=out,
    )  # fmt: skip

    membership = Membership.objects.get()
    assert (membership.organization.name, membership.user.email, membership.roles) == (
        "Northwind Logistics",
        "hana@example.org",
        ["owner"],
    )
    assert not membership.user.has_usable_password()


def test_somebody_who_signs_in_already_is_the_same_user() -> None:
    known = UserFactory(email="hana@example.org")

    _, owner = found(
        slug="other", name="Other", time_zone="UTC", owner_email="HANA@example.org", at=NOON
    )

    assert (owner, User.objects.count()) == (known, 1)


def test_a_taken_name_or_a_zone_that_is_none_is_refused() -> None:
    OrganizationFactory(slug="northwind")

    with pytest.raises(NotFounded, match="There is an organization called northwind"):
        found(slug="northwind", name="N", time_zone="UTC", owner_email="a@b.example", at=NOON)
    with pytest.raises(CommandError, match="Mars/Olympus is not a time zone"):
        call_command(
            "create_organization", "n", name="N", owner="a@b.example", time_zone="Mars/Olympus"
        )
    assert Organization.objects.count() == 1
