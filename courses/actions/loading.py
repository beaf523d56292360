"""Loading a content pack into an organization."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from accounts.models import User
from courses.actions.publishing import publish_content
from courses.models import Course, CourseVersion
from courses.packs import read_pack
from organizations.models import Organization


@transaction.atomic
def load_pack(
    organization: Organization, folder: Path, *, by: User | None, at: datetime
) -> CourseVersion:
    """Publish a pack's content; loading the same content twice is one version.

    Raises `contents.InvalidContent` if it cannot be read, `publishing.NotPublishable` if it
    can, but does not hold together; nothing is stored then.
    """
    content = read_pack(folder)
    course, _is_new = Course.objects.get_or_create(
        organization=organization, slug=content.slug, defaults={"title": content.title}
    )
    return publish_content(course, content, by=by, at=at)
