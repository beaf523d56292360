"""Rows read by our own SQL are the instances that the ORM would have made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from accounts.backends import EmailBackend, TrustedBackend
from accounts.models import User
from core.rows import columns, instance
from organizations.models import Membership, Organization
from organizations.queries import membership_in
from tests.factories import NOON, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def fields_of(found: object) -> dict[str, object]:
    return {name: value for name, value in vars(found).items() if name != "_state"}


def test_an_instance_has_what_the_orm_gives(organization: Organization) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns(Organization, 'o')} FROM organizations_organization o")
        found = instance(Organization, cursor.fetchone())

    assert fields_of(found) == fields_of(Organization.objects.get())
    assert (found._state.adding, found._state.db) == (False, "default")


@pytest.mark.parametrize("backend", [EmailBackend, TrustedBackend])
def test_a_session_names_only_an_active_user(backend: type) -> None:
    user = UserFactory(name="Ana")
    assert fields_of(backend().get_user(user.pk)) == fields_of(User.objects.get())

    User.objects.update(is_active=False)
    assert backend().get_user(user.pk) is None


def test_a_membership_comes_with_its_organization_until_it_ends() -> None:
    membership = MembershipFactory(expires_at=NOON)
    slug, user_id = membership.organization.slug, membership.user_id

    found = membership_in(slug, user_id, at=NOON - timedelta(seconds=1))

    assert found is not None
    assert found.organization == membership.organization
    del found._state.fields_cache["organization"]
    assert fields_of(found) == fields_of(Membership.objects.get())
    assert membership_in(slug, user_id, at=NOON) is None
    assert membership_in("another", user_id, at=NOON - timedelta(days=1)) is None
