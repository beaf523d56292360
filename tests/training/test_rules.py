"""Audience, due day, seat time and the chain of events: pure rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from training import audience, due, events, seat_time
from training.audience import AudienceRule, Facts, Managers, Reason
from training.due import DueRule
from training.events import Fact, Impossible
from training.views.player import beads

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


# When it is due --------------------------------------------------------------------------


@given(hired=st.none() | days, assigned=days, number=st.integers(1, 730))
def test_everybody_gets_the_days_the_rule_promises(
    hired: date | None, assigned: date, number: int
) -> None:
    found = due.due_on(DueRule(days=number), hired_on=hired, assigned_on=assigned)

    assert found >= assigned + timedelta(days=number)
    assert hired is None or found >= hired + timedelta(days=number)
    assert found in {assigned + timedelta(number), (hired or assigned) + timedelta(number)}


@given(fixed=days, hired=st.none() | days, assigned=days)
def test_a_fixed_date_is_the_same_for_all(fixed: date, hired: date | None, assigned: date) -> None:
    assert due.due_on(DueRule(on=fixed), hired_on=hired, assigned_on=assigned) == fixed


@given(fixed=days, assigned=days, number=st.integers(1, 730))
def test_with_both_the_later_day_counts(fixed: date, assigned: date, number: int) -> None:
    found = due.due_on(DueRule(on=fixed, days=number), hired_on=None, assigned_on=assigned)

    assert found == max(fixed, assigned + timedelta(days=number))


def test_late_begins_after_the_day_has_ended_where_the_person_is() -> None:
    late_evening = datetime(2026, 3, 3, 4, 59, tzinfo=UTC)

    assert due.local_day(late_evening, "America/Chicago") == MONDAY
    assert not due.is_overdue(MONDAY, today=due.local_day(late_evening, "America/Chicago"))
    assert due.is_overdue(MONDAY, today=due.local_day(late_evening, "Europe/Madrid"))
    assert not due.is_overdue(None, today=MONDAY)


def test_a_rule_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="a date or a number of days"):
        DueRule()


# Active time -----------------------------------------------------------------------------

claims = st.none() | st.integers(-5, 100_000)


@given(claimed=claims, gap=st.integers(0, 90_000))
def test_active_time_is_bounded_by_the_clock(claimed: int | None, gap: int) -> None:
    found = seat_time.credited(claimed, since=NOON, at=NOON + timedelta(seconds=gap))

    assert 0 <= found <= gap
    if claimed is None:
        assert found == min(gap, seat_time.IDLE)


@given(st.lists(st.tuples(claims, st.integers(0, 5_000)), max_size=20))
def test_the_sum_never_exceeds_the_time_that_has_passed(
    steps: list[tuple[int | None, int]],
) -> None:
    at, since, total = NOON, None, 0
    for claimed, gap in steps:
        at += timedelta(seconds=gap)
        total += seat_time.credited(claimed, since=since, at=at)
        since = at

    passed = sum(gap for _, gap in steps[1:])
    assert total <= passed + seat_time.IDLE


# The chain -------------------------------------------------------------------------------

START = events.origin(1, 2, "2026-27")
ASSIGNED = Fact("assigned", NOON, {"due_on": "2026-04-01"})


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Events that can follow each other, in an order that can be."""
    facts, record = [ASSIGNED], events.follow(START, ASSIGNED)
    for number in range(draw(st.integers(0, 12))):
        fact = Fact(
            draw(st.sampled_from([
                "started", "module_completed", "completed", "due_changed", "waived", "withdrawn",
                "expired", "reopened",
            ])),
            NOON + timedelta(minutes=number),
            {"module": f"m{number}", "minutes": 5, "due_on": "2026-05-01"},
            reason=draw(st.text(max_size=5)),
            by=draw(st.none() | st.integers(1, 9)),
        )  # fmt: skip
        try:
            record = events.follow(record, fact)
        except Impossible:
            continue
        facts.append(fact)
    return facts


@given(histories())
def test_the_same_events_always_give_the_same_record(facts: list[Fact]) -> None:
    assert events.derive(START, facts) == events.derive(START, list(facts))


@given(histories(), st.data())
def test_no_event_can_be_changed_without_breaking_the_chain(
    facts: list[Fact], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(facts) - 1))
    changed = [*facts]
    changed[place] = Fact(
        facts[place].kind, facts[place].at, facts[place].data, "another reason than any", 99
    )

    assert events.derive(START, changed).last_hash != events.derive(START, facts).last_hash


@given(histories())
def test_dates_stand_where_the_state_says_they_do(facts: list[Fact]) -> None:
    record = events.derive(START, facts)

    assert (record.completed_at is not None) == (record.status == "completed")
    assert (record.ended_at is not None) == (record.status in events.ENDED)
    assert record.last_sequence == len(facts)


def test_a_chain_fits_no_other_enrollment() -> None:
    other = events.origin(1, 3, "2026-27")

    assert events.derive(START, [ASSIGNED]).last_hash != events.derive(other, [ASSIGNED]).last_hash


@pytest.mark.parametrize(
    "kinds",
    [
        ["started"],
        ["assigned", "assigned"],
        ["assigned", "completed"],
        ["assigned", "started", "completed", "waived"],
        ["assigned", "started", "completed", "reopened"],
        ["assigned", "waived", "started"],
        ["assigned", "reopened"],
    ],
)
def test_what_cannot_follow_is_refused(kinds: list[str]) -> None:
    with pytest.raises(Impossible):
        events.derive(START, [Fact(kind, NOON) for kind in kinds])


# Audiences -------------------------------------------------------------------------------

TREE: dict[int, int | None] = {1: None, 2: 1, 3: 2, 4: None}


@pytest.mark.parametrize(
    ("rule", "facts", "reason"),
    [
        (AudienceRule(everybody=True), Facts(1), Reason.EVERYBODY),
        (AudienceRule(), Facts(1), Reason.NOT_NAMED),
        (AudienceRule(people=(1,)), Facts(1), Reason.NAMED),
        (AudienceRule(units=(1,)), Facts(1, unit_id=3), Reason.MATCHES),
        (AudienceRule(units=(1,)), Facts(1, unit_id=4), Reason.OTHER_UNIT),
        (AudienceRule(units=(1,), sites=(7,)), Facts(1, unit_id=1), Reason.OTHER_SITE),
        (AudienceRule(managers=Managers.ONLY), Facts(1), Reason.NOT_A_MANAGER),
        (AudienceRule(managers=Managers.NOT), Facts(1, is_manager=True), Reason.A_MANAGER),
        (AudienceRule(hired_from=MONDAY), Facts(1), Reason.HIRED_OUTSIDE),
        (AudienceRule(people=(1,), without_units=(2,)), Facts(1, 3), Reason.LEFT_OUT_BY_UNIT),
        (AudienceRule(people=(1,), without_people=(1,)), Facts(1), Reason.LEFT_OUT_BY_NAME),
        (AudienceRule(everybody=True), Facts(1, employed=False), Reason.NOT_EMPLOYED),
    ],
)  # fmt: skip
def test_the_reason_says_why(rule: AudienceRule, facts: Facts, reason: Reason) -> None:
    assert audience.why(rule, facts, TREE) == reason


def test_hire_dates_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValidationError):
        AudienceRule(hired_from=MONDAY, hired_to=MONDAY - timedelta(days=1))


# The trail -------------------------------------------------------------------------------


@given(about=st.integers(0, 60), share=st.floats(0, 1))
def test_the_trail_always_shows_where_one_is(about: int, share: float) -> None:
    shown = beads(int(about * share), about)

    assert shown.count("here") == 1
    assert 1 <= len(shown) <= 14
