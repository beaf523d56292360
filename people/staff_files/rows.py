"""From rows of text to rows of staff: good ones come in, bad ones come out with reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from people.staff_files import cells, dates, words
from people.staff_files.columns import DATE_FIELDS, Field
from people.staff_files.wording import Remark
from people.staff_files.words import Status


@dataclass(slots=True)
class StaffRow:
    """One accepted row.  `row` is the spreadsheet's; `last_day` the last day of employment."""

    row: int
    number: str
    given_name: str = ""
    family_name: str = ""
    preferred_name: str = ""
    email: str | None = None
    job_title: str = ""
    unit: str = ""
    site: str = ""
    manager: str = ""
    starts_on: date | None = None
    last_day: date | None = None
    status: Status = Status.ACTIVE
    leave_until: date | None = None
    is_manager: bool = False
    language: str = ""


@dataclass
class Checked:
    """A whole file, checked by itself.  Keys of `problems` and `notes` are spreadsheet rows."""

    header: tuple[str, ...]
    fields: frozenset[Field]
    rows: list[StaffRow] = field(default_factory=list)
    problems: dict[int, list[Remark]] = field(default_factory=dict)
    notes: dict[int, list[Remark]] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    footers: list[int] = field(default_factory=list)
    data_rows: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    rejected_numbers: set[str] = field(default_factory=set)
    rejected_emails: set[str] = field(default_factory=set)
    column_names: dict[Field, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)  # of rejected rows: number and name

    @property
    def without_email(self) -> int:
        """Accepted people who have no email address."""
        return sum(1 for row in self.rows if row.email is None)


@dataclass(frozen=True)
class Rules:
    """What checking depends on besides the file."""

    on: date
    languages: frozenset[str]
    likely_order: dates.Order = dates.Order.MDY
    orders: Mapping[Field, dates.Order] = field(default_factory=dict)  # chosen by hand


def column_dates(
    body: Sequence[Sequence[str]], mapping: Mapping[Field, int], rules: Rules
) -> dict[Field, dates.ColumnDates]:
    """How each date column of the file is read: as chosen, else as its values say."""
    columns = {
        found.value: [row[at] for row in body if len(row) > at]
        for found in DATE_FIELDS
        if (at := mapping.get(found)) is not None
    }
    decided = dates.decide_together(columns, likely=rules.likely_order)
    result = {}
    for name, column in decided.items():
        found = Field(name)
        chosen = rules.orders.get(found)
        result[found] = (
            dates.ColumnDates(chosen, certain=True, mostly_serial=column.mostly_serial)
            if chosen
            else column
        )
    return result


def check(
    header: tuple[str, ...],
    body: Sequence[list[str]],
    mapping: Mapping[Field, int],
    rules: Rules,
    *,
    first_row: int = 2,
) -> Checked:
    """Check every row of a file against itself; `first_row` is the spreadsheet row of body[0]."""
    checked = Checked(header, frozenset(mapping))
    checked.column_names = {found: header[at] for found, at in mapping.items() if at < len(header)}
    reader = _RowReader(checked, mapping, column_dates(body, mapping, rules), rules)
    for row, texts in enumerate(body, start=first_row):
        if not any(texts) or not any(text.strip() for text in texts):
            checked.blank.append(row)
        elif words.is_footer(texts):
            checked.footers.append(row)
        else:
            checked.data_rows += 1
            reader.read(row, texts)
    return checked


# What a cut row may lack and still be taken.
_MAY_BE_CUT = frozenset({Field.PREFERRED_NAME, Field.LANGUAGE, Field.IS_MANAGER, Field.LEAVE_UNTIL})


class _RowReader:
    """Reads one row after the other; remembers the numbers and addresses already taken."""

    def __init__(
        self,
        checked: Checked,
        mapping: Mapping[Field, int],
        column_dates: Mapping[Field, dates.ColumnDates],
        rules: Rules,
    ) -> None:
        self.checked = checked
        self.rules = rules
        self.width = len(checked.header)
        self.memos = [
            (found, found.value, at, cells.Memo(_reader(found, column_dates, rules)))
            for found, at in mapping.items()
        ]
        self.columns = dict(mapping.items())
        self.needed = max((at for f, at in mapping.items() if f not in _MAY_BE_CUT), default=0)
        self.numbers: set[str] = set()
        self.emails: dict[str, str] = {}

    def read(self, row: int, texts: list[str]) -> None:
        if len(texts) != self.width and not self._fits(row, texts):
            return
        values: dict[str, Any] = {}
        problems: list[Remark] = []
        notes: list[Remark] = []
        for found, name, at, memo in self.memos:
            raw = texts[at] if at < len(texts) else ""
            value, problem, remarks = memo[raw]
            values[name] = value
            if problem:
                problems.append(self._remark(found, raw, problem))
            for kind, detail in remarks:
                notes.append(self._remark(found, raw, kind, detail))
        staff = self._staff_row(row, values)
        self._count_status(staff, values, texts)
        self._across_fields(staff, texts, problems, notes)
        self._taken(staff, texts, problems)
        if problems:
            self._reject(row, problems, staff)
            return
        self.numbers.add(cells.number_key(staff.number))
        if staff.email:
            self.emails[staff.email] = self._raw(texts, Field.EMAIL)
        if notes:
            self.checked.notes.setdefault(row, []).extend(notes)
        self.checked.rows.append(staff)

    def _fits(self, row: int, texts: list[str]) -> bool:
        """A row of another length: too long is fine if the rest is empty, too short rarely."""
        size = f"{len(texts)} of {self.width}"
        if len(texts) > self.width:
            if not any(text.strip() for text in texts[self.width :]):
                return True
        elif len(texts) > self.needed:
            self.checked.notes[row] = [Remark("shorter", "", "", size)]
            return True
        self.checked.statuses[Status.ACTIVE.value] += 1
        self.checked.problems[row] = [Remark("short", "", "", size)]
        if number := cells.read_number(self._raw(texts, Field.NUMBER)).value:
            self.checked.rejected_numbers.add(cells.number_key(number))
        self.checked.labels[row] = " ".join(text.strip() for text in texts[:3]).strip()
        return False

    def _staff_row(self, row: int, values: dict[str, Any]) -> StaffRow:
        given, family = values.get("given_name", ""), values.get("family_name", "")
        if full := values.get("full_name"):
            first, last = cells.split_name(full)
            given, family = given or first, family or last
        get = values.get
        return StaffRow(
            row=row,
            number=get("number", ""),
            given_name=given,
            family_name=family,
            preferred_name=get("preferred_name", ""),
            email=get("email"),
            job_title=get("job_title", ""),
            unit=get("unit", ""),
            site=get("site", ""),
            manager=get("manager", ""),
            starts_on=get("starts_on"),
            last_day=get("ends_on"),
            status=get("status") or self._status_by_dates(values),
            leave_until=get("leave_until"),
            is_manager=get("is_manager", False),
            language=get("language", ""),
        )

    def _status_by_dates(self, values: dict[str, Any]) -> Status:
        last_day = values.get("ends_on")
        return Status.TERMINATED if last_day and last_day < self.rules.on else Status.ACTIVE

    def _count_status(self, staff: StaffRow, values: dict[str, Any], texts: list[str]) -> None:
        raw = self._raw(texts, Field.STATUS)
        if values.get("status") is None and not words.is_blank(words.plain(raw)):
            self.checked.statuses[words.plain(raw)] += 1
        else:
            self.checked.statuses[staff.status.value] += 1

    def _across_fields(
        self, staff: StaffRow, texts: list[str], problems: list[Remark], notes: list[Remark]
    ) -> None:
        if not staff.given_name and not staff.family_name:
            found = next((f for f in _NAMES if f in self.checked.fields), Field.GIVEN_NAME)
            problems.append(self._remark(found, "", "no_name"))
        if staff.starts_on and staff.last_day and staff.last_day < staff.starts_on:
            shown = self._raw(texts, Field.ENDS_ON)
            problems.append(self._remark(Field.ENDS_ON, shown, "ends_before_start"))
        if staff.starts_on and staff.starts_on > self.rules.on:
            shown = self._raw(texts, Field.STARTS_ON)
            notes.append(self._remark(Field.STARTS_ON, shown, "future_start"))
        if staff.status is Status.TERMINATED and not staff.last_day:
            notes.append(self._remark(Field.ENDS_ON, "", "no_end_date"))
        elif staff.status is not Status.TERMINATED and _is_past(staff, self.rules):
            shown = self._raw(texts, Field.ENDS_ON)
            notes.append(self._remark(Field.ENDS_ON, shown, "ended_but_active"))

    def _taken(self, staff: StaffRow, texts: list[str], problems: list[Remark]) -> None:
        if staff.number and cells.number_key(staff.number) in self.numbers:
            problems.append(self._remark(Field.NUMBER, staff.number, "number_twice"))
        if staff.email and staff.email in self.emails:
            raw, before = self._raw(texts, Field.EMAIL), self.emails[staff.email]
            detail = "" if raw.strip() == before.strip() else " (differs in case)"
            problems.append(self._remark(Field.EMAIL, raw, "email_twice", detail))

    def _reject(self, row: int, problems: list[Remark], staff: StaffRow) -> None:
        self.checked.problems[row] = problems
        self.checked.notes.pop(row, None)
        name = f"{staff.preferred_name or staff.given_name} {staff.family_name}".strip()
        self.checked.labels[row] = f"{staff.number} {name}".strip()
        if staff.number:
            self.checked.rejected_numbers.add(cells.number_key(staff.number))
        if staff.email:
            self.checked.rejected_emails.add(staff.email)

    def _remark(self, found: Field, raw: str, kind: str, detail: str = "") -> Remark:
        return Remark(kind, self.checked.column_names.get(found, ""), raw[:200], detail)

    def _raw(self, texts: list[str], wanted: Field) -> str:
        at = self.columns.get(wanted)
        return texts[at] if at is not None and at < len(texts) else ""


def _is_past(staff: StaffRow, rules: Rules) -> bool:
    return staff.last_day is not None and staff.last_day < rules.on


_NAMES = (Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME)


def _reader(
    found: Field, column_dates: Mapping[Field, dates.ColumnDates], rules: Rules
) -> cells.Reader:
    if found is Field.NUMBER:
        return cells.read_number
    if found is Field.EMAIL:
        return cells.read_email
    if found is Field.STATUS:
        return cells.read_status
    if found is Field.IS_MANAGER:
        return cells.read_truth
    if found is Field.LANGUAGE:
        return cells.language_reader(rules.languages)
    if found in DATE_FIELDS:
        return cells.date_reader(found, column_dates[found])
    return cells.text_reader(found)
