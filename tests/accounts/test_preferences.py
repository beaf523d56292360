from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from core.templatetags.devices import device
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_people_choose_name_language_and_appearance(client: Client) -> None:
    client.force_login(UserFactory(name="Ana"))

    client.post(
        "/account/preferences/", {"name": "Ana Ruiz", "language": "es", "appearance": "dark"}
    )

    user = User.objects.get()
    assert (user.name, user.language, user.appearance) == ("Ana Ruiz", "es", "dark")
    html = client.get("/account/preferences/").content.decode()
    assert ('lang="es"' in html, 'data-appearance="dark"' in html) == (True, True)


def test_a_language_we_do_not_speak_is_refused(client: Client) -> None:
    client.force_login(UserFactory())

    response = client.post("/account/preferences/", {"language": "xx", "appearance": "dark"})

    assert response.status_code == 422
    assert "error-summary" in response.content.decode()


def test_preferences_are_for_people_who_are_signed_in(client: Client) -> None:
    assert client.get("/account/preferences/").status_code == 302


def test_an_operator_is_made_and_unmade_by_command() -> None:
    call_command("operator", "Op@example.org")
    assert User.objects.get(email="op@example.org").is_operator

    call_command("operator", "op@example.org", "--end")
    assert not User.objects.get(email="op@example.org").is_operator


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/26.0 Safari/604.1", "Safari on iPhone"),
        ("curl/8", "Unknown device"),
    ],
)
def test_devices_are_named_as_people_know_them(user_agent: str, words: str) -> None:
    assert device(user_agent) == words


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/o/northwind/learn/7/", "/o/northwind/learn/7/"),
        ("http://elsewhere.example/o/northwind/", "/"),
        ("", "/"),
    ],
)
def test_changing_the_language_keeps_the_place(
    client: Client, came_from: str, leads_to: str
) -> None:
    user = UserFactory()
    client.force_login(user)
    answer = client.post("/account/language/", {"language": "es"}, headers={"referer": came_from})
    user.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"], user.language) == (302, leads_to, "es")


def test_a_language_that_is_not_there_changes_nothing(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    client.post("/account/language/", {"language": "xx"})
    user.refresh_from_db()
    assert user.language == ""
