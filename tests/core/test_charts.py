from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts import WIDTH, Row, Series, shares, stacked_bars

DONE = Series("done", "Completed", "a")
LATE = Series("late", "Overdue", "c")
REST = Series("rest", "Not started", "rest")

counts = st.lists(st.integers(0, 1_000_000), min_size=1, max_size=8)


@given(counts)
def test_the_parts_of_a_bar_add_up_to_its_width(numbers: list[int]) -> None:
    assert sum(shares(numbers)) == (WIDTH if any(numbers) else 0)


@given(counts)
def test_nothing_gets_nothing_and_one_person_is_seen(numbers: list[int]) -> None:
    for number, width in zip(numbers, shares(numbers), strict=True):
        assert (width >= 4) if number else (width == 0)


@given(counts)
def test_more_is_never_drawn_smaller(numbers: list[int]) -> None:
    drawn = sorted(zip(numbers, shares(numbers), strict=True))
    for (fewer, narrow), (more, wide) in pairwise(drawn):
        assert narrow <= wide or fewer == more


@given(counts, st.integers(40, 4000))
def test_a_share_is_within_its_rounding_and_the_room_made_for_the_small(
    numbers: list[int], width: int
) -> None:
    total = sum(numbers)
    for number, given_width in zip(numbers, shares(numbers, width=width), strict=True):
        exact = number * width / total if total else 0
        assert abs(given_width - exact) <= 1 + 4 * len(numbers)


@given(st.lists(st.tuples(*[st.integers(0, 5000)] * 3), max_size=6))
def test_the_parts_of_a_chart_lie_end_to_end(rows: list[tuple[int, int, int]]) -> None:
    chart = stacked_bars((DONE, LATE, REST), [Row("A", row) for row in rows])

    for bar, row in zip(chart.bars, rows, strict=True):
        ends = [0, *(part.end for part in bar.parts)]
        assert [part.x for part in bar.parts] == ends[:-1]
        assert ends[-1] == (WIDTH if any(row) else 0)
    assert chart.total == sum(map(sum, rows))


def test_a_bar_reads_itself_aloud_and_knows_its_seams() -> None:
    (bar,) = stacked_bars((DONE, LATE, REST), [Row("Drivers", (1500, 0, 500))]).bars

    assert bar.words == "Completed 1,500, Overdue 0, Not started 500"
    assert [part.series.key for part in bar.drawn] == ["done", "rest"]
    assert bar.seams == (bar.parts[0].end,)


def test_a_bar_cannot_have_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="no negative"):
        shares([3, -1])


def test_a_bar_too_narrow_for_its_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="too narrow"):
        shares([1, 1, 1], width=11)


def test_a_row_must_have_a_count_for_each_series() -> None:
    with pytest.raises(ValueError, match="each series"):
        stacked_bars((DONE, LATE), [Row("Drivers", (1,))])
