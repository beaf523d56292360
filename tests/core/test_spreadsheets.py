"""Spreadsheets in and out, and everything that only looks like one."""

from __future__ import annotations

import contextlib
import csv
import io
import struct
import zipfile
import zlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import archives, spreadsheets
from core.spreadsheets import Unreadable, csv_safe, read, write_csv, write_xlsx

TABLE = [["Número", "Name"], ["1", "Zoë"], ["2", "Müller, Ana"]]


def as_csv(delimiter: str = ",", rows: list[list[str]] | None = None) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows or TABLE)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_any_delimiter_is_found(delimiter: str) -> None:
    sheet = read("staff.csv", as_csv(delimiter).encode())

    assert (sheet.rows, sheet.delimiter) == (TABLE, delimiter)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_any_usual_encoding_is_found(encoding: str) -> None:
    assert read("staff.csv", as_csv(";").encode(encoding)).rows == TABLE


def test_rows_are_numbered_as_the_spreadsheet_numbers_them() -> None:
    text = 'a,b\r\n1,"two\r\nlines"\r\n\r\n3,x\r\n'

    rows = read("staff.csv", text.encode()).rows

    assert rows == [["a", "b"], ["1", "two\r\nlines"], [], ["3", "x"]]


def test_a_line_that_only_excel_reads_is_not_a_row() -> None:
    assert read("staff.csv", b"sep=|\r\na|b\r\n1|2\r\n").rows == [["a", "b"], ["1", "2"]]


def test_a_workbook_reads_as_text_with_whole_numbers_and_iso_dates() -> None:
    rows = [[12, "Ana", date(2023, 11, 1)], ["007", "=1+1", 1.5]]

    sheet = read("staff.xlsx", write_xlsx(["n", "name", "day"], rows))

    assert sheet.kind == "xlsx"
    assert sheet.rows == [["n", "name", "day"], ["12", "Ana", "2023-11-01"], ["007", "=1+1", "1.5"]]


BAD = {
    "nothing": b"",
    "only blanks": b" \r\n\t\r\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a document": b"%PDF-1.7\n%\xe2\xe3",
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "a web page": b"<!doctype html><table><tr><td>a,b</td></tr></table>",
    "a zip of something else": b"",
    "a torn zip": b"PK\x03\x04 torn",
    "NUL bytes": b"id,name\n1,A\0na\n",
    "prose": b"Dear colleagues\nplease find the list attached\n",
    "random bytes": bytes((i * 7919) % 251 for i in range(4000)),
    "an unclosed cell of a megabyte": b'id,name\n1,"' + b"x" * 1_000_000,
    "a million columns": ",".join("abc" for _ in range(1_000_000)).encode() + b"\n1,2\n",
}


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


BAD["a zip of something else"] = zipped({"word/document.xml": b"<w/>"})
BAD["a zip of a version to come"] = zipped({"xl/workbook.xml": b"<w/>"}).replace(
    b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"
)
BAD["a quotation mark between the columns"] = b'sep="\n"'


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_spreadsheet_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        read("staff.csv", content)

    assert len(refusal.value.reason.split()) > 3


def workbook(sheet: bytes) -> bytes:
    """A valid workbook whose one worksheet's XML is replaced."""
    good = zipfile.ZipFile(io.BytesIO(write_xlsx(["a"], [["b"]])))
    members = {name: good.read(name) for name in good.namelist()}
    members["xl/worksheets/sheet1.xml"] = sheet
    return zipped(members)


XML = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = workbook(XML + b"<row/>" * 60_000_000)

    with pytest.raises(Unreadable, match="unpacks to far more"):
        read("staff.xlsx", bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    bomb = bytearray(workbook(XML + b" " * 5_000_000))
    size = struct.pack("<I", len(XML) + 5_000_000)
    bomb = bytearray(bytes(bomb).replace(size, struct.pack("<I", 1000)))

    with pytest.raises(Unreadable):
        read("staff.xlsx", bytes(bomb))


def test_inflating_stops_where_the_directory_said_the_end_is() -> None:
    packed = zlib.compress(b"x" * 1000)[2:-4]

    with pytest.raises(archives.Suspicious):
        list(archives._inflated(packed, 999))
    with pytest.raises(archives.Damaged):
        list(archives._inflated(packed, 1001))
    assert b"".join(archives._inflated(packed, 1000)) == b"x" * 1000


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='B1048576'/></row>",
        b'<row r="1">' + b"<c><v>1</v></c>" * 300 + b"</row>",
        b'<x:row r="1"><x:c r="ZZ1"/></x:row>',
    ],
    ids=["a far cell", "a far row", "cells without places", "a prefix"],
)
def test_a_worksheet_that_reaches_too_far_is_not_built(cells: bytes) -> None:
    with pytest.raises(Unreadable, match="too many"):
        read("staff.xlsx", workbook(XML + cells + b"</sheetData></worksheet>"))


def test_too_many_rows_are_refused() -> None:
    text = b"id,name\n" + b"1,a\n" * (spreadsheets.MOST_ROWS + 2)

    with pytest.raises(Unreadable, match="too many rows"):
        read("staff.csv", text)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("@now", "'@now"),
        ("-2+3", "'-2+3"),
        ("\tx", "'\tx"),
        ("-12", "-12"),
        ("+49,5", "+49,5"),
        ("Ana", "Ana"),
        (None, ""),
        (7, "7"),
    ],
)
def test_no_cell_of_ours_is_ever_computed(cell: object, shown: str) -> None:
    assert csv_safe(cell) == shown


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20).filter(
    lambda text: text == text.strip()
)
SAFE = TEXT.filter(lambda text: text[:1] not in set("=+-@'"))


@given(st.lists(st.lists(SAFE.filter(bool), min_size=3, max_size=3), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_what_we_write_as_csv_reads_back(rows: list[list[str]]) -> None:
    assert read("x.csv", write_csv(["a", "b", "c"], rows)).rows == [["a", "b", "c"], *rows]


@given(st.lists(st.lists(TEXT.filter(bool), min_size=2, max_size=2), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_what_we_write_as_xlsx_reads_back_as_text(rows: list[list[str]]) -> None:
    assert read("x.xlsx", write_xlsx(["a", "b"], rows)).rows == [["a", "b"], *rows]


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_at_all_do_anything_but_read_or_be_refused(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"id,name\n"):
        try:
            sheet = read("x", start + content)
        except Unreadable:
            continue
        assert sheet.rows


@given(st.integers(0, 4000), st.integers(0, 255))
@settings(max_examples=120, deadline=None)
def test_a_workbook_with_one_wrong_byte_reads_or_is_refused(place: int, value: int) -> None:
    content = bytearray(_GOOD)
    content[place % len(content)] = value
    with contextlib.suppress(Unreadable):
        read("x.xlsx", bytes(content))


_GOOD = write_xlsx(["id", "name"], [["1", "Ana"], ["2", "Zoë"]])
