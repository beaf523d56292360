"""Whom HR wants to remind, as an address says it.  Pure.

The names are those of the list of people, whose addresses lead here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

STATUSES = frozenset(
    {"not_started", "in_progress", "completed", "waived", "withdrawn", "expired", "overdue"}
)


@dataclass(frozen=True)
class Choice:
    """Nothing set means nobody."""

    assignment: int | None = None
    people: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    due_soon: bool = False  # overdue, or due within a week
    status: str = ""
    unit: str = ""  # an id, or "none"
    site: int | None = None
    who: str = ""  # "on_leave", "left", "everybody"; else whoever works here
    email: str = ""  # "none", "some"
    words: tuple[str, ...] = ()  # each in a name or an address, or at the start of a number

    @property
    def is_nobody(self) -> bool:
        return self.assignment is None and not self.people


def read(source: Mapping[str, str]) -> Choice:
    """Read an address; whatever is not understood is left out."""
    status, unit = source.get("status", ""), source.get("unit", "")
    return Choice(
        assignment=_number(source.get("assignment")),
        people=_numbers(source.get("people")),
        without=_numbers(source.get("without")),
        due_soon=source.get("due") == "soon",
        status=status if status in STATUSES else "",
        unit=unit if unit == "none" or _number(unit) is not None else "",
        site=_number(source.get("site")),
        who=source.get("who", ""),
        email=source.get("email", ""),
        words=tuple(source.get("q", "").split()[:6]),
    )


def read_ids(text: str | None) -> frozenset[int]:
    """Ids between dots."""
    return _numbers(text)


def _numbers(text: str | None) -> frozenset[int]:
    found = (_number(each) for each in (text or "").split("."))
    return frozenset(each for each in found if each is not None)


def _number(text: str | None) -> int | None:
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
