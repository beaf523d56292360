"""What can be wrong or remarkable about a row: its name in files and its words on screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Kind:
    """`text` stands in JSON and never changes; `title` and `advice` are for people.

    `text` may hold one {detail}.
    """

    text: str
    title: _StrPromise
    advice: _StrPromise


PROBLEMS: dict[str, Kind] = {
    "no_number": Kind(
        "no employee number",
        _("No employee number"),
        _("Give the employee number in your staff system."),
    ),
    "no_name": Kind(
        "no name", _("No name"), _("Fill in a first or a last name.")
    ),
    "status": Kind(
        "unknown status",
        _("Unknown status"),
        _("Write Active, On Leave or Terminated."),
    ),
    "ends_before_start": Kind(
        "ends before it starts",
        _("Ends before it starts"),
        _("Check the hire date and the end date."),
    ),
    "number_twice": Kind(
        "duplicate employee number",
        _("Employee number used twice"),
        _("Another row above has this number. Keep the one that is right."),
    ),
    "email_twice": Kind(
        "duplicate email{detail}",
        _("Email address used twice"),
        _("Another row above has this address; capital letters make no difference."),
    ),
    "email_taken": Kind(
        "email belongs to somebody else",
        _("Email address belongs to somebody else"),
        _("Somebody who is not in this file has this address. Correct it here or there."),
    ),
    "short": Kind(
        "row has {detail} columns",
        _("The row is cut short or too long"),
        _("Look for a missing or an extra separator, and put the row right."),
    ),
    "start_date": Kind(
        "hire date is not a date",
        _("The hire date is not a date"),
        _("Write it like the others in this column, or as year-month-day."),
    ),
    "end_date": Kind(
        "end date is not a date",
        _("The end date is not a date"),
        _("Write it like the others in this column, or as year-month-day."),
    ),
    "leave_date": Kind(
        "return date is not a date",
        _("The return date is not a date"),
        _("Write it like the others in this column, or as year-month-day."),
    ),
    "email": Kind(
        "email is not valid",
        _("Not an email address"),
        _("Correct it, or leave it empty for somebody without email."),
    ),
    "too_long": Kind(
        "value is too long",
        _("Too long"),
        _("Shorten it; something else may have slipped into this cell."),
    ),
}  # fmt: skip

NOTES: dict[str, Kind] = {
    "own_manager": Kind(
        "is own manager",
        _("Is their own manager"),
        _("Imported without a manager."),
    ),
    "manager_cycle": Kind(
        "manager cycle",
        _("Managers in a circle"),
        _("They manage each other; imported without a manager."),
    ),
    "manager_unknown": Kind(
        "manager unknown",
        _("Manager not found"),
        _("Nobody has this number; imported without a manager."),
    ),
    "manager_rejected": Kind(
        "manager's row is rejected",
        _("The manager’s row is rejected"),
        _("Imported without a manager until that row is put right."),
    ),
    "manager_left": Kind(
        "manager has left",
        _("The manager has left"),
        _("Kept as it is; nobody gets a digest about this person."),
    ),
    "future_start": Kind(
        "starts in the future",
        _("Starts in the future"),
        _("Imported now; counts as employed from that day."),
    ),
    "formula": Kind(
        "formula in a name: must come out inert",
        _("Looks like a formula"),
        _("Kept as text; no file of ours will compute it."),
    ),
    "language": Kind(
        "unknown language: falls back",
        _("Language not offered"),
        _("This person gets your organization’s language."),
    ),
    "line_break": Kind(
        "line break inside a quoted cell",
        _("A line break inside a cell"),
        _("Read as one line."),
    ),
    "spaces": Kind(
        "stray spaces", _("Stray spaces"), _("Removed.")
    ),
    "serial_date": Kind(
        "hire date is a spreadsheet serial number ({detail})",
        _("A date as a spreadsheet number"),
        _("Read as a date; check that it is right."),
    ),
    "serial_other": Kind(
        "date is a spreadsheet serial number ({detail})",
        _("A date as a spreadsheet number"),
        _("Read as a date; check that it is right."),
    ),
    "new_site": Kind(
        "new site: to be confirmed",
        _("New site that we cannot place"),
        _("Check the spelling; its time zone is to be confirmed."),
    ),
    "no_end_date": Kind(
        "terminated without a date",
        _("Has left, without a date"),
        _("Counts as having left on the day of the import."),
    ),
    "ended_but_active": Kind(
        "active with an end date in the past",
        _("Active, but with an end date in the past"),
        _("Counts as having left on that date."),
    ),
    "is_manager": Kind(
        "neither yes nor no: read as no",
        _("Neither yes nor no"),
        _("Read as no."),
    ),
    "shorter": Kind(
        "row has {detail} columns: the rest is empty",
        _("The last cells are missing"),
        _("Read as empty."),
    ),
    "rehired": Kind(
        "rehired", _("Is back"), _("Begins a new spell; the record of before is kept.")
    ),
    "number_changed": Kind(
        "employee number changed from {detail}",
        _("Employee number changed"),
        _("Recognized by the email address."),
    ),
    "somebody_else": Kind(
        "name and email both differ from before",
        _("Name and email both changed"),
        _("Check that this number still belongs to the same person."),
    ),
    "number_reused": Kind(
        "number belonged to somebody who left",
        _("Number of somebody who has left"),
        _("Imported as a new person, because name and email differ."),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one cell.  `kind` is a key of PROBLEMS or of NOTES."""

    kind: str
    column: str
    value: str
    detail: str = ""


def problem_text(remark: Remark) -> str:
    """As it stands in JSON and in result files."""
    return PROBLEMS[remark.kind].text.format(detail=remark.detail)


def note_text(remark: Remark) -> str:
    """As it stands in JSON and in result files."""
    return NOTES[remark.kind].text.format(detail=remark.detail)
