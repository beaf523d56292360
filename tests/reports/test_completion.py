"""One truth: what the page counts is what every file lists."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest

from core import spreadsheets
from organizations.models import Organization
from people.models import Employment
from reports.actions import exporting
from reports.columns import CompletionRow
from reports.queries import completion_rows, summary
from reports.selection import Selection
from reports.summary import Group, totals_of
from tests.factories import NOON
from tests.reports.staff import TODAY, YESTERDAY, Staff
from tests.training.courses import an_assignment, an_employee, an_enrollment
from training.due import is_overdue, local_day

pytestmark = pytest.mark.django_db


def rows_of(staff: Staff, **chosen: Any) -> list[CompletionRow]:
    selected = Selection(assignment_id=staff.assignment.pk, **chosen)
    return list(completion_rows(selected, at=NOON))


def merged(groups: tuple[Group, ...]) -> Counter[tuple[int | None, str, bool, bool]]:
    counted: Counter[tuple[int | None, str, bool, bool]] = Counter()
    for group in groups:
        counted[group.unit_id, group.status, group.overdue, group.employed] += group.people
    return counted


def grouped(staff: Staff) -> Counter[tuple[int | None, str, bool, bool]]:
    units = {"Drivers": staff.drivers.pk, "Kitchen": staff.kitchen.pk}
    return Counter(
        (
            units.get(row.department) if row.employed else None,
            row.status,
            row.overdue,
            row.employed,
        )
        for row in rows_of(staff)
    )


def test_the_page_counts_exactly_the_rows(inside: Organization) -> None:
    staff = Staff(inside)
    list(staff.everybody())

    found, _attention = summary(staff.assignment, at=NOON)

    assert merged(found.groups) == grouped(staff)
    assert found.totals == totals_of(rows_of(staff))


def test_the_sums_of_the_staff(inside: Organization) -> None:
    staff = Staff(inside)
    list(staff.everybody())

    found, _attention = summary(staff.assignment, at=NOON)
    totals, beside, contact = found.totals, found.beside, found.contact

    # It is March 3 in Auckland, so that what is due on March 2 is late there, and not in Reno.
    assert (totals.completed, totals.in_progress, totals.not_started) == (3, 3, 4)
    assert (totals.expired, totals.overdue, totals.people) == (1, 4, 11)
    assert (beside.waived, beside.withdrawn, beside.left) == (1, 1, 2)
    assert (found.finished_in_7_days, found.finished_in_14_days) == (1, 2)
    assert (found.oldest_due_on, found.first_due_on) == (YESTERDAY, YESTERDAY)
    # Late or due within a week, at work: five; two of them have no address.
    assert (contact.need, contact.remindable) == (5, 3)
    assert contact.not_started_without_email == 2
    assert contact.median_minutes == 6


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_page_and_rows_agree_in_every_zone_at_every_hour(inside: Organization, hour: int) -> None:
    staff, at = Staff(inside), NOON.replace(hour=hour)
    for site in (staff.reno, staff.auckland, None):
        for days in (-2, -1, 0, 1, 2):
            staff.add("in_progress", due_on=TODAY + timedelta(days=days), site=site)

    chosen = Selection(assignment_id=staff.assignment.pk)
    rows = list(completion_rows(chosen, at=at))
    found, _attention = summary(staff.assignment, at=at)

    zones = {"Reno": "America/Los_Angeles", "Auckland": "Pacific/Auckland", "": inside.time_zone}
    late = [is_overdue(row.due_on, today=local_day(at, zones[row.site])) for row in rows]
    assert [row.overdue for row in rows] == late
    assert found.totals == totals_of(rows)


def test_screen_csv_xlsx_and_json_say_the_same(inside: Organization) -> None:
    staff = Staff(inside)
    list(staff.everybody())
    chosen = Selection(assignment_id=staff.assignment.pk)
    totals = summary(staff.assignment, at=NOON)[0].totals

    def content(kind: str) -> bytes:
        return exporting.content(inside, kind, chosen, at=NOON)

    tables = [
        list(csv.DictReader(io.StringIO(content("csv").decode("utf-8-sig")))),
        as_dicts(spreadsheets.read("report.xlsx", content("xlsx")).rows),
    ]
    for table in tables:
        counted = [row for row in table if row["Counted"] == "Yes"]
        statuses = Counter(row["Status"] for row in counted)
        assert len(table) == 15
        assert len(counted) == totals.people
        assert statuses["Completed"] == totals.completed
        assert statuses["In progress"] == totals.in_progress
        assert statuses["Not started"] == totals.not_started
        assert sum(row["Overdue"] == "Yes" for row in counted) == totals.overdue
    assert tables[0] == tables[1]

    report = json.loads(content("json"))
    assert report["totals"] == {
        name: getattr(totals, name)
        for name in ("people", "completed", "in_progress", "not_started", "expired", "overdue")
    }
    assert [row["number"] for row in report["rows"]] == [r["Employee number"] for r in tables[0]]
    assert content("pdf").startswith(b"%PDF-")


def as_dicts(rows: list[list[str]]) -> list[dict[str, str]]:
    header, *body = rows
    return [dict(zip(header, row, strict=True)) for row in body]


def test_who_has_left_keeps_their_last_number_and_department(inside: Organization) -> None:
    staff = Staff(inside)
    staff.add(ends_on=YESTERDAY, number="000777")

    (row,) = rows_of(staff)

    assert (row.number, row.department, row.site) == ("000777", "Drivers", "Reno")
    assert (row.employed, row.counted, row.overdue) == (False, False, False)


def test_a_rehired_person_is_where_they_are_now(inside: Organization) -> None:
    staff = Staff(inside)
    enrollment = staff.add(ends_on=date(2025, 5, 1), number="000001")
    Employment.objects.create(
        organization=inside, person=enrollment.person, number="000002", unit=staff.kitchen,
        starts_on=date(2025, 9, 1),
    )  # fmt: skip

    (row,) = rows_of(staff)

    assert (row.number, row.department, row.employed) == ("000002", "Kitchen", True)


def test_formulas_in_names_are_inert(inside: Organization) -> None:
    staff = Staff(inside)
    staff.add(given_name='=HYPERLINK("http://x")', family_name="@SUM(A1)", number="-1+2")
    chosen = Selection(assignment_id=staff.assignment.pk)

    text = exporting.content(inside, "csv", chosen, at=NOON).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))

    assert row["Given name"] == '\'=HYPERLINK("http://x")'
    assert (row["Family name"], row["Employee number"]) == ("'@SUM(A1)", "'-1+2")


def test_rows_can_be_chosen_by_department_and_status(inside: Organization) -> None:
    staff = Staff(inside)
    list(staff.everybody())

    kitchen = rows_of(staff, unit_id=staff.kitchen.pk)
    late = rows_of(staff, status="overdue")

    assert {row.department for row in kitchen} == {"Kitchen"}
    assert len(kitchen) == 3
    assert [row.overdue for row in late] == [True] * 4


def test_an_earlier_cycle_is_not_counted_in_the_present_one(inside: Organization) -> None:
    staff = Staff(inside)
    staff.add("completed")
    staff.assignment.cycle = "2027-28"
    staff.assignment.save()

    assert summary(staff.assignment, at=NOON)[0].totals.people == 0
    assert rows_of(staff) == []


def test_without_an_assignment_the_report_holds_all_of_them(inside: Organization) -> None:
    staff = Staff(inside)
    staff.add()
    other = an_assignment(inside, title="Another")
    an_enrollment(inside, assignment=other, person=an_employee(inside))

    titles = [row.assignment for row in completion_rows(Selection(), at=NOON)]

    assert sorted(titles) == ["Another", "Stepping in 2026-27"]


def test_the_same_rows_give_the_same_bytes(inside: Organization) -> None:
    staff = Staff(inside)
    list(staff.everybody())
    chosen = Selection(assignment_id=staff.assignment.pk)

    for kind in ("csv", "xlsx", "json", "pdf"):
        first = exporting.content(inside, kind, chosen, at=NOON)
        assert exporting.content(inside, kind, chosen, at=NOON) == first, kind


def test_counting_asks_the_same_whoever_there_is(
    inside: Organization, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    staff = Staff(inside)
    staff.add()
    with django_assert_num_queries(
        7
    ):  # sites, settings, two counts, the late, and the transaction's ends
        summary(staff.assignment, at=NOON)
    list(staff.everybody())
    with django_assert_num_queries(7):
        summary(staff.assignment, at=NOON)
