"""Enrolling whose worker is killed in the middle: everybody once, with one event each."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from organizations.models import AuditEvent, Organization, Site
from outbox.models import Message
from people.models import Employment, Person
from reminders.models import Reminder
from tests.factories import NOON, UserFactory
from tests.training.courses import an_assignment
from tests.worker.obstacles import obstacle
from tests.worker.processes import Processes, until
from training import tasks
from training.actions import assigning
from training.models import Assignment, Enrollment, LearningEvent

PEOPLE = 2300  # three batches of up to a thousand
IN_THE_SECOND_BATCH = 1500
WAITS_FOR_A_PERSON = "SELECT 1 FROM people_person WHERE id = %s FOR UPDATE"


@pytest.fixture
def assignment(processes: Processes, inside: Organization) -> Assignment:
    """A plan for 2,300 people in Chicago who work there."""
    site = Site.objects.create(organization=inside, name="Chicago", time_zone="America/Chicago")
    people = Person.objects.bulk_create(
        Person(
            organization=inside, given_name="Ana", family_name=f"Ruiz {n}",
            email=f"ana{n}@example.org", created_at=NOON,
        )
        for n in range(PEOPLE)
    )  # fmt: skip
    Employment.objects.bulk_create(
        Employment(organization=inside, person=person, number=str(n), site=site)
        for n, person in enumerate(people)
    )
    return an_assignment(inside, state=Assignment.State.DRAFT)


def test_two_assignments_of_one_course_that_start_together_enroll_everybody_once(
    processes: Processes, assignment: Assignment
) -> None:
    hr = UserFactory()
    other = an_assignment(
        assignment.organization, course=assignment.course, state=Assignment.State.DRAFT
    )
    someone = Person.objects.order_by("pk")[IN_THE_SECOND_BATCH]
    with obstacle(WAITS_FOR_A_PERSON, [someone.pk]) as stop:
        assigning.start(assignment, by=hr, at=timezone.now())
        processes.worker(at=NOON)
        until(lambda: stop.held_sessions() == 1)
        assigning.start(other, by=hr, at=timezone.now())
        processes.worker(at=NOON)
        until(lambda: stop.held_sessions() == 2)
    until(lambda: Assignment.objects.filter(work_state="finished").count() == 2)

    enrolled = Enrollment.objects.values_list("person", flat=True)
    assert sorted(enrolled) == sorted(Person.objects.values_list("pk", flat=True))
    assert verified() == {"enrollments": PEOPLE, "differences": []}


def verified() -> dict[str, Any]:
    out = StringIO()
    call_command("verify_records", as_json=True, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.mark.parametrize("commit", ["goes through", "is lost"])
def test_a_worker_killed_as_it_commits_a_batch_is_followed_by_one_that_finishes(
    processes: Processes, assignment: Assignment, commit: str
) -> None:
    hr = UserFactory()
    someone = Person.objects.order_by("pk")[IN_THE_SECOND_BATCH]
    with obstacle(WAITS_FOR_A_PERSON, [someone.pk]) as stop:
        assigning.start(assignment, by=hr, at=timezone.now())
        worker = processes.worker(at=NOON)
        stop.wait_until_hit()
        processes.kill(worker)
        assignment.refresh_from_db()
        first = (assignment.work_state, assignment.done, Enrollment.objects.count())
        if commit == "is lost":
            stop.cut_off()
    assert first == ("running", 1000, 1000)

    # A minute later two workers start: each batch is one worker's.
    Assignment.objects.update(beat_at=NOON - timedelta(minutes=2))
    for _worker in range(2):
        tasks.enroll_audience.delay(
            organization_id=assignment.organization_id, assignment_id=assignment.pk
        )
    tasks.resume_enrolling.delay()
    processes.worker(at=NOON)
    processes.worker(at=NOON)
    until(lambda: Assignment.objects.filter(work_state="finished").exists())

    assignment.refresh_from_db()
    enrolled = Enrollment.objects.values_list("person", flat=True)
    assert sorted(enrolled) == sorted(Person.objects.values_list("pk", flat=True))
    assert (assignment.done, assignment.total) == (PEOPLE, PEOPLE)
    assert set(LearningEvent.objects.values_list("kind", "sequence")) == {("assigned", 1)}
    assert LearningEvent.objects.count() == PEOPLE
    assert AuditEvent.objects.filter(verb="assignment.started").count() == 1
    assert verified() == {"enrollments": PEOPLE, "differences": []}
    # It is not yet nine o'clock in Chicago: nobody has been promised a mail, and nobody twice.
    assert (Reminder.objects.count(), Message.objects.count()) == (0, 0)
