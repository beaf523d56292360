"""How one cell of each field is read: its value, what is wrong with it, what is remarkable.

Every reader is a pure function of the cell's text, so a column that says "Warehouse" nine
hundred times is read once (see `Memo`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from people.staff_files import dates, words
from people.staff_files.columns import Field

Notes = tuple[tuple[str, str], ...]  # (kind, detail)


class Cell(NamedTuple):
    """`problem` is a key of wording.PROBLEMS, the kinds of notes are keys of wording.NOTES."""

    value: Any
    problem: str = ""
    notes: Notes = ()


Reader = Callable[[str], Cell]
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)
_LENGTHS = {
    Field.NUMBER: 40, Field.GIVEN_NAME: 100, Field.FAMILY_NAME: 100, Field.PREFERRED_NAME: 100,
    Field.FULL_NAME: 200, Field.JOB_TITLE: 160, Field.UNIT: 120, Field.SITE: 120,
    Field.MANAGER: 254,
}  # fmt: skip
_MAY_HOLD_FORMULA = frozenset(
    {
        Field.GIVEN_NAME, Field.FAMILY_NAME, Field.PREFERRED_NAME, Field.FULL_NAME,
        Field.JOB_TITLE, Field.UNIT, Field.SITE,
    }
)  # fmt: skip
_DATE_PROBLEMS = {
    Field.STARTS_ON: "start_date", Field.ENDS_ON: "end_date", Field.LEAVE_UNTIL: "leave_date",
}  # fmt: skip


class Memo(dict[str, Cell]):
    """Reads each different text of a column once."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, raw: str) -> Cell:
        cell = self[raw] = self.reader(raw)
        return cell


def cleaned(raw: str) -> tuple[str, Notes]:
    """A cell's text without stray spaces and breaks; blank words become nothing."""
    if not words.is_odd(raw):
        return ("" if words.is_blank(raw) else raw), ()
    value = words.plain(raw)
    if words.is_blank(value):
        return "", ()
    notes: list[tuple[str, str]] = []
    unbroken = raw
    if words.has_break(raw):
        notes.append(("line_break", ""))
        unbroken = re.sub(r" ?[\r\n\x85\u2028\u2029]+ ?", " ", raw)
    if unbroken != value:
        notes.append(("spaces", ""))
    return value, tuple(notes)


def text_reader(field: Field) -> Reader:
    """Names, titles, units, sites: text that must come out inert."""
    longest = _LENGTHS[field]

    def read(raw: str) -> Cell:
        value, notes = cleaned(raw)
        if len(value) > 1 and value[0] == "'" and value[1] in "=+-@":
            value = value[1:]  # our own result files write it so
        if len(value) > longest:
            return Cell(value, "too_long", notes)
        if field in _MAY_HOLD_FORMULA and words.looks_like_formula(value):
            notes = (*notes, ("formula", ""))
        return Cell(value, "", notes)

    return read


def read_number(raw: str) -> Cell:
    """An employee number; an apostrophe before it is Excel's mark for text."""
    value, notes = cleaned(raw)
    value = value.removeprefix("'")
    if not value:
        return Cell("", "no_number", notes)
    return Cell(value, "too_long" if len(value) > _LENGTHS[Field.NUMBER] else "", notes)


def number_key(number: str) -> str:
    """Numbers that differ only in case or in leading zeros (Excel drops them) are one."""
    key = number.casefold()
    return (key.lstrip("0") or "0") if key.isdigit() else key


def read_email(raw: str) -> Cell:
    """An address in lower case, or None."""
    value, notes = cleaned(raw)
    if not value:
        return Cell(None, "", notes)
    value = value.removeprefix("mailto:")
    if len(value) > 254 or not _EMAIL.fullmatch(value) or ".." in value:
        return Cell(None, "email", notes)
    return Cell(value.lower(), "", notes)


def read_status(raw: str) -> Cell:
    """A words.Status, or None for a blank cell."""
    value, notes = cleaned(raw)
    if not value:
        return Cell(None, "", notes)
    status = words.status(value)
    return Cell(status, "" if status else "status", notes)


def read_truth(raw: str) -> Cell:
    """Yes or no."""
    value, notes = cleaned(raw)
    truth = words.truth(value)
    if truth is None:
        return Cell(False, "", (*notes, ("is_manager", "")))
    return Cell(truth, "", notes)


def language_reader(offered: frozenset[str]) -> Reader:
    """A language's code if it is offered, else "" (the organization's)."""

    def read(raw: str) -> Cell:
        value, notes = cleaned(raw)
        if not value:
            return Cell("", "", notes)
        code = words.language(value)
        if code in offered:
            return Cell(code, "", notes)
        return Cell("", "", (*notes, ("language", "")))

    return read


def date_reader(field: Field, column: dates.ColumnDates) -> Reader:
    """A date or None.  A lone serial number is remarked; a whole column of them is not."""

    def read(raw: str) -> Cell:
        value, notes = cleaned(raw)
        if not value:
            return Cell(None, "", notes)
        found = dates.read(value, column.order)
        if found.value is None:
            return Cell(None, _DATE_PROBLEMS[field], notes)
        if found.serial and not column.mostly_serial:
            kind = "serial_date" if field is Field.STARTS_ON else "serial_other"
            notes = (*notes, (kind, found.value.isoformat()))
        return Cell(found.value, "", notes)

    return read


def split_name(full: str) -> tuple[str, str]:
    """Given and family name from one cell: "Ruiz, Ana" or "Ana Ruiz"."""
    if "," in full:
        family, given = full.split(",", 1)
        return given.strip(), family.strip()
    given, _space, family = full.rpartition(" ")
    return given, family


def first_day_gone(last_day: date) -> date:
    """Files name the last day of employment; spells end on the day after."""
    return date.fromordinal(last_day.toordinal() + 1)
