"""Publishing: from then on a version never changes, and new enrollments receive it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from courses import contents
from courses.contents import CourseContent
from courses.models import Course, CourseVersion
from organizations import audit


class NotPublishable(Exception):
    """The content cannot be published yet; `problems` says why, in words for its author."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@transaction.atomic
def publish(draft: CourseVersion, *, by: User | None, at: datetime) -> CourseVersion:
    """Freeze a draft and make it the version new enrollments receive.

    Locks the course.  Enrollments already under way stay on the version they began with.
    """
    course = Course.objects.select_for_update().get(pk=draft.course_id)
    version = CourseVersion.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if version.state != CourseVersion.State.DRAFT:
        raise NotPublishable([_("This version is already published.")])
    try:
        content = contents.read(version.content)
    except contents.InvalidContent as error:
        raise NotPublishable(error.problems) from error
    _refuse_problems(content)
    version.content = contents.canonical(content)
    version.digest = contents.digest_of(version.content)
    version.state = CourseVersion.State.PUBLISHED
    version.published_at = at
    version.save(update_fields=["content", "digest", "state", "published_at"])
    _make_current(course, version, content, by=by, at=at)
    return version


@transaction.atomic
def publish_content(
    course: Course, content: CourseContent, *, by: User | None, at: datetime
) -> CourseVersion:
    """Publish content as it is, beside whatever draft there may be.

    Locks the course.  Content that was published before is that version again, made current
    if it is not; nothing else happens then.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    _refuse_problems(content)
    stored = contents.canonical(content)
    digest = contents.digest_of(stored)
    published = CourseVersion.objects.filter(course=course, state=CourseVersion.State.PUBLISHED)
    version = published.filter(digest=digest).first()
    if version is not None and course.current_version_id == version.pk:
        return version
    if version is None:
        last = CourseVersion.objects.filter(course=course).aggregate(last=Max("number"))["last"]
        version = CourseVersion.objects.create(
            organization_id=course.organization_id,
            course=course,
            number=(last or 0) + 1,
            state=CourseVersion.State.PUBLISHED,
            content=stored,
            digest=digest,
            published_at=at,
        )
    _make_current(course, version, content, by=by, at=at)
    return version


def _refuse_problems(content: CourseContent) -> None:
    if found := contents.problems(content):
        raise NotPublishable(found)


def _make_current(
    course: Course,
    version: CourseVersion,
    content: CourseContent,
    *,
    by: User | None,
    at: datetime,
) -> None:
    course.current_version = version
    course.title = content.title
    course.save(update_fields=["current_version", "title"])
    audit.record(
        course.organization, "course.published", version, by=by, at=at, number=version.number
    )
