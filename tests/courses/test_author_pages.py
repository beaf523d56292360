from __future__ import annotations

import pytest
from django.test import Client

from courses import packs
from courses.actions.loading import load_pack
from courses.models import Course, CourseVersion
from organizations.models import Organization
from organizations.permissions import Role
from tests.factories import NOON, MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(inside: Organization) -> CourseVersion:
    return load_pack(inside, packs.PACKS / "stepping-in", by=None, at=NOON)


def signed_in(client: Client, organization: Organization, role: Role) -> Client:
    client.force_login(MembershipFactory.create(organization=organization, role=role).user)
    return client


def test_hr_reads_every_word_that_people_see(
    client: Client, organization: Organization, version: CourseVersion
) -> None:
    hr = signed_in(client, organization, Role.HR_ADMIN)

    page = hr.get(f"/o/northwind/author/courses/{version.course_id}/").content.decode()

    shown = packs.read_pack(packs.PACKS / "stepping-in")
    for module in shown.modules:
        assert f'id="{module.slug}"' in page
    assert version.digest in page
    assert "Quiet version" in page


def test_the_list_names_the_version_that_is_live(
    client: Client, organization: Organization, version: CourseVersion
) -> None:
    page = signed_in(client, organization, Role.AUTHOR).get("/o/northwind/author/courses/")

    assert "Version 1 is live" in page.content.decode()
    assert "One course for your people" in page.content.decode()


def test_an_empty_list_says_so(client: Client, organization: Organization) -> None:
    page = signed_in(client, organization, Role.HR_ADMIN).get("/o/northwind/author/courses/")

    assert "No courses yet" in page.content.decode()


def test_a_course_without_a_version_has_nothing_to_read(
    client: Client, inside: Organization
) -> None:
    course = Course.objects.create(organization=inside, slug="new", title="New")
    page = signed_in(client, inside, Role.AUTHOR).get(f"/o/northwind/author/courses/{course.pk}/")

    assert "New has nothing to read yet" in page.content.decode()


@pytest.mark.parametrize(
    ("number", "status"), [(1, 200), (2, 404)], ids=["the version there is", "one there is not"]
)
def test_a_version_is_read_by_its_number(
    client: Client, organization: Organization, version: CourseVersion, number: int, status: int
) -> None:
    url = f"/o/northwind/author/courses/{version.course_id}/versions/{number}/"
    assert signed_in(client, organization, Role.AUDITOR).get(url).status_code == status


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.EMPLOYEE, 403), (Role.FACILITATOR, 200), (Role.HR_ADMIN, 200), (Role.AUDITOR, 200)],
)
def test_who_may_read_courses(
    client: Client, organization: Organization, version: CourseVersion, role: Role, status: int
) -> None:
    reader = signed_in(client, organization, role)
    assert reader.get(f"/o/northwind/author/courses/{version.course_id}/").status_code == status


def test_another_organization_finds_nothing(
    client: Client, organization: Organization, version: CourseVersion
) -> None:
    elsewhere = OrganizationFactory.create(slug="elsewhere")
    stranger = signed_in(client, elsewhere, Role.OWNER)

    for slug in ("northwind", "elsewhere"):
        assert stranger.get(f"/o/{slug}/author/courses/{version.course_id}/").status_code == 404
