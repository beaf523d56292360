"""The columns of the completion report: the same in every format.  Pure.

There are dates and no times of day, credited minutes and no time spent: who took the quiet
version or skipped a scene has the same row as who did not.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.summary import counts

HEADINGS: dict[str, str | Promise] = {
    "number": gettext_lazy("Employee number"),
    "given_name": gettext_lazy("Given name"),
    "family_name": gettext_lazy("Family name"),
    "email": gettext_lazy("Email"),
    "department": gettext_lazy("Department"),
    "site": gettext_lazy("Site"),
    "employed": gettext_lazy("Works here"),
    "on_leave": gettext_lazy("On leave"),
    "assignment": gettext_lazy("Assignment"),
    "course": gettext_lazy("Course"),
    "version": gettext_lazy("Course version"),
    "cycle": gettext_lazy("Cycle"),
    "assigned_on": gettext_lazy("Assigned on"),
    "due_on": gettext_lazy("Due on"),
    "status": gettext_lazy("Status"),
    "overdue": gettext_lazy("Overdue"),
    "parts_done": gettext_lazy("Parts done"),
    "credited_minutes": gettext_lazy("Credited minutes"),
    "completed_on": gettext_lazy("Completed on"),
    "closed_on": gettext_lazy("Waived, withdrawn or expired on"),
    "certificate": gettext_lazy("Certificate"),
    "certificate_revoked_on": gettext_lazy("Certificate revoked on"),
    "counted": gettext_lazy("Counted"),
}

STATUS_WORDS: dict[str, str | Promise] = {
    "not_started": gettext_lazy("Not started"),
    "in_progress": gettext_lazy("In progress"),
    "completed": gettext_lazy("Completed"),
    "waived": gettext_lazy("Waived"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "expired": gettext_lazy("Expired"),
}


class CompletionRow(NamedTuple):
    """One enrollment.  Days are those where the person is (of who has left: the employer's)."""

    number: str
    given_name: str
    family_name: str
    email: str
    department: str
    site: str
    employed: bool
    on_leave: bool
    assignment: str
    course: str
    version: int
    cycle: str
    assigned_on: date
    due_on: date | None
    status: str
    overdue: bool
    parts_done: int
    credited_minutes: int
    completed_on: date | None
    closed_on: date | None
    certificate: str
    certificate_revoked_on: date | None

    @property
    def counted(self) -> bool:
        """Whether this is one of those of whom the dashboard's sums speak."""
        return counts(self.status, employed=self.employed)


def headings() -> list[str]:
    """In the active language."""
    return [str(heading) for heading in HEADINGS.values()]


class InWords:
    """Turns rows into cells, in the language that is active when it is made."""

    def __init__(self) -> None:
        self.yes_no = {True: _("Yes"), False: _("No")}
        self.statuses = {status: str(word) for status, word in STATUS_WORDS.items()}

    def cells(self, row: CompletionRow) -> list[Any]:
        said = self.yes_no
        return [
            row.number, row.given_name, row.family_name, row.email, row.department, row.site,
            said[row.employed], said[row.on_leave], row.assignment, row.course, row.version,
            row.cycle, row.assigned_on, row.due_on, self.statuses[row.status], said[row.overdue],
            row.parts_done, row.credited_minutes, row.completed_on, row.closed_on,
            row.certificate, row.certificate_revoked_on,
            said[counts(row.status, employed=row.employed)],
        ]  # fmt: skip


def as_json(row: CompletionRow) -> dict[str, Any]:
    """The row under its column names, with words for machines."""
    cells = {name: getattr(row, name) for name in HEADINGS}
    return {
        name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in cells.items()
    }
