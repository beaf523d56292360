"""Two real-looking staff files give exactly what is expected of them."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from core import spreadsheets
from organizations import scoping
from organizations.models import Organization
from people import queries, showing
from people.models import Employment, Person, StaffImport
from tests.people.conftest import everything, undone

DATA = Path(__file__).parent.parent / "data"
DAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


def import_staff(path: Path, organization: Organization, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command(
        "import_staff", str(path), organization=organization.slug, json=True, on=DAY,
        stdout=out, **options,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def as_xlsx(path: Path, folder: Path) -> Path:
    rows = spreadsheets.read(path.name, path.read_bytes()).rows
    width = len(rows[0])
    target = folder / f"{path.stem}.xlsx"
    target.write_bytes(
        spreadsheets.write_xlsx(rows[0], [r + [""] * (width - len(r)) for r in rows[1:]])
    )
    return target


def by_row(found: list[dict[str, Any]], key: str) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for entry in found:
        rows.setdefault(str(entry["row"]), []).append(entry[key])
    return rows


@pytest.mark.parametrize("name", ["northwind-staff", "harbor-clinics-staff"])
def test_a_sample_file_gives_exactly_what_is_expected_twice_and_undo_takes_it_back(
    name: str, organization: Organization
) -> None:
    path = DATA / f"{name}.csv"
    expected = json.loads((DATA / f"{name}.expected.json").read_text())
    with scoping.within(organization):
        before = everything()

    first = import_staff(path, organization)
    with scoping.within(organization):
        between = everything()
    second = import_staff(path, organization)

    for found in (first, second):
        assert found["rows"] == expected["data_rows"]
        assert found["accepted"] == expected["accepted"]
        assert found["people_without_email"] == expected["people_without_email"]
        assert found["status"] == expected["status"]
        assert found["ignored_rows"] == {k: [row] for k, row in expected["ignored_rows"].items()}
        assert by_row(found["rejected"], "problem") == {
            row: [problem] for row, problem in expected["problems"].items()
        }
        kinds = set(expected["notes"].values())
        notes = {
            row: [note for note in said if note in kinds]
            for row, said in by_row(found["notes"], "note").items()
        }
        assert {row: said for row, said in notes.items() if said} == {
            row: [note] for row, note in expected["notes"].items()
        }
    assert (first["new"], first["changed"], first["unchanged"]) == (expected["accepted"], 0, 0)
    assert (second["new"], second["changed"], second["unchanged"]) == (0, 0, expected["accepted"])
    with scoping.within(organization):
        assert everything() == between
        assert Person.objects.filter(email=None).count() == expected["people_without_email"]
        ended = Employment.objects.filter(ends_on__lte=DAY).count()
        assert ended == expected["status"]["Terminated"] - 1  # one of them is rejected
        for staff_import in StaffImport.objects.order_by("-applied_at"):
            undone(staff_import)
        assert everything() == before


def test_a_sample_file_as_a_workbook_gives_the_same(
    organization: Organization, tmp_path: Path
) -> None:
    path = DATA / "harbor-clinics-staff.csv"
    expected = json.loads((DATA / "harbor-clinics-staff.expected.json").read_text())

    import_staff(path, organization)
    found = import_staff(as_xlsx(path, tmp_path), organization)

    rejected = by_row(found["rejected"], "problem")
    assert set(expected["problems"]) - set(rejected) == {"242"}  # a workbook's rows are not cut
    assert found["changed"] <= 1


def test_the_result_file_has_every_row_with_its_outcome_and_inert_cells(
    organization: Organization,
) -> None:
    path = DATA / "harbor-clinics-staff.csv"
    import_staff(path, organization)
    with scoping.within(organization):
        found = queries.imports().get()
        name, kind, content = showing.result_file(found, "csv")
        _name, _kind, workbook = showing.result_file(found, "xlsx")

    assert (name, kind) == ("harbor-clinics-staff-result.csv", "text/csv; charset=utf-8")
    rows = spreadsheets.read(name, content).rows
    assert len(rows) == 311
    assert rows[0][-4:] == ["Row", "Outcome", "Problems", "Notes"]
    by_number = {row[-4]: row for row in rows[1:]}
    assert by_number["193"][-3:-1] == [
        "Rejected", "Status: Unknown status. Write Active, On Leave or Terminated."
    ]  # fmt: skip
    assert by_number["2"][-3:] == ["New", "", ""]
    assert by_number["168"][2] == '\'=HYPERLINK("http://evil.example","x")'
    assert b"<f>" not in workbook
    assert [row[2] for row in spreadsheets.read("x.xlsx", workbook).rows if row[-4] == "168"] == [
        '=HYPERLINK("http://evil.example","x")'
    ]


def test_the_corrected_result_file_can_be_imported_again(
    organization: Organization, tmp_path: Path
) -> None:
    import_staff(DATA / "harbor-clinics-staff.csv", organization)
    with scoping.within(organization):
        _name, _kind, content = showing.result_file(queries.imports().get(), "csv")
    again = tmp_path / "result.csv"
    again.write_bytes(content.replace(b"Sabbatical?", b"On Leave"))

    found = import_staff(again, organization)

    # The corrected row, and the one that was cut: in the result file its cells are all there.
    assert (found["new"], found["changed"]) == (2, 0)


def test_a_dry_run_stores_nothing(organization: Organization) -> None:
    found = import_staff(DATA / "harbor-clinics-staff.csv", organization, dry_run=True)

    with scoping.within(organization):
        assert (found["new"], StaffImport.objects.count(), Person.objects.count()) == (301, 0, 0)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"id,name\n1,A\0", b"prose"])
def test_a_file_that_cannot_be_read_ends_with_two_and_its_reason(
    content: bytes, organization: Organization, tmp_path: Path
) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(content)
    out, err = StringIO(), StringIO()

    with pytest.raises(SystemExit) as stop:
        call_command("import_staff", str(path), organization="northwind", stdout=out, stderr=err)

    assert stop.value.code == 2
    assert len(err.getvalue().split()) > 3
    assert out.getvalue() == ""
    with scoping.within(organization):
        assert not StaffImport.objects.exists()
