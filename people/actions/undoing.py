"""Taking the latest import back, so that everything stands as it stood before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from accounts.models import User
from core.progress import WorkState
from core.queue import enqueue
from organizations import audit
from organizations.models import Membership, Site, Unit
from people import copying, plans, queries
from people.actions import sign_ins
from people.actions.applying import lock_organization
from people.actions.importing import NotImportable, Stage, locked, today
from people.actions.jobs import PERSON_COLUMNS, SPELL_COLUMNS
from people.models import Employment, ImportRow, Person, StaffImport
from people.plans import StoredPlan


@dataclass(frozen=True)
class Effect:
    """What undoing does: people removed, kept because they have records, put back, returned."""

    removed: int
    kept: int
    restored: int
    returned: int


def effect(staff_import: StaffImport) -> Effect:
    """What undoing would do now."""
    plan = plans.unpack(bytes(staff_import.plan or b""))
    new = [step.person_id for step in plan.steps if step.code == "n"]
    kept = queries.with_records(new)
    ended = staff_import.missing == StaffImport.Missing.END
    return Effect(
        removed=len(new) - len(kept),
        kept=len(kept),
        restored=sum(1 for step in plan.steps if step.code in "cr"),
        returned=len(plan.missing) if ended else 0,
    )


@transaction.atomic
def request(staff_import: StaffImport, *, by: User | None, at: datetime) -> StaffImport:
    """Somebody wants the latest applied import taken back.  Twice is once."""
    lock_organization(staff_import.organization_id)
    found = locked(staff_import.pk)
    if found.stage in {Stage.UNDOING, Stage.UNDONE}:
        return found
    if found.stage != Stage.APPLIED or queries.latest_applied() != found:
        raise NotImportable(_("Only the latest import can be undone."))
    if StaffImport.objects.filter(stage=Stage.APPLYING).exists():
        raise NotImportable(_("Another import is being worked on. Undo this one when it is done."))
    found.stage, found.work_state = Stage.UNDOING, WorkState.WAITING
    found.done = found.total = 0
    found.started_at = found.beat_at = found.finished_at = None
    found.made["undone_by"] = by.pk if by else None
    found.save()
    enqueue("people.tasks.undo_import", organization_id=found.organization_id, import_id=found.pk)
    return found


@transaction.atomic
def undo(import_id: int, *, at: datetime) -> StaffImport:
    """Take an import back, all of it or nothing; done already, it is left alone.

    People it brought are removed, with their sign-ins, unless they have training records:
    those stay as people who have left.  What it overwrote is put back; spells it began or
    ended are as before; units and sites it made go unless something uses them.
    """
    lock_organization(StaffImport.objects.values_list("organization", flat=True).get(pk=import_id))
    staff_import = locked(import_id)
    if staff_import.stage != Stage.UNDOING:
        return staff_import
    plan = plans.unpack(bytes(staff_import.plan or b""))
    new = [step.person_id for step in plan.steps if step.code == "n"]
    kept = queries.with_records(new)
    removed = sorted(set(new) - kept)
    _end(sorted(kept), today(staff_import.organization, at))
    _remove_people(staff_import, plan, removed)
    _remove_spells(plan)
    _take_back_sign_ins(staff_import.made, staff_import.organization_id)
    _restore(staff_import, plan)
    _restore_addresses(staff_import.made)
    _remove_unused(Unit, staff_import.made.get("units", []))
    _remove_unused(Site, staff_import.made.get("sites", []))
    staff_import.stage, staff_import.work_state = Stage.UNDONE, WorkState.FINISHED
    staff_import.undone_at = staff_import.finished_at = at
    staff_import.save()
    audit.record(
        staff_import.organization,
        "staff_import.undone",
        staff_import,
        by=User.objects.filter(pk=staff_import.made["undone_by"]).first(),
        at=at,
        removed=len(removed),
        kept=len(kept),
    )
    return staff_import


def _end(people: list[int], on: date) -> None:
    Employment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), person__in=people).update(
        ends_on=Greatest(Value(on), Coalesce("starts_on", Value(on)))
    )


def _remove_people(staff_import: StaffImport, plan: StoredPlan, removed: list[int]) -> None:
    gone = set(removed)
    Person.objects.filter(pk__in=removed).delete()
    theirs = [sign_in for sign_in in plan.sign_ins if sign_in.person_id in gone]
    _remove_users(
        [s.user_id for s in theirs if s.is_new],
        [s.user_id for s in theirs if s.needs_membership],
        staff_import.organization_id,
    )


def _remove_users(users: list[int], members: list[int], organization_id: int) -> None:
    """Users that have become more than plain employees of this organization stay."""
    bound = sign_ins.bound_elsewhere([*users, *members])
    Membership.objects.filter(organization=organization_id, user__in=set(members) - bound).delete()
    # A user who belongs to another organization too loses only the membership here.
    Membership.objects.filter(
        organization=organization_id,
        user__in=set(members) & bound,
        roles=sign_ins.EMPLOYEE_ONLY,
    ).delete()
    User.objects.filter(pk__in=users, memberships=None, people=None).delete()


def _remove_spells(plan: StoredPlan) -> None:
    began = [step.spell_id for step in plan.steps if step.code == "r"]
    Employment.objects.filter(pk__in=began).delete()


def _take_back_sign_ins(made: dict[str, Any], organization_id: int) -> None:
    """Sign-ins that people known before got with this import."""
    people = Person.objects.filter(pk__in=made.get("people", []))
    people.update(user=None)
    members = Membership.objects.filter(pk__in=made.get("memberships", []))
    users = list(members.values_list("user_id", flat=True))
    _remove_users(made.get("users", []), users, organization_id)


def _restore(staff_import: StaffImport, plan: StoredPlan) -> None:
    rows = ImportRow.objects.filter(
        staff_import=staff_import, undo__isnull=False, person__isnull=False
    ).values_list("person_id", "undo")
    before: dict[int, dict[str, Any]] = {person: undo or {} for person, undo in rows if person}
    people = {person: undo["person"] for person, undo in before.items() if "person" in undo}
    spell_of = {step.person_id: step.spell_id for step in plan.steps if step.code == "c"}
    spell_of |= {person: spell for spell, person in plan.missing}
    spells = {spell_of[p]: undo["spell"] for p, undo in before.items() if undo.get("spell")}
    moved = [person for person, values in people.items() if "email" in values]
    Person.objects.filter(pk__in=moved).update(email=None)
    _overlay(Person, PERSON_COLUMNS, people)
    _overlay(Employment, SPELL_COLUMNS, spells)


def _overlay(
    model: type[models.Model], columns: list[str], before: dict[int, dict[str, Any]]
) -> None:
    """Put back the columns that were overwritten and leave the others as they are now."""
    rows = model._default_manager.filter(pk__in=before).values_list("pk", *columns)
    copying.update(
        model,
        columns,
        [
            (pk, *({**dict(zip(columns, now, strict=True)), **before[pk]}[c] for c in columns))
            for pk, *now in rows
        ],
    )


def _restore_addresses(made: dict[str, Any]) -> None:
    changed: list[list[Any]] = made.get("addresses", [])
    users = [user for user, _was in changed]
    taken = sign_ins.users_by_email(was for _user, was in changed)
    free = [(user, was) for user, was in changed if taken.get(was or "", user) in users]
    User.objects.filter(pk__in=[user for user, _was in free]).update(email=None)
    copying.update(User, ["email"], free)


def _remove_unused(model: type[Unit] | type[Site], made: list[int]) -> None:
    used = [queries.referred_to(field, made) for field in queries.foreign_keys_to(model)]
    model.objects.filter(pk__in=set(made).difference(*used)).delete()
