"""The completion report as a file: the same rows in four formats.

Given the same rows, facts and language it makes the same bytes; the only time in them is `at`.
Cells that a spreadsheet program could take for a formula are made inert.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core import pdf, spreadsheets
from reports.columns import CompletionRow, InWords, as_json, headings
from reports.summary import Totals, totals_of

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": spreadsheets.XLSX_TYPE,
    "pdf": "application/pdf",
    "json": "application/json",
}


@dataclass(frozen=True)
class Facts:
    """What a file says about itself."""

    organization: str
    zone: str
    chosen: str  # "Stepping in 2026-27, Drivers", or "All assignments"
    at: datetime


def build(kind: str, rows: Sequence[CompletionRow], facts: Facts) -> bytes:
    """One file, in the active language.  `kind` is a key of CONTENT_TYPES."""
    return _BUILDERS[kind](rows, facts)


def finding(totals: Totals) -> str:
    """What the report says, in a sentence."""
    if not totals.people:
        return _("Nobody is counted in this report")
    if totals.completed == totals.people:
        return ngettext(
            "The one person is done", "All %(people)s people are done", totals.people
        ) % {"people": intcomma(totals.people)}
    return ngettext(
        "%(done)s of %(people)s person is done",
        "%(done)s of %(people)s people are done",
        totals.people,
    ) % {"done": intcomma(totals.completed), "people": intcomma(totals.people)}


def _csv(rows: Sequence[CompletionRow], facts: Facts) -> bytes:
    del facts
    words = InWords()
    return spreadsheets.write_csv(headings(), (words.cells(row) for row in rows))


def _xlsx(rows: Sequence[CompletionRow], facts: Facts) -> bytes:
    words = InWords()
    return spreadsheets.write_xlsx(
        headings(), (words.cells(row) for row in rows), title=_("Completion"), at=facts.at
    )


def _json(rows: Sequence[CompletionRow], facts: Facts) -> bytes:
    totals = totals_of(rows)
    content = {
        "organization": facts.organization,
        "as_of": facts.at.isoformat(timespec="seconds"),
        "chosen": facts.chosen,
        "totals": {
            "people": totals.people,
            "completed": totals.completed,
            "in_progress": totals.in_progress,
            "not_started": totals.not_started,
            "expired": totals.expired,
            "overdue": totals.overdue,
        },
        "rows": [as_json(row) for row in rows],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _pdf(rows: Sequence[CompletionRow], facts: Facts) -> bytes:
    totals = totals_of(rows)
    title = _("Completion report, %(organization)s") % {"organization": facts.organization}
    return pdf.render(
        "completion.typ",
        {
            "kicker": " · ".join([facts.organization, facts.chosen, _as_of(facts)]),
            "finding": finding(totals),
            "tiles": [list(tile) for tile in _tiles(totals)],
            "share": [totals.completed, totals.in_progress_on_time, totals.overdue, totals.people],
            "note": _(
                "Counted are people who work here now and were not waived or withdrawn. "
                "Days are those where the person is."
            ),
            "people": _("People"),
            "page": _("Page"),
            "of": _("of"),
            "header": [
                _("Name"), _("Number"), _("Department"), _("Assignment"), _("Status"), _("Due"),
                _("Completed"), _("Certificate"),
            ],
            "rows": _pdf_rows(rows),
        },
        title=title,
        language=get_language() or "en",
        at=facts.at,
    )  # fmt: skip


def _tiles(totals: Totals) -> list[tuple[str, str]]:
    return [
        (_("Completed"), f"{totals.percent} %"),
        (_("In progress"), intcomma(totals.in_progress)),
        (_("Not started"), intcomma(totals.not_started)),
        (_("Overdue"), intcomma(totals.overdue)),
    ]


def _pdf_rows(rows: Sequence[CompletionRow]) -> list[list[str]]:
    words = InWords()
    late, outside, revoked = _("overdue"), _("not counted"), _("revoked")
    found = []
    for row in rows:
        status = words.statuses[row.status]
        if row.overdue:
            status = f"{status}, {late}"
        elif not row.counted:
            status = f"{status}, {outside}"
        certificate = row.certificate
        if row.certificate_revoked_on:
            certificate = f"{certificate}, {revoked}"
        found.append(
            [
                f"{row.given_name} {row.family_name}".strip(), row.number, row.department,
                row.assignment, status, row.due_on.isoformat() if row.due_on else "",
                row.completed_on.isoformat() if row.completed_on else "", certificate,
            ]
        )  # fmt: skip
    return found


def _as_of(facts: Facts) -> str:
    """ "as of November 22, 2026, 09:40 (America/Chicago)"."""
    local = facts.at.astimezone(ZoneInfo(facts.zone))
    return _("as of %(day)s, %(time)s (%(zone)s)") % {
        "day": formats.date_format(local, _("F j, Y")),
        "time": f"{local:%H:%M}",
        "zone": facts.zone,
    }


_BUILDERS: dict[str, Callable[[Sequence[CompletionRow], Facts], bytes]] = {
    "csv": _csv, "xlsx": _xlsx, "pdf": _pdf, "json": _json,
}  # fmt: skip
