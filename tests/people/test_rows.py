"""Rows of a staff file: which come in, which come out, and what is said about them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.staff_files import words
from people.staff_files.cells import cleaned, number_key, read_email, split_name
from people.staff_files.rows import Checked
from people.staff_files.wording import NOTES, PROBLEMS
from people.staff_files.words import Status
from tests.people.staff_texts import HEADER, check, row

CELL = st.text(max_size=12) | st.sampled_from(
    ["1", "000123", "Ana", "a@b.example", "x@", "12/31/2024", "31.12.2024", "45231", "Active",
     "On Leave", "Terminated", "Sabbatical?", "Total", "=1+1", " a\u00a0", "a\nb", "-", "Yes"]
)  # fmt: skip


def problems(checked: Checked) -> dict[int, list[str]]:
    return {number: [remark.kind for remark in found] for number, found in checked.problems.items()}


def notes(checked: Checked) -> dict[int, list[str]]:
    return {number: [remark.kind for remark in found] for number, found in checked.notes.items()}


@given(st.lists(st.lists(CELL, max_size=12), max_size=12))
def test_every_row_is_accepted_or_rejected_or_left_out_and_each_says_why(
    body: list[list[str]],
) -> None:
    checked = check(*body)

    accepted = [found.row for found in checked.rows]
    everything = [*accepted, *checked.problems, *checked.blank, *checked.footers]
    assert sorted(everything) == list(range(2, len(body) + 2))
    assert checked.data_rows == len(accepted) + len(checked.problems)
    assert sum(checked.statuses.values()) == checked.data_rows
    assert set(checked.notes) <= set(accepted)
    assert {r.kind for found in checked.problems.values() for r in found} <= set(PROBLEMS)
    assert {r.kind for found in checked.notes.values() for r in found} <= set(NOTES)
    assert len({number_key(found.number) for found in checked.rows}) == len(accepted)
    for found in checked.rows:
        assert found.number
        assert found.given_name or found.family_name
        for text in (found.number, found.given_name, found.family_name, found.unit, found.site):
            assert text == words.plain(text)


@given(st.text(max_size=30))
def test_a_cleaned_cell_is_clean(raw: str) -> None:
    value, _notes = cleaned(raw)

    assert cleaned(value) == (value, ())


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"number": ""}, "no_number"),
        ({"given": "", "family": " - "}, "no_name"),
        ({"status": "Sabbatical"}, "status"),
        ({"left": "2019-12-31"}, "ends_before_start"),
        ({"hired": "31/31/2024"}, "start_date"),
        ({"left": "soon"}, "end_date"),
        ({"email": "not-an-email"}, "email"),
        ({"email": "ana@example"}, "email"),
        ({"family": "x" * 101}, "too_long"),
    ],
)
def test_a_row_that_cannot_be_right_is_rejected(values: dict[str, str], kind: str) -> None:
    checked = check(row(**{"number": "1", **values}))

    assert problems(checked) == {2: [kind]}
    assert checked.rows == []


def test_the_first_of_two_rows_with_one_number_or_address_counts() -> None:
    checked = check(
        row("007", email="a@example.org"), row("7"), row("8", email="A@example.org"), row("9")
    )

    assert problems(checked) == {3: ["number_twice"], 4: ["email_twice"]}
    assert [found.number for found in checked.rows] == ["007", "9"]


def test_a_row_that_was_rejected_takes_no_number() -> None:
    checked = check(row("7", status="?"), row("7"))

    assert [found.row for found in checked.rows] == [3]


def test_a_cut_row_is_rejected_and_one_with_extra_blanks_is_not() -> None:
    checked = check(row("1")[:6], [*row("2"), "", " "], [*row("3"), "x"])

    assert problems(checked) == {2: ["short"], 4: ["short"]}
    assert [remark.detail for remark in checked.problems[2]] == ["6 of 10"]
    assert [found.number for found in checked.rows] == ["2"]


def test_a_row_that_only_lacks_what_may_be_missing_is_taken() -> None:
    checked = check([*row("1")], header=(*HEADER, "Language"))

    assert notes(checked) == {2: ["shorter"]}
    assert [found.language for found in checked.rows] == [""]


def test_blank_rows_and_totals_are_left_out() -> None:
    checked = check(row("1"), [], ["", " "], row("2"), ["Total", "2"], ["Summe:", "", "2"])

    assert (checked.blank, checked.footers, checked.data_rows) == ([3, 4], [6, 7], 2)


def test_somebody_called_total_is_not_a_total() -> None:
    assert [found.number for found in check(row("Total")).rows] == ["Total"]


def test_status_says_who_is_employed() -> None:
    checked = check(
        row("1", status="de licencia"),
        row("2", status="Ausgeschieden", left="2025-01-31"),
        row("3", status="", left="2025-01-31"),
        row("4", status=""),
        row("5", status="Terminated"),
        row("6", status="Active", left="2025-01-31"),
    )

    assert [found.status for found in checked.rows] == [
        Status.ON_LEAVE, Status.TERMINATED, Status.TERMINATED, Status.ACTIVE, Status.TERMINATED,
        Status.ACTIVE,
    ]  # fmt: skip
    assert notes(checked) == {6: ["no_end_date"], 7: ["ended_but_active"]}


def test_remarks_are_made_where_something_was_put_right() -> None:
    checked = check(
        row("1", given="  Noah\u00a0"),
        row("2", unit="Lead, Nights\nand weekends"),
        row("3", family='=HYPERLINK("x")'),
        row("4", hired="45231"),
        row("5", hired="2026-12-13"),
    )

    assert notes(checked) == {
        2: ["spaces"], 3: ["line_break"], 4: ["formula"], 5: ["serial_date"], 6: ["future_start"]
    }  # fmt: skip
    assert [checked.rows[0].given_name, checked.rows[1].unit, checked.rows[3].starts_on] == [
        "Noah", "Lead, Nights and weekends", date(2023, 11, 1)
    ]  # fmt: skip


def test_our_own_inert_cells_come_back_as_they_were() -> None:
    checked = check(row("'000123", family="'=1+1"))

    assert [(found.number, found.family_name) for found in checked.rows] == [("000123", "=1+1")]


def test_a_language_that_is_not_offered_falls_back() -> None:
    header = (*HEADER, "Language")
    body = [
        [*row(str(n)), name] for n, name in enumerate(["EN-US", "Español", "Klingon", "", "de"])
    ]

    checked = check(*body, header=header)

    assert [found.language for found in checked.rows] == ["en", "es", "", "", ""]
    assert notes(checked) == {4: ["language"], 6: ["language"]}


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Ruiz, Ana María", ("Ana María", "Ruiz")),
        ("Ana Ruiz", ("Ana", "Ruiz")),
        ("Ana", ("", "Ana")),
    ],
)
def test_a_whole_name_is_split(full: str, parts: tuple[str, str]) -> None:
    assert split_name(full) == parts


@pytest.mark.parametrize(
    "address", ["a@example.org", "o'brien+x@mail.example.co.uk", "A.B@EXAMPLE.ORG"]
)
def test_an_address_is_kept_in_lower_case(address: str) -> None:
    assert read_email(f" {address} ").value == address.lower()


@pytest.mark.parametrize("address", ["a@b", "a b@x.org", "a@x..org", "@x.org", "a@x.org,b@x.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    assert read_email(address).problem == "email"
