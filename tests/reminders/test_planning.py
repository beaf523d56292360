from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.models import Reminder
from reminders.planning import (
    DAY,
    LATEST,
    Hold,
    Hours,
    Kind,
    Standing,
    due_reminder,
    hold,
    is_working_day,
    next_reminder,
    nudge_moment,
    schedule,
    working_moment,
)

CHICAGO = ZoneInfo("America/Chicago")
HOURS = Hours(time(9), time(17))


def a_standing(
    *,
    assigned: str = "2026-11-23T15:00+00:00",
    due: str | None = "2026-12-11",
    last: str | None = None,
    zone: ZoneInfo = CHICAGO,
    hours: Hours = HOURS,
    status: str = "not_started",
) -> Standing:
    return Standing(
        status=status,
        employed=True,
        on_leave=False,
        has_address=True,
        suppressed=False,
        assigned_at=datetime.fromisoformat(assigned),
        due_on=date.fromisoformat(due) if due else None,
        zone=zone,
        hours=hours,
        last_mail_on=date.fromisoformat(last) if last else None,
    )


def days(standing: Standing) -> dict[str, str]:
    return {each.kind.value: each.on.strftime("%a %b %d") for each in schedule(standing)}


def sweep(standing: Standing, first: str, last: str, *, step: timedelta) -> list[tuple[str, str]]:
    """What goes out, and when on the person's clock, if somebody looks every `step`."""
    at, end, sent = datetime.fromisoformat(first), datetime.fromisoformat(last), []
    while at <= end:
        if found := due_reminder(standing, at=at):
            local = at.astimezone(standing.zone)
            sent.append((found.planned.kind.value, local.strftime("%a %b %d %H:%M")))
            standing = replace(standing, last_mail_on=found.day)
        at += step
    return sent


def test_the_kinds_are_those_of_the_table() -> None:
    assert {kind.value for kind in Kind} == set(Reminder.Kind.values)


def test_five_reminders_each_once_at_the_beginning_of_the_working_day() -> None:
    assert sweep(
        a_standing(), "2026-11-23T15:00+00:00", "2027-02-01T00:00+00:00", step=timedelta(minutes=15)
    ) == [
        ("assigned", "Mon Nov 23 09:00"),
        ("week_before", "Fri Dec 04 09:00"),
        ("day_before", "Thu Dec 10 09:00"),
        ("day_overdue", "Mon Dec 14 09:00"),
        ("week_overdue", "Fri Dec 18 09:00"),
    ]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-12-12", ("Fri Dec 04", "Fri Dec 11", "Mon Dec 14", "Mon Dec 21")),  # a Saturday
        ("2026-12-13", ("Fri Dec 04", "Fri Dec 11", "Mon Dec 14", "Mon Dec 21")),  # a Sunday
        ("2026-12-14", ("Mon Dec 07", "Fri Dec 11", "Tue Dec 15", "Mon Dec 21")),  # a Monday
    ],
)
def test_before_moves_to_friday_and_overdue_to_monday(due: str, expected: tuple[str, ...]) -> None:
    assert tuple(days(a_standing(due=due)).values())[1:] == expected


def test_whoever_is_assigned_two_days_before_hears_no_week_before() -> None:
    assert days(a_standing(assigned="2026-12-09T15:00+00:00")) == {
        "assigned": "Wed Dec 09",
        "day_before": "Thu Dec 10",
        "day_overdue": "Mon Dec 14",
        "week_overdue": "Fri Dec 18",
    }


def test_whoever_is_assigned_on_the_last_day_gets_one_mail_that_day() -> None:
    standing = a_standing(assigned="2026-12-10T15:00+00:00")
    assert sweep(
        standing, "2026-12-10T15:00+00:00", "2026-12-13T23:00+00:00", step=timedelta(hours=1)
    ) == [("assigned", "Thu Dec 10 09:00")]


def test_an_assignment_on_a_weekend_waits_for_monday_where_the_person_is() -> None:
    saturday = a_standing(assigned="2026-11-21T18:00+00:00")
    found = next_reminder(saturday, at=datetime(2026, 11, 21, 18, tzinfo=UTC))
    assert found is not None
    assert (found.planned.kind, found.at) == (
        Kind.ASSIGNED, datetime(2026, 11, 23, 15, tzinfo=UTC),
    )  # fmt: skip


def test_the_same_instant_is_working_time_in_one_place_and_night_in_another() -> None:
    at = datetime(2026, 12, 4, 15, tzinfo=UTC)
    assert due_reminder(a_standing(last="2026-11-23"), at=at) is not None
    tokyo = a_standing(last="2026-11-23", zone=ZoneInfo("Asia/Tokyo"))
    assert due_reminder(tokyo, at=at) is None


def test_nine_in_the_morning_stays_nine_when_the_clocks_change() -> None:
    before = working_moment(datetime(2026, 10, 30, 3, tzinfo=UTC), zone=CHICAGO, hours=HOURS)
    after = working_moment(datetime(2026, 10, 31, 3, tzinfo=UTC), zone=CHICAGO, hours=HOURS)
    assert (before, after) == (
        datetime(2026, 10, 30, 14, tzinfo=UTC),
        datetime(2026, 11, 2, 15, tzinfo=UTC),  # a Monday, one hour later in UTC
    )


def test_a_working_day_that_begins_in_the_hour_that_is_skipped_begins_after_it() -> None:
    cairo, early = ZoneInfo("Africa/Cairo"), Hours(time(0, 30), time(8))
    gap = datetime(2026, 4, 23, 21, 50, tzinfo=UTC)  # Friday: 00:00 becomes 01:00
    moment = working_moment(gap, zone=cairo, hours=early)
    assert moment >= gap
    assert moment.astimezone(cairo).time() >= time(0, 30)


def test_after_a_stop_of_the_server_only_the_latest_goes_out() -> None:
    standing = a_standing(last="2026-11-23")
    assert sweep(
        standing, "2026-12-10T20:00+00:00", "2026-12-11T22:00+00:00", step=timedelta(hours=1)
    ) == [("day_before", "Thu Dec 10 14:00")]


def test_a_reminder_whose_day_is_over_is_not_sent_late() -> None:
    standing = a_standing(last="2026-11-23")
    assert (
        sweep(standing, "2026-12-12T00:00+00:00", "2026-12-14T14:59+00:00", step=timedelta(hours=1))
        == []
    )


def test_whoever_comes_back_from_leave_gets_one_mail_and_not_four() -> None:
    standing = a_standing(last="2026-11-23")
    assert sweep(
        standing, "2027-01-04T15:00+00:00", "2027-03-01T15:00+00:00", step=timedelta(hours=6)
    ) == [("week_overdue", "Mon Jan 04 09:00")]


def test_whoever_was_never_told_hears_of_the_assignment_first() -> None:
    standing = a_standing()
    assert sweep(
        standing, "2026-12-08T15:00+00:00", "2026-12-11T22:00+00:00", step=timedelta(hours=6)
    ) == [("assigned", "Tue Dec 08 09:00"), ("day_before", "Thu Dec 10 09:00")]


def test_a_due_date_moved_later_is_announced_again() -> None:
    standing = a_standing(last="2026-12-10", due="2027-01-15")
    assert sweep(
        standing, "2026-12-11T15:00+00:00", "2027-01-17T00:00+00:00", step=timedelta(hours=6)
    ) == [("week_before", "Fri Jan 08 09:00"), ("day_before", "Thu Jan 14 09:00")]


def test_without_a_due_date_there_is_one_mail() -> None:
    assert days(a_standing(due=None)) == {"assigned": "Mon Nov 23"}


def test_a_nudge_counts_as_the_mail_of_its_day() -> None:
    at = datetime(2026, 12, 4, 20, tzinfo=UTC)
    assert due_reminder(a_standing(last="2026-12-04"), at=at) is None
    assert nudge_moment(a_standing(last="2026-12-04"), at=at) is None


def test_a_nudge_asked_for_in_the_evening_goes_out_in_the_morning() -> None:
    found = nudge_moment(a_standing(last="2026-12-04"), at=datetime(2026, 12, 5, 1, tzinfo=UTC))
    assert found is not None
    assert (found.at, found.day) == (datetime(2026, 12, 7, 15, tzinfo=UTC), date(2026, 12, 7))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, None),
        ({"status": "in_progress"}, None),
        ({"status": "completed"}, Hold.DONE),
        ({"status": "waived"}, Hold.WAIVED),
        ({"status": "withdrawn"}, Hold.WITHDRAWN),
        ({"status": "expired"}, Hold.EXPIRED),
        ({"employed": False}, Hold.LEFT),
        ({"on_leave": True}, Hold.ON_LEAVE),
        ({"has_address": False}, Hold.NO_ADDRESS),
        ({"suppressed": True}, Hold.SUPPRESSED),
    ],
)
def test_nobody_is_written_to_without_reason(
    changed: dict[str, object], expected: Hold | None
) -> None:
    standing = replace(a_standing(), **changed)  # type: ignore[arg-type] # each is a field's type
    assert hold(standing) == expected
    at = datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert (due_reminder(standing, at=at) is None) == (expected is not None)


ZONES = st.sampled_from(
    ["America/Chicago", "Europe/Madrid", "Asia/Kolkata", "Pacific/Apia", "Pacific/Honolulu",
     "Africa/Cairo", "America/St_Johns", "Australia/Lord_Howe", "UTC"]
).map(ZoneInfo)  # fmt: skip
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
HOUR_RANGES = (
    st.tuples(st.times(), st.times()).filter(lambda p: p[0] < p[1]).map(lambda p: Hours(*p))
)
STANDINGS = st.builds(
    Standing,
    status=st.sampled_from(["not_started", "in_progress"]),
    employed=st.just(True),
    on_leave=st.just(False),
    has_address=st.just(True),
    suppressed=st.just(False),
    assigned_at=INSTANTS,
    due_on=st.none() | st.dates(date(2026, 1, 1), date(2028, 3, 1)),
    zone=ZONES,
    hours=HOUR_RANGES,
    last_mail_on=st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
)


@settings(max_examples=300, deadline=None)
@given(standing=STANDINGS, at=INSTANTS)
def test_whatever_goes_out_keeps_the_promises(standing: Standing, at: datetime) -> None:
    found = next_reminder(standing, at=at)
    if found is None:
        return
    planned, local = found.planned, found.at.astimezone(standing.zone)
    assert found.at >= at
    assert local.date() == found.day >= planned.on
    assert is_working_day(found.day)
    assert is_working_day(planned.on)
    assert standing.last_mail_on is None or found.day > standing.last_mail_on
    if planned.kind in {Kind.WEEK_BEFORE, Kind.DAY_BEFORE}:
        assert standing.due_on is not None
        assert found.day <= standing.due_on
    if planned.kind in {Kind.DAY_OVERDUE, Kind.WEEK_OVERDUE}:
        assert standing.due_on is not None
        assert standing.due_on < found.day <= standing.due_on + LATEST


@settings(max_examples=150, deadline=None)
@given(standing=STANDINGS, pauses=st.lists(st.integers(1, 200), min_size=1, max_size=60))
def test_however_often_somebody_looks_no_day_has_two_and_no_kind_comes_twice(
    standing: Standing, pauses: list[int]
) -> None:
    at, sent = standing.assigned_at, []
    for hours in pauses:
        at += timedelta(hours=hours)
        if found := due_reminder(standing, at=at):
            sent.append(found)
            standing = replace(standing, last_mail_on=found.day)
    assert len({each.day for each in sent}) == len(sent)
    assert len({each.planned.kind for each in sent}) == len(sent)
    assert [each.day for each in sent] == sorted(each.day for each in sent)


@settings(max_examples=300, deadline=None)
@given(at=INSTANTS, zone=ZONES, hours=HOUR_RANGES)
def test_a_working_moment_is_one_and_is_its_own(at: datetime, zone: ZoneInfo, hours: Hours) -> None:
    moment = working_moment(at, zone=zone, hours=hours)
    assert at <= moment <= at + 4 * DAY
    assert is_working_day(moment.astimezone(zone).date())
