"""Spreadsheets in and out: CSV of any kind and XLSX, with nothing taken on trust.

`read` gives rows of text cells; row `i` of the list is row `i + 1` of the spreadsheet, so
that people find what a message speaks of.  A blank row counts, a line break inside a quoted
cell does not.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine
import xlsxwriter
from django.utils.translation import gettext as _

from core import archives

MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_CELLS = 4_000_000
LONGEST_CELL = 100_000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_DELIMITERS = ",;\t|^~¦§\x1f"
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1e\x7f]")
_OTHER_FILES = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF",
    b"Rar!": "RAR", b"7z\xbc\xaf": "7-Zip", b"\x1f\x8b": "gzip", b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite", b"PAR1": "Parquet", b"\x7fELF": "ELF", b"MZ\x90": "EXE",
}  # fmt: skip


class Unreadable(Exception):
    """The file is no spreadsheet we can read; `reason` says why and what to do, for its owner."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Sheet:
    """A table of text.  `kind` is "csv" or "xlsx"."""

    kind: str
    rows: list[list[str]]
    encoding: str = ""
    delimiter: str = ""


# Reading --------------------------------------------------------------------------------


def read(name: str, content: bytes) -> Sheet:
    """Read a spreadsheet from memory.  What it is, its bytes decide, not its name.

    Raises Unreadable.  Trailing blank rows are left off; rows of an XLSX file all have the
    same length, those of a CSV file the length they have.
    """
    if not content.strip():
        raise Unreadable(_("The file is empty. Export it again and check that it has rows."))
    for magic, what in _OTHER_FILES.items():
        if content.startswith(magic):
            raise Unreadable(
                _("“%(name)s” is a %(what)s file, not a spreadsheet. Upload CSV or XLSX.")
                % {"name": name, "what": what}
            )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            _("This is the old Excel format, or it has a password. Save it as XLSX or CSV.")
        )
    sheet = _read_xlsx(content) if content.startswith(b"PK") else _read_csv(content)
    while sheet.rows and not any(cell.strip() for cell in sheet.rows[-1]):
        sheet.rows.pop()
    if not sheet.rows:
        raise Unreadable(_("The file is empty. Export it again and check that it has rows."))
    return sheet


def _too_many(what: str, most: int) -> Unreadable:
    return Unreadable(
        _("The file has too many %(what)s: we read up to %(most)s.")
        % {"what": what, "most": f"{most:,}"}
    )


def _read_csv(content: bytes) -> Sheet:
    text, encoding = _decoded(content)
    head, __, rest = text.partition("\n")
    declared = re.fullmatch(r"\"?sep=([^\"\r])\"?\r?", head, re.IGNORECASE)
    if declared:  # a line that Excel reads and does not show
        text = rest
    if text.lstrip()[:1] == "<":
        raise Unreadable(_("This is a web page, not a spreadsheet. Export it as CSV or XLSX."))
    delimiter = declared[1] if declared else _delimiter(text)
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(cells) > MOST_COLUMNS:
                raise _too_many(_("columns"), MOST_COLUMNS)
            rows.append(cells)
            if len(rows) > MOST_ROWS + 1:
                raise _too_many(_("rows"), MOST_ROWS)
    except csv.Error as error:
        raise Unreadable(
            _("Row %(row)s cannot be read: a quotation mark may be missing.")
            % {"row": len(rows) + 1}
        ) from error
    return Sheet("csv", rows, encoding, delimiter)


def _decoded(content: bytes) -> tuple[str, str]:
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text() from error
    if "\0" in text:
        raise Unreadable(
            _("The file has NUL bytes in it: it is damaged or not a spreadsheet. Export it again.")
        )
    sample = text[:100_000]
    if len(_CONTROLS.findall(sample)) > max(4, len(sample) // 200):
        raise _not_text()
    return text, encoding


def _not_text() -> Unreadable:
    return Unreadable(_("This is not a spreadsheet. Upload a CSV or an XLSX file."))


def _encoding(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[:2000]
    if len(sample) > 3 and sample[1::2].count(0) > len(sample) * 0.4:
        return "utf-16-le"
    if len(sample) > 3 and sample[0::2].count(0) > len(sample) * 0.4:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(text: str) -> str:
    """The character that splits the first rows into the most even table."""
    sample = text[:200_000]
    best, best_score = "", 0.0
    for candidate in _DELIMITERS:
        if candidate not in sample:
            continue
        widths = _widths(sample, candidate)
        counted = Counter(width for width in widths if width > 1)
        if not counted:
            continue
        width, times = counted.most_common(1)[0]
        header_fits = 1.5 if widths[0] == width else 1.0
        score = times / len(widths) * header_fits * (1 + min(width, 40) / 40)
        if score > best_score:
            best, best_score = candidate, score
    if not best:
        raise Unreadable(
            _("No columns can be told apart. Upload a CSV or an XLSX file with a header row.")
        )
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if cells:
                widths.append(len(cells))
            if len(widths) == 100:
                break
    except csv.Error:
        pass  # a cell that only the wrong delimiter makes too long
    return widths or [0]


def _read_xlsx(content: bytes) -> Sheet:
    try:
        _check_workbook(content)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [
            found.name
            for found in book.sheets_metadata
            if found.typ == python_calamine.SheetTypeEnum.WorkSheet
            and found.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        for name in names:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(any(value != "" for value in row) for row in cells):
                return Sheet("xlsx", [[_as_text(value) for value in row] for row in cells])
    except archives.Suspicious as error:
        raise Unreadable(
            _("This file unpacks to far more than a staff list needs, so it was not opened.")
        ) from error
    except (archives.Damaged, python_calamine.CalamineError) as error:
        raise Unreadable(
            _("The spreadsheet is damaged or has a password. Save it again as XLSX or CSV.")
        ) from error
    return Sheet("xlsx", [])


def _check_workbook(content: bytes) -> None:
    """Refuse what is no workbook, what unpacks to too much, and what reaches too far."""
    names = archives.check(content)
    if "xl/workbook.xml" not in names:
        raise Unreadable(
            _("This is a packed file, but no XLSX spreadsheet. Save it as XLSX or CSV.")
        )
    for name, chunks in archives.unpacked(content):
        if not name.startswith("xl/worksheets/"):
            for _chunk in chunks:
                pass  # unpacked only to be counted
            continue
        size = archives.sheet_size(chunks, most_rows=MOST_ROWS + 20, most_columns=MOST_COLUMNS)
        if size.columns > MOST_COLUMNS:
            raise _too_many(_("columns"), MOST_COLUMNS)
        if size.rows > MOST_ROWS + 20:
            raise _too_many(_("rows"), MOST_ROWS)
        if size.rows * size.columns > MOST_CELLS:
            raise _too_many(_("cells"), MOST_CELLS)


def _as_text(value: Any) -> str:
    """A cell as a CSV file would hold it: whole numbers without a point, dates as ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return (value.date() if value.time() == time(0) else value).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


# Writing --------------------------------------------------------------------------------


# What no spreadsheet program takes for a formula: such cells are written as they are.
_INERT = frozenset({bool, int, float, date, type(None)})
# What a formula begins with.
_FORMULA = frozenset("=+-@\t\r\n")


def csv_safe(value: object) -> str:
    """A cell that no spreadsheet program will compute: an apostrophe goes before a formula."""
    text = "" if value is None else str(value)
    if text[:1] in _FORMULA and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?\d+([.,]\d+)?", text) is not None


def write_csv(header: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with BOM, as Excel expects it, with inert cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([csv_safe(cell) for cell in header])
    writer.writerows(
        [
            cell
            if (kind := cell.__class__) in _INERT or (kind is str and cell[:1] not in _FORMULA)  # type: ignore[index] # it is a str
            else csv_safe(cell)
            for cell in row
        ]
        for row in rows
    )
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(
    header: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    title: str = "Sheet1",
    at: datetime | None = None,
) -> bytes:
    """A workbook of one sheet with a fixed, filterable header.  Text stays text.

    The same rows with the same `at` (when it was made) give the same bytes.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "constant_memory": False}
    book = xlsxwriter.Workbook(out, options)
    if at is not None:
        book.set_properties({"created": at})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "Sheet1")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    widths = [len(str(cell)) for cell in header]
    for column, cell in enumerate(header):
        sheet.write_string(0, column, str(cell), bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(sheet, last, column, cell, day)
            if last <= 200 and column < len(widths):
                widths[column] = max(widths[column], len(str(cell if cell is not None else "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, 8), 60))
    sheet.freeze_panes(1, 0)
    if header:
        sheet.autofilter(0, 0, last, len(header) - 1)
    book.close()
    return out.getvalue()


def _write_cell(sheet: Any, row: int, column: int, cell: object, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool) or not isinstance(cell, (int, float, date)):
        sheet.write_string(row, column, str(cell)[:32_767])
    elif isinstance(cell, datetime):
        sheet.write_string(row, column, cell.isoformat(sep=" ", timespec="seconds"))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time(0)), day)
    else:
        sheet.write_number(row, column, cell)
