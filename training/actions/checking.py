"""Comparing the columns that lists use with the events they follow from.  Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Sum

from training import events
from training.actions.recording import DERIVED, facts_of, origin_of
from training.models import Certificate, Enrollment, LearningEvent, SeatTime, Step


@dataclass(frozen=True)
class Difference:
    """What is stored, and what the events say."""

    enrollment_id: int
    what: str
    stored: str
    derived: str

    def __str__(self) -> str:
        return (
            f"enrollment {self.enrollment_id}: {self.what} is {self.stored}, "
            f"the record says {self.derived}"
        )

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def differences(enrollments: Sequence[Enrollment]) -> list[Difference]:
    """Everything that does not follow from the events of these enrollments.

    Each enrollment carries its events in order as `chain`.
    """
    found = [d for e in enrollments for d in _of_one(e, getattr(e, "chain", []))]
    return [*found, *_seat_time(enrollments), *_certificates(enrollments)]


def _of_one(enrollment: Enrollment, chain: Iterable[LearningEvent]) -> Iterable[Difference]:
    record = origin_of(enrollment)
    stored_events = list(chain)
    for event, fact in zip(stored_events, facts_of(stored_events), strict=True):
        try:
            record = events.follow(record, fact)
        except events.Impossible as impossible:
            yield Difference(enrollment.pk, f"event {event.sequence}", event.kind, str(impossible))
            return
        if (event.sequence, bytes(event.hash)) != (record.last_sequence, record.last_hash):
            yield Difference(
                enrollment.pk,
                f"the hash of event {event.sequence}",
                bytes(event.hash).hex()[:16],
                record.last_hash.hex()[:16],
            )
            return
    for name in DERIVED:
        stored, derived = _plain(getattr(enrollment, name)), _plain(getattr(record, name))
        if stored != derived:
            yield Difference(enrollment.pk, name, repr(stored), repr(derived))


def _seat_time(enrollments: Sequence[Enrollment]) -> Iterable[Difference]:
    """Active seconds are the sum over steps and seat times, where they have not been erased."""
    sums: Counter[int] = Counter()
    for rows in (Step.objects, SeatTime.objects):
        sums.update(
            dict(
                rows.filter(enrollment__in=[e.pk for e in enrollments])
                .values_list("enrollment")
                .annotate(seconds=Sum("active_seconds"))
            )
        )
    for enrollment in enrollments:
        if enrollment.pk in sums and sums[enrollment.pk] != enrollment.seat_seconds:
            yield Difference(
                enrollment.pk,
                "seat_seconds",
                str(enrollment.seat_seconds),
                str(sums[enrollment.pk]),
            )


def _certificates(enrollments: Sequence[Enrollment]) -> Iterable[Difference]:
    """One certificate for each completion, and none without."""
    issued = set(
        Certificate.objects.filter(enrollment__in=[e.pk for e in enrollments]).values_list(
            "enrollment_id", flat=True
        )
    )
    for enrollment in enrollments:
        completed = enrollment.status == Enrollment.Status.COMPLETED
        if completed != (enrollment.pk in issued):
            yield Difference(
                enrollment.pk,
                "certificate",
                "issued" if enrollment.pk in issued else "missing",
                enrollment.status,
            )


def _plain(value: Any) -> Any:
    if isinstance(value, (memoryview, bytes)):
        return bytes(value).hex()
    return list(value) if isinstance(value, tuple) else value
