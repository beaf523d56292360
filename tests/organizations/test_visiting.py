from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from organizations import scoping
from organizations.actions import visiting
from organizations.models import AuditEvent, Membership, Organization, StaffSession
from tests.factories import NOON, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(db: None) -> User:
    return UserFactory(email="op@example.org", name="Op", is_operator=True)


def test_an_operator_has_no_power_of_their_own(
    client: Client, organization: Organization, operator: User
) -> None:
    client.force_login(operator)

    assert client.get("/o/northwind/manage/settings/").status_code == 404


def test_a_visit_lasts_two_hours_and_the_organization_sees_why(
    client: Client, organization: Organization, operator: User
) -> None:
    with time_machine.travel(NOON, tick=False):
        call_command(
            "staff_session", organization="northwind", user="op@example.org", reason="Ticket 7"
        )
        client.force_login(operator)
        statuses = [client.get("/o/northwind/manage/settings/").status_code]
    for minutes in (119, 120):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            client.force_login(operator)
            statuses.append(client.get("/o/northwind/manage/settings/").status_code)

    assert statuses == [200, 200, 404]
    with scoping.within(organization):
        event = AuditEvent.objects.get()
        assert (event.verb, event.by, event.detail["reason"]) == (
            "visit.began", operator, "Ticket 7",
        )  # fmt: skip


def test_a_second_visit_begins_anew(inside: Organization, operator: User) -> None:
    visiting.visit(inside, operator, reason="one", at=NOON)
    visiting.visit(inside, operator, reason="two", at=NOON + timedelta(hours=3))

    assert Membership.objects.get(user=operator).expires_at == NOON + timedelta(hours=5)
    assert [session.reason for session in StaffSession.objects.order_by("pk")] == ["one", "two"]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_visit_needs_a_reason(inside: Organization, operator: User, reason: str) -> None:
    with pytest.raises(visiting.NoVisit, match="Say why"):
        visiting.visit(inside, operator, reason=reason, at=NOON)


def test_only_an_operator_visits(inside: Organization) -> None:
    with pytest.raises(visiting.NoVisit, match="Only an operator"):
        visiting.visit(inside, UserFactory(), reason="Ticket 7", at=NOON)


def test_a_members_own_roles_are_never_overwritten_by_a_visit(
    inside: Organization, operator: User
) -> None:
    MembershipFactory(organization=inside, user=operator)

    with pytest.raises(visiting.NoVisit, match="member already"):
        visiting.visit(inside, operator, reason="Ticket 7", at=NOON)

    assert Membership.objects.get().roles == ["employee"]


@pytest.mark.parametrize(
    ("slug", "user"), [("nowhere", "op@example.org"), ("northwind", "nobody@example.org")]
)
def test_the_command_says_what_it_cannot_find(
    organization: Organization, operator: User, slug: str, user: str
) -> None:
    with pytest.raises(CommandError, match="There is no"):
        call_command("staff_session", organization=slug, user=user, reason="Ticket 7")
