"""Circles of managers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from people.staff_files.managers import in_cycles

ABOVE = st.dictionaries(st.integers(0, 12), st.none() | st.integers(0, 12), max_size=13)


def walks_back(above: dict[int, int | None], start: int) -> bool:
    here = above.get(start)
    for _step in range(len(above) + 1):
        if here is None or here == start:
            break
        here = above.get(here)
    return here == start


@given(ABOVE)
def test_exactly_those_who_come_back_to_themselves_are_in_a_circle(
    above: dict[int, int | None],
) -> None:
    assert in_cycles(above) == {person for person in above if walks_back(above, person)}


def test_those_who_report_into_a_circle_are_not_in_it() -> None:
    assert in_cycles({1: 2, 2: 3, 3: 2, 4: 1}) == {2, 3}


def test_a_long_line_of_managers_is_no_circle() -> None:
    assert in_cycles({n: n + 1 for n in range(50_000)}) == set()
