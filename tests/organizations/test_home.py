from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organizations.models import Organization
from organizations.permissions import Role
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_whoever_is_signed_out_is_led_to_sign_in(client: Client) -> None:
    assert client.get("/")["Location"] == "/account/login/"


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.HR_ADMIN, "/o/northwind/manage/"),
        (Role.OWNER, "/o/northwind/manage/"),
        (Role.AUDITOR, "/o/northwind/manage/"),
        (Role.FACILITATOR, "/o/northwind/facilitate/"),
        (Role.EMPLOYEE, "/o/northwind/learn/"),
    ],
)
def test_a_single_role_leads_to_its_place(
    client: Client, organization: Organization, role: Role, path: str
) -> None:
    client.force_login(MembershipFactory(organization=organization, role=role).user)

    assert client.get("/")["Location"] == path


def test_several_roles_or_organizations_are_a_choice(
    client: Client, organization: Organization
) -> None:
    user = UserFactory()
    MembershipFactory(organization=organization, user=user, roles=[Role.EMPLOYEE, Role.FACILITATOR])
    MembershipFactory(organization=OrganizationFactory(name="Harbor", slug="harbor"), user=user)
    client.force_login(user)

    places = client.get("/").context["places"]

    assert [(place.organization, place.path) for place in places] == [
        ("Harbor", "/o/harbor/learn/"),
        ("Northwind Logistics", "/o/northwind/learn/"),
        ("Northwind Logistics", "/o/northwind/facilitate/"),
    ]


def test_without_a_place_the_page_says_so_kindly(
    client: Client, organization: Organization
) -> None:
    past = MembershipFactory(
        organization=organization, expires_at=timezone.now() - timedelta(minutes=1)
    )
    client.force_login(past.user)

    assert "Nothing is waiting for you here" in client.get("/").content.decode()


def test_a_learner_sees_the_quick_exit_and_no_place_of_others(
    client: Client, organization: Organization
) -> None:
    organization.quick_exit_url = "https://weather.example/"
    organization.support = "**Rosa Delgado**, 555 0134"
    organization.save()
    client.force_login(MembershipFactory(organization=organization).user)

    html = client.get("/o/northwind/support/").content.decode()

    assert 'href="https://weather.example/"' in html
    assert "<strong>Rosa Delgado</strong>" in html
    assert 'aria-current="page">Support</a>' in html
    assert "/o/northwind/manage/" not in html


@pytest.mark.parametrize(
    ("role", "status"), [(Role.EMPLOYEE, 200), (Role.HR_ADMIN, 403), (None, 404)]
)
def test_support_is_for_people_who_take_training(
    client: Client, organization: Organization, role: Role | None, status: int
) -> None:
    member = MembershipFactory(organization=organization, role=role) if role else None
    client.force_login(member.user if member else UserFactory())

    assert client.get("/o/northwind/support/").status_code == status


def test_somebody_with_several_roles_can_go_from_one_to_another(
    client: Client, organization: Organization
) -> None:
    user = UserFactory()
    MembershipFactory(organization=organization, user=user, roles=[Role.OWNER, Role.EMPLOYEE])
    client.force_login(user)

    assert "/o/northwind/learn/" in client.get("/o/northwind/manage/settings/").content.decode()
