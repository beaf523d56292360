from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from accounts import links
from accounts.models import User
from organizations.models import Organization
from organizations.permissions import Role
from tests.factories import NOON, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def a_user(organization: Organization, role: Role = Role.EMPLOYEE, **fields: Any) -> User:
    user = UserFactory(email="ana@example.org", password=PASSWORD, name="Ana Ruiz", **fields)
    MembershipFactory(organization=organization, user=user, role=role)
    return user


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post(
        "/account/login/", {"login": "Ana@Example.org", "password": password, **more}
    )


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_email_and_password_sign_in(client: Client, organization: Organization) -> None:
    a_user(organization)

    response = sign_in(client, next="/o/northwind/support/")

    assert (response.status_code, response["Location"]) == (302, "/o/northwind/support/")
    assert is_signed_in(client)


def test_next_never_leads_to_another_site(client: Client, organization: Organization) -> None:
    a_user(organization)

    assert sign_in(client, next="https://evil.example/")["Location"] == "/"


def test_a_code_by_email_signs_in_once(
    client: Client, organization: Organization, mailoutbox: list
) -> None:
    a_user(organization)
    client.post("/account/login/code/", {"email": "ana@example.org"})
    match = re.search(r"^(\S+) is your sign-in code", mailoutbox[0].subject)
    assert match

    response = client.post("/account/login/code/confirm/", {"code": match[1]})

    assert (response.status_code, is_signed_in(client)) == (302, True)
    assert [message.to for message in mailoutbox] == [["ana@example.org"]]


def test_a_wrong_code_signs_nobody_in(
    client: Client, organization: Organization, mailoutbox: list
) -> None:
    a_user(organization)
    client.post("/account/login/code/", {"email": "ana@example.org"})

    client.post("/account/login/code/confirm/", {"code": "WRONG1"})

    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("page", "field"), [("/account/login/code/", "email"), ("/account/password/reset/", "email")]
)
def test_nothing_tells_whether_an_address_is_known(
    organization: Organization, mailoutbox: list, page: str, field: str
) -> None:
    a_user(organization)

    known, unknown = (
        Client().post(page, {field: address}, follow=True)
        for address in ("ana@example.org", "ann@example.org")
    )

    assert (known.status_code, known.redirect_chain) == (
        unknown.status_code,
        unknown.redirect_chain,
    )
    without_tokens = [
        re.sub(r'(value="|Token": ")[^"]{64}"', "", answer.content.decode()).replace(
            "ann@example.org", "ana@example.org"
        )
        for answer in (known, unknown)
    ]
    assert without_tokens[0] == without_tokens[1]
    assert len(mailoutbox) == 2


def test_a_wrong_password_and_an_unknown_address_read_the_same(
    organization: Organization,
) -> None:
    a_user(organization)

    errors = [
        Client()
        .post("/account/login/", {"login": address, "password": "wrong wrong wrong"})
        .context["form"]
        .errors.as_json()
        for address in ("ana@example.org", "ann@example.org")
    ]

    assert errors[0] == errors[1]


def test_after_five_wrong_passwords_the_right_one_waits(
    client: Client, organization: Organization
) -> None:
    a_user(organization)
    for _ in range(5):
        sign_in(client, "wrong wrong wrong")

    sign_in(client)

    assert not is_signed_in(client)


@pytest.mark.parametrize("page", ["/account/signup/", "/account/email/"])
def test_nobody_signs_up_or_changes_an_address_here(client: Client, page: str) -> None:
    assert "Your employer brings you here" in client.get(page).content.decode()
    assert client.post(page, {"email": "x@example.org", "password1": PASSWORD}).status_code == 405
    assert User.objects.count() == 0


def test_a_closed_sign_in_says_so_and_stays_closed(
    client: Client, organization: Organization
) -> None:
    a_user(organization, is_active=False)

    sign_in(client)

    assert not is_signed_in(client)


@pytest.mark.parametrize(("role", "is_offered"), [(role, role != Role.EMPLOYEE) for role in Role])
def test_a_second_factor_is_offered_to_trusted_roles(
    client: Client, organization: Organization, role: Role, is_offered: bool
) -> None:
    a_user(organization, role)

    response = sign_in(client, next="/o/northwind/support/")

    offer = "/account/second-factor/?next=%2Fo%2Fnorthwind%2Fsupport%2F"
    assert response["Location"] == (offer if is_offered else "/o/northwind/support/")


def test_not_now_is_taken_for_thirty_days(organization: Organization) -> None:
    a_user(organization, Role.HR_ADMIN)
    with time_machine.travel(NOON, tick=False):
        client = Client()
        sign_in(client)
        put_off = client.post("/account/second-factor/", {"next": "/o/northwind/manage/"})
        assert put_off["Location"] == "/o/northwind/manage/"

    seen = []
    for days in (29, 30):
        with time_machine.travel(NOON + timedelta(days=days), tick=False):
            seen.append(sign_in(Client())["Location"])

    assert seen == ["/", "/account/second-factor/?next=%2F"]


def test_the_offer_leads_nowhere_but_to_this_site(
    client: Client, organization: Organization
) -> None:
    client.force_login(a_user(organization, Role.HR_ADMIN))

    response = client.post("/account/second-factor/", {"next": "https://evil.example/"})

    assert response["Location"] == "/"


def test_once_set_up_the_second_factor_is_always_asked_for(
    client: Client, organization: Organization
) -> None:
    user = a_user(organization, Role.HR_ADMIN)
    TOTP.activate(user, SECRET)

    response = sign_in(client)
    assert (response["Location"], is_signed_in(client)) == ("/account/2fa/authenticate/", False)

    page = client.get("/account/2fa/authenticate/")
    assert "One more step" in page.content.decode()
    code = format_hotp_value(hotp_value(SECRET, int(NOON.timestamp()) // 30))
    with time_machine.travel(NOON, tick=False):
        sign_in(client)
        client.post("/account/2fa/authenticate/", {"code": code})
        assert is_signed_in(client)


def test_a_mail_link_does_not_go_around_the_second_factor(
    client: Client, organization: Organization
) -> None:
    user = a_user(organization)
    TOTP.activate(user, SECRET)

    response = client.post(urlsplit(links.make(user, "/", at=datetime.now(UTC))).path)

    assert (response["Location"], is_signed_in(client)) == ("/account/2fa/authenticate/", False)


def test_removing_the_last_factor_ends_the_question(
    client: Client, organization: Organization
) -> None:
    user = a_user(organization)
    TOTP.activate(user, SECRET)
    Authenticator.objects.filter(user=user).delete()

    sign_in(client)

    assert is_signed_in(client)


@pytest.mark.parametrize(
    "page",
    [
        "/account/login/", "/account/login/code/", "/account/password/reset/",
        "/account/password/reset/done/", "/account/password/reset/key/1-bad/",
        "/account/password/reset/key/done/", "/account/inactive/", "/account/signup/",
    ],
)  # fmt: skip
def test_pages_for_everybody_are_in_our_own_look(
    client: Client, organization: Organization, page: str
) -> None:
    html = client.get(page).content.decode()

    assert (html.count("<h1"), html.count('class="skip"')) == (1, 1)
    assert not re.search(r"<script(?![^>]*(src=|application/json))|\sstyle=|\son\w+=", html)


@pytest.mark.parametrize(
    "page",
    [
        "/account/2fa/", "/account/2fa/webauthn/", "/account/2fa/webauthn/add/",
        "/account/2fa/totp/activate/", "/account/sessions/", "/account/password/set/",
        "/account/preferences/", "/account/second-factor/", "/account/logout/", "/?choose",
    ],
)  # fmt: skip
def test_pages_of_ones_own_are_in_our_own_look(
    client: Client, organization: Organization, page: str
) -> None:
    user = UserFactory(email="ana@example.org", name="Ana Ruiz")  # no password
    MembershipFactory(organization=organization, user=user, role=Role.OWNER)
    client.force_login(user)

    response = client.get(page)
    html = response.content.decode()

    assert (response.status_code, html.count("<h1")) == (200, 1)
    assert not re.search(r"<script(?![^>]*(src=|application/json))|\sstyle=|\son\w+=", html)
