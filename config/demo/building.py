"""Building the demo organization: once, in one transaction, by the product's own actions."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from accounts.models import User
from assessments.tasks import open_holdings
from config.demo import answers, cohorts, history, mail, staff
from courses.actions.loading import load_pack
from organizations import scoping
from organizations.actions import founding
from organizations.models import Membership, Organization
from organizations.permissions import Role
from people.actions import applying, cards, importing
from people.models import Employment, Person, StaffImport

SLUG = "northwind"
PACK = Path(__file__).resolve().parents[2] / "courses" / "packs" / "stepping-in"
SUPPORT = """\
**Hana Sato, HR:** hana.sato@northwind.example, extension 210. HR must look into what it hears.

**Ombuds, outside the company:** 555-0142, Monday to Friday, 8 to 6. Listens without a file.

**Your union steward or a colleague you trust:** you do not have to decide anything first.
"""


@dataclass(frozen=True)
class SignIn:
    """A way into the demo, as it is printed."""

    who: str
    how: str


def exists() -> bool:
    return Organization.objects.filter(slug=SLUG).exists()


def build(*, now: datetime) -> list[SignIn]:
    """Make everything; returns the sign-ins.  The password is made up anew each time."""
    password = secrets.token_urlsafe(9)
    with transaction.atomic():
        organization, owner = founding.found(
            slug=SLUG,
            name="Northwind Logistics",
            time_zone="America/Chicago",
            owner_email="owner@northwind.example",
            at=now - timedelta(days=730),
        )
        organization.industry = "warehouse"
        organization.save(update_fields=["industry"])
        with scoping.within(organization):
            card = _fill(organization, owner, password=password, now=now)
    with scoping.within(organization):
        answers.write(organization, now=now)
    open_holdings()
    return [
        SignIn("HR admin", f"hana.sato@northwind.example  {password}"),
        SignIn("Facilitator", f"samuel.jensen@northwind.example  {password}"),
        SignIn("Employee", f"{staff.ANA}  {password}"),
        SignIn("Owner", f"owner@northwind.example  {password}"),
        SignIn("Auditor", f"auditor@northwind.example  {password}"),
        SignIn("Access card", f"organization {SLUG}, number {card.number}, PIN {card.pin}"),
    ]


def _fill(
    organization: Organization, owner: User, *, password: str, now: datetime
) -> cards.IssuedCard:
    organization.support = SUPPORT
    organization.save(update_fields=["support"])
    _let_in(owner, "Olu Adeyemi", password)
    hr = _member(organization, "hana.sato", "Hana Sato", [Role.HR_ADMIN], password, now)
    leaders = [
        _member(organization, address, name, [Role.FACILITATOR], password, now)
        for address, name in (("samuel.jensen", "Samuel Jensen"), ("lena.haddad", "Lena Haddad"))
    ]
    _member(organization, "auditor", "Ruth Novak", [Role.AUDITOR], password, now)
    everybody = staff.employees(now.date())
    begin = now - timedelta(days=725)
    long_since = [each for each in everybody if each.hired < begin.date()]
    _import(organization, "staff-first.csv", long_since, by=hr.user, at=begin)
    _import(organization, "staff-november.csv", everybody, by=hr.user, at=now - timedelta(days=33))
    version = load_pack(organization, PACK, by=owner, at=now - timedelta(days=715))
    assignments = history.write(organization, version.course, by=hr.user, today=now.date())
    mail.write(organization, assignments, now=now)
    cohorts.write(assignments, leaders, by=hr.user, at=now - timedelta(days=25))
    ana = Person.objects.select_related("user").get(email=staff.ANA)
    assert ana.user is not None  # noqa: S101 - the import made it
    _let_in(ana.user, "Ana Ruiz", password)
    return _cards(by=hr.user, at=now)


def _cards(*, by: User, at: datetime) -> cards.IssuedCard:
    """Access cards for some of the people without email; returns one whose PIN is new."""
    without = list(
        Person.objects.filter(email=None, user__isnull=False)
        .filter(
            pk__in=Employment.objects.current(at.date()).filter(on_leave=False).values("person")
        )
        .order_by("pk")[:70]
    )
    cards.issue(without[1:], by=by, at=at - timedelta(days=28))
    return cards.issue(without[:1], by=by, at=at)[0]


def _member(
    organization: Organization,
    address: str,
    name: str,
    roles: list[Role],
    password: str,
    now: datetime,
) -> Membership:
    email = f"{address}@northwind.example"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email=email)
    _let_in(user, name, password)
    membership, _ = Membership.objects.get_or_create(
        organization=organization, user=user, defaults={"roles": roles, "created_at": now}
    )
    return membership


def _let_in(user: User, name: str, password: str) -> None:
    user.name = name
    user.set_password(password)
    user.save(update_fields=["name", "password"])


def _import(
    organization: Organization,
    name: str,
    people: list[staff.Employee],
    *,
    by: User,
    at: datetime,
) -> StaffImport:
    """As HR does it: upload, check, apply."""
    staff_import = importing.upload(
        organization,
        name=name,
        content=staff.as_csv(people),
        key=uuid5(NAMESPACE_URL, name),
        by=by,
        at=at,
    )
    examined = importing.examine(staff_import, on=importing.today(organization, at))
    importing.record_check(staff_import, examined, at=at)
    applying.request(
        staff_import, missing=StaffImport.Missing.KEEP, by=by, at=at, in_background=False
    )
    return applying.apply(staff_import.pk, at=at, examined=examined)
