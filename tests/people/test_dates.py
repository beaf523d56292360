"""Dates of a column, decided from all its values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.staff_files.dates import EARLIEST, LATEST, Order, decide, decide_together, read

DAYS = st.dates(EARLIEST, LATEST)
FORMATS = {Order.MDY: "%m/%d/%Y", Order.DMY: "%d.%m.%Y"}


@given(st.lists(DAYS, min_size=1, max_size=30), st.sampled_from(Order), st.sampled_from(Order))
def test_a_column_with_one_telling_date_is_read_as_written(
    days: list[date], order: Order, likely: Order
) -> None:
    days.append(date(2024, 5, 31))
    written = [day.strftime(FORMATS[order].replace(".", "/")) for day in days]

    decided = decide(written, likely=likely)

    assert (decided.order, decided.certain) == (order, True)
    assert [read(text, decided.order).value for text in written] == days


@given(DAYS, st.sampled_from(Order))
def test_what_says_its_order_itself_reads_the_same_in_any_column(day: date, order: Order) -> None:
    serial = (day - date(1899, 12, 30)).days
    for written in (
        day.isoformat(), day.strftime("%Y/%m/%d"), f"{day.isoformat()}T00:00:00",
        f"{day.isoformat()} 08:30:00", day.strftime("%d %B %Y"), day.strftime("%B %d, %Y"),
        day.strftime("%d-%b-%Y"), str(serial), f"{serial}.0",
    ):  # fmt: skip
        assert read(written, order).value == day, written


@given(st.text(max_size=12), st.sampled_from(Order))
def test_any_text_is_a_sane_date_or_none(text: str, order: Order) -> None:
    found = read(text, order).value

    assert found is None or EARLIEST <= found <= LATEST


@pytest.mark.parametrize("text", ["31/31/2024", "02/30/2024", "0", "99999999", "tomorrow", "1/2"])
def test_what_fits_no_order_is_no_date(text: str) -> None:
    assert [read(text, order).value for order in Order] == [None, None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 de marzo de 2024", date(2024, 3, 3)),
        ("3. März 2024", date(2024, 3, 3)),
        ("12-Mar-24", date(2024, 3, 12)),
        ("Sept 9, 1998", date(1998, 9, 9)),
        ("20240312", date(2024, 3, 12)),
        ("45231", date(2023, 11, 1)),
    ],
)
def test_words_and_numbers_of_other_systems_are_read(text: str, day: date) -> None:
    assert read(text, Order.MDY).value == day


def test_points_mean_day_first_even_when_every_date_would_do_either_way() -> None:
    assert decide(["03.04.2024", "05.06.2024"], likely=Order.MDY).order is Order.DMY


def test_an_undecided_column_is_read_as_is_likely_and_says_so() -> None:
    decided = decide(["03/04/2024", "05/06/2024"], likely=Order.DMY)

    assert (decided.order, decided.certain) == (Order.DMY, False)


def test_an_undecided_column_follows_the_decided_one_beside_it() -> None:
    decided = decide_together({"hired": ["31/12/2020"], "left": ["03/04/2024"]}, likely=Order.MDY)

    assert decided["left"].order is Order.DMY


def test_one_wrong_date_does_not_turn_a_column() -> None:
    assert decide(["12/31/2020"] * 9 + ["31/12/2020"], likely=Order.DMY).order is Order.MDY


def test_years_of_two_digits_are_of_a_working_life() -> None:
    assert read("01/02/99", Order.MDY).value == date(1999, 1, 2)
    assert read("01/02/24", Order.MDY).value == date(2024, 1, 2)


def test_a_column_of_serial_numbers_says_so() -> None:
    assert decide(["45231", "45232", "2024-01-01"], likely=Order.MDY).mostly_serial
