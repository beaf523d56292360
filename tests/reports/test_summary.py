from __future__ import annotations

import statistics

from hypothesis import given
from hypothesis import strategies as st

from reports.summary import Group, Summary, by_unit, median, total

STATUSES = ["not_started", "in_progress", "completed", "waived", "withdrawn", "expired"]
groups = st.lists(
    st.builds(
        lambda unit, status, late, employed, people: Group(
            unit, status, late and employed and status in STATUSES[:2], employed, people
        ),
        st.sampled_from([None, 1, 2, 3]),
        st.sampled_from(STATUSES),
        st.booleans(),
        st.booleans(),
        st.integers(1, 500),
    ),
    max_size=30,
)
NAMES = {1: "Drivers", 2: "Kitchen", 3: "Finance"}


@given(groups)
def test_everybody_is_in_exactly_one_sum(found: list[Group]) -> None:
    summary = Summary(tuple(found))
    assert summary.totals.people + summary.beside.people == sum(group.people for group in found)


@given(groups)
def test_what_is_late_and_what_is_on_time_is_what_is_open(found: list[Group]) -> None:
    totals = total(found)
    on_time = totals.in_progress_on_time + totals.not_started_on_time
    assert on_time + totals.overdue == totals.open


@given(groups)
def test_departments_add_up_to_the_whole(found: list[Group]) -> None:
    units = by_unit(found, NAMES, nameless="No department")
    for name in total(found).__dataclass_fields__:
        assert sum(getattr(unit.totals, name) for unit in units) == getattr(total(found), name)


@given(groups)
def test_the_largest_department_is_first(found: list[Group]) -> None:
    sizes = [unit.totals.people for unit in by_unit(found, NAMES, nameless="None")]
    assert sizes == sorted(sizes, reverse=True)
    assert 0 not in sizes


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9)), min_size=1))
def test_the_median_is_that_of_everybody_one_by_one(counted: list[tuple[int, int]]) -> None:
    each = [value for value, people in counted for _ in range(people)]
    assert median(counted) == statistics.median_low(each)


def test_the_median_of_nobody_is_not_known() -> None:
    assert median([]) is None


def test_a_week_ago_the_share_was_smaller_by_those_who_finished_since() -> None:
    summary = Summary(
        (Group(1, "completed", False, True, 77), Group(1, "not_started", False, True, 23)),
        finished_in_7_days=6,
    )
    assert (summary.totals.percent, summary.change_in_7_days) == (77, 6)


def test_who_left_or_was_waived_stands_beside_the_sum() -> None:
    summary = Summary(
        (
            Group(1, "completed", False, True, 5),
            Group(1, "completed", False, False, 2),
            Group(1, "waived", False, True, 3),
            Group(1, "withdrawn", False, False, 1),
        )
    )
    beside = summary.beside
    assert summary.totals.people == 5
    assert (beside.waived, beside.withdrawn, beside.left) == (3, 1, 2)
