from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cohorts.standing import Place, Standing, nudgeable, standing

places = st.lists(
    st.builds(
        Place,
        enrollment_id=st.integers(1),
        person_id=st.integers(1),
        name=st.just("Ana"),
        unit=st.just("Drivers"),
        status=st.sampled_from(
            ["not_started", "in_progress", "completed", "waived", "withdrawn", "expired"]
        ),
        overdue=st.booleans(),
        due_on=st.none(),
        parts_done=st.integers(0, 4),
        parts=st.just(4),
        on_leave=st.booleans(),
        employed=st.booleans(),
        has_email=st.booleans(),
    ).map(lambda p: p if p.is_open else Place(**{**p.__dict__, "overdue": False})),
    max_size=20,
)


@given(places)
def test_everybody_counted_is_ready_or_on_the_way(group: list[Place]) -> None:
    found = standing(group)
    assert found.ready + found.in_progress + found.not_started == found.people
    assert found.overdue <= found.in_progress + found.not_started


@given(places)
def test_nobody_done_away_gone_or_without_address_is_nudged(group: list[Place]) -> None:
    for place in nudgeable(group):
        assert place.is_open
        assert place.has_email
        assert not place.on_leave


@given(places)
def test_only_the_late_are_nudged_where_somebody_is_late(group: list[Place]) -> None:
    chosen = nudgeable(group)
    assert len({place.overdue for place in chosen}) <= 1


def test_an_empty_cohort_is_not_done() -> None:
    assert standing([]) == Standing()
    assert not standing([]).is_done
