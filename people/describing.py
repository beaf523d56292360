"""What a plan does to each person, in the words and figures that people see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from people.staff_files.comparing import Plan, Step
from people.staff_files.known import Staff
from people.staff_files.rows import Checked, StaffRow
from people.staff_files.wording import Remark

RowTuple = tuple[int, str, str, str, str, str, int | None]


def rows(checked: Checked, plan: Plan, staff: Staff) -> Iterator[RowTuple]:
    """(number, outcome, label, changes, problems, notes, person) of each row worth keeping."""
    problems = {**checked.problems, **plan.problems}
    names = _Names(checked, staff)
    for number, found in sorted(problems.items()):
        yield number, "rejected", names.of_row(number), "{}", _json(found), "[]", None
    for step in plan.steps:
        notes = [*checked.notes.get(step.row, ()), *plan.notes.get(step.row, ())]
        if step.code in "nu" and not notes:
            continue
        outcome = {"n": "new", "c": "changed", "r": "changed", "u": "unchanged"}[step.code]
        changes = json.dumps(_changes(step, staff, names), ensure_ascii=False)
        person = step.person_id if step.person_id > 0 else None
        yield step.row, outcome, names.of_row(step.row), changes, "[]", _json(notes), person
    for spell in plan.missing:
        label = f"{spell.values.number} {names.of_person(spell.person)}"
        yield 0, "leaving", label, "{}", "[]", "[]", spell.person


def _json(remarks: list[Remark]) -> str:
    return json.dumps([asdict(remark) for remark in remarks], ensure_ascii=False)


class _Names:
    """How rows and people are called."""

    def __init__(self, checked: Checked, staff: Staff) -> None:
        self.rows: dict[int, StaffRow] = {row.row: row for row in checked.rows}
        self.labels = checked.labels
        self.staff = staff

    def of_row(self, number: int) -> str:
        if row := self.rows.get(number):
            name = f"{row.preferred_name or row.given_name} {row.family_name}".strip()
            return f"{row.number} {name}"[:260]
        return self.labels.get(number, "")[:260]

    def of_person(self, reference: int | None) -> str:
        """A person's name, by id or by minus their row."""
        if reference is None:
            return ""
        if reference < 0:
            return self.of_row(-reference)
        values = self.staff.people.get(reference)
        if values is None:
            return ""
        return f"{values.preferred_name or values.given_name} {values.family_name}".strip()


def _changes(step: Step, staff: Staff, names: _Names) -> dict[str, list[Any]]:
    """Field → [before, after]; only what differs.  Nothing for somebody new."""
    found: dict[str, list[Any]] = {}
    if step.code in "nu":
        return found
    if step.person is not None:
        was = staff.people[step.person_id]._asdict()
        for name, value in step.person._asdict().items():
            if value != was[name]:
                found[name] = [was[name] or "", value or ""]
    if step.spell is not None:
        before = staff.latest.get(step.person_id)
        was = before.values._asdict() if before else {}
        for name, value in step.spell._asdict().items():
            if value != was.get(name):
                pair = [was.get(name), value]
                found[name] = [names.of_person(v) if name == "manager" else v for v in pair]
    return found
