"""What people answered and chose changes nothing that anybody else can see (promises 6 and 7).

Two worlds are built by the real actions.  They differ only in who of a group gave which survey
answers, and in who chose what, skipped, wrote, tried again or went quiet in a story.  Then every
role that manages others visits every address, follows every link, and takes every export: status,
headers and bytes must be the same in both worlds.

Time stands still, ids begin at one, and random codes come from a seed, so that nothing but the
behavior can make a difference.  Tokens against forged requests are taken out; nothing else is.
"""

from __future__ import annotations

import io
import os
import random
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from factory.django import DjangoModelFactory

from assessments.models import Response
from assessments.tasks import open_holdings
from cohorts.models import CohortMember
from config import logs
from courses.models import Course
from organizations.models import Membership
from organizations.permissions import GRANTS, Role
from people.models import Person
from reports.actions import exporting
from reports.files import CONTENT_TYPES
from reports.models import Export
from reports.selection import Selection
from tests import factories
from tests.factories import (
    NOON,
    CohortFactory,
    EmploymentFactory,
    MembershipFactory,
    PersonFactory,
    UserFactory,
)
from tests.training.courses import a_course, an_enrollment
from tests.walks import addresses, behaviors, objects
from tests.walks.addresses import Page
from tests.walks.behaviors import Behavior, Player
from tests.walks.worlds import World
from training.models import Enrollment, Step

MANAGERS = (Role.OWNER, Role.HR_ADMIN, Role.FACILITATOR, Role.AUDITOR, Role.AUTHOR)
PACE = timedelta(seconds=20)
LATER = NOON + timedelta(days=3)

GROUP = (
    Behavior(answers=(0, 10), choice=0),
    Behavior(answers=(3, 3), choice=1, tries_again=True),
    Behavior(answers=(7, 1), choice=2, quiet=True),
    Behavior(answers=None, choice=None, quiet=True),
    Behavior(answers=(10, 10), choice=0, wrote="Ines did, at the loading dock"),
    Behavior(answers=(5, 6), choice=None),
    Behavior(answers=(2, 8), choice=1, quiet=True, wrote="Nobody"),
    Behavior(answers=(9, 0), choice=2, tries_again=True),
    Behavior(answers=(4, 4), choice=None, wrote="My first manager"),
    Behavior(answers=(1, 2), choice=0, quiet=True),
    Behavior(answers=(6, 7), choice=1),
    Behavior(answers=(8, 5), choice=2, wrote="A stranger on the bus"),
)
OTHERWISE = (*GROUP[5:], *GROUP[:5])  # the same, by other people


class GroupWorld(World):
    """People who have all taken the course, each in their way, and those who look at them."""

    def __init__(self, group: tuple[Behavior, ...]) -> None:
        self.group = group
        super().__init__("northwind")

    def fill(self) -> None:
        """As in every world; then the group, those who manage it, and its files."""
        self.managers = {
            role: MembershipFactory(
                organization=self.organization,
                role=role,
                user=UserFactory(email=f"{role}@northwind.example", name=f"The {role}"),
            )
            for role in MANAGERS
        }
        super().fill()
        self.lead(self.managers[Role.FACILITATOR])
        for number, behavior in enumerate(self.group):
            begins = NOON + timedelta(hours=number)
            player = Player(self.enrolled[number], begins=begins, pace=PACE)
            player.goes_through(behavior)
        open_holdings()
        for kind in CONTENT_TYPES:
            self.take(kind)

    def lead(self, membership: Membership) -> None:
        for cohort in (self.cohort, CohortFactory(
            organization=self.organization, assignment=self.assignment, name="Northern group"
        )):  # fmt: skip
            cohort.leaders.create(organization=self.organization, membership=membership)
            for enrollment in self.enrolled:
                CohortMember.objects.create(
                    organization=self.organization, cohort=cohort, person=enrollment.person
                )

    def take(self, kind: str) -> None:
        """Have a file made, of everything there is."""
        asked = exporting.ask(
            self.organization, kind=kind, chosen=Selection(), by=self.everybody, at=LATER
        )
        exporting.make(asked.pk, at=LATER)

    @cached_property
    def course(self) -> Course:
        return a_course(self.organization, modules=behaviors.modules())

    @cached_property
    def enrolled(self) -> list[Enrollment]:
        return [
            an_enrollment(
                self.organization, assignment=self.assignment, person=self.employee(number)
            )
            for number in range(len(self.group))
        ]

    def employee(self, number: int) -> Person:
        person: Person = PersonFactory(
            organization=self.organization,
            uuid=UUID(int=number + 1),
            given_name=f"Person {number}",
            family_name="Ruiz",
            email=f"p{number}@northwind.example",
            user=UserFactory(email=f"p{number}@northwind.example"),
        )
        EmploymentFactory(
            organization=self.organization, person=person, unit=self.unit, site=self.site,
            number=f"{number:04d}",
        )  # fmt: skip
        return person


class Links(HTMLParser):
    """Where a page leads by a click, a picture or a script that asks again."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [v for name, v in attrs if name in {"href", "src", "hx-get"} and v]


@dataclass(frozen=True)
class Seen:
    """What somebody gets at an address."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value="|"X-CSRFToken": ")[^"]+')
NOT_THIS_METHOD = 405


def seen(client: Client, address: str) -> Seen:
    """One answer; the one-time keys that a page gives out begin at the seed each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", random.Random(2026).randbytes)
        return asked(client, address)


def asked(client: Client, address: str) -> Seen:
    response: Any = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = tuple(sorted((n, v) for n, v in response.headers.items() if n != "Set-Cookie"))
    return Seen(response.status_code, headers, TOKENS.sub(rb"\1", body))


def starts(world: GroupWorld, role: Role) -> Iterator[tuple[Page, str]]:
    """Every address of the organization, about every object it may be about."""
    for page in addresses.gated():
        if page.permission not in GRANTS[role] or objects.unknown(page):
            continue
        yield page, objects.address(page, world)
        for name, ids in everything().items():
            if name in page.parameters:
                values = objects.values(page, world)
                yield from ((page, page.at({**values, name: pk})) for pk in ids)


def everything() -> dict[str, list[int]]:
    """Objects that a page may be about, beside the one in the walk's list."""
    named = {"enrollment_id": Enrollment, "person_id": Person, "export_id": Export}
    return {
        name: list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for name, model in named.items()
    }


def walk(world: GroupWorld, role: Role) -> dict[str, Seen]:
    """Everything that a role can reach: every address, and wherever a page leads from there."""
    client = Client()
    client.force_login(world.managers[role].user)
    with world.inside():
        begun = list(dict.fromkeys(starts(world, role)))
    found: dict[str, Seen] = {}
    only_posted: set[Page] = set()
    for page, address in begun:
        if page not in only_posted and address not in found:
            found[address] = seen(client, address)
            only_posted |= {page} if found[address].status == NOT_THIS_METHOD else set()
    links = [link for address, one in list(found.items()) for link in leads_to(address, one)]
    for link in dict.fromkeys(links):
        if link not in found:
            found[link] = seen(client, link)
    return found


def leads_to(address: str, page: Seen) -> Iterator[str]:
    if "html" not in dict(page.headers).get("Content-Type", ""):
        return
    here = f"/o/{address.split('/')[2]}/"
    for link in Links(page.body.decode()).found:
        to = urlsplit(urljoin(address, link))
        if not to.netloc and to.path.startswith(here):
            yield to._replace(fragment="").geturl()


Making = Any  # a function: group, roles → Report


@pytest.fixture
def still(db: None) -> Iterator[None]:
    """Neither time nor chance makes a difference."""
    with time_machine.travel(LATER, tick=False):
        yield


def start_over(monkeypatch: pytest.MonkeyPatch, settings: object, folder: Path) -> None:
    """Ids of empty tables begin at one, and random codes at the seed."""
    monkeypatch.setattr(secrets, "choice", random.Random(2026).choice)
    settings.MEDIA_ROOT = folder  # type: ignore[attr-defined] # pytest-django's wrapper
    cache.clear()
    for made_by in vars(factories).values():
        if isinstance(made_by, type) and issubclass(made_by, DjangoModelFactory):
            made_by.reset_sequence(force=True)  # type: ignore[attr-defined] # the factory is untyped
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.relname, t.relname FROM pg_class s JOIN pg_depend d ON d.objid = s.oid"
            " JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace n ON n.oid = s.relnamespace"
            " WHERE s.relkind = 'S' AND d.deptype IN ('a', 'i') AND n.nspname = 'public'"
        )
        for sequence, table in cursor.fetchall():
            cursor.execute(f'SELECT NOT EXISTS (SELECT 1 FROM "{table}")')
            if cursor.fetchone() == (True,):
                cursor.execute("SELECT setval(%s, 1, false)", [sequence])


@dataclass
class Report:
    """What can be learned from outside about a world."""

    pages: dict[Role, dict[str, Seen]]
    files: dict[str, bytes]
    logged: str
    steps: int
    answers: list[tuple[dict[str, int], bytes]]


def observe(world: GroupWorld, roles: Sequence[Role], folder: Path, logged: io.StringIO) -> Report:
    files = {}
    for kind in CONTENT_TYPES:
        path = folder / f"report.{kind}"
        call_command(
            "completion_report",
            organization="northwind",
            format=kind,
            output=path,
            stdout=io.StringIO(),
        )
        files[kind] = path.read_bytes()
    pages = {role: walk(world, role) for role in roles}
    with world.inside():
        return Report(
            pages=pages,
            files=files,
            logged=logged.getvalue(),
            steps=Step.objects.count(),
            answers=[(r.answers, bytes(r.pseudonym)) for r in Response.objects.all()],
        )


@pytest.fixture
def report(
    still: None, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> Making:
    """A function that builds a world, reports what can be seen of it, and takes it back."""
    logged = io.StringIO()
    configuration = logs.logging_configuration(json=True, level="INFO")
    configuration["handlers"]["stderr"]["stream"] = logged

    def make(group: tuple[Behavior, ...], roles: Sequence[Role] = MANAGERS) -> Report:
        logs.configure(configuration)
        logged.truncate(0)
        logged.seek(0)
        before = transaction.savepoint()
        folder = tmp_path / "one"  # the same name both times: it may be shown
        start_over(monkeypatch, settings, folder)
        try:
            return observe(GroupWorld(group), roles, tmp_path, logged)
        finally:
            transaction.savepoint_rollback(before)
            for file in sorted(folder.rglob("*"), reverse=True):
                file.unlink() if file.is_file() else file.rmdir()

    return make


def difference(one: Seen, other: Seen) -> str:
    """The first place where they part, to find it by."""
    if one.body == other.body:
        return f"{one.status} {one.headers} | {other.status} {other.headers}"
    pairs = zip(one.body, other.body, strict=False)
    start = next((at for at, (a, b) in enumerate(pairs) if a != b), len(one.body))
    place = slice(max(0, start - 60), start + 40)
    return f"{one.body[place]!r} | {other.body[place]!r}"


def differences(one: Report, other: Report) -> list[str]:
    """Where two worlds can be told apart."""
    found = [f"export {kind}" for kind in one.files if one.files[kind] != other.files[kind]]
    for role in one.pages:
        mine, theirs = one.pages[role], other.pages[role]
        found += [f"{role} reaches {address}" for address in sorted(set(mine) ^ set(theirs))]
        found += [
            f"{role} sees {address}: {difference(mine[address], theirs[address])}"
            for address in mine
            if address in theirs and mine[address] != theirs[address]
        ]
    if one.logged != other.logged:
        found.append("logs")
    return found


def test_nobody_can_see_who_answered_chose_skipped_or_went_quiet(report: Making) -> None:
    """Each step takes its time, so who skips is done sooner; not even that may show."""
    one, other = report(GROUP), report(OTHERWISE)

    assert one.steps == other.steps > 100  # the worlds are not empty
    assert len(one.answers) == len(other.answers) == len([b for b in GROUP if b.answers])
    assert len(one.pages[Role.HR_ADMIN]) > 100
    assert differences(one, other) == []


def test_the_walk_is_not_blind(report: Making) -> None:
    """Of two worlds that differ in what may be seen, it sees the difference."""
    one, other = (report(group, roles=[Role.FACILITATOR]) for group in (GROUP, GROUP[:-1]))

    assert differences(one, other) != []
