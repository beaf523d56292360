"""What a checked file would change, row by row: new, changed, unchanged, and who is missing.

People are recognized by employee number (current, then former), then by email address.  A
person is referred to by their id, somebody new by minus their row, so that a manager may
stand anywhere in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from people.staff_files.cells import first_day_gone, number_key
from people.staff_files.columns import Field
from people.staff_files.known import PersonValues, Spell, SpellValues, Staff
from people.staff_files.managers import in_cycles
from people.staff_files.places import guess
from people.staff_files.rows import Checked, StaffRow
from people.staff_files.wording import Remark
from people.staff_files.words import Status

Code = Literal["n", "c", "r", "u"]  # new, changed, back (changed by a new spell), unchanged


@dataclass(slots=True)
class Step:
    """What one row does.  `person` and `spell` hold the values to write, None to leave alone."""

    row: int
    code: Code
    person_id: int
    spell_id: int = 0  # 0: a new spell
    person: PersonValues | None = None
    spell: SpellValues | None = None


@dataclass
class Plan:
    """The effect of a file.  `missing` are the current spells of people who are not in it."""

    steps: list[Step] = field(default_factory=list)
    notes: dict[int, list[Remark]] = field(default_factory=dict)
    problems: dict[int, list[Remark]] = field(default_factory=dict)
    missing: list[Spell] = field(default_factory=list)

    def count(self, codes: str) -> int:
        """How many rows do any of these."""
        return sum(1 for step in self.steps if step.code in codes)


class _Known:
    """The database, ready to be asked."""

    def __init__(self, staff: Staff, on: date) -> None:
        self.people = staff.people
        self.latest: dict[int, Spell] = {}
        self.open_number: dict[str, int] = {}
        self.old_number: dict[str, int] = {}
        today = on.isoformat()
        self.floor: dict[int, str] = {}  # when the spell before the latest ended
        for spell in staff.spells:
            before = self.latest.get(spell.person)
            if before is not None and before.values.ends_on:
                self.floor[spell.person] = before.values.ends_on
            self.latest[spell.person] = spell
        for spell in staff.spells:
            ends = spell.values.ends_on
            known = self.open_number if ends is None or ends > today else self.old_number
            known[number_key(spell.values.number)] = spell.person
        self.by_email = {
            values.email.lower(): person for person, values in staff.people.items() if values.email
        }
        self.today = today

    def is_current(self, spell: Spell) -> bool:
        return spell.values.ends_on is None or spell.values.ends_on > self.today


def compare(checked: Checked, staff: Staff, *, on: date) -> Plan:
    """Compare a checked file with the database as it is on a day.  Changes nothing."""
    known = _Known(staff, on)
    plan = Plan()
    taken = _recognize(checked, known, plan)
    rows = [row for row in checked.rows if row.row not in plan.problems]
    managers = _managers(rows, checked, known, taken, plan)
    _note_new_sites(rows, checked, staff, plan)
    for row in rows:
        person = taken[row.row]
        if person < 0:
            plan.steps.append(_new_step(row, managers.get(row.row), on))
        else:
            plan.steps.append(
                _existing_step(row, managers, checked.fields, known, person, plan, on)
            )
    in_file = {person for person in taken.values() if person > 0}
    plan.missing = [
        spell
        for person, spell in known.latest.items()
        if person not in in_file
        and known.is_current(spell)
        and number_key(spell.values.number) not in checked.rejected_numbers
        and (known.people[person].email or "").lower() not in checked.rejected_emails
    ]
    return plan


# Who is who -----------------------------------------------------------------------------


def _recognize(checked: Checked, known: _Known, plan: Plan) -> dict[int, int]:
    """Row → person's id, or minus the row for somebody new."""
    taken: dict[int, int] = {}
    claimed: set[int] = set()
    for row in checked.rows:
        person = known.open_number.get(number_key(row.number))
        if person is not None and person not in claimed:
            taken[row.row] = person
            claimed.add(person)
            _note_stranger(row, person, known, checked, plan)
    for row in checked.rows:
        if row.row not in taken:
            person = _former(row, known, claimed, checked, plan)
            taken[row.row] = person
            claimed.add(person)
    if Field.EMAIL in checked.fields:
        _refuse_taken_addresses(checked, known, taken, plan)
    return taken


def _former(row: StaffRow, known: _Known, claimed: set[int], checked: Checked, plan: Plan) -> int:
    """Somebody who has left, or whose number has changed; else somebody new."""
    key = number_key(row.number)
    by_email = known.by_email.get(row.email) if row.email else None
    by_number = known.old_number.get(key)
    if by_number is not None and by_number not in claimed:
        if not _differs(row, known.people[by_number], checked) or by_number == by_email:
            return by_number
        if by_email is None or by_email in claimed:
            _note(plan, row, checked, Field.NUMBER, row.number, "number_reused")
            return -row.row
    if by_email is not None and by_email not in claimed:
        latest = known.latest.get(by_email)
        if latest is not None:
            old = latest.values.number
            _note(plan, row, checked, Field.NUMBER, row.number, "number_changed", old)
        return by_email
    return -row.row


def _differs(row: StaffRow, person: PersonValues, checked: Checked) -> bool:
    """Whether neither the name nor the address is the one that was known."""
    same_family = row.family_name.casefold() == person.family_name.casefold()
    same_given = row.given_name.casefold() == person.given_name.casefold()
    same_email = (
        Field.EMAIL not in checked.fields or (row.email or "") == (person.email or "").lower()
    ) and bool(person.email)
    return not (same_family or same_given or same_email)


def _note_stranger(row: StaffRow, person: int, known: _Known, checked: Checked, plan: Plan) -> None:
    if _differs(row, known.people[person], checked):
        _note(plan, row, checked, Field.NUMBER, row.number, "somebody_else")


def _refuse_taken_addresses(
    checked: Checked, known: _Known, taken: dict[int, int], plan: Plan
) -> None:
    """An address stays with somebody who is not in the file, or whose row keeps it."""
    row_of = {person: row for row, person in taken.items()}
    rows = {row.row: row for row in checked.rows}
    for row in checked.rows:
        owner = known.by_email.get(row.email) if row.email else None
        if owner is None or owner == taken[row.row]:
            continue
        if owner in row_of and rows[row_of[owner]].email != row.email:
            continue  # its owner gets another one in this very file
        column = checked.column_names.get(Field.EMAIL, "")
        plan.problems[row.row] = [Remark("email_taken", column, row.email or "")]


# Managers and sites ---------------------------------------------------------------------


def _managers(
    rows: list[StaffRow], checked: Checked, known: _Known, taken: dict[int, int], plan: Plan
) -> dict[int, int | None]:
    """Row → manager (a person's id or minus a row), with notes where there cannot be one."""
    if Field.MANAGER not in checked.fields:
        return {}
    by_number = {**known.old_number, **known.open_number}
    by_number |= {number_key(row.number): taken[row.row] for row in rows}
    by_email = dict(known.by_email) | {row.email: taken[row.row] for row in rows if row.email}
    above: dict[int, int | None] = {
        spell.person: spell.values.manager for spell in known.latest.values()
    }
    found: dict[int, int | None] = {}
    for row in rows:
        manager = None
        if row.manager:
            manager = by_number.get(number_key(row.manager)) or by_email.get(row.manager.lower())
            if manager is None:
                kind = _why_no_manager(row, checked)
                _note(plan, row, checked, Field.MANAGER, row.manager, kind)
            elif manager == taken[row.row]:
                _note(plan, row, checked, Field.MANAGER, row.manager, "own_manager")
                manager = None
        found[row.row] = above[taken[row.row]] = manager
    circle = in_cycles(above)
    left = {taken[row.row] for row in rows if row.status is Status.TERMINATED}
    for row in rows:
        if taken[row.row] in circle and found[row.row] is not None:
            _note(plan, row, checked, Field.MANAGER, row.manager, "manager_cycle")
            found[row.row] = None
        elif found[row.row] in left and row.status is not Status.TERMINATED:
            _note(plan, row, checked, Field.MANAGER, row.manager, "manager_left")
    return found


def _why_no_manager(row: StaffRow, checked: Checked) -> str:
    if number_key(row.manager) in checked.rejected_numbers:
        return "manager_rejected"
    return "manager_unknown"


def _note_new_sites(rows: Iterable[StaffRow], checked: Checked, staff: Staff, plan: Plan) -> None:
    """The first row that names a site nobody has confirmed and whose name says no place."""
    seen: set[str] = set()
    for row in rows:
        name = row.site.lower()
        if name and name not in seen:
            seen.add(name)
            if name not in staff.confirmed_sites and not guess(row.site).is_known:
                _note(plan, row, checked, Field.SITE, row.site, "new_site")


def _note(
    plan: Plan, row: StaffRow, checked: Checked, field_: Field, value: str, kind: str,
    detail: str = "",
) -> None:  # fmt: skip
    remark = Remark(kind, checked.column_names.get(field_, ""), value[:200], detail)
    plan.notes.setdefault(row.row, []).append(remark)


# What a row writes ----------------------------------------------------------------------


def _new_step(row: StaffRow, manager: int | None, on: date) -> Step:
    spell = SpellValues(
        row.number, row.unit, row.site, row.job_title, manager, row.is_manager,
        _iso(row.starts_on), _ends_on(row, on), row.status is Status.ON_LEAVE,
        _iso(row.leave_until),
    )  # fmt: skip
    person = PersonValues(
        row.given_name, row.family_name, row.preferred_name, row.email, row.language
    )
    return Step(row.row, "n", -row.row, 0, person, spell)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _ends_on(row: StaffRow, on: date) -> str | None:
    """The first day not employed; for a leaver without a date, the day of the import."""
    if row.last_day:
        return first_day_gone(row.last_day).isoformat()
    if row.status is Status.TERMINATED:
        return max(on, row.starts_on or on).isoformat()
    return None


def _existing_step(
    row: StaffRow, managers: Mapping[int, int | None], fields: frozenset[Field], known: _Known,
    person_id: int, plan: Plan, on: date,
) -> Step:  # fmt: skip
    was = known.people[person_id]
    person = _person_values(row, fields, was)
    latest = known.latest.get(person_id)
    spell, spell_id = _spell_values(row, managers.get(row.row), fields, latest, on)
    if spell_id and latest and (spell.starts_on or "") < known.floor.get(person_id, ""):
        spell = spell._replace(starts_on=latest.values.starts_on)  # the date of an earlier spell
    if latest is None or spell_id == 0:
        if latest is not None:
            plan.notes.setdefault(row.row, []).append(Remark("rehired", "", row.number))
        changed_spell: SpellValues | None = spell
    else:
        changed_spell = None if spell == latest.values else spell
    changed_person = None if person == was else person
    if changed_person is None and changed_spell is None:
        return Step(row.row, "u", person_id, spell_id)
    code: Code = "c" if spell_id else "r"
    return Step(row.row, code, person_id, spell_id, changed_person, changed_spell)


def _person_values(row: StaffRow, fields: frozenset[Field], was: PersonValues) -> PersonValues:
    """Columns that are not in the file stay as they are."""
    named = fields & _NAME_FIELDS
    return PersonValues(
        row.given_name if named - {Field.FAMILY_NAME} else was.given_name,
        row.family_name if named - {Field.GIVEN_NAME} else was.family_name,
        row.preferred_name if Field.PREFERRED_NAME in fields else was.preferred_name,
        row.email if Field.EMAIL in fields else was.email,
        row.language if Field.LANGUAGE in fields else was.language,
    )


_NAME_FIELDS = frozenset({Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME})


def _spell_values(
    row: StaffRow, manager: int | None, fields: frozenset[Field], latest: Spell | None, on: date
) -> tuple[SpellValues, int]:
    """The spell a row describes, and which one it is: the latest, or 0 for a new one."""
    if latest is None or _is_new_spell(row, latest.values):
        was = SpellValues() if latest is None else latest.values._replace(
            starts_on=on.isoformat(), ends_on=None, on_leave=False, leave_until=None
        )  # fmt: skip
        spell_id = 0
    else:
        was, spell_id = latest.values, latest.id
    same_number = number_key(was.number) == number_key(row.number)
    values = SpellValues(
        number=was.number if same_number else row.number,
        unit=_named(row.unit, was.unit) if Field.UNIT in fields else was.unit,
        site=_named(row.site, was.site) if Field.SITE in fields else was.site,
        job_title=row.job_title if Field.JOB_TITLE in fields else was.job_title,
        manager=manager if Field.MANAGER in fields else was.manager,
        is_manager=row.is_manager if Field.IS_MANAGER in fields else was.is_manager,
        starts_on=_iso(row.starts_on) or was.starts_on,
        ends_on=_end_of(row, was, fields, on),
        on_leave=row.status is Status.ON_LEAVE if Field.STATUS in fields else was.on_leave,
        leave_until=_iso(row.leave_until) if Field.LEAVE_UNTIL in fields else was.leave_until,
    )
    return values, spell_id


def _named(name: str, was: str) -> str:
    """Names of units and sites that differ only in case are one."""
    return was if name.lower() == was.lower() else name


def _is_new_spell(row: StaffRow, was: SpellValues) -> bool:
    """Somebody who had left, and either begins on a later day or comes back without one."""
    if was.ends_on is None:
        return False
    if row.starts_on is None:
        return row.status is not Status.TERMINATED and row.last_day is None
    return row.starts_on.isoformat() >= was.ends_on and row.starts_on.isoformat() != was.starts_on


def _end_of(row: StaffRow, was: SpellValues, fields: frozenset[Field], on: date) -> str | None:
    if not fields & {Field.STATUS, Field.ENDS_ON}:
        return was.ends_on
    if row.status is Status.TERMINATED and row.last_day is None and was.ends_on:
        # A leaver without a date left when they were first seen to have left.
        return min(was.ends_on, _ends_on(row, on) or was.ends_on)
    return _ends_on(row, on)
