from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assessments.instruments import InstrumentDefinition, Item, Points, Scale

FIVE = Points(minimum=1, maximum=5, low="Not at all", high="Completely")


def scale(*items: Item) -> Scale:
    return Scale(
        slug="norm",
        title="Norm",
        direction="higher_is_better",
        waves=("baseline", "closing"),
        points=FIVE,
        items=items,
    )


FOUR_AND_ONE = scale(
    *(Item(slug=f"i{n}", text="…") for n in range(4)), Item(slug="back", text="…", reversed=True)
)


def test_a_score_is_the_mean_after_reversal() -> None:
    answers = {"i0": 5, "i1": 4, "i2": 3, "i3": 4, "back": 1}

    assert FOUR_AND_ONE.score(answers) == (5 + 4 + 3 + 4 + 5) / 5


def test_a_score_needs_four_items_in_five() -> None:
    assert FOUR_AND_ONE.score({"i0": 5, "i1": 5, "i2": 5, "back": 5}) == (15 + 1) / 4
    assert FOUR_AND_ONE.score({"i0": 5, "i1": 5, "back": 5}) is None


@given(st.dictionaries(st.sampled_from(["i0", "i1", "i2", "i3", "back"]), st.integers(1, 5)))
def test_a_score_stays_inside_its_points(answers: dict[str, int]) -> None:
    found = FOUR_AND_ONE.score(answers)

    assert found is None or 1 <= found <= 5


@given(
    st.dictionaries(
        st.sampled_from(["i0", "i1", "back", "stranger"]),
        st.one_of(st.integers(-20, 20), st.sampled_from(["5", True, None])),
    )
)
def test_only_answers_that_were_asked_for_are_kept(sent: dict[str, object]) -> None:
    instrument = InstrumentDefinition(slug="s", title="S", scales=(FOUR_AND_ONE,))

    kept = instrument.valid_answers("baseline", sent)

    assert all(sent[name] == value and 1 <= value <= 5 for name, value in kept.items())
    assert "stranger" not in kept
    assert instrument.valid_answers("follow_up_30", sent) == {}


def test_an_item_named_twice_is_refused() -> None:
    twice = scale(Item(slug="same", text="a"), Item(slug="same", text="b"))

    with pytest.raises(ValidationError, match="used twice: same"):
        InstrumentDefinition(slug="s", title="S", scales=(twice,))
