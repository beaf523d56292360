from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.picking import MOST, Picked, address, everybody, read, stored

ids = st.frozensets(st.integers(1, 60), max_size=20)
picks = st.builds(Picked, ids, st.booleans(), st.sampled_from(["", "unit=3"]))


@given(picks, ids, ids)
def test_a_page_decides_about_its_own_people_and_nobody_else(
    before: Picked, shown: frozenset[int], ticked: frozenset[int]
) -> None:
    after = before.seen(shown, ticked)
    for person in range(1, 61):
        wanted = person in ticked if person in shown else before.holds(person)
        assert after.holds(person) == wanted


@given(picks, ids)
def test_the_same_page_twice_is_the_same_as_once(before: Picked, shown: frozenset[int]) -> None:
    ticked = frozenset(sorted(shown)[::2])
    once = before.seen(shown, ticked)
    assert once.seen(shown, ticked) == once


@given(picks)
def test_what_a_session_keeps_is_what_was_chosen(picked: Picked) -> None:
    assert read(stored(picked)) == picked


def test_everybody_but_a_few_is_counted() -> None:
    picked = everybody("unit=3").seen([1, 2, 3], [1])
    assert (picked.count(566), picked.holds(2), picked.holds(4)) == (564, False, True)
    assert address(picked) == "unit=3&without=2.3"


def test_some_people_travel_by_their_ids() -> None:
    assert address(Picked(frozenset({12, 3}))) == "people=3.12"
    assert address(Picked(frozenset({12, 3})), 7) == "assignment=7&people=3.12"


def test_more_than_fit_an_address_are_not_kept_and_that_is_said() -> None:
    full = Picked(frozenset(range(MOST))).seen([1000], [1000])
    assert (full.full, full.count(0), full.holds(1000)) == (True, MOST, False)


def test_a_session_of_something_else_is_nobody() -> None:
    assert read(None).is_empty
    assert read({"ids": ["x", 3]}).ids == {3}
