"""Active time between steps: a page that was read and left, or read for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from training import completion, events, seat_time
from training.actions import certifying, recording
from training.models import Enrollment, SeatTime
from training.queries import content_of


@dataclass(frozen=True)
class Sitting:
    """Where the time stands after a report."""

    minutes_to_go: int  # of the floor
    completed: bool


@transaction.atomic
def report(
    enrollment: Enrollment, *, key: UUID, active_seconds: int, at: datetime, language: str = ""
) -> Sitting:
    """Add active seconds to an enrollment, once for each key, bounded by the wall clock.

    Locks the enrollment.  If every part is done and the floor is reached by this, completes it
    and issues the certificate.  An enrollment that has ended takes no more time.
    """
    locked = (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("organization", "person", "course_version")
        .defer("course_version__content")
        .get(pk=enrollment.pk)
    )
    version = locked.course_version
    content = content_of(version.pk, version.digest)
    floor = content.floor_minutes
    seconds = seat_time.credited(active_seconds, since=locked.last_step_at, at=at)
    open_ = locked.status in events.OPEN
    if open_ and seconds and _is_new(locked, key, seconds, at):
        locked.seat_seconds += seconds
        locked.last_step_at = at
        locked.save(update_fields=["seat_seconds", "last_step_at"])
    if locked.status == Enrollment.Status.IN_PROGRESS and completion.is_reached(
        content, locked.modules_done, locked.seat_seconds
    ):
        spoken = language if language in content.languages else content.language
        recording.append(locked, [completion.fact(version.digest, spoken, at=at)])
        certifying.certify(locked, at=at, language=spoken)
    return Sitting(
        minutes_to_go=seat_time.minutes_to_go(floor, locked.seat_seconds),
        completed=locked.status == Enrollment.Status.COMPLETED,
    )


def _is_new(enrollment: Enrollment, key: UUID, seconds: int, at: datetime) -> bool:
    _row, created = SeatTime.objects.get_or_create(
        enrollment=enrollment,
        key=key,
        defaults={
            "organization_id": enrollment.organization_id,
            "active_seconds": seconds,
            "at": at,
        },
    )
    return created
