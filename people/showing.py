"""What the pages of an import show, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import spreadsheets
from people import plans, queries, reporting
from people.actions import importing
from people.forms import FIELD_NAMES, ColumnsForm
from people.models import ImportRow, StaffImport
from people.staff_files import dates as staff_dates
from people.staff_files import rows as staff_rows
from people.staff_files.columns import DATE_FIELDS, Field
from people.staff_files.comparing import Step
from people.staff_files.wording import NOTES, PROBLEMS

Stage = StaffImport.Stage


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    count: int


def tabs(found: StaffImport) -> list[Tab]:
    """What one can look at: only kinds of rows that are there."""
    counts = found.counts
    leaving = counts["missing"]
    labels = [
        ("rejected", _("Rejected"), counts["rejected"]),
        ("notes", _("With a remark"), counts["noted"]),
        ("changed", _("Changed"), counts["changed"]),
        ("new", _("New"), counts["new"]),
        ("leaving", _("Not in the file"), leaving),
        ("sites", _("New sites"), len(counts["sites"])),
    ]
    return [Tab(key, label, count) for key, label, count in labels if count]


def first_tab(found: list[Tab]) -> str:
    return found[0].key if found else ""


def rows(found: StaffImport, shown: str) -> QuerySet[ImportRow] | list[Any]:
    """The rows of one tab, to be paged."""
    kept = queries.rows_of(found)
    if shown == "rejected":
        return kept.filter(outcome=ImportRow.Outcome.REJECTED)
    if shown == "notes":
        return kept.exclude(notes=[])
    if shown == "changed":
        return kept.filter(outcome=ImportRow.Outcome.CHANGED)
    if shown == "leaving":
        return kept.filter(outcome=ImportRow.Outcome.LEAVING)
    if shown == "new":
        plan = plans.unpack(bytes(found.plan or b""))
        return [step for step in plan.steps if step.code == "n"]
    if shown == "sites":
        return list(found.counts["sites"])
    return []


def described(found: Iterable[Any], shown: str) -> list[dict[str, Any]]:
    """One page of rows as the table shows them."""
    if shown == "new":
        return [_new_row(step) for step in found]
    if shown == "sites":
        return list(found)
    if shown == "changed":
        return [{"row": row, "changes": _changes(row)} for row in found]
    if shown in {"rejected", "notes"}:
        kinds = PROBLEMS if shown == "rejected" else NOTES
        return [
            {"row": row, "said": [_remark(item, kinds) for item in getattr(row, _STORE[shown])]}
            for row in found
        ]
    return [{"row": row} for row in found]


_STORE = {"rejected": "problems", "notes": "notes"}


def _remark(item: dict[str, str], kinds: dict[str, Any]) -> dict[str, Any]:
    kind = kinds[item["kind"]]
    return {**item, "title": kind.title, "advice": kind.advice}


def _new_row(step: Step) -> dict[str, Any]:
    person, spell = step.person, step.spell
    if person is None or spell is None:
        return {"number": step.row}
    name = f"{person.preferred_name or person.given_name} {person.family_name}".strip()
    hired = date.fromisoformat(spell.starts_on) if spell.starts_on else None
    return {"number": step.row, "name": name, "person": person, "spell": spell, "hired": hired}


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LABELS = {
    **{field.value: name for field, name in FIELD_NAMES.items()},
    "ends_on": gettext_lazy("First day not employed"),
    "manager": gettext_lazy("Manager"),
    "is_manager": gettext_lazy("Manages people"),
    "on_leave": gettext_lazy("On leave"),
}


def _changes(row: ImportRow) -> list[dict[str, Any]]:
    return [
        {"field": _LABELS[name], "before": _shown(before), "after": _shown(after)}
        for name, (before, after) in row.changes.items()
    ]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str) and _ISO.fullmatch(value):
        return date_format(date.fromisoformat(value), _("F j, Y"))
    return str(value) if value else "—"


# Columns --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    header: str
    samples: list[str]
    field: BoundField


def columns(table: importing.Table, form: ColumnsForm) -> list[Column]:
    """Each column with its first three values that are not blank."""
    return [
        Column(header, _samples(table.body, at), form[f"column-{at}"])
        for at, header in enumerate(table.header.cells)
    ]


def _samples(body: list[list[str]], at: int) -> list[str]:
    found: list[str] = []
    for row in body[:200]:
        value = " ".join(row[at].split())[:40] if at < len(row) else ""
        if value and value not in found:
            found.append(value)
        if len(found) == 3:
            break
    return found


@dataclass(frozen=True)
class DateColumn:
    """How a date column is read, by an example."""

    field: BoundField
    raw: str
    read: str
    certain: bool


def dates(
    table: importing.Table, mapping: dict[Field, int], found: StaffImport, form: ColumnsForm
) -> list[DateColumn]:
    """An example for each date column; one that could be read two ways if there is one."""
    rules = importing.rules(found.organization, found.created_at.date(), found.date_orders)
    decided = staff_rows.column_dates(table.body, mapping, rules)
    shown = []
    for field in DATE_FIELDS:
        if field not in decided:
            continue
        order = decided[field].order
        values = [row[mapping[field]] for row in table.body[:500] if len(row) > mapping[field]]
        raw, value = _example(values, order)
        read = date_format(value, _("l, F j, Y")) if value else ""
        shown.append(DateColumn(form[f"order-{field.value}"], raw, read, decided[field].certain))
    return shown


def _example(values: list[str], order: staff_dates.Order) -> tuple[str, Any]:
    first: tuple[str, Any] = ("", None)
    for raw in values:
        value = staff_dates.read(raw, order).value if raw.strip() else None
        if value is None:
            continue
        other = staff_dates.Order.DMY if order is staff_dates.Order.MDY else staff_dates.Order.MDY
        if staff_dates.read(raw, other).value not in {None, value}:
            return raw, value
        first = first if first[0] else (raw, value)
    return first


# The file with its results --------------------------------------------------------------


def result_file(found: StaffImport, form: str) -> tuple[str, str, bytes]:
    """(name, content type, bytes) of the file with the outcome of every row."""
    table = importing.table(found.name, importing.content_of(found))
    said = {row.number: row for row in queries.rows_of(found).exclude(number=0)}
    words = {"n": "new", "c": "changed", "r": "changed", "u": "unchanged"}
    plan = plans.unpack(bytes(found.plan or b""))
    outcomes = {step.row: words[step.code] for step in plan.steps}
    outcomes |= {number: row.outcome for number, row in said.items()}
    header = table.header.cells
    rows = reporting.result_rows(
        table.body, width=len(header), first_row=table.first_row, outcomes=outcomes, said=said
    )
    stem = "".join(c if c.isalnum() else "-" for c in found.name.rsplit(".", 1)[0])[:60]
    if form == "xlsx":
        content = spreadsheets.write_xlsx(reporting.result_header(header), rows)
        return f"{stem}-result.xlsx", spreadsheets.XLSX_TYPE, content
    content = spreadsheets.write_csv(reporting.result_header(header), rows)
    return f"{stem}-result.csv", "text/csv; charset=utf-8", content
