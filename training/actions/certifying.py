"""Certificates: one for each completion, issued in its transaction, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from core import codes
from courses.contents import CourseContent
from training import due
from training.models import Certificate, Enrollment
from training.queries import content_of, with_place


def certify(enrollment: Enrollment, *, at: datetime, language: str = "") -> Certificate:
    """Issue the certificate of a completed enrollment; the one there is, if there is one.

    In `language`, if the course is there in it; else in the course's own.
    """
    certify_many([enrollment], at=at, language=language)
    return Certificate.objects.get(enrollment=enrollment)


def certify_many(
    enrollments: Sequence[Enrollment], *, at: datetime | None = None, language: str = ""
) -> int:
    """Issue many, each dated by its completion (or `at`); returns how many were asked for.

    Enrollments must be completed.  Their people, organizations, versions and courses are
    read: select them along with the enrollments.
    """
    zones = _zones(enrollments)
    made = [
        _certificate(each, zone=zones.get(each.pk, "UTC"), at=at, language=language)
        for each in enrollments
    ]
    Certificate.objects.bulk_create(made, batch_size=1000, ignore_conflicts=True)
    return len(made)


def _zones(enrollments: Sequence[Enrollment]) -> dict[int, str]:
    """The time zone of each one's person, when the last of them was completed."""
    completed = [each.completed_at for each in enrollments if each.completed_at]
    if not completed:
        return {}
    rows = Enrollment.objects.filter(pk__in=[each.pk for each in enrollments])
    return dict(with_place(rows, at=max(completed)).values_list("pk", "zone"))


def _certificate(
    enrollment: Enrollment, *, zone: str, at: datetime | None, language: str
) -> Certificate:
    completed_at = enrollment.completed_at
    if completed_at is None:
        raise ValueError("Only a completed enrollment has a certificate.")
    return Certificate(
        organization_id=enrollment.organization_id,
        enrollment=enrollment,
        code=codes.random_code(12),
        record=_record(enrollment, due.local_day(completed_at, zone), language),
        issued_at=at or completed_at,
    )


def _record(enrollment: Enrollment, completed_on: date, language: str) -> dict[str, Any]:
    """What the certificate says, as of the day.

    The minutes are those credited, and the active ones the floor that everybody has spent: how
    long somebody really took is theirs alone.
    """
    version = enrollment.course_version
    content: CourseContent = content_of(version.pk, version.digest).in_language(language)
    person = enrollment.person
    return {
        "name": f"{person.given_name} {person.family_name}".strip(),
        "employer": enrollment.organization.name,
        "course": content.title,
        "course_slug": content.slug,
        "version": version.number,
        "digest": version.digest,
        "type": content.type,
        "provider": content.provider,
        "completed_on": completed_on.isoformat(),
        "minutes": enrollment.credited_minutes,
        "active_minutes_at_least": content.floor_minutes,
        "competencies": list(content.competencies),
        "language": content.language,
        "cycle": enrollment.cycle,
        "result": "completed",
    }
