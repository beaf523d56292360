"""Who hears what about their training, and when.

Rules only: no database, no clock, no settings.

A reminder is planned on a local day.  It may still go out later, after a leave or a stop of
the server, up to the last day on which it means something.  A mail about an enrollment
covers every reminder planned on its day or before: so nobody gets two on one day, none
twice, and nobody who was away is flooded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

DAY = timedelta(days=1)
SATURDAY = 5
# Whoever comes back from leave within this time after the due day still hears of it.
LATEST = timedelta(days=34)


class Kind(StrEnum):
    """Why somebody is written to.  The values are those of reminders.models.Reminder.Kind."""

    ASSIGNED = "assigned"
    WEEK_BEFORE = "week_before"
    DAY_BEFORE = "day_before"
    DAY_OVERDUE = "day_overdue"
    WEEK_OVERDUE = "week_overdue"
    NUDGE = "nudge"


class Hold(StrEnum):
    """Why nobody writes to somebody about an enrollment."""

    DONE = "done"
    WAIVED = "waived"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LEFT = "left"
    ON_LEAVE = "on_leave"
    NO_ADDRESS = "no_address"
    SUPPRESSED = "suppressed"


HOLD_OF_STATUS = {
    "completed": Hold.DONE,
    "waived": Hold.WAIVED,
    "withdrawn": Hold.WITHDRAWN,
    "expired": Hold.EXPIRED,
}


@dataclass(frozen=True)
class Hours:
    """When a working day begins and ends, on the person's clock."""

    starts: time
    ends: time


@dataclass(frozen=True)
class Standing:
    """What the rules need to know of one person and one enrollment."""

    status: str
    employed: bool
    on_leave: bool
    has_address: bool
    suppressed: bool
    assigned_at: datetime
    due_on: date | None
    zone: tzinfo
    hours: Hours
    last_mail_on: date | None  # the latest local day a mail about this enrollment was promised for


@dataclass(frozen=True)
class Planned:
    """A reminder, the local day it belongs to, and the last one on which it has a meaning."""

    kind: Kind
    on: date
    until: date | None


@dataclass(frozen=True)
class Next:
    """The next reminder and when it goes out."""

    planned: Planned
    at: datetime
    day: date  # of `at`, where the person is


def hold(standing: Standing) -> Hold | None:
    """Why this person is not written to now; None when they may be."""
    if standing.status in HOLD_OF_STATUS:
        return HOLD_OF_STATUS[standing.status]
    if not standing.employed:
        return Hold.LEFT
    if standing.on_leave:
        return Hold.ON_LEAVE
    if not standing.has_address:
        return Hold.NO_ADDRESS
    return Hold.SUPPRESSED if standing.suppressed else None


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY


def working_day_from(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    while not is_working_day(day):
        day += DAY
    return day


def working_day_until(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    while not is_working_day(day):
        day -= DAY
    return day


def working_moment(at: datetime, *, zone: tzinfo, hours: Hours) -> datetime:
    """The instant itself inside working hours, else the next beginning of them (UTC)."""
    local = at.astimezone(zone)
    if is_working_day(local.date()) and hours.starts <= local.time() < hours.ends:
        return at.astimezone(UTC)
    day = local.date()
    if not (is_working_day(day) and local.time() < hours.starts):
        day = working_day_from(day + DAY)
    return max(opening(day, zone=zone, hours=hours), at.astimezone(UTC))


def opening(day: date, *, zone: tzinfo, hours: Hours) -> datetime:
    """When working hours begin on a local day, in UTC."""
    return datetime.combine(day, hours.starts, tzinfo=zone).astimezone(UTC)


def schedule(standing: Standing) -> list[Planned]:
    """Every reminder this enrollment could have, in order of days.

    "Before" moves off a weekend to the working day before, "assigned" and "overdue" to the
    one after.  What would come on the day of the assignment or before it is left out: the
    first mail says the due date already.
    """
    assigned = working_day_from(standing.assigned_at.astimezone(standing.zone).date())
    due = standing.due_on
    if due is None:
        return [Planned(Kind.ASSIGNED, assigned, None)]
    plan = [
        Planned(Kind.ASSIGNED, assigned, max(assigned, due) + LATEST),
        Planned(Kind.WEEK_BEFORE, working_day_until(due - 7 * DAY), due - 2 * DAY),
        Planned(Kind.DAY_BEFORE, working_day_until(due - DAY), due),
        Planned(Kind.DAY_OVERDUE, working_day_from(due + DAY), due + 6 * DAY),
        Planned(Kind.WEEK_OVERDUE, working_day_from(due + 7 * DAY), due + LATEST),
    ]
    return [each for each in plan if each.kind is Kind.ASSIGNED or each.on > assigned]


def next_reminder(standing: Standing, *, at: datetime) -> Next | None:
    """What goes out next and when, if nothing changes; None when nothing does.

    Looks at the calendar only: ask `hold` whether the person may be written to at all.
    """
    start = working_moment(at, zone=standing.zone, hours=standing.hours)
    today = start.astimezone(standing.zone).date()
    waiting = [
        each
        for each in schedule(standing)
        if (standing.last_mail_on is None or each.on > standing.last_mail_on)
        and (each.until is None or today <= each.until)
    ]
    ready = [each for each in waiting if each.on <= today]
    if ready:
        # Whoever was never told hears of the assignment first; else the latest has the most
        # to say, and covers those before it.
        first = ready[0] if ready[0].kind is Kind.ASSIGNED else ready[-1]
        return Next(first, start, today)
    later = [each for each in waiting if each.on > today]
    if not later:
        return None
    begins = opening(later[0].on, zone=standing.zone, hours=standing.hours)
    return Next(later[0], begins, later[0].on)


def due_reminder(standing: Standing, *, at: datetime) -> Next | None:
    """The reminder to send at this instant, if there is one."""
    if hold(standing) is not None:
        return None
    found = next_reminder(standing, at=at)
    return found if found is not None and found.at <= at else None


def nudge_moment(standing: Standing, *, at: datetime) -> Next | None:
    """When a nudge that is asked for at `at` goes out; None if that day has its mail already."""
    moment = working_moment(at, zone=standing.zone, hours=standing.hours)
    day = moment.astimezone(standing.zone).date()
    if standing.last_mail_on is not None and standing.last_mail_on >= day:
        return None
    return Next(Planned(Kind.NUDGE, day, day), moment, day)
