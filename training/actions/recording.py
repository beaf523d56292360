"""The only writer of learning events.

Each event is chained to the one before it, and the enrollment's derived columns are written
in the same transaction, so that they can always be rebuilt from the events (verify_records).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from training import events
from training.events import Fact, Record
from training.models import Enrollment, LearningEvent

DERIVED = (
    "status", "modules_done", "credited_minutes", "started_at", "completed_at", "ended_at",
    "due_on", "assigned_at", "last_sequence", "last_hash",
)  # fmt: skip
BATCH = 1000


def origin_of(enrollment: Enrollment) -> Record:
    """Where this enrollment's chain starts."""
    return events.origin(enrollment.assignment_id, enrollment.person_id, enrollment.cycle)


def record_of(enrollment: Enrollment) -> Record:
    """The record as the enrollment's columns have it."""
    if not enrollment.last_sequence:
        return origin_of(enrollment)
    return Record(
        last_hash=bytes(enrollment.last_hash),
        last_sequence=enrollment.last_sequence,
        status=enrollment.status,
        assigned_at=enrollment.assigned_at,
        due_on=enrollment.due_on,
        modules_done=tuple(enrollment.modules_done),
        credited_minutes=enrollment.credited_minutes,
        started_at=enrollment.started_at,
        completed_at=enrollment.completed_at,
        ended_at=enrollment.ended_at,
    )


def put(record: Record, enrollment: Enrollment) -> None:
    """Set the derived columns, without saving them."""
    for name in DERIVED:
        setattr(enrollment, name, getattr(record, name))
    enrollment.modules_done = list(record.modules_done)


@transaction.atomic
def record(
    enrollment: Enrollment,
    kind: str,
    *,
    at: datetime,
    by: User | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> LearningEvent:
    """Append one event.  Locks the enrollment's row and brings `enrollment` up to date.

    Raises training.events.Impossible when the event cannot follow the ones before it.
    """
    fact = Fact(kind=kind, at=at, data=data or {}, reason=reason, by=by.pk if by else None)
    return append(lock(enrollment), [fact], onto=enrollment)[0]


def lock(enrollment: Enrollment) -> Enrollment:
    """The enrollment as it is now, locked until the transaction ends."""
    return Enrollment.objects.select_for_update(of=("self",)).get(pk=enrollment.pk)


def append(
    locked: Enrollment, facts: Sequence[Fact], *, onto: Enrollment | None = None
) -> list[LearningEvent]:
    """Append events to an enrollment that this transaction has locked."""
    before = record_of(locked)
    after, made = _made(locked, before, facts)
    LearningEvent.objects.bulk_create(made)
    put(after, locked)
    locked.save(update_fields=DERIVED)
    if onto is not None:
        put(after, onto)
    return made


@transaction.atomic
def record_many(histories: Iterable[tuple[Enrollment, Sequence[Fact]]]) -> int:
    """Append many events to many enrollments, in few statements; returns how many.

    Enrollments that are not saved yet are created with their columns already derived; the
    others are locked first.  `at` of a fact may lie in the past.
    """
    pairs = list(histories)
    old = {e.pk: e for e, _ in pairs if e.pk is not None}
    locked = Enrollment.objects.select_for_update(of=("self",)).in_bulk(list(old))
    outcome: list[tuple[Enrollment, Record, Sequence[Fact]]] = []
    for enrollment, facts in pairs:
        if enrollment.pk is not None:
            put(record_of(locked[enrollment.pk]), enrollment)
        before = record_of(enrollment)
        put(events.derive(before, facts), enrollment)
        outcome.append((enrollment, before, facts))
    Enrollment.objects.bulk_create([e for e, _ in pairs if e.pk is None], batch_size=BATCH)
    if old:
        Enrollment.objects.bulk_update(list(old.values()), DERIVED, batch_size=200)
    made = [event for e, before, facts in outcome for event in _made(e, before, facts)[1]]
    LearningEvent.objects.bulk_create(made, batch_size=BATCH)
    return len(made)


def _made(
    enrollment: Enrollment, before: Record, facts: Sequence[Fact]
) -> tuple[Record, list[LearningEvent]]:
    """The record afterward, and the events to be inserted."""
    made = []
    for fact in facts:
        before = events.follow(before, fact)
        made.append(
            LearningEvent(
                organization_id=enrollment.organization_id,
                enrollment=enrollment,
                sequence=before.last_sequence,
                kind=fact.kind,
                data=fact.data,
                reason=fact.reason,
                by_id=fact.by,
                at=fact.at,
                hash=before.last_hash,
            )
        )
    return before, made


def facts_of(learning_events: Iterable[LearningEvent]) -> list[Fact]:
    """What stored events say."""
    return [
        Fact(kind=e.kind, at=e.at, data=e.data, reason=e.reason, by=e.by_id)
        for e in learning_events
    ]
