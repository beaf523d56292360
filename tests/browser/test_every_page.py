"""axe on every page there is, at three widths, light and dark: none is left to chance."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.visitor import Visitor
from tests.walks import addresses, objects
from tests.walks.addresses import Page
from tests.walks.worlds import World

pytestmark = pytest.mark.django_db(transaction=True)

SIGNED_OUT = ("/account/login/", "/account/login/code/", "/account/password/reset/", "/verify/")
OWN = (
    "/account/preferences/", "/account/2fa/", "/account/sessions/", "/account/password/change/",
    "/account/second-factor/",
)  # fmt: skip


def pages(world: World) -> list[str]:
    """The address of every page behind the gate that answers with a whole page of HTML."""
    client = Client()
    client.force_login(world.everybody)
    return [
        address
        for page in addresses.gated()
        if not objects.unknown(page) and _is_html(client, address := _address(page, world))
    ]


def _address(page: Page, world: World) -> str:
    return objects.address(page, world)


def _is_html(client: Client, address: str) -> bool:
    answer = client.get(address)
    return (
        answer.status_code == 200
        and "text/html" in answer["Content-Type"]
        and b"<html" in answer.content
    )


def test_axe_finds_nothing_on_any_page_behind_the_gate(visitor: Visitor) -> None:
    world = World("pages", rows=3)
    found = pages(world)
    _sign_in(visitor, world)

    assert len(found) > 30
    _check_all(visitor, found)


def test_axe_finds_nothing_on_the_pages_around_sign_in(visitor: Visitor) -> None:
    _check_all(visitor, SIGNED_OUT)

    _sign_in(visitor, World("pages"))
    _check_all(visitor, OWN)


def _sign_in(visitor: Visitor, world: World) -> None:
    client = Client()
    client.force_login(world.everybody)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    visitor.page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.address}]
    )


def _check_all(visitor: Visitor, found: list[str] | tuple[str, ...]) -> None:
    """Look at all of them before complaining, so that one run tells everything."""
    complaints = []
    for address in found:
        visitor.go(address)
        try:
            visitor.check()
        except AssertionError as complaint:
            complaints.append(str(complaint))
    if complaints:
        raise AssertionError("\n".join(complaints))
