from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from organizations.models import Organization
from people.models import Person
from tests.factories import NOON, SiteFactory
from tests.training.courses import an_employee, an_enrollment
from tests.training.test_records import DONE
from training import certificates, verifying
from training.actions import certifying
from training.models import Certificate

pytestmark = pytest.mark.django_db


def a_certificate(organization: Organization, **fields: Any) -> Certificate:
    enrollment = an_enrollment(organization, facts=DONE, **fields)
    return certifying.certify(enrollment, at=NOON + timedelta(hours=1))


def test_it_says_what_was_completed_as_it_was_that_day(inside: Organization) -> None:
    person = an_employee(inside, given_name="Małgorzata", family_name="O'Brien")

    record = a_certificate(inside, person=person).record

    assert record == {
        "name": "Małgorzata O'Brien",
        "employer": "Northwind Logistics",
        "course": "A small course",
        "course_slug": "small",
        "version": 1,
        "digest": person.enrollments.get().course_version.digest,
        "type": "bystander",
        "provider": "Upstander",
        "completed_on": "2026-03-02",
        "minutes": 6,
        "active_minutes_at_least": 0,
        "competencies": ["Noticing"],
        "language": "en",
        "cycle": "2026-27",
        "result": "completed",
    }


def test_the_day_is_the_one_where_the_person_is(inside: Organization) -> None:
    tokyo = SiteFactory(organization=inside, time_zone="Pacific/Kiritimati")

    certificate = a_certificate(inside, person=an_employee(inside, site=tokyo))

    assert certificate.record["completed_on"] == "2026-03-03"


def test_certifying_again_changes_nothing(inside: Organization) -> None:
    certificate = a_certificate(inside)

    assert certifying.certify(certificate.enrollment, at=NOON) == certificate
    assert Certificate.objects.count() == 1


def test_the_document_is_tagged_titled_and_always_the_same(inside: Organization) -> None:
    person = an_employee(inside, given_name="Małgorzata", family_name="O'Brien")
    certificate = a_certificate(inside, person=person)

    made = certificates.document(certificate, site="https://upstander.example")
    again = certificates.document(certificate, site="https://upstander.example")

    reader = PdfReader(io.BytesIO(made))
    text = reader.pages[0].extract_text()
    assert made == again
    assert len(reader.pages) == 1
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title == "Certificate: A small course, Małgorzata O'Brien"
    for said in ("Małgorzata", "6 minutes", "March 2, 2026", "Bystander intervention", "Noticing"):
        assert said in text


@pytest.mark.parametrize("name", ["Дмитро", "Ελένη", "王秀英", "محمد", "\U0001f600"])
def test_a_name_in_any_script_still_makes_a_document(inside: Organization, name: str) -> None:
    certificate = a_certificate(inside, person=an_employee(inside, given_name=name))

    assert certificates.document(certificate, site="https://x.example").startswith(b"%PDF")


def test_somebody_opens_their_own_and_nobody_elses(
    client: Client, inside: Organization, employee: Person
) -> None:
    own = a_certificate(inside, person=employee)
    other = a_certificate(inside, person=an_employee(inside))

    answer = client.get(f"/o/northwind/learn/{own.enrollment_id}/certificate/")

    assert answer["Content-Type"] == "application/pdf"
    assert client.get(f"/o/northwind/learn/{other.enrollment_id}/certificate/").status_code == 404
    hr_page = f"/o/northwind/manage/enrollments/{own.enrollment_id}/certificate/"
    assert client.get(hr_page).status_code == 403


def test_hr_opens_anybodys(client: Client, inside: Organization, hr: User) -> None:
    certificate = a_certificate(inside)

    answer = client.get(f"/o/northwind/manage/enrollments/{certificate.enrollment_id}/certificate/")

    assert answer.status_code == 200


# Checking by code, without signing in ----------------------------------------------------


def test_anybody_can_check_a_code_however_it_is_typed(client: Client, inside: Organization) -> None:
    certificate = a_certificate(inside)
    typed = f"{certificate.code[:4].lower()}-{certificate.code[4:]}"

    answer = client.get("/verify/", {"code": typed}, follow=True)

    html = answer.content.decode()
    assert answer.redirect_chain == [(f"/verify/{certificate.code}/", 302)]
    for said in ("A small course", "Northwind Logistics", "March 2, 2026", "Course version"):
        assert said in html


def test_a_code_that_does_not_exist_is_said_not_to(client: Client, db: None) -> None:
    answer = client.get("/verify/ABCD23456789/")

    assert answer.status_code == 404
    assert "There is no certificate with this code" in answer.content.decode()
    assert client.get("/verify/----/").status_code == 404


def test_known_and_unknown_codes_take_the_same_statements(
    inside: Organization, django_assert_num_queries: Any
) -> None:
    certificate = a_certificate(inside)

    for code in (certificate.code, "ABCD23456789"):
        with django_assert_num_queries(1):
            verifying.certified_behind(code)


def test_guessing_is_stopped(client: Client, db: None) -> None:
    answers = [client.get("/verify/ABCD23456789/").status_code for _ in range(32)]

    assert answers == [404] * 30 + [429] * 2
