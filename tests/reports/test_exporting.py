from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core.progress import WorkState
from organizations import scoping
from organizations.models import AuditEvent, Organization
from organizations.permissions import Role
from reports import tasks
from reports.actions import exporting
from reports.models import Export
from reports.selection import Selection
from tests.factories import NOON, OrganizationFactory, UserFactory
from tests.reports.conftest import SignIn
from tests.reports.staff import Staff

pytestmark = pytest.mark.django_db


def an_export(
    organization: Organization, kind: str = "csv", chosen: Selection | None = None
) -> Export:
    return exporting.ask(
        organization, kind=kind, chosen=chosen or Selection(), by=UserFactory(name="Hanna"), at=NOON
    )


def content(export: Export) -> bytes:
    export.refresh_from_db()
    with export.file.open("rb") as file:
        found: bytes = file.read()
    return found


def test_asking_for_a_file_is_in_the_audit_trail(inside: Organization) -> None:
    an_export(inside, "pdf")

    (event,) = AuditEvent.objects.all()
    assert (event.verb, event.by and event.by.name, event.detail["format"]) == (
        "records.exported",
        "Hanna",
        "pdf",
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf", "json"])
def test_the_task_makes_the_file_once_however_often_it_runs(
    inside: Organization, kind: str
) -> None:
    staff = Staff(inside)
    list(staff.everybody())
    export = an_export(inside, kind)

    first = tasks.make_export(organization_id=inside.pk, export_id=export.pk)
    made = content(export)
    second = tasks.make_export(organization_id=inside.pk, export_id=export.pk)

    assert (first, second) == (True, False)
    assert content(export) == made
    assert (export.work_state, export.done, export.total) == (WorkState.FINISHED, 15, 15)
    assert len(list((Path(settings.MEDIA_ROOT) / "exports").rglob("*.*"))) == 1


def test_an_export_whose_worker_died_is_made_from_the_start(inside: Organization) -> None:
    Staff(inside).add()
    export = an_export(inside)
    Export.objects.filter(pk=export.pk).update(
        work_state=WorkState.RUNNING, started_at=NOON, beat_at=NOON, done=1, attempts=1
    )

    early = exporting.make(export.pk, at=NOON + timedelta(seconds=30))
    late = exporting.make(export.pk, at=NOON + timedelta(seconds=90))

    assert (early, late) == (False, True)
    assert content(export).count(b"\r\n") == 2


def test_the_sweep_starts_what_no_worker_is_at(
    inside: Organization, django_capture_on_commit_callbacks: object
) -> None:
    export = an_export(inside)  # its task was lost: nothing commits here

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        assert tasks.resume_exports() == 1

    export.refresh_from_db()
    assert export.work_state == WorkState.FINISHED
    assert tasks.resume_exports() == 0


def test_after_three_attempts_an_export_has_failed_and_says_so(inside: Organization) -> None:
    export = an_export(inside)
    Export.objects.filter(pk=export.pk).update(attempts=3)

    assert exporting.make(export.pk, at=NOON) is False

    export.refresh_from_db()
    assert export.work_state == WorkState.FAILED
    assert "Ask for it again" in export.failure


def test_a_slow_worker_does_not_overwrite_the_one_that_took_over(inside: Organization) -> None:
    export = an_export(inside)
    slow = exporting._claimed(export.pk, NOON)
    assert slow is not None
    exporting.make(export.pk, at=NOON + timedelta(minutes=5))
    made = content(export)

    assert exporting._finish(slow, b"late", 0, NOON) is False
    assert content(export) == made


def test_files_are_deleted_after_a_week_and_the_row_stays(inside: Organization) -> None:
    export = an_export(inside)
    exporting.make(export.pk, at=NOON)
    path = Path(Export.objects.get().file.path)

    assert exporting.expire(at=NOON + timedelta(days=7)) == 0
    assert path.exists()
    assert exporting.expire(at=NOON + timedelta(days=7, seconds=1)) == 1
    assert exporting.expire(at=NOON + timedelta(days=8)) == 0
    assert not path.exists()
    assert not Export.objects.get().file


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf", "json"])
def test_the_command_gives_the_same_bytes_as_the_page(
    inside: Organization, tmp_path: Path, kind: str, at_noon: None
) -> None:
    staff = Staff(inside)
    list(staff.everybody())
    export = an_export(inside, kind)
    exporting.make(export.pk, at=NOON)

    output = tmp_path / f"report.{kind}"
    arguments = ["--organization", inside.slug, "--format", kind, "--output", str(output)]
    call_command("completion_report", *arguments, stdout=StringIO())

    assert output.read_bytes() == content(export)


def test_the_command_speaks_of_one_organization_alone(tmp_path: Path) -> None:
    here, there = OrganizationFactory(slug="here"), OrganizationFactory(slug="there")
    for organization, name in ((here, "Hedda"), (there, "Thea")):
        with scoping.within(organization):
            Staff(organization).add(given_name=name)
    output = tmp_path / "report.csv"

    call_command(
        "completion_report", organization="here", format="csv", output=output, stdout=StringIO()
    )

    assert "Hedda" in output.read_text()
    assert "Thea" not in output.read_text()


def test_the_command_refuses_what_is_not_there(tmp_path: Path, organization: Organization) -> None:
    with pytest.raises(CommandError, match="no organization “nowhere”"):
        call_command(
            "completion_report", organization="nowhere", format="csv", output=tmp_path / "x"
        )
    with pytest.raises(CommandError, match="no assignment 7"):
        call_command(
            "completion_report", organization=organization.slug, format="csv",
            output=tmp_path / "x", assignment=7,
        )  # fmt: skip
    with pytest.raises(CommandError, match="cannot be written"):
        call_command(
            "completion_report", organization=organization.slug, format="csv",
            output=tmp_path / "no" / "x",
        )  # fmt: skip


# Pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.HR_ADMIN, 200),
        (Role.OWNER, 200),
        (Role.AUDITOR, 200),
        (Role.FACILITATOR, 403),
        (Role.AUTHOR, 403),
        (Role.EMPLOYEE, 403),
    ],
)
def test_files_are_for_those_who_may_take_records_away(
    organization: Organization, sign_in: SignIn, role: Role, status: int
) -> None:
    with scoping.within(organization):
        export = an_export(organization)
        exporting.make(export.pk, at=NOON)
    client = sign_in(role)

    for path in ("", f"{export.pk}/", f"{export.pk}/file/"):
        assert client.get(f"/o/northwind/manage/exports/{path}").status_code == status


def test_another_employers_owner_finds_no_file(organization: Organization, sign_in: SignIn) -> None:
    with scoping.within(organization):
        export = an_export(organization)
        exporting.make(export.pk, at=NOON)
    other = OrganizationFactory(slug="other")
    client = sign_in(Role.OWNER, of=other)

    for slug in ("northwind", "other"):
        for path in (f"{export.pk}/", f"{export.pk}/file/"):
            assert client.get(f"/o/{slug}/manage/exports/{path}").status_code == 404


def test_a_file_is_asked_for_watched_and_downloaded(
    organization: Organization, sign_in: SignIn, django_capture_on_commit_callbacks: object
) -> None:
    with scoping.within(organization):
        staff = Staff(organization)
        staff.add("completed", given_name="Grete")
    client = sign_in(Role.HR_ADMIN)
    form = {"format": "csv", "assignment": staff.assignment.pk, "unit": "", "status": ""}

    asked = client.post("/o/northwind/manage/exports/", form)
    waiting = client.get(asked["Location"], HTTP_HX_REQUEST="true").content.decode()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # a fixture
        tasks.resume_exports()
    done = client.get(asked["Location"], HTTP_HX_REQUEST="true").content.decode()
    file = client.get(f"{asked['Location']}file/")

    assert "<h1" not in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert "every 2s" not in done
    assert "Grete" in file.getvalue().decode()
    assert file["Content-Disposition"].startswith('attachment; filename="northwind-logistics-')
    assert file["Cache-Control"] == "no-store, private"


def test_a_file_that_is_not_made_yet_is_not_found(
    organization: Organization, sign_in: SignIn
) -> None:
    with scoping.within(organization):
        export = an_export(organization)
    address = f"/o/northwind/manage/exports/{export.pk}/file/"
    assert sign_in(Role.HR_ADMIN).get(address).status_code == 404


def test_a_format_nobody_knows_is_refused_with_a_reason(
    organization: Organization, sign_in: SignIn
) -> None:
    response = sign_in(Role.HR_ADMIN).post("/o/northwind/manage/exports/", {"format": "exe"})
    assert response.status_code == 422
    with scoping.within(organization):
        assert not Export.objects.exists()
