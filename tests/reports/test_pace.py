from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.pace import points, projection

TODAY = date(2026, 11, 20)
GOOD: dict[str, Any] = {
    "done": 1914,
    "people": 2480,
    "recent": 318,
    "since": date(2026, 9, 1),
    "today": TODAY,
    "due_on": date(2026, 12, 11),
}


def test_the_last_two_weeks_go_on_until_the_due_date() -> None:
    assert projection(**GOOD) == 1914 + 318 * 21 // 14


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"recent": 4}, "too few finished"),
        ({"since": TODAY - timedelta(days=13)}, "it has run for less than two weeks"),
        ({"due_on": None}, "there is no one due date"),
        ({"due_on": TODAY}, "it is due today"),
        ({"due_on": TODAY - timedelta(days=1)}, "it was due yesterday"),
        ({"due_on": TODAY + timedelta(days=57)}, "it is too far ahead"),
        ({"done": 2480}, "everybody is done"),
    ],
)
def test_nothing_is_said_without_enough_to_go_by(change: dict[str, Any], because: str) -> None:
    assert projection(**{**GOOD, **change}) is None, because


@given(st.integers(0, 500), st.integers(1, 500), st.integers(5, 500), st.integers(1, 56))
def test_it_never_says_more_people_than_there_are_nor_fewer_than_are_done(
    done: int, open_: int, recent: int, ahead: int
) -> None:
    said = projection(
        done=done,
        people=done + open_,
        recent=recent,
        since=date(2026, 1, 1),
        today=TODAY,
        due_on=TODAY + timedelta(days=ahead),
    )
    assert said is not None
    assert done <= said <= done + open_


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_hundred_percent_is_everybody_and_zero_is_nobody(part: int, rest: int) -> None:
    percent = points(part, part + rest)
    assert (percent == 100) == (part > 0 and rest == 0)
    assert (percent == 0) == (part == 0)


def test_shares_are_rounded_to_the_nearest_percent() -> None:
    assert [points(1914, 2480), points(1, 3), points(2, 3), points(1, 8)] == [77, 33, 67, 13]
