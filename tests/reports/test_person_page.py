"""What the page of a person says, and what it must never let anybody see."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import codes
from organizations import scoping
from organizations.models import Organization
from organizations.permissions import Role
from people.models import Person
from tests.factories import NOON, UserFactory
from tests.reports.conftest import SignIn
from tests.reports.staff import TODAY, Staff
from tests.training.courses import an_assignment, an_employee, an_enrollment
from training.actions import certifying, correcting
from training.models import Enrollment, Step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def text(client: Client, person: Person) -> str:
    html = client.get(f"/o/northwind/manage/people/{person.pk}/").content.decode()
    main = re.search(r"<main.*?</main>", html, re.S)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def test_it_says_where_somebody_stands_and_every_why(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        staff = Staff(organization)
        enrollment = staff.add(
            "in_progress", parts=2, given_name="Hana", family_name="Sato",
            due_on=TODAY + timedelta(days=11), job_title="Driver",
        )  # fmt: skip

    page = text(sign_in(Role.HR_ADMIN), enrollment.person)

    assert "Hana Sato: 2 of 4 parts done" in page
    assert "Why assigned Everybody is in." in page
    assert "Friday, March 13, 2026, until the day ends where they are. 30 days after hire" in page
    assert "2 of 4 parts are done. The 2 parts that are left Thinking Ending" in page
    assert "Next: Assignment, on Monday, March 2." in page
    assert "Jan 20, 2026 Assigned" in page
    assert "Jan 21, 2026 Started Jan 21, 2026 Finished 2 parts: Reading, Asking" in page
    assert "Now Driver" in page


def test_corrections_have_their_actor_and_reason(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        staff, hanna = Staff(organization), UserFactory(name="Hanna Reyes")
        enrollment = staff.add()
        correcting.change_due(
            enrollment, due_on=TODAY + timedelta(days=30), by=hanna, at=NOON, reason="Back in April"
        )
        correcting.waive(enrollment, by=hanna, at=NOON, reason="Took it elsewhere")

    page = text(sign_in(Role.HR_ADMIN), enrollment.person)

    assert "Due date moved from April 1, 2026 to April 1, 2026 by Hanna Reyes Back in April" in page
    assert "Waived: they need not take it by Hanna Reyes Took it elsewhere" in page
    assert "Changed by Hanna Reyes: Back in April." in page


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"email": None}, "No email address."),
        ({"on_leave": True}, "On leave. Reminders go on after it."),
        ({"ends_on": TODAY}, "Not employed at the moment."),
    ],
)
def test_it_says_why_nobody_writes_to_somebody(
    organization: Organization, sign_in: SignIn, fields: dict[str, Any], why: str
) -> None:
    with scoping.within(organization):
        enrollment = Staff(organization).add(**fields)
    assert why in text(sign_in(Role.HR_ADMIN), enrollment.person)


def test_a_completion_has_its_certificate(organization: Organization, sign_in: SignIn) -> None:
    with scoping.within(organization):
        enrollment = Staff(organization).add("completed", parts=4)
        certificate = certifying.certify(enrollment, at=NOON)
    assert codes.grouped(certificate.code) in text(sign_in(Role.AUDITOR), enrollment.person)


def test_somebody_without_training_has_a_page_too(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        person = an_employee(organization)
    assert "No training yet" in text(sign_in(Role.HR_ADMIN), person)


def test_an_auditor_sees_the_record_and_no_form(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        enrollment = Staff(organization).add("in_progress")
    page = sign_in(Role.AUDITOR).get(f"/o/northwind/manage/people/{enrollment.person_id}/")
    main = re.search(r"<main.*?</main>", page.content.decode(), re.S)
    assert main
    assert "<form" not in main[0]


def test_how_somebody_took_it_changes_nothing_on_any_page(
    organization: Organization, sign_in: SignIn
) -> None:
    """Skipping, the quiet version, minutes spent and times of day: every page HR and auditors
    have is byte for byte the same."""
    with scoping.within(organization):
        staff = Staff(organization)
        enrollment = staff.add("in_progress", parts=2)
    client = sign_in(Role.OWNER)
    pages = [
        "manage/", "manage/people/", f"manage/people/{enrollment.person_id}/", "manage/exports/",
    ]  # fmt: skip

    def seen() -> list[bytes]:
        return [without_tokens(client.get(f"/o/northwind/{page}").content) for page in pages]

    before = seen()
    with scoping.within(organization):
        Step.objects.create(
            organization=organization, enrollment=enrollment, module="reading", number=1,
            key="00000000-0000-4000-8000-000000000001", event={"do": "skip"},
            active_seconds=3, at=NOON,
        )  # fmt: skip
        Enrollment.objects.filter(pk=enrollment.pk).update(seat_seconds=3, last_step_at=NOON)

    assert seen() == before


def without_tokens(content: bytes) -> bytes:
    """CSRF tokens are masked anew in each answer."""
    content = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", content)
    return re.sub(rb'"X-CSRFToken": "\w+"', b"", content)


def test_the_page_shows_days_and_no_times(organization: Organization, sign_in: SignIn) -> None:
    with scoping.within(organization):
        enrollment = Staff(organization).add("completed", parts=4)
    assert not re.search(r"\d\d:\d\d", text(sign_in(Role.HR_ADMIN), enrollment.person))


def test_it_asks_as_little_for_thirty_enrollments_as_for_one(
    organization: Organization, sign_in: SignIn
) -> None:
    client = sign_in(Role.HR_ADMIN)
    with scoping.within(organization):
        staff = Staff(organization)
        person = staff.add("in_progress").person
    address = f"/o/northwind/manage/people/{person.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    with scoping.within(organization):
        for number in range(29):
            assignment = an_assignment(organization, title=f"Training {number}")
            an_enrollment(organization, person=person, assignment=assignment)
    with CaptureQueriesContext(connection) as thirty:
        client.get(address)

    assert len(thirty) == len(one)
