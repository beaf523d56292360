"""Recording, correcting, verifying: the record and nothing but the record."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import InternalError, connection, transaction
from django.test import Client

from accounts.models import User
from organizations.models import AuditEvent, Organization
from tests.factories import NOON
from tests.training.courses import an_assignment, an_employee, an_enrollment
from training import events
from training.actions import certifying, correcting, recording
from training.actions.correcting import NotCorrectable
from training.events import Fact, Impossible
from training.models import Certificate, Enrollment, LearningEvent

pytestmark = pytest.mark.django_db

DONE = (
    Fact(events.STARTED, NOON),
    Fact(events.MODULE_COMPLETED, NOON, {"module": "reading", "minutes": 6}),
    Fact(events.COMPLETED, NOON + timedelta(hours=1), {}),
)


def verified() -> dict[str, Any]:
    out = StringIO()
    try:
        call_command("verify_records", "--json", stdout=out)
    except SystemExit as stopped:
        return {"exit": stopped.code, **json.loads(out.getvalue())}
    return {"exit": 0, **json.loads(out.getvalue())}


def without_triggers(statement: str) -> None:
    """What somebody with the database's own password could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_records_that_are_as_they_were_written_show_no_difference(inside: Organization) -> None:
    done = an_enrollment(inside, facts=DONE)
    certifying.certify(done, at=NOON)
    an_enrollment(inside)

    assert verified() == {"exit": 0, "enrollments": 2, "differences": []}


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE training_enrollment SET credited_minutes = 60", "credited_minutes"),
        ("UPDATE training_enrollment SET due_on = '2027-01-01'", "due_on"),
        ("UPDATE training_learningevent SET at = now() WHERE sequence=2", "the hash of event 2"),
        ("UPDATE training_learningevent SET data = '{\"module\": \"reading\", \"minutes\": 60}'"
         " WHERE sequence = 3", "the hash of event 3"),
        ("DELETE FROM training_learningevent WHERE sequence = 2", "event 3"),
        ("DELETE FROM training_certificate", "certificate"),
    ],
)  # fmt: skip
def test_whatever_is_changed_behind_our_back_is_found(
    inside: Organization, statement: str, what: str
) -> None:
    certifying.certify(an_enrollment(inside, facts=DONE), at=NOON)

    without_triggers(statement)

    found = verified()
    assert (found["exit"], found["differences"][0]["what"]) == (1, what)


def test_the_database_refuses_to_rewrite_an_event_or_a_certificate(inside: Organization) -> None:
    certifying.certify(an_enrollment(inside, facts=DONE), at=NOON)

    for rows in (LearningEvent.objects.all(), Certificate.objects.all()):
        with pytest.raises(InternalError, match="update"), transaction.atomic():
            rows.update(organization=inside)
        with pytest.raises(InternalError, match="delete"), transaction.atomic():
            rows._raw_delete(rows.db)


def test_history_can_be_written_afterward_in_few_statements(
    inside: Organization, django_assert_max_num_queries: Any
) -> None:
    assignment = an_assignment(inside)
    people = [an_employee(inside) for _ in range(20)]
    due = {"due_on": "2025-04-01"}
    histories = [
        (
            Enrollment(
                organization=inside,
                assignment=assignment,
                person=person,
                course_version=assignment.course.current_version,
                cycle=assignment.cycle,
            ),
            [Fact(events.ASSIGNED, NOON - timedelta(days=400), due), *DONE],
        )
        for person in people
    ]

    with django_assert_max_num_queries(12):
        assert recording.record_many(histories) == 80
        made = Enrollment.objects.select_related("organization", "person", "course_version")
        certifying.certify_many(list(made))

    assert verified() == {"exit": 0, "enrollments": 20, "differences": []}


def test_recording_brings_the_given_enrollment_up_to_date(inside: Organization) -> None:
    enrollment = an_enrollment(inside)

    recording.record(enrollment, events.STARTED, at=NOON)

    assert (enrollment.status, enrollment.last_sequence) == ("in_progress", 2)
    with pytest.raises(Impossible):
        recording.record(enrollment, events.STARTED, at=NOON)


# Corrections -----------------------------------------------------------------------------


def test_waiving_and_reopening_are_events_with_an_actor_and_a_reason(
    inside: Organization, someone: User
) -> None:
    enrollment = an_enrollment(inside)

    correcting.waive(enrollment, by=someone, at=NOON, reason="Trained by the agency")
    assert (enrollment.status, enrollment.ended_at) == ("waived", NOON)
    correcting.reopen(enrollment, by=someone, at=NOON, reason="Agency sent no proof")

    assert (enrollment.status, enrollment.ended_at) == ("not_started", None)
    assert list(
        LearningEvent.objects.order_by("sequence").values_list("kind", "by__name", "reason")
    )[1:] == [
        ("waived", "Hanna Reyes", "Trained by the agency"),
        ("reopened", "Hanna Reyes", "Agency sent no proof"),
    ]
    named = f"{enrollment.person.name}, {enrollment.assignment.title}"
    assert [event.label for event in AuditEvent.objects.all()] == [named, named]


def test_a_new_due_day_remembers_the_old_one(inside: Organization, someone: User) -> None:
    enrollment = an_enrollment(inside, due_on="2026-04-01")

    event = correcting.change_due(
        enrollment, due_on=date(2026, 5, 1), by=someone, at=NOON, reason="Parental leave"
    )

    assert event.data == {"due_on": "2026-05-01", "before": "2026-04-01"}
    assert Enrollment.objects.get().due_on == date(2026, 5, 1)


def test_a_completion_is_never_corrected_away(inside: Organization, someone: User) -> None:
    enrollment = an_enrollment(inside, facts=DONE)

    for correct in (correcting.waive, correcting.withdraw, correcting.reopen):
        with pytest.raises(NotCorrectable, match="A completion is never changed"):
            correct(enrollment, by=someone, at=NOON, reason="x")


def test_a_correction_without_a_reason_is_refused(inside: Organization, someone: User) -> None:
    with pytest.raises(NotCorrectable, match="Say why"):
        correcting.waive(an_enrollment(inside), by=someone, at=NOON, reason="  ")


def test_hr_corrects_from_the_page_they_are_on(
    client: Client, inside: Organization, hr: User
) -> None:
    enrollment = an_enrollment(inside)
    base = f"/o/northwind/manage/enrollments/{enrollment.pk}"

    there = client.post(f"{base}/waive/", {"reason": "Agency", "next": "/o/northwind/manage/"})
    assert there["Location"] == "/o/northwind/manage/"
    away = client.post(f"{base}/reopen/", {"reason": "Back", "next": "//elsewhere.example/"})
    assert away["Location"].startswith("/o/northwind/manage/assignments/")
    client.post(f"{base}/due/", {"reason": "Later", "due_on": "2026-06-01"})
    client.post(f"{base}/withdraw/", {"reason": ""})

    enrollment.refresh_from_db()
    assert (enrollment.status, enrollment.due_on) == ("not_started", date(2026, 6, 1))


def test_only_hr_corrects(client: Client, inside: Organization, employee: Any) -> None:
    enrollment = an_enrollment(inside, person=employee)

    for verb in ("waive", "withdraw", "reopen", "due"):
        answer = client.post(f"/o/northwind/manage/enrollments/{enrollment.pk}/{verb}/", {})
        assert answer.status_code == 403
