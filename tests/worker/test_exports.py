"""A file whose worker is killed is made whole by the next, and nothing of the first is left."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from organizations.models import Organization
from people.models import Employment, Person
from reports import tasks
from reports.actions import exporting
from reports.models import Export
from reports.selection import Selection
from tests.factories import NOON, UserFactory
from tests.reports.staff import Staff
from tests.worker.obstacles import held_up, obstacle, reading
from tests.worker.processes import Processes, until
from training.actions import recording
from training.events import ASSIGNED, Fact
from training.models import Enrollment

PEOPLE = 3000


@pytest.fixture
def organization_of_3000(processes: Processes, inside: Organization) -> Organization:
    staff = Staff(inside)
    people = Person.objects.bulk_create(
        Person(organization=inside, given_name="Ana", family_name=f"Ruiz {n}", created_at=NOON)
        for n in range(PEOPLE)
    )
    Employment.objects.bulk_create(
        Employment(organization=inside, person=person, number=f"{n:05}", unit=staff.drivers)
        for n, person in enumerate(people)
    )
    assigned = [Fact(ASSIGNED, NOON, {"due_on": "2099-04-01"})]
    recording.record_many(
        (
            Enrollment(
                organization=inside,
                assignment=staff.assignment,
                person=person,
                course_version=staff.assignment.course.current_version,
                cycle=staff.assignment.cycle,
            ),
            assigned,
        )
        for person in people
    )
    return inside


def an_export(organization: Organization, kind: str) -> Export:
    return exporting.ask(
        organization, kind=kind, chosen=Selection(), by=UserFactory(), at=timezone.now()
    )


def files_kept() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def after_a_minute_of_silence(export: Export) -> None:
    """What the sweep does, a minute after a worker has died."""
    Export.objects.filter(pk=export.pk).update(beat_at=timezone.now() - timedelta(minutes=2))
    assert tasks.resume_exports() == 1


def the_commands_file(organization: Organization, kind: str, folder: Path) -> bytes:
    path = folder / f"report.{kind}"
    with (folder / "said").open("w") as said:
        call_command(
            "completion_report", organization=organization.slug, format=kind, output=path,
            stdout=said,
        )  # fmt: skip
    return path.read_bytes()


def test_an_export_killed_while_it_reads_and_while_it_writes_is_made_whole(
    processes: Processes, organization_of_3000: Organization, tmp_path: Path
) -> None:
    export = an_export(organization_of_3000, "csv")
    with obstacle(reading("training_enrollment")) as stop:
        worker = processes.worker()
        stop.wait_until_hit()
        processes.kill(worker)
    assert files_kept() == []
    after_a_minute_of_silence(export)

    # The file is written before the row says that it is there.
    with held_up("reports_export", "NEW.work_state = 'finished'") as stop:
        worker = processes.worker()
        stop.wait_until_hit()
        processes.kill(worker)
    export.refresh_from_db()
    assert (export.work_state, export.attempts, bool(export.file)) == ("running", 2, False)
    assert len(files_kept()) == 1
    after_a_minute_of_silence(export)

    processes.worker()
    until(lambda: Export.objects.get().is_finished)
    export.refresh_from_db()
    [kept] = files_kept()
    assert (export.work_state, export.done, export.total) == ("finished", PEOPLE, PEOPLE)
    assert kept == Path(export.file.path)
    assert kept.read_bytes() == the_commands_file(organization_of_3000, "csv", tmp_path)
