"""An import whose workers are killed ends as one that nobody disturbed."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from organizations.models import AuditEvent, Membership, Organization, Site, Unit
from people import tasks
from people.actions import applying, importing, undoing
from people.models import Employment, ImportRow, Person, StaffImport
from people.staff_files.columns import Field
from tests.people.conftest import checked, everything
from tests.people.staff_texts import as_file, row
from tests.worker.obstacles import obstacle, writing_to
from tests.worker.processes import Processes, until

DATA = Path(__file__).parents[1] / "data"
NORTHWIND = (DATA / "northwind-staff.csv").read_bytes()
PEOPLE = json.loads((DATA / "northwind-staff.expected.json").read_text())["accepted"]
# A worker is killed while it writes to each of these: first with nothing done, then with part
# of it done, at last with all of it done and not yet said.
MOMENTS = ("accounts_user", "people_person", "people_employment", "organizations_auditevent")


def as_people_read_it() -> dict[str, list[tuple[Any, ...]]]:
    """Everything an import writes, by names instead of ids, which differ when done again."""
    return {
        "people": _rows(
            Person.objects.all(), "given_name", "family_name", "preferred_name", "email",
            "language", "user__email", "user__name", "user__language", "user__is_active",
        ),
        "employments": _rows(
            Employment.objects.all(), "person__family_name", "number", "unit__name", "site__name",
            "job_title", "manager__family_name", "is_manager", "starts_on", "ends_on", "on_leave",
            "leave_until",
        ),
        "units": _rows(Unit.objects.all(), "name", "parent__name"),
        "sites": _rows(
            Site.objects.all(), "name", "time_zone", "country", "region", "confirmed"
        ),
        "users": _rows(User.objects.all(), "email", "name", "language", "is_active"),
        "memberships": _rows(
            Membership.objects.all(), "user__email", "user__name", "roles", "expires_at"
        ),
        "rows": _rows(
            ImportRow.objects.all(), "number", "outcome", "label", "changes", "problems", "notes",
            "undo", "person__family_name",
        ),
    }  # fmt: skip


def _rows(found: Any, *columns: str) -> list[tuple[Any, ...]]:
    return sorted(found.values_list(*columns), key=repr)


def row_of(found: StaffImport) -> StaffImport:
    return StaffImport.objects.defer("content", "plan").get(pk=found.pk)


def after_a_minute_of_silence() -> None:
    """What the sweep does, a minute after a worker has died."""
    StaffImport.objects.filter(work_state="running").update(
        beat_at=timezone.now() - timedelta(minutes=2)
    )
    assert tasks.resume_imports() == 1


def killed_while_writing(processes: Processes, table: str) -> None:
    """Start a worker on what waits, and kill it when it wants to write to this table."""
    with obstacle(writing_to(table)) as stop:
        worker = processes.worker()
        stop.wait_until_hit()
        processes.kill(worker)


def test_an_import_whose_worker_is_killed_again_and_again_ends_as_one_undisturbed(
    processes: Processes, inside: Organization
) -> None:
    found = checked(inside, NORTHWIND, timezone.now())
    before = everything()
    applying.request(found, missing="keep", by=None, at=timezone.now())
    seen = []
    for table in MOMENTS:
        killed_while_writing(processes, table)
        seen.append((User.objects.count(), Person.objects.count(), Employment.objects.count()))
        assert row_of(found).stage == "applying"
        after_a_minute_of_silence()
    processes.worker()
    until(lambda: row_of(found).stage == "applied")

    assert [tuple(map(bool, counts)) for counts in seen] == [
        (False, False, False), (True, False, False), (True, True, False), (True, True, True),
    ]  # fmt: skip
    disturbed, at_work = as_people_read_it(), row_of(found)
    assert (at_work.done, Person.objects.count()) == (at_work.total, PEOPLE)
    assert AuditEvent.objects.filter(verb="staff_import.applied").count() == 1

    # The same workers' fate while it is taken back, and then the same file in peace.
    undoing.request(row_of(found), by=None, at=timezone.now())
    until(lambda: row_of(found).stage == "undone")
    assert everything() == before
    again = checked(inside, NORTHWIND, timezone.now())
    applying.request(again, missing="keep", by=None, at=timezone.now(), in_background=False)
    ImportRow.objects.filter(staff_import=found.pk).delete()
    assert applying.apply(again.pk, at=timezone.now()).stage == "applied"
    assert as_people_read_it() == disturbed


def test_an_undo_whose_worker_is_killed_brings_back_every_row_as_it_was(
    processes: Processes, inside: Organization
) -> None:
    first = checked(inside, NORTHWIND, timezone.now())
    applying.request(first, missing="keep", by=None, at=timezone.now(), in_background=False)
    applying.apply(first.pk, at=timezone.now())
    before = everything()
    second = checked(
        inside,
        as_file(
            row("999001", unit="Night shift", site="Elko, NV", email="new@northwind.example"),
            row("999002", manager="999001"),
        ),
        timezone.now(),
    )
    applying.request(second, missing="end", by=None, at=timezone.now(), in_background=False)
    applying.apply(second.pk, at=timezone.now())
    after = everything()
    assert after != before

    undoing.request(row_of(second), by=None, at=timezone.now())
    for table in ("accounts_user", "organizations_site"):
        killed_while_writing(processes, table)
        assert (row_of(second).stage, everything()) == ("undoing", after)
        after_a_minute_of_silence()
    processes.worker()
    until(lambda: row_of(second).stage == "undone")

    assert everything() == before
    assert AuditEvent.objects.filter(verb="staff_import.undone").count() == 1


@pytest.mark.parametrize("table", ["people_importrow", "people_staffimport"])
def test_a_dry_run_whose_worker_is_killed_is_made_by_the_next(
    processes: Processes, inside: Organization, table: str
) -> None:
    undisturbed = checked(inside, NORTHWIND, timezone.now())
    expected = (undisturbed.counts, as_people_read_it()["rows"])
    ImportRow.objects.all().delete()
    found = importing.upload(
        inside, name="staff.csv", content=NORTHWIND, key=uuid4(), by=None, at=timezone.now()
    )
    chosen = {Field(name): column for name, column in found.mapping.items()}
    importing.choose_columns(found, mapping=chosen, orders={}, at=timezone.now())
    killed_while_writing(processes, table)
    assert (row_of(found).stage, ImportRow.objects.count()) == ("checking", 0)

    assert tasks.resume_imports() == 1
    processes.worker()
    until(lambda: row_of(found).stage == "checked")

    assert (row_of(found).counts, as_people_read_it()["rows"]) == expected
