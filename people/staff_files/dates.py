"""Dates as people's spreadsheets hold them, decided for a whole column at a time.

"03/04/2024" alone says nothing; a column that also holds "12/31/2023" is American, one that
also holds "31.12.2023" is not.  A value that fits neither order is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from people.staff_files.words import folded


class Order(Enum):
    """Which part of a numeric date comes first."""

    MDY = "mdy"
    DMY = "dmy"


@dataclass(frozen=True)
class ColumnDates:
    """How a column's dates are read.  `certain` when some value fits only this order."""

    order: Order
    certain: bool
    mostly_serial: bool = False


@dataclass(frozen=True)
class Reading:
    """One cell: its date (None when it is none) and whether it was a serial number."""

    value: date | None
    serial: bool = False


_NUMERIC = re.compile(r"(\d{1,2})([./\- ])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})([./\-])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_CLOCK = re.compile(
    r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]\.?m\.?)?(Z|[+-]\d{2}:?\d{2})?$", re.I
)
_DAY_WORD = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[ \-./]*(?:de )?([a-z]{3,})\.?,?[ \-./]*(?:de )?(\d{4}|\d{2})"
)
_WORD_DAY = re.compile(r"([a-z]{3,})\.? ?(\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})")
_SERIAL_ZERO = date(1899, 12, 30)
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan|january|ene|enero|januar|janner", "feb|february|febrero|februar",
            "mar|march|marzo|marz|mrz", "apr|april|abr|abril", "may|mayo|mai",
            "jun|june|junio|juni", "jul|july|julio|juli", "aug|august|ago|agosto",
            "sep|sept|september|septiembre|setiembre", "oct|october|octubre|okt|oktober",
            "nov|november|noviembre", "dec|december|dic|diciembre|dez|dezember",
        ),
        start=1,
    )
    for word in words.split("|")
}  # fmt: skip
EARLIEST, LATEST = date(1930, 1, 1), date(2100, 12, 31)


def decide(values: Iterable[str], *, likely: Order) -> ColumnDates:
    """Read a whole column's values and say how its dates are written.

    `likely` settles a column in which every date would do either way.
    """
    month_first = day_first = dots = serials = others = 0
    for value in values:
        text = _CLOCK.sub("", value.strip())
        if not text:
            continue
        if _SERIAL.fullmatch(text):
            serials += 1
            continue
        others += 1
        found = _NUMERIC.fullmatch(text)
        if not found:
            continue
        dots += found[2] == "."
        month_first += _made(_year(found[4]), int(found[1]), int(found[3])) is not None
        day_first += _made(_year(found[4]), int(found[3]), int(found[1])) is not None
    mostly_serial = serials > others
    if month_first != day_first:
        order = Order.MDY if month_first > day_first else Order.DMY
        return ColumnDates(order, certain=True, mostly_serial=mostly_serial)
    if dots:
        return ColumnDates(Order.DMY, certain=True, mostly_serial=mostly_serial)
    return ColumnDates(likely, certain=month_first == 0, mostly_serial=mostly_serial)


def decide_together(
    columns: Mapping[str, Iterable[str]], *, likely: Order
) -> dict[str, ColumnDates]:
    """Decide several columns of one file: an undecided one follows those that are certain."""
    alone = {name: decide(values, likely=likely) for name, values in columns.items()}
    votes = [
        dates.order for name, dates in alone.items() if dates.certain and _has_order(columns[name])
    ]
    if not votes:
        return alone
    common = max(Order, key=votes.count)
    return {
        name: dates
        if dates.certain
        else ColumnDates(common, certain=True, mostly_serial=dates.mostly_serial)
        for name, dates in alone.items()
    }


def _has_order(values: Iterable[str]) -> bool:
    return any(_NUMERIC.fullmatch(_CLOCK.sub("", value.strip())) for value in values)


def read(value: str, order: Order) -> Reading:
    """Read one value that is not blank."""
    text = _CLOCK.sub("", value.strip())
    if found := _NUMERIC.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        month, day = (first, second) if order is Order.MDY else (second, first)
        return Reading(_made(year, month, day))
    if found := _YEAR_FIRST.fullmatch(text):
        return Reading(_made(int(found[1]), int(found[3]), int(found[4])))
    if found := _COMPACT.fullmatch(text):
        return Reading(_made(int(found[1]), int(found[2]), int(found[3])))
    if found := _SERIAL.fullmatch(text):
        return Reading(_sane(_SERIAL_ZERO + timedelta(days=int(found[1]))), serial=True)
    return Reading(_in_words(folded(text)))


def _in_words(text: str) -> date | None:
    if (found := _DAY_WORD.fullmatch(text)) and found[2] in _MONTHS:
        return _made(_year(found[3]), _MONTHS[found[2]], int(found[1]))
    if (found := _WORD_DAY.fullmatch(text)) and found[1] in _MONTHS:
        return _made(_year(found[3]), _MONTHS[found[1]], int(found[2]))
    return None


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < 69 else 1900)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return _sane(date(year, month, day))
    except ValueError:
        return None


def _sane(value: date) -> date | None:
    """A working life lies between these; anything else is a typing error."""
    return value if EARLIEST <= value <= LATEST else None
