"""The record of an enrollment as a fold over its events, and the chain that ties them.

Nothing here touches the database: `derive` gives the columns that an enrollment must have,
from its events alone, and `link` the hash that each event must carry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

ASSIGNED = "assigned"
STARTED = "started"
MODULE_COMPLETED = "module_completed"
COMPLETED = "completed"
DUE_CHANGED = "due_changed"
WAIVED = "waived"
WITHDRAWN = "withdrawn"
EXPIRED = "expired"
REOPENED = "reopened"

OPEN = frozenset({"not_started", "in_progress"})
ENDED = frozenset({WAIVED, WITHDRAWN, EXPIRED})


class Impossible(Exception):
    """An event that cannot follow the ones before it."""


@dataclass(frozen=True)
class Fact:
    """What an event says."""

    kind: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    by: int | None = None  # a user's id


@dataclass(frozen=True)
class Record:
    """The columns of an enrollment that follow from its events."""

    last_hash: bytes
    last_sequence: int = 0
    status: str = ""  # "" before it is assigned
    assigned_at: datetime | None = None
    due_on: date | None = None
    modules_done: tuple[str, ...] = ()
    credited_minutes: int = 0
    started_at: datetime | None = None
    completed_at: datetime | None = None
    ended_at: datetime | None = None


def origin(assignment_id: int, person_id: int, cycle: str) -> Record:
    """Where a chain starts: tied to whose it is, so that no chain fits another enrollment."""
    seed = json.dumps(["enrollment", assignment_id, person_id, cycle]).encode()
    return Record(last_hash=hashlib.sha256(seed).digest())


def link(previous: bytes, sequence: int, fact: Fact) -> bytes:
    """The hash of an event: of the hash before it and of everything it says."""
    content = [
        sequence, fact.kind, fact.at.astimezone(UTC).isoformat(), fact.data, fact.reason, fact.by,
    ]  # fmt: skip
    said = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + said.encode()).digest()


def follow(record: Record, fact: Fact) -> Record:
    """The record after one more event; raises `Impossible` for one that cannot follow."""
    changed = _changed(record, fact)
    sequence = record.last_sequence + 1
    return replace(
        changed, last_sequence=sequence, last_hash=link(record.last_hash, sequence, fact)
    )


def derive(start: Record, facts: Iterable[Fact]) -> Record:
    """The record after all of these events."""
    for fact in facts:
        start = follow(start, fact)
    return start


def _changed(record: Record, fact: Fact) -> Record:
    match fact.kind:
        case "assigned" if not record.status:
            due = _day(fact.data.get("due_on"))
            return replace(record, status="not_started", assigned_at=fact.at, due_on=due)
        case "started" if record.status == "not_started":
            return replace(record, status="in_progress", started_at=fact.at)
        case "module_completed" if record.status == "in_progress":
            return _with_module(record, fact.data["module"], fact.data["minutes"])
        case "completed" if record.status == "in_progress":
            return replace(record, status=COMPLETED, completed_at=fact.at)
        case "due_changed" if record.status in OPEN:
            return replace(record, due_on=_day(fact.data["due_on"]))
        case "waived" | "withdrawn" | "expired" if record.status in OPEN:
            return replace(record, status=fact.kind, ended_at=fact.at)
        case "reopened" if record.status in ENDED:
            status = "in_progress" if record.started_at else "not_started"
            return replace(record, status=status, ended_at=None)
    raise Impossible(f"{fact.kind} cannot follow {record.status or 'nothing'}")


def _with_module(record: Record, module: str, minutes: int) -> Record:
    if module in record.modules_done:
        raise Impossible(f"{module} is already done")
    return replace(
        record,
        modules_done=(*record.modules_done, module),
        credited_minutes=record.credited_minutes + minutes,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
