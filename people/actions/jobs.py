"""What applying a frozen plan consists of: a list of jobs, each a few statements for many rows.

A job runs in the transaction that also marks it done, and nothing in it depends on which worker
runs it or when.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Greatest

from organizations.models import Site, Unit
from people import copying, queries
from people.actions import sign_ins
from people.models import Employment, Person, StaffImport
from people.plans import SignIn, StoredPlan
from people.staff_files.comparing import Step
from people.staff_files.known import PersonValues
from people.staff_files.places import guess

BATCH = 5_000
T = TypeVar("T")
SPELL_COLUMNS = [
    "number", "unit_id", "site_id", "job_title", "manager_id", "is_manager", "starts_on",
    "ends_on", "on_leave", "leave_until",
]  # fmt: skip
PERSON_COLUMNS = list(PersonValues._fields)


@dataclass(frozen=True)
class Job:
    """One piece of work and how many rows it is worth."""

    run: Callable[[StaffImport], None]
    weight: int


def jobs_of(staff_import: StaffImport, plan: StoredPlan) -> list[Job]:
    """What there is to do, in order; the same list for the same plan, whoever asks."""
    new = [step for step in plan.steps if step.code == "n"]
    changed = [step for step in plan.steps if step.code in "cr" and step.person is not None]
    spells = [step for step in plan.steps if step.code in "nr"]
    moved = [step for step in plan.steps if step.code == "c" and step.spell is not None]
    met = [step.person_id for step in plan.steps if step.code != "n"]
    jobs = [Job(partial(_places, plan), 0), Job(partial(_release_addresses, changed), 0)]
    jobs += _batches(_users, plan, plan.sign_ins)
    jobs += _batches(_new_people, plan, new)
    jobs += _batches(_changed_people, plan, changed)
    jobs += _batches(_new_spells, plan, spells)
    jobs += _batches(_changed_spells, plan, moved)
    jobs += _batches(_later_sign_ins, plan, met)
    if staff_import.missing == StaffImport.Missing.END and plan.missing:
        jobs.append(Job(partial(_end_spells, plan.missing), len(plan.missing)))
    return jobs


def _batches(
    run: Callable[[StoredPlan, list[T], StaffImport], None], plan: StoredPlan, items: list[T]
) -> list[Job]:
    starts = range(0, len(items), BATCH)
    batches = [items[start : start + BATCH] for start in starts]
    return [Job(partial(run, plan, batch), len(batch)) for batch in batches]


def made_at(staff_import: StaffImport) -> datetime:
    return datetime.fromisoformat(staff_import.made["at"])


def _places(plan: StoredPlan, staff_import: StaffImport) -> None:
    """Units and sites that nobody has heard of; sites wait to be confirmed."""
    organization = staff_import.organization
    units, sites = queries.units_by_name(), queries.sites_by_name()
    new_units: dict[str, Unit] = {}
    new_sites: dict[str, Site] = {}
    for step in plan.steps:
        if step.spell is None:
            continue
        unit, site = step.spell.unit, step.spell.site
        if unit and unit.lower() not in units and unit.lower() not in new_units:
            new_units[unit.lower()] = Unit(organization=organization, name=unit)
        if site and site.lower() not in sites and site.lower() not in new_sites:
            place = guess(site)
            new_sites[site.lower()] = Site(
                organization=organization,
                name=site,
                time_zone=place.time_zone or organization.time_zone,
                country=place.country,
                region=place.region,
                confirmed=False,
            )
    made = Unit.objects.bulk_create(new_units.values())
    staff_import.made["units"] = [unit.pk for unit in made]
    staff_import.made["sites"] = [s.pk for s in Site.objects.bulk_create(new_sites.values())]


def _release_addresses(changed: list[Step], staff_import: StaffImport) -> None:
    """People may swap addresses in one file; first everybody lets go of theirs."""
    coming = {step.person_id: step.person.email for step in changed if step.person is not None}
    was = Person.objects.filter(pk__in=coming).values_list("pk", "email")
    Person.objects.filter(pk__in=[pk for pk, email in was if email != coming[pk]]).update(
        email=None
    )


def _users(plan: StoredPlan, batch: list[SignIn], staff_import: StaffImport) -> None:
    people = {step.person_id: step.person for step in plan.steps if step.code == "n"}
    at = made_at(staff_import)
    new = [sign_in for sign_in in batch if sign_in.is_new]
    known = sign_ins.users_by_email(
        person.email for s in new if (person := people[s.person_id]) is not None
    )
    sign_ins.copy_users(
        (
            (s.user_id, _free(person.email, known), _name(person), person.language)
            for s in new
            if (person := people[s.person_id]) is not None
        ),
        at=at,
    )
    sign_ins.copy_memberships(
        staff_import.organization_id, [s.user_id for s in batch if s.needs_membership], at=at
    )


def _free(email: str | None, known: dict[str, int]) -> str | None:
    return None if email in known else email


def _name(person: PersonValues) -> str:
    return f"{person.preferred_name or person.given_name} {person.family_name}".strip()


def _new_people(plan: StoredPlan, batch: list[Step], staff_import: StaffImport) -> None:
    users = {sign_in.person_id: sign_in.user_id for sign_in in plan.sign_ins}
    copying.copy(
        Person,
        ["id", "uuid", "user_id", *PERSON_COLUMNS],
        (
            (step.person_id, uuid4(), users.get(step.person_id), *(step.person or ()))
            for step in batch
        ),
        organization_id=staff_import.organization_id,
        created_at=staff_import.made["at"],
    )


def _changed_people(plan: StoredPlan, batch: list[Step], staff_import: StaffImport) -> None:
    copying.update(
        Person, PERSON_COLUMNS, [(s.person_id, *s.person) for s in batch if s.person is not None]
    )


def _spell_rows(batch: list[Step]) -> list[tuple[Any, ...]]:
    units, sites = queries.units_by_name(), queries.sites_by_name()
    rows: list[tuple[Any, ...]] = []
    for step in batch:
        if step.spell is not None:
            number, unit, site, *others = step.spell
            unit_id, site_id = units.get(unit.lower()), sites.get(site.lower())
            rows.append((step.spell_id, number, unit_id, site_id, *others))
    return rows


def _new_spells(plan: StoredPlan, batch: list[Step], staff_import: StaffImport) -> None:
    people = {step.spell_id: step.person_id for step in batch}
    copying.copy(
        Employment,
        ["id", *SPELL_COLUMNS, "person_id"],
        ((*row, people[row[0]]) for row in _spell_rows(batch)),
        organization_id=staff_import.organization_id,
    )


def _changed_spells(plan: StoredPlan, batch: list[Step], staff_import: StaffImport) -> None:
    copying.update(Employment, SPELL_COLUMNS, _spell_rows(batch))


def _end_spells(missing: list[tuple[int, int]], staff_import: StaffImport) -> None:
    """People who are not in the file have left, on the day of the dry run."""
    on = date.fromisoformat(staff_import.counts["on"])
    Employment.objects.filter(pk__in=[spell for spell, _person in missing]).update(
        ends_on=Greatest(Value(on), Coalesce("starts_on", Value(on)))
    )


def _later_sign_ins(plan: StoredPlan, batch: list[int], staff_import: StaffImport) -> None:
    """People who were known before: those without a sign-in get one, addresses are followed."""
    on = date.fromisoformat(staff_import.counts["on"])
    employed = Employment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), person=OuterRef("pk"))
    lacking = Person.objects.filter(Exists(employed), pk__in=batch, user=None)
    made = sign_ins.make(list(lacking), at=made_at(staff_import))
    changed = [
        step.person_id for step in plan.steps if step.code in "cr" and step.person is not None
    ]
    addresses = sign_ins.follow_addresses(sorted(set(changed) & set(batch)))
    kept = staff_import.made
    kept["users"] = kept.get("users", []) + made.users
    kept["memberships"] = kept.get("memberships", []) + made.memberships
    kept["people"] = kept.get("people", []) + made.people
    kept["addresses"] = kept.get("addresses", []) + addresses
