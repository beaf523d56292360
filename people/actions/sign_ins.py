"""Sign-ins for people, many at a time."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actions.ending import end_ways_in
from accounts.models import User
from organizations.models import Membership
from organizations.permissions import Role
from people import copying
from people.models import Person

EMPLOYEE_ONLY = [Role.EMPLOYEE.value]


@dataclass
class Made:
    """What was created: ids of users and memberships, and whom a user was given to."""

    users: list[int] = field(default_factory=list)
    memberships: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


@transaction.atomic
def ensure_sign_ins(people: Iterable[Person], *, at: datetime) -> None:
    """Give each person of one organization who lacks it a user and an employee's membership.

    Somebody whose address already signs in elsewhere gets that sign-in, not a second one;
    two people never share one.
    """
    make(people, at=at)


def make(people: Iterable[Person], *, at: datetime) -> Made:
    """As `ensure_sign_ins`, inside the caller's transaction, telling what was made."""
    wanted = [person for person in people if person.user_id is None]
    made = Made()
    if not wanted:
        return made
    organization_id = wanted[0].organization_id
    known = users_by_email([person.email for person in wanted])
    taken = set(Person.objects.filter(user__in=known.values()).values_list("user_id", flat=True))
    links: list[tuple[int, int]] = []
    new: list[Person] = []
    for person in wanted:
        user_id = known.get((person.email or "").lower())
        if user_id is None or user_id in taken:
            new.append(person)
            continue
        taken.add(user_id)
        links.append((person.pk, user_id))
    made.users = copying.next_ids(User, len(new))
    copy_users(
        (
            (pk, _free_address(person.email, known), person.name, person.language)
            for pk, person in zip(made.users, new, strict=True)
        ),
        at=at,
    )
    links += [(person.pk, pk) for pk, person in zip(made.users, new, strict=True)]
    copying.update(Person, ["user_id"], links)
    made.people = [pk for pk, _user in links]
    made.memberships = join(organization_id, [user for _pk, user in links], at=at)
    return made


def users_by_email(addresses: Iterable[str | None]) -> dict[str, int]:
    """Lower-case address → id of the user who has it."""
    wanted = [address.lower() for address in addresses if address]
    found = User.objects.filter(email__in=wanted).values_list("email", "pk")
    return {email: pk for email, pk in found if email}


def _free_address(email: str | None, known: dict[str, int]) -> str | None:
    """An address that signs somebody else in cannot sign in another."""
    return None if not email or email.lower() in known else email.lower()


def copy_users(rows: Iterable[tuple[int, str | None, str, str]], *, at: datetime) -> None:
    """Create users without a usable password from (id, email, name, language)."""
    copying.copy(
        User,
        ["id", "email", "name", "language", "password"],
        ((*row, f"!{secrets.token_urlsafe(30)}") for row in rows),
        joined_at=at.isoformat(),
    )


def join(organization_id: int, users: list[int], *, at: datetime) -> list[int]:
    """Make each of these users, who is not a member yet, an employee; return what was made."""
    members = set(
        Membership.objects.filter(organization=organization_id, user__in=users).values_list(
            "user_id", flat=True
        )
    )
    return copy_memberships(organization_id, [u for u in users if u not in members], at=at)


def copy_memberships(organization_id: int, users: list[int], *, at: datetime) -> list[int]:
    """Make employees of users who are no members; return the ids of the memberships."""
    ids = copying.next_ids(Membership, len(users))
    copying.copy(
        Membership,
        ["id", "user_id"],
        zip(ids, users, strict=True),
        organization_id=organization_id,
        roles=EMPLOYEE_ONLY,
        created_at=at.isoformat(),
    )
    return ids


def follow_addresses(people: list[int]) -> list[list[Any]]:
    """Let sign-ins follow the addresses of people, and return [user, address before].

    Only where the sign-in is that of a plain employee of this one organization: nobody else's
    staff file may move it.  An address that signs somebody else in is left to them.  A sign-in
    with a new address loses its password, passkeys and sessions: another organization may
    come to trust that address, and whoever prepared the sign-in must not be in there.
    """
    rows = Person.objects.filter(pk__in=people, user__isnull=False).values_list(
        "organization_id", "user_id", "user__email", "email"
    )
    changed = [row for row in rows if (row[3] or "").lower() != (row[2] or "")]
    bound = bound_elsewhere([user for _org, user, _was, _will in changed])
    movable = [row for row in changed if row[1] not in bound]
    taken = users_by_email(will for _org, _user, _was, will in movable)
    leaving = {user for _org, user, _was, _will in movable}
    found: list[tuple[int, str | None, str | None]] = [
        (user, was, will.lower() if will else None)
        for _org, user, was, will in movable
        if not will or taken.get(will.lower(), user) in leaving
    ]
    User.objects.filter(pk__in=[user for user, _was, _will in found]).update(email=None)
    copying.update(User, ["email"], [(user, will) for user, _was, will in found])
    end_ways_in([user for user, _was, will in found if will])
    return [[user, was] for user, was, _will in found]


def bound_elsewhere(users: list[int]) -> set[int]:
    """Users with another role or another organization besides."""
    memberships = Membership.objects.filter(user__in=users).values_list("user_id", "roles")
    seen: Counter[int] = Counter()
    bound: set[int] = set()
    for user, roles in memberships:
        seen[user] += 1
        if roles != EMPLOYEE_ONLY:
            bound.add(user)
    return bound | {user for user, times in seen.items() if times > 1}
