"""Every answer of the site carries the same protections."""

from __future__ import annotations

import pytest
from csp.constants import NONE, SELF
from django.conf import settings
from django.test import Client

from organizations.models import Organization
from organizations.permissions import Role
from tests.factories import MembershipFactory

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    "object-src 'none'",
}  # fmt: skip


def test_the_policy_trusts_no_place_but_our_own_and_nothing_inline() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    trusted = {source for sources in directives.values() for source in sources}

    assert trusted <= {SELF, NONE, "data:"}
    assert [name for name, sources in directives.items() if "data:" in sources] == ["img-src"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/account/login/", "/nowhere/", "/o/northwind/", "/healthz"])
def test_every_answer_is_protected(client: Client, organization: Organization, path: str) -> None:
    response = client.get(path)

    assert set(response["Content-Security-Policy"].split("; ")) >= POLICY
    assert (response["X-Frame-Options"], response["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert (response["Referrer-Policy"], response["Cross-Origin-Opener-Policy"]) == (
        "same-origin",
        "same-origin",
    )


@pytest.mark.django_db
def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    client: Client, organization: Organization
) -> None:
    client.force_login(MembershipFactory(organization=organization, role=Role.OWNER).user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE) == (True, "Lax")
    assert cookie.value


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/o/northwind/manage/", "/o/northwind/learn/", "/account/sessions/"]
)
def test_what_somebody_signed_in_is_shown_stays_on_no_disk(
    client: Client, organization: Organization, path: str
) -> None:
    client.force_login(MembershipFactory(organization=organization, role=Role.OWNER).user)

    assert client.get(path)["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get("/verify/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/verify/a%00b/", "/verify/?code=%00", "/o/northwind/manage/audit/?q=a%00b"]
)
def test_an_address_with_a_nul_is_refused(
    client: Client, organization: Organization, address: str
) -> None:
    client.force_login(MembershipFactory(organization=organization, role=Role.OWNER).user)

    assert client.get(address).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["idna", "punycode", "utf-16"])
def test_a_form_in_a_strange_encoding_is_refused(client: Client, charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n\xff\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"

    assert client.generic("POST", "/card/", body, content_type=kind).status_code == 400
