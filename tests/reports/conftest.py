"""Members of an organization, signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from organizations.models import Organization
from organizations.permissions import Role
from tests.factories import NOON, MembershipFactory

SignIn = Callable[..., Client]


@pytest.fixture
def at_noon() -> Iterator[None]:
    """It is noon of Monday, March 2, 2026, in UTC."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def sign_in(organization: Organization) -> SignIn:
    """A client of somebody with a role, here or in another organization."""

    def made(role: Role, *, of: Organization | None = None) -> Client:
        client = Client()
        member = MembershipFactory(organization=of or organization, role=role)
        client.force_login(member.user, backend="accounts.backends.TrustedBackend")
        return client

    return made
