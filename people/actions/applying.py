"""Applying a checked staff file, in pieces that are each taken once.

The plan is frozen first: everybody and every spell in it gets its id, and what will be
overwritten is kept.  The work is then a list of jobs that follows from the plan alone.  Each job
commits together with the mark that it is done, so that a worker that dies is followed by one
that goes on at the next job, and two workers never do the same job.
"""

from __future__ import annotations

import json
import time
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.progress import WorkState
from core.queue import enqueue
from organizations import audit
from organizations.models import Membership, Organization
from people import copying, plans, queries
from people.actions import importing, sign_ins
from people.actions.importing import NotImportable, Stage, locked
from people.actions.jobs import Job, jobs_of
from people.models import Employment, ImportRow, Person, StaffImport
from people.plans import SignIn, StoredPlan
from people.staff_files.known import PersonValues, SpellValues, Staff


def lock_organization(organization_id: int) -> Organization:
    """One import at a time for an organization; others may go on referring to its row."""
    return Organization.objects.select_for_update(no_key=True).get(pk=organization_id)


@transaction.atomic
def request(
    staff_import: StaffImport,
    *,
    missing: str,
    by: User | None,
    at: datetime,
    in_background: bool = True,
) -> StaffImport:
    """Somebody has seen the dry run and wants it applied.  Twice is once.

    A worker takes it up, unless the caller is going to do the work (`in_background` false).
    """
    lock_organization(staff_import.organization_id)
    found = locked(staff_import.pk)
    if found.stage in {Stage.APPLYING, Stage.APPLIED}:
        return found
    if found.stage != Stage.CHECKED:
        raise NotImportable(_("This import cannot be applied any more. Upload the file again."))
    busy = {Stage.APPLYING, Stage.UNDOING}
    if StaffImport.objects.filter(stage__in=busy).exclude(pk=found.pk).exists():
        raise NotImportable(_("Another import is being worked on. Apply this one when it is done."))
    found.stage = Stage.APPLYING
    found.missing = missing
    found.work_state = WorkState.WAITING
    found.done, found.total = 0, 0
    found.started_at = found.beat_at = found.finished_at = None
    found.failure = ""
    found.changed_since = False
    found.made = {"by": by.pk if by else None}
    found.save()
    if in_background:
        enqueue(
            "people.tasks.apply_import", organization_id=found.organization_id, import_id=found.pk
        )
    return found


def apply(
    import_id: int, *, at: datetime, examined: importing.Examined | None = None
) -> StaffImport:
    """Do everything that is left to do.  A finished or a refused import is left alone.

    `examined` spares reading the file again where that has just been done.
    """
    clock = Clock(at)
    staff_import, plan = freeze(import_id, at=at, examined=examined)
    if staff_import.stage != Stage.APPLYING:
        return staff_import
    plan = plan or plans.unpack(bytes(staff_import.plan or b""))
    jobs = jobs_of(staff_import, plan)
    while staff_import.stage == Stage.APPLYING:
        staff_import = _next_job(import_id, jobs, clock)
    return staff_import


class Clock:
    """Instants that go on from the given one, so that a page can tell the pace."""

    def __init__(self, at: datetime) -> None:
        self.at, self.began = at, time.monotonic()

    def now(self) -> datetime:
        return self.at + timedelta(seconds=time.monotonic() - self.began)


@transaction.atomic
def freeze(
    import_id: int, *, at: datetime, examined: importing.Examined | None = None
) -> tuple[StaffImport, StoredPlan | None]:
    """Compare once more; if people have changed since the dry run, go back to it.

    Otherwise fix every id, keep what will be overwritten, and return the plan too.
    """
    lock_organization(StaffImport.objects.values_list("organization", flat=True).get(pk=import_id))
    staff_import = locked(import_id)
    if staff_import.stage != Stage.APPLYING or "job" in staff_import.made:
        return staff_import, None
    on = date.fromisoformat(staff_import.counts["on"])
    examined = examined or importing.examine(staff_import, on=on)
    packed = plans.pack(plans.stored(examined.plan))
    if plans.fingerprint(packed) != plans.fingerprint(bytes(staff_import.plan or b"")):
        importing.record_check(staff_import, examined, at=at)
        staff_import.changed_since = True
        staff_import.save()
        return staff_import, None
    plan = plans.stored(examined.plan)
    _keep_what_was(staff_import, plan, examined.staff)
    _give_ids(plan)
    plan.sign_ins = _sign_ins(plan, staff_import.organization_id, on)
    staff_import.plan = plans.pack(plan)
    staff_import.made |= {"job": 0, "at": at.isoformat()}
    staff_import.work_state = WorkState.RUNNING
    staff_import.started_at = staff_import.beat_at = at
    staff_import.total = sum(job.weight for job in jobs_of(staff_import, plan))
    staff_import.save()
    return staff_import, plan


def _keep_what_was(staff_import: StaffImport, plan: StoredPlan, staff: Staff) -> None:
    """Write beside each changed or leaving row what will stand there no more."""
    units, sites = queries.units_by_name(), queries.sites_by_name()
    kept: dict[int, dict[str, dict[str, object]]] = {}
    for step in plan.steps:
        if step.code not in "cr":
            continue
        before: dict[str, dict[str, object]] = {}
        if step.person is not None:
            was = staff.people[step.person_id]
            before["person"] = _overwritten(was, step.person)
        if step.spell is not None and step.code == "c":
            spell = staff.latest[step.person_id].values
            before["spell"] = in_columns(_overwritten(spell, step.spell), units, sites)
        kept[step.person_id] = before
    if staff_import.missing == StaffImport.Missing.END:
        for _spell, person_id in plan.missing:
            ended = staff.latest[person_id].values.ends_on
            kept[person_id] = {"spell": {"ends_on": ended}}
    rows = ImportRow.objects.filter(
        staff_import=staff_import, outcome__in=["changed", "leaving"]
    ).values_list("pk", "person_id")
    copying.update(ImportRow, ["undo"], [(pk, json.dumps(kept[p])) for pk, p in rows if p in kept])


def _overwritten(was: PersonValues | SpellValues, will: tuple[object, ...]) -> dict[str, object]:
    pairs = zip(was._asdict().items(), will, strict=True)
    return {name: old for (name, old), new in pairs if old != new}


def in_columns(
    values: dict[str, object], units: dict[str, int], sites: dict[str, int]
) -> dict[str, object]:
    """Names of units, sites and managers become ids in their columns."""
    found = {name: value for name, value in values.items() if name not in _REFERENCES}
    if "unit" in values:
        found["unit_id"] = units.get(str(values["unit"]).lower())
    if "site" in values:
        found["site_id"] = sites.get(str(values["site"]).lower())
    if "manager" in values:
        found["manager_id"] = values["manager"]
    return found


_REFERENCES = {"unit", "site", "manager"}


def _give_ids(plan: StoredPlan) -> None:
    new = [step.row for step in plan.steps if step.code == "n"]
    spells = [step.row for step in plan.steps if step.code in "nr"]
    plans.freeze(
        plan,
        dict(zip(new, copying.next_ids(Person, len(new)), strict=True)),
        dict(zip(spells, copying.next_ids(Employment, len(spells)), strict=True)),
    )


def _sign_ins(plan: StoredPlan, organization_id: int, on: date) -> list[SignIn]:
    """Of everybody new who is or will be employed."""
    today = on.isoformat()
    new = [
        (step.person_id, step.person.email)
        for step in plan.steps
        if step.code == "n"
        and step.person is not None
        and step.spell is not None
        and (step.spell.ends_on is None or step.spell.ends_on > today)
    ]
    known = sign_ins.users_by_email(email for _person, email in new)
    taken = set(Person.objects.filter(user__in=known.values()).values_list("user_id", flat=True))
    members = set(
        Membership.objects.filter(
            organization=organization_id, user__in=known.values()
        ).values_list("user_id", flat=True)
    )
    found: list[SignIn] = []
    for person_id, email in new:
        user_id = known.get(email) if email else None
        if user_id is None or user_id in taken:
            found.append(SignIn(person_id, 0, True, True))
        else:
            taken.add(user_id)
            found.append(SignIn(person_id, user_id, False, user_id not in members))
    ids = iter(copying.next_ids(User, sum(1 for sign_in in found if sign_in.is_new)))
    for sign_in in found:
        if sign_in.is_new:
            sign_in.user_id = next(ids)
    return found


@transaction.atomic
def _next_job(import_id: int, jobs: list[Job], clock: Clock) -> StaffImport:
    staff_import = locked(import_id)
    if staff_import.stage != Stage.APPLYING:
        return staff_import
    number = staff_import.made["job"]
    if number == len(jobs):
        _finish(staff_import, at=clock.now())
    else:
        jobs[number].run(staff_import)
        staff_import.made["job"] = number + 1
        staff_import.done += jobs[number].weight
        staff_import.beat_at = clock.now()
    staff_import.save()
    return staff_import


def _finish(staff_import: StaffImport, *, at: datetime) -> None:
    staff_import.stage = Stage.APPLIED
    staff_import.work_state = WorkState.FINISHED
    staff_import.applied_at = staff_import.finished_at = at
    audit.record(
        staff_import.organization,
        "staff_import.applied",
        staff_import,
        by=User.objects.filter(pk=staff_import.made["by"]).first(),
        at=at,
        **{name: staff_import.counts[name] for name in ("new", "changed", "rejected", "missing")},
    )
