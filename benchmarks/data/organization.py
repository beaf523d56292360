"""One organization of a given size: units, sites, people with sign-ins, a course."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from accounts.models import User
from benchmarks.data import names
from benchmarks.data.copying import Row, copy, next_ids
from courses.actions.loading import load_pack
from courses.models import CourseVersion
from courses.packs import PACKS
from organizations import scoping
from organizations.models import Membership, Organization, Site, Unit
from people.models import Employment, Person

UNITS = (
    "Warehouse", "Transport", "Customer Care", "Finance", "People", "Legal", "Sales", "Marketing",
    "Engineering", "Product", "Data", "Facilities", "Procurement", "Quality", "Security",
)  # fmt: skip
SITES = (
    ("Chicago Hub, IL", "America/Chicago", "IL"), ("Joliet DC, IL", "America/Chicago", "IL"),
    ("New York Office, NY", "America/New_York", "NY"), ("Albany DC, NY", "America/New_York", "NY"),
    ("Los Angeles Hub, CA", "America/Los_Angeles", "CA"),
    ("Oakland Port, CA", "America/Los_Angeles", "CA"),
)  # fmt: skip
WITH_EMAIL = 0.63  # as in a warehouse's staff file; the first thousand all have one


@dataclass
class World:
    """An organization that has been built, and what the measurements need to find in it."""

    size: int
    organization: Organization
    hr: User
    version: CourseVersion
    person_ids: range
    user_ids: list[int]  # of each person; 0 for none
    enrollment_ids: dict[int, int] = field(default_factory=dict)  # person → enrollment
    learners: list[int] = field(default_factory=list)  # people who have not begun


def build(size: int, *, at: datetime) -> World:
    """Everything but training; the scope is open only while it works."""
    organization = Organization.objects.create(
        slug=f"bench-{size}", name=f"Bench {size:,}", time_zone="America/Chicago", created_at=at
    )
    with scoping.within(organization):
        hr = _hr(organization, at=at)
        version = _course(organization, by=hr, at=at)
        units = _units(organization)
        sites = [
            Site.objects.create(
                organization=organization, name=name, time_zone=zone, country="US", region=region
            ).pk
            for name, zone, region in SITES
        ]
        people, users = _people(organization, size, at=at)
        _employments(organization, people, units, sites, on=at.date())
    return World(size, organization, hr, version, people, users)


def _hr(organization: Organization, *, at: datetime) -> User:
    user = User.objects.create_user(f"hr@{organization.slug}.example", name="Dana Whitfield")
    Membership.objects.create(
        organization=organization, user=user, roles=["hr_admin"], created_at=at
    )
    return user


def _course(organization: Organization, *, by: User, at: datetime) -> CourseVersion:
    return load_pack(organization, PACKS / "stepping-in", by=by, at=at)


def _units(organization: Organization) -> list[int]:
    tops = [Unit.objects.create(organization=organization, name=name) for name in UNITS]
    below = [
        Unit.objects.create(organization=organization, name=f"{top.name} {shift}", parent=top)
        for top in tops
        for shift in ("East", "West")
    ]
    return [unit.pk for unit in (*tops, *below)]


def _people(organization: Organization, size: int, *, at: datetime) -> tuple[range, list[int]]:
    chance = random.Random(size)
    ids, user_ids = next_ids(Person, size), next_ids(User, size)
    people: list[Row] = []
    users: list[Row] = []
    kept: list[int] = []
    for index, (person, user) in enumerate(zip(ids, user_ids, strict=True)):
        given, family = names.person(chance)
        signs_in = index < 1000 or chance.random() < WITH_EMAIL
        email = names.address(given, family, index, f"{organization.slug}.example")
        row: Row = {
            "id": person, "organization_id": organization.pk, "given_name": given,
            "family_name": family, "created_at": at, "language": "en",
        }  # fmt: skip
        if signs_in:
            row |= {"email": email, "user_id": user}
            users.append(
                {"id": user, "password": f"!{person:040d}", "email": email, "joined_at": at,
                 "name": f"{given} {family}", "language": "en"}
            )  # fmt: skip
        people.append(row)
        kept.append(user if signs_in else 0)
    copy(User, users)
    copy(Person, people)
    copy(
        Membership,
        (
            {"organization_id": organization.pk, "user_id": user["id"], "roles": ("employee",),
             "created_at": at}
            for user in users
        ),
    )  # fmt: skip
    return ids, kept


def _employments(
    organization: Organization, people: range, units: list[int], sites: list[int], *, on: date
) -> None:
    chance = random.Random(len(people) + 1)
    rows: list[Row] = []
    for index, person in enumerate(people):
        boss = people[index // 12] if index >= 12 else None
        rows.append(
            {
                "organization_id": organization.pk, "person_id": person, "number": f"{index:06d}",
                "unit_id": chance.choice(units), "site_id": chance.choice(sites),
                "job_title": chance.choice(names.JOBS), "manager_id": boss,
                "is_manager": index <= len(people) // 12,
                "starts_on": on - timedelta(days=chance.randrange(30, 3000)),
                # One in thirty is on leave; the first thousand are there.
                "on_leave": index >= 1000 and chance.random() < 0.03,
            }
        )  # fmt: skip
    copy(Employment, rows)


def now() -> datetime:
    """The instant the data is made for: today at noon, so that a run repeats within a day."""
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
