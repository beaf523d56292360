"""What an import found, as data: for JSON and for the file one can download."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from people.models import ImportRow, StaffImport
from people.staff_files.wording import NOTES, PROBLEMS, Remark, note_text, problem_text


def summary(staff_import: StaffImport, rows: list[ImportRow]) -> dict[str, Any]:
    """Counts, rejected cells and notes; `rows` are those there is something to say about."""
    counts = staff_import.counts
    return {
        "file": staff_import.name,
        "stage": staff_import.stage,
        "rows": counts["rows"],
        "accepted": counts["accepted"],
        "new": counts["new"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        "not_in_file": counts["missing"],
        "people_without_email": counts["without_email"],
        "status": counts["statuses"],
        "ignored_rows": {"blank": counts["blank"], "footer": counts["footers"]},
        "new_sites": counts["sites"],
        "rejected": [
            _cell(row, remark, "problem", problem_text(remark))
            for row in rows
            for remark in (Remark(**found) for found in row.problems)
        ],
        "notes": [
            _cell(row, remark, "note", note_text(remark))
            for row in rows
            for remark in (Remark(**found) for found in row.notes)
        ],
    }


def _cell(row: ImportRow, remark: Remark, key: str, text: str) -> dict[str, Any]:
    return {"row": row.number, "column": remark.column, "value": remark.value, key: text}


def result_header(header: tuple[str, ...]) -> list[str]:
    """The columns of the file as it was, then what became of each row."""
    return [*header, _("Row"), _("Outcome"), _("Problems"), _("Notes")]


def result_rows(
    body: list[list[str]],
    *,
    width: int,
    first_row: int,
    outcomes: dict[int, str],
    said: dict[int, ImportRow],
) -> Iterator[list[object]]:
    """Every row of the file with its outcome; blank and closing lines are left off."""
    for number, cells in enumerate(body, start=first_row):
        outcome = outcomes.get(number)
        if outcome is None:
            continue
        padded = [*cells[:width], *[""] * (width - len(cells))]
        row = said.get(number)
        yield [
            *padded,
            number,
            str(ImportRow.Outcome(outcome).label),
            _joined(row.problems, PROBLEMS) if row else "",
            _joined(row.notes, NOTES) if row else "",
        ]


def _joined(found: list[dict[str, str]], kinds: dict[str, Any]) -> str:
    said = []
    for item in found:
        kind = kinds[item["kind"]]
        where = f"{item['column']}: " if item["column"] else ""
        said.append(f"{where}{kind.title}. {kind.advice}")
    return " ".join(said)
