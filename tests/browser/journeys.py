"""What the journeys share: an employer whose staff comes from a real file, and playing a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Locator

from accounts.models import User
from courses.actions.loading import load_pack
from organizations import scoping
from organizations.actions import founding
from organizations.models import Membership, Organization
from organizations.permissions import Role
from tests.browser.visitor import Visitor
from training.actions import sitting
from training.models import Enrollment

PASSWORD = "a-long-enough-passphrase"
PACK = Path(settings.BASE_DIR) / "courses" / "packs" / "stepping-in"
DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Employer:
    """An organization with its course, and one member for each job."""

    organization: Organization
    hr: User
    facilitator: User


def employer() -> Employer:
    """Northwind before anybody has been imported."""
    now = timezone.now()
    organization, owner = founding.found(
        slug="northwind",
        name="Northwind Logistics",
        time_zone="America/Chicago",
        owner_email="owner@northwind.example",
        at=now - timedelta(days=30),
    )
    with scoping.within(organization):
        load_pack(organization, PACK, by=owner, at=now - timedelta(days=30))
    return Employer(
        organization,
        _member(organization, "Hana Sato", Role.HR_ADMIN),
        _member(organization, "Samuel Jensen", Role.FACILITATOR),
    )


def _member(organization: Organization, name: str, role: Role) -> User:
    email = f"{name.lower().replace(' ', '.')}@northwind.example"
    user = User.objects.create_user(
        email=email, password=PASSWORD, name=name, second_factor_offered_at=timezone.now()
    )
    Membership.objects.create(
        organization=organization, user=user, roles=[role], created_at=timezone.now()
    )
    return user


def sign_in(visitor: Visitor, user: User) -> None:
    """By email address and password."""
    visitor.go("/account/login/")
    visitor.page.fill("input[name=login]", user.email or "")
    visitor.page.fill("input[name=password]", PASSWORD)
    visitor.page.locator("form:has(input[name=password]) button").first.click()
    visitor.page.wait_for_url(lambda url: "/account/login" not in url)


def mails_to(address: str) -> list[str]:
    """The text of every mail that was sent to somebody."""
    return [str(message.body) for message in mail.outbox if address in message.to]


def play_on(visitor: Visitor, *, check: bool = False, most: int = 160) -> list[str]:
    """Take every step that follows until the course is done; returns the modules seen.

    With `check`, axe looks at the first page of every kind of page.
    """
    page = visitor.page
    modules: list[str] = []
    checked: set[str] = set()
    asked = 0
    for _ in range(most):
        if page.locator(".stories").count():
            _choose(visitor, check=check and "stories" not in checked)
            checked.add("stories")
        form = page.locator("main form:has(button.primary[name=do])")
        if not form.count():
            return modules
        module = page.url.rstrip("/").rsplit("/", 1)[1]
        if module not in modules:
            modules.append(module)
        if check and (kind := f"{module} {_shape(form)}") not in checked:
            checked.add(kind)
            visitor.check()
        asked += _answer(form, asked)
        token = page.locator("input[name=key]").first.input_value()
        form.locator("button.primary[name=do]").first.click()
        page.wait_for_function(
            "before => document.querySelector('input[name=key]')?.value !== before", arg=token
        )
        page.wait_for_load_state("domcontentloaded")
    raise AssertionError(f"Still playing after {most} steps, in {modules[-1]}.")


def _choose(visitor: Visitor, *, check: bool) -> None:
    """Take the first story that is neither done nor begun."""
    if check:
        visitor.check()
    visitor.page.locator(".stories > li:not(.past) h2 a").first.click()
    visitor.page.wait_for_load_state("domcontentloaded")


def spend_an_hour(enrollment: Enrollment) -> None:
    """As if the person had read for an hour: the course asks for so much active time."""
    for minutes in (62, 1):
        at = timezone.now() - timedelta(minutes=minutes)
        sitting.report(enrollment, key=uuid4(), active_seconds=3600, at=at)


def _shape(form: Locator) -> str:
    """Roughly which kind of page this is: what one does on it."""
    return " ".join(
        name
        for name, what in (
            ("choices", "input[type=radio]"),
            ("text", "textarea"),
            ("picture", "svg[role=img]"),
            ("chat", ".chat"),
        )
        if form.locator(what).count()
    )


def _answer(form: Locator, turn: int) -> int:
    """Choose something wherever nothing is chosen, another option each turn, and write where
    asked to; returns how many questions were there."""
    open_questions = [
        field.locator("input[type=radio]")
        for field in form.locator("fieldset:has(input[type=radio])").all()
        if not field.locator("input[type=radio]:checked").count()
    ]
    for options in open_questions:
        options.nth(turn % options.count()).check(force=True)
    for field in form.locator("textarea").all():
        if not field.input_value():
            field.fill("I will ask whether they are all right.")
    return 1 if open_questions else 0
