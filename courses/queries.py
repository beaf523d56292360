"""Reads of courses and their versions."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from courses import contents
from courses.contents import CourseContent
from courses.models import Course, CourseVersion


@dataclass(frozen=True)
class ListedCourse:
    """A course with the version people receive now; None if none is published."""

    course: Course
    version: CourseVersion | None
    content: CourseContent | None
    versions: int


def content_of(version: CourseVersion) -> CourseContent:
    """A version's content.  Load the version with `content` deferred: then it is read from
    the database only when this process has not parsed it yet."""
    known = contents.known_by(version.digest)
    return known if known is not None else contents.parse(version.content, version.digest)


def listed_courses() -> list[ListedCourse]:
    """Every course of the organization, by title."""
    courses = (
        Course.objects.select_related("current_version")
        .defer("current_version__content")
        .order_by("title")
    )
    counts = dict(_version_counts())
    return [
        ListedCourse(
            course=course,
            version=course.current_version,
            content=content_of(course.current_version) if course.current_version else None,
            versions=counts.get(course.pk, 0),
        )
        for course in courses
    ]


def _version_counts() -> list[tuple[int, int]]:
    rows = (
        CourseVersion.objects.filter(state=CourseVersion.State.PUBLISHED)
        .values("course_id")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return [(row["course_id"], row["count"]) for row in rows]


def versions_of(course: Course) -> list[CourseVersion]:
    """A course's versions without their content, the newest first."""
    return list(CourseVersion.objects.filter(course=course).defer("content").order_by("-number"))
