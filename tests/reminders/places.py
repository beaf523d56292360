"""Enrollments in tests: one assignment, and people with an employment."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from courses.models import Course, CourseVersion
from organizations.models import Organization
from tests.factories import EmploymentFactory, PersonFactory, UserFactory
from training.actions import recording
from training.events import ASSIGNED, Fact
from training.models import Assignment, Enrollment

# A Monday at 9:00 in Chicago, and the Friday of the week after the next.
ASSIGNED_AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
DUE = date(2026, 12, 11)


def an_assignment(organization: Organization) -> Assignment:
    """The one assignment of an organization in these tests."""
    found = Assignment.objects.filter(organization=organization).first()
    if found is not None:
        return found
    course = Course.objects.create(
        organization=organization, slug="stepping-in", title="Stepping in"
    )
    course.current_version = CourseVersion.objects.create(
        organization=organization, course=course, number=1, content={}, digest="0" * 64
    )
    course.save()
    return Assignment.objects.create(
        organization=organization,
        title="Stepping in 2026",
        course=course,
        audience={"everybody": True},
        due={"on": DUE.isoformat()},
        cycle="2026",
        state=Assignment.State.ACTIVE,
        created_at=ASSIGNED_AT,
    )


def an_enrollment(
    organization: Organization,
    *,
    person: dict[str, Any] | None = None,
    employment: dict[str, Any] | None = None,
    assigned_at: datetime = ASSIGNED_AT,
    due_on: date | None = DUE,
) -> Enrollment:
    """Somebody with an address and a sign-in, enrolled; by default due on December 11."""
    assignment = an_assignment(organization)
    who = PersonFactory(organization=organization, **{"user": UserFactory(), **(person or {})})
    if who.user is not None and who.email:  # a sign-in follows the address of its person
        who.user.email = who.email.lower()
        who.user.save(update_fields=["email"])
    EmploymentFactory(organization=organization, person=who, **(employment or {}))
    enrollment = Enrollment(
        organization=organization,
        assignment=assignment,
        person=who,
        course_version=assignment.course.current_version,
        cycle=assignment.cycle,
    )
    data = {"due_on": due_on.isoformat() if due_on else None}
    recording.record_many([(enrollment, [Fact(ASSIGNED, assigned_at, data)])])
    return enrollment
