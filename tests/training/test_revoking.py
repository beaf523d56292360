"""A certificate is revoked: a fact beside it, which everybody who holds it can see."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from core import codes
from organizations.models import AuditEvent, Organization
from organizations.permissions import Role
from people.models import Person
from reports.columns import as_json
from reports.queries.completion import completion_rows
from reports.selection import Selection
from tests.factories import NOON, MembershipFactory
from tests.training.courses import an_employee, an_enrollment
from tests.training.test_records import DONE, verified
from training import certificates, verifying
from training.actions import certifying, revoking
from training.actions.revoking import AlreadyRevoked, Unexplained
from training.models import Certificate, Revocation

pytestmark = pytest.mark.django_db

WHY = "Somebody else sat the course"
LATER = NOON + timedelta(days=2)  # March 4, 2026
SITE = "https://upstander.example"


@pytest.fixture
def certificate(inside: Organization) -> Certificate:
    """Of Ben Okafor, who has no sign-in."""
    person = an_employee(inside, given_name="Ben", family_name="Okafor")
    return certifying.certify(an_enrollment(inside, person=person, facts=DONE), at=NOON)


def text(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    main = re.search(r"<main.*?</main>", html, re.S)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


# The action --------------------------------------------------------------------------------


def test_it_is_a_fact_of_its_own_with_its_reason_in_the_audit_trail(
    inside: Organization, certificate: Certificate, someone: User
) -> None:
    revoked = revoking.revoke(certificate, by=someone, at=LATER, reason=f"  {WHY} ")

    assert list(Revocation.objects.values_list("certificate", "reason", "by", "at")) == [
        (certificate.pk, WHY, someone.pk, LATER)
    ]
    assert revoked.revoked_on == date(2026, 3, 4)
    assert [(e.verb, e.label, e.detail, e.by) for e in AuditEvent.objects.all()] == [
        ("certificate.revoked", "Ben Okafor, Everyone, yearly", {"reason": WHY}, someone)
    ]


def test_the_day_is_the_employers(
    inside: Organization, certificate: Certificate, someone: User
) -> None:
    inside.time_zone = "Pacific/Auckland"
    inside.save()
    late = datetime(2026, 3, 4, 23, tzinfo=UTC)

    assert revoking.revoke(certificate, by=someone, at=late, reason=WHY).revoked_on == date(
        2026, 3, 5
    )


def test_the_completion_and_the_certificate_stay_as_they_were(
    certificate: Certificate, someone: User
) -> None:
    def everything() -> list[object]:
        enrollment = certificate.enrollment
        return [
            *Certificate.objects.values(),
            *type(enrollment).objects.values(),
            *enrollment.events.values(),
        ]

    before = everything()

    revoking.revoke(certificate, by=someone, at=LATER, reason=WHY)

    assert everything() == before
    assert verified() == {"exit": 0, "enrollments": 1, "differences": []}


def test_twice_is_refused_and_the_first_reason_stands(
    certificate: Certificate, someone: User
) -> None:
    revoking.revoke(certificate, by=someone, at=LATER, reason=WHY)

    with pytest.raises(AlreadyRevoked) as refusal:
        revoking.revoke(certificate, by=someone, at=LATER, reason="For another good reason")

    assert str(refusal.value) == "This certificate was already revoked on March 4, 2026."
    assert list(Revocation.objects.values_list("reason", flat=True)) == [WHY]
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "fraud", "a mistake"])
def test_less_than_a_few_words_are_no_reason(
    certificate: Certificate, someone: User, reason: str
) -> None:
    with pytest.raises(Unexplained):
        revoking.revoke(certificate, by=someone, at=LATER, reason=reason)

    assert (Revocation.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_the_database_itself_asks_for_a_reason_and_refuses_every_change(
    inside: Organization, certificate: Certificate, someone: User
) -> None:
    with pytest.raises(IntegrityError, match="revocation_is_explained"), transaction.atomic():
        Revocation.objects.create(
            organization=inside, certificate=certificate, reason="fraud",
            by=someone, at=LATER, revoked_on=LATER.date(),
        )  # fmt: skip
    revoking.revoke(certificate, by=someone, at=LATER, reason=WHY)

    rows = Revocation.objects.all()
    with pytest.raises(InternalError, match="update"), transaction.atomic():
        rows.update(reason="For another good reason")
    with pytest.raises(InternalError, match="delete"), transaction.atomic():
        rows._raw_delete(rows.db)


# Whoever checks it -------------------------------------------------------------------------


def test_anybody_who_checks_it_reads_that_it_is_revoked_since_when_and_not_why(
    client: Client, certificate: Certificate, someone: User
) -> None:
    address = f"/verify/{certificate.code}/"
    before = text(client, address)
    revoking.revoke(certificate, by=someone, at=LATER, reason=WHY)

    page = text(client, address)

    assert "Revoked" not in before
    assert page.startswith(
        "Revoked This certificate is no longer valid Northwind Logistics revoked it on "
        "March 4, 2026."
    )
    assert "Name Ben Okafor Course A small course Employer Northwind Logistics" in page
    for unsaid in ("Genuine", WHY, str(someone)):
        assert unsaid not in page


def test_what_is_behind_a_code_holds_the_day_and_nothing_else_of_it(
    certificate: Certificate, someone: User
) -> None:
    assert verifying.certified_behind(certificate.code) == verifying.Certified(
        certificate.record, None
    )
    revoking.revoke(certificate, by=someone, at=LATER, reason=WHY)

    assert verifying.certified_behind(certificate.code) == verifying.Certified(
        certificate.record, date(2026, 3, 4)
    )


def test_the_document_says_so_in_always_the_same_bytes(
    certificate: Certificate, someone: User
) -> None:
    valid = certificates.document(certificate, site=SITE)
    revoking.revoke(certificate, by=someone, at=LATER, reason=WHY)
    certificate = Certificate.objects.get()

    made = certificates.document(certificate, site=SITE)

    reader = PdfReader(io.BytesIO(made))
    said = " ".join(reader.pages[0].extract_text().split())
    assert made == certificates.document(certificate, site=SITE) != valid
    assert len(reader.pages) == 1
    assert "Revoked on March 4, 2026. This certificate is no longer valid." in said
    assert WHY not in said
    assert reader.metadata is not None
    assert reader.metadata.title == "Revoked: Certificate: A small course, Ben Okafor"


def test_a_long_name_and_course_still_fit_on_one_page(inside: Organization, someone: User) -> None:
    person = an_employee(inside, given_name="Wilhelmina " * 5, family_name="Featherstonehaugh " * 4)
    certificate = certifying.certify(an_enrollment(inside, person=person, facts=DONE), at=NOON)
    revoking.revoke(certificate, by=someone, at=LATER, reason=WHY)

    made = certificates.document(Certificate.objects.get(), site=SITE)

    assert len(PdfReader(io.BytesIO(made)).pages) == 1


# The person whose certificate it is --------------------------------------------------------


def test_its_person_reads_it_at_home_and_on_the_course_and_keeps_the_completion(
    client: Client, inside: Organization, employee: Person, someone: User
) -> None:
    enrollment = an_enrollment(inside, person=employee, facts=DONE)
    revoking.revoke(certifying.certify(enrollment, at=NOON), by=someone, at=LATER, reason=WHY)
    said = "Your certificate was revoked on March 4, 2026 and is no longer valid."

    home = text(client, "/o/northwind/learn/")
    course = text(client, f"/o/northwind/learn/{enrollment.pk}/")

    for page in (home, course):
        assert said in page
        assert "Completed March 2, 2026 Certificate revoked" in page
        assert "Open the revoked certificate" in page
        assert "Your certificate is ready" not in page
        assert WHY not in page
    pdf = client.get(f"/o/northwind/learn/{enrollment.pk}/certificate/").content
    assert "Revoked on March 4, 2026" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_an_earlier_one_is_marked_in_the_list_of_those_completed(
    client: Client, inside: Organization, employee: Person, someone: User
) -> None:
    enrollment = an_enrollment(inside, person=employee, facts=DONE)
    revoking.revoke(certifying.certify(enrollment, at=NOON), by=someone, at=LATER, reason=WHY)
    an_enrollment(inside, person=employee)

    assert "Certificate revoked March 4, 2026" in text(client, "/o/northwind/learn/")


# HR ----------------------------------------------------------------------------------------


def test_hr_reads_what_it_means_revokes_it_and_finds_it_in_the_record(
    client: Client, certificate: Certificate, hr: User
) -> None:
    person = f"/o/northwind/manage/people/{certificate.enrollment.person_id}/"
    offered = text(client, person)

    answer = client.post(
        f"/o/northwind/manage/enrollments/{certificate.enrollment_id}/revoke/",
        {"reason": WHY, "next": person},
        follow=True,
    )

    assert "its page says that it is no longer valid. The completion stays in the record" in offered
    assert answer.redirect_chain == [(person, 302)]
    assert [str(m) for m in answer.context["messages"]] == [
        "The certificate of Ben Okafor is revoked. The reason is in the record."
    ]
    page = text(client, person)
    assert f"Certificate {codes.grouped(certificate.code)} Revoked No longer valid since" in page
    assert f"Certificate revoked by Hanna Reyes {WHY}" in page
    assert "Ben Okafor: done" in page
    assert "Revoke this certificate" not in page


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [
        ("", "Say why, so that somebody who reads the record understands it."),
        ("a mistake", "Say why in a few words, three at least. It stays in the record."),
    ],
)
def test_hr_is_asked_for_a_reason(
    client: Client, certificate: Certificate, hr: User, reason: str, refusal: str
) -> None:
    answer = client.post(
        f"/o/northwind/manage/enrollments/{certificate.enrollment_id}/revoke/",
        {"reason": reason},
        follow=True,
    )

    assert [str(m) for m in answer.context["messages"]] == [refusal]
    assert Revocation.objects.count() == 0


def test_a_second_click_is_told_that_it_is_done(
    client: Client, certificate: Certificate, hr: User
) -> None:
    address = f"/o/northwind/manage/enrollments/{certificate.enrollment_id}/revoke/"
    client.post(address, {"reason": WHY})
    answer = client.post(address, {"reason": WHY}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert "This certificate was already revoked on" in said[-1]
    assert Revocation.objects.count() == 1


def test_there_is_nothing_to_revoke_before_the_completion(
    client: Client, inside: Organization, hr: User
) -> None:
    enrollment = an_enrollment(inside)

    answer = client.post(
        f"/o/northwind/manage/enrollments/{enrollment.pk}/revoke/", {"reason": WHY}
    )

    assert answer.status_code == 404
    page = text(client, f"/o/northwind/manage/people/{enrollment.person_id}/")
    assert "Revoke" not in page


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FACILITATOR, Role.EMPLOYEE, Role.AUTHOR])
def test_only_those_who_correct_records_revoke(
    client: Client, inside: Organization, certificate: Certificate, role: Role
) -> None:
    client.force_login(MembershipFactory(organization=inside, role=role).user)

    answer = client.post(
        f"/o/northwind/manage/enrollments/{certificate.enrollment_id}/revoke/", {"reason": WHY}
    )

    assert (answer.status_code, Revocation.objects.count()) == (403, 0)


# The report --------------------------------------------------------------------------------


def test_the_report_keeps_the_completion_and_its_code_with_the_day_beside_it(
    certificate: Certificate, someone: User
) -> None:
    def row() -> dict[str, object]:
        (only,) = completion_rows(Selection(), at=LATER)
        return as_json(only)

    before = row()
    assert (before["certificate"], before["certificate_revoked_on"]) == (certificate.code, None)

    revoking.revoke(certificate, by=someone, at=LATER, reason=WHY)

    assert row() == {**before, "certificate_revoked_on": "2026-03-04"}
