"""What the tests of training share."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from organizations.models import Organization
from organizations.permissions import Role
from people.models import Person
from tests.factories import MembershipFactory, SiteFactory, UserFactory
from tests.training.courses import an_employee


@pytest.fixture
def someone(db: None) -> User:
    """A user who does something on purpose."""
    return UserFactory(email="hr@example.org", name="Hanna Reyes")


@pytest.fixture
def employee(inside: Organization, client: Client) -> Person:
    """Ana, employed in Chicago, signed in as an employee."""
    user = UserFactory(email="ana@example.org", name="Ana Ruiz")
    MembershipFactory(organization=inside, user=user)
    client.force_login(user)
    return an_employee(
        inside,
        user=user,
        given_name="Ana",
        family_name="Ruiz",
        site=SiteFactory(organization=inside, name="Chicago Hub"),
    )


@pytest.fixture
def hr(inside: Organization, client: Client) -> User:
    """An HR admin, signed in."""
    user = UserFactory(email="hr-admin@example.org", name="Hanna Reyes")
    MembershipFactory(organization=inside, user=user, role=Role.HR_ADMIN)
    client.force_login(user)
    return user
