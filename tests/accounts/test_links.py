from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client

from accounts import links
from accounts.models import User
from organizations.models import Organization
from organizations.permissions import Role
from tests.factories import NOON, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

NEXT = "/o/northwind/learn/7/next/"


@pytest.fixture
def ana(organization: Organization) -> User:
    user = UserFactory(name="Ana Ruiz", email="ana@example.org")
    MembershipFactory(organization=organization, user=user)
    return user


def path_of(address: str) -> str:
    return urlsplit(address).path


@time_machine.travel(NOON, tick=False)
def test_a_link_shows_one_button_and_signs_in_only_when_it_is_pressed(
    client: Client, ana: User
) -> None:
    path = path_of(links.make(ana, NEXT, at=NOON))

    shown = client.get(path)
    assert (shown.status_code, "_auth_user_id" in client.session) == (200, False)
    assert "Continue as Ana" in shown.content.decode()

    pressed = client.post(path)
    assert (pressed.status_code, pressed["Location"]) == (302, NEXT)
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert client.session.get_expiry_age() <= 12 * 3600


@time_machine.travel(NOON, tick=False)
def test_a_link_leads_on_at_once_when_its_user_is_signed_in(client: Client, ana: User) -> None:
    client.force_login(ana)

    response = client.get(path_of(links.make(ana, NEXT, at=NOON)))

    assert (response.status_code, response["Location"]) == (302, NEXT)


@time_machine.travel(NOON, tick=False)
def test_pressing_signs_somebody_else_out_first(client: Client, ana: User) -> None:
    client.force_login(UserFactory())

    client.post(path_of(links.make(ana, NEXT, at=NOON)))

    assert client.session["_auth_user_id"] == str(ana.pk)


@pytest.mark.parametrize(
    ("age", "status"),
    [(timedelta(days=30, seconds=-1), 200), (timedelta(days=30), 410)],
)
def test_a_link_lives_for_thirty_days_and_then_offers_a_code(
    client: Client, ana: User, age: timedelta, status: int
) -> None:
    path = path_of(links.make(ana, NEXT, at=NOON))

    with time_machine.travel(NOON + age, tick=False):
        shown, pressed = client.get(path), client.post(path)
        is_signed_in = "_auth_user_id" in client.session

    assert (shown.status_code, is_signed_in) == (status, status == 200)
    if status == 410:
        assert pressed.status_code == 410
        assert 'name="email" value="ana@example.org"' in shown.content.decode()


@time_machine.travel(NOON, tick=False)
def test_a_link_dies_when_the_address_changes(client: Client, ana: User) -> None:
    path = path_of(links.make(ana, NEXT, at=NOON))
    User.objects.update(email="ana.ruiz@example.org")

    assert client.post(path).status_code == 410


@time_machine.travel(NOON, tick=False)
def test_a_link_used_too_often_is_spent(
    client: Client, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "USES", 1)
    path = path_of(links.make(ana, NEXT, at=NOON))
    client.post(path)

    assert Client().post(path).status_code == 410


@time_machine.travel(NOON, tick=False)
def test_tries_by_one_link_are_limited(ana: User) -> None:
    path = path_of(links.make(ana, NEXT, at=NOON))

    statuses = [Client().post(path).status_code for _ in range(11)]

    assert statuses == [302] * 10 + [429]


@time_machine.travel(NOON, tick=False)
def test_an_altered_link_opens_nothing(client: Client, ana: User) -> None:
    path = path_of(links.make(ana, NEXT, at=NOON))
    altered = path[:-4] + ("AA/" if not path.endswith("AA/") else "BB/")

    assert client.post(altered).status_code == 404
    assert client.get("/account/link/nonsense/").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.EMPLOYEE])
def test_people_with_a_trusted_role_are_led_to_the_sign_in_page(
    client: Client, ana: User, role: Role
) -> None:
    made_before = path_of(links.make(ana, NEXT, at=datetime.now(UTC)))
    MembershipFactory(user=ana, role=role)

    assert links.make(ana, NEXT, at=NOON).endswith(
        "/account/login/?next=%2Fo%2Fnorthwind%2Flearn%2F7%2Fnext%2F"
    )
    response = client.post(made_before)
    assert urlsplit(response["Location"]).path == "/account/login/"
    assert "_auth_user_id" not in client.session


def test_the_link_of_a_closed_sign_in_opens_nothing(client: Client, ana: User) -> None:
    path = path_of(links.make(ana, NEXT, at=datetime.now(UTC)))
    User.objects.update(is_active=False)

    assert client.post(path).status_code == 404


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "learn/", ""]
)
def test_a_link_leads_nowhere_but_to_a_path_of_this_site(ana: User, elsewhere: str) -> None:
    with pytest.raises(ValueError, match="not a path of this site"):
        links.make(ana, elsewhere, at=NOON)
