from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError

from courses import contents, packs, queries
from courses.actions.loading import load_pack
from courses.actions.publishing import NotPublishable, publish, publish_content
from courses.models import Course, CourseVersion
from organizations.models import AuditEvent, Organization
from tests.courses import content
from tests.factories import NOON, UserFactory

pytestmark = pytest.mark.django_db
STEPPING_IN = packs.PACKS / "stepping-in"


def a_draft(organization: Organization, data: content.Data | None = None) -> CourseVersion:
    course = Course.objects.create(organization=organization, slug="small", title="Old title")
    stored = data or content.course()
    return CourseVersion.objects.create(
        organization=organization, course=course, number=1, content=stored, digest="draft"
    )


def test_publishing_a_draft_freezes_it_and_makes_it_current(inside: Organization) -> None:
    version = publish(a_draft(inside), by=UserFactory.create(), at=NOON)

    version.course.refresh_from_db()
    assert (version.state, version.published_at) == ("published", NOON)
    assert (version.course.current_version, version.course.title) == (version, "Small")
    assert version.digest == contents.digest_of(version.content)
    assert [str(event.verb) for event in AuditEvent.objects.all()] == ["course.published"]


def test_a_published_version_cannot_be_published_again(inside: Organization) -> None:
    version = publish(a_draft(inside), by=None, at=NOON)

    with pytest.raises(NotPublishable, match="already published"):
        publish(version, by=None, at=NOON)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            content.course(floor_minutes=60),
            "The counted modules take 5 minutes; the course promises 60.",
        ),
        (content.course(content.lesson(pages=[])), "modules › reading › pages: needs at least 1"),
    ],
)  # fmt: skip
def test_a_draft_that_does_not_hold_together_stays_a_draft(
    inside: Organization, data: content.Data, problem: str
) -> None:
    draft = a_draft(inside, data)

    with pytest.raises(NotPublishable) as refusal:
        publish(draft, by=None, at=NOON)

    assert refusal.value.problems == [problem]
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_the_database_refuses_to_change_a_published_version(inside: Organization) -> None:
    version = publish(a_draft(inside), by=None, at=NOON)

    with pytest.raises(InternalError, match="Cannot update"):
        CourseVersion.objects.filter(pk=version.pk).update(number=9)


def test_the_same_content_twice_is_one_version_and_new_content_the_next(
    inside: Organization,
) -> None:
    draft = a_draft(inside)
    course = draft.course
    one = contents.read(content.course())
    two = contents.read(content.course(title="Small, revised"))

    numbers = [
        publish_content(course, each, by=None, at=NOON).number for each in (one, one, two, one)
    ]

    course.refresh_from_db()
    assert numbers == [2, 2, 3, 2]  # 1 is somebody's draft, and is left alone
    assert (course.current_version.number, course.title) == (2, "Small")  # type: ignore[union-attr] # there is one
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_the_pack_we_ship_loads_twice_into_one_version(inside: Organization) -> None:
    first = load_pack(inside, STEPPING_IN, by=None, at=NOON)
    again = load_pack(inside, STEPPING_IN, by=None, at=NOON)

    assert first == again
    assert queries.content_of(CourseVersion.objects.defer("content").get()).slug == "stepping-in"


def test_a_version_read_back_is_what_was_published(inside: Organization) -> None:
    version = load_pack(inside, STEPPING_IN, by=None, at=NOON)
    stored = CourseVersion.objects.get(pk=version.pk)

    assert contents.digest_of(stored.content) == stored.digest
    assert contents.read(stored.content) == packs.read_pack(STEPPING_IN)


def test_the_command_loads_a_pack_by_its_name(organization: Organization) -> None:
    said = StringIO()
    call_command("load_course", "stepping-in", organization="northwind", stdout=said)

    assert "v1 is published in Northwind Logistics." in said.getvalue()


@pytest.mark.parametrize(
    ("pack", "slug", "problem"),
    [
        ("stepping-in", "nobody", "There is no organization “nobody”."),
        ("stepping-out", "northwind", "There is no pack “stepping-out”."),
    ],
)
def test_the_command_says_what_it_did_not_find(
    organization: Organization, pack: str, slug: str, problem: str
) -> None:
    with pytest.raises(CommandError, match=problem):
        call_command("load_course", pack, organization=slug)


def test_a_broken_pack_stores_nothing(organization: Organization, tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("slug: broken\nmodules: [gone]\n")

    with pytest.raises(CommandError, match=r"modules/gone\.yaml: is missing"):
        call_command("load_course", str(tmp_path), organization="northwind")

    assert Course._base_manager.count() == 0
