"""Every page as it is sent: one heading, nothing inline, and as few queries for thirty rows
as for one."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.walks import addresses, objects
from tests.walks.addresses import Page
from tests.walks.worlds import World

MANY = 30

# Pages that ask more for more rows, each with its reason.  Meant to stay empty.
ASKS_MORE: dict[str, str] = {}

CSP = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
)


class Sent(HTMLParser):
    """What a page that was sent holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings = 0
        self.inline: list[str] = []
        self.ids: list[str] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.headings += tag == "h1"
        self.inline += [f"<{tag} {name}>" for name in given if name == "style" or name[:2] == "on"]
        if tag == "style" or (tag == "script" and not {"src", "type"} & set(given)):
            self.inline.append(f"<{tag}>")
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.language = given.get("lang", "")


def visitable() -> list[Page]:
    return [page for page in addresses.gated() if not objects.unknown(page)]


def member(world: World) -> Client:
    client = Client()
    client.force_login(world.everybody)
    return client


@pytest.mark.django_db
def test_every_page_has_one_heading_a_language_and_nothing_inline() -> None:
    world = World("pages", rows=3)
    client, found = member(world), []
    for page in visitable():
        response = client.get(objects.address(page, world))
        if not (response.status_code == 200 and "text/html" in response["Content-Type"]):
            continue
        html = response.content.decode()
        if "<html" not in html:
            continue  # a part that a page asks for while it is open
        sent = Sent(html)
        twice = {name for name in sent.ids if sent.ids.count(name) > 1}
        if (sent.headings, sent.inline, sent.language, twice) != (1, [], "en", set()):
            found.append(f"{page}: {sent.headings} h1, {sent.inline}, {sent.language}, ids {twice}")
        if not all(part in response["Content-Security-Policy"] for part in CSP):
            found.append(f"{page}: {response['Content-Security-Policy']}")
    assert found == []


def queries(client: Client, address: str) -> list[str]:
    client.get(address)  # what is read once and kept
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.django_db
def test_every_page_asks_as_little_for_thirty_rows_as_for_one() -> None:
    one, many = World("one", rows=1), World("many", rows=MANY)
    found = {}
    for page in visitable():
        few = queries(member(one), objects.address(page, one))
        more = queries(member(many), objects.address(page, many))
        if len(few) != len(more) and str(page) not in ASKS_MORE:
            found[str(page)] = (len(few), len(more))
    assert found == {}


def test_every_exception_is_still_a_page() -> None:
    assert set(ASKS_MORE) - {str(page) for page in addresses.gated()} == set()
