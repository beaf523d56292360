"""A sign-in that is given another address is nobody's but the owner's of that address."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from organizations.models import Organization
from organizations.permissions import Role
from people.actions.sign_ins import follow_addresses
from people.models import Person
from tests.factories import MembershipFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def prepared(organization: Organization) -> Person:
    """Somebody without an address who came in by card and set a password and an app."""
    user = UserFactory(email=None, password="a-long-enough-passphrase")
    MembershipFactory(organization=organization, user=user, role=Role.EMPLOYEE)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return PersonFactory(organization=organization, user=user, email="rosa@elsewhere.example")


def test_passwords_apps_and_sessions_end_when_an_address_is_given(inside: Organization) -> None:
    person = prepared(inside)
    browser = Client()
    assert person.user is not None
    browser.force_login(person.user, backend="accounts.backends.TrustedBackend")

    moved = follow_addresses([person.pk])

    person.user.refresh_from_db()
    assert moved == [[person.user.pk, None]]
    assert (person.user.email, person.user.has_usable_password()) == (
        "rosa@elsewhere.example",
        False,
    )
    assert Authenticator.objects.count() == 0
    assert browser.get(f"/o/{inside.slug}/learn/").status_code == 302


def test_without_a_change_of_address_nothing_ends(inside: Organization) -> None:
    person = prepared(inside)
    assert person.user is not None
    person.user.email = person.email
    person.user.save()

    assert follow_addresses([person.pk]) == []
    person.user.refresh_from_db()
    assert person.user.has_usable_password()
