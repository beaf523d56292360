"""Which rows of the completion report are meant, as an address or an export keeps it.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

STATUSES = (
    "completed", "in_progress", "not_started", "overdue", "waived", "withdrawn", "expired",
)  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """Nothing set means everything: every assignment, everybody, whether they count or not."""

    assignment_id: int | None = None
    unit_id: int | None = None
    status: str = ""  # one of STATUSES

    def as_json(self) -> dict[str, Any]:
        """Only what is set."""
        return {name: value for name, value in asdict(self).items() if value}


def selection(source: Mapping[str, Any]) -> Selection:
    """Read what `as_json` wrote, or an address; whatever is not understood is left out."""
    status = source.get("status") or ""
    return Selection(
        assignment_id=_number(source.get("assignment_id") or source.get("assignment")),
        unit_id=_number(source.get("unit_id") or source.get("unit")),
        status=status if status in STATUSES else "",
    )


def _number(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
