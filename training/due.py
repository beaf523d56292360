"""When training is due: a local calendar day, never an instant.

Late begins only after that day has ended where the person is.  `is_overdue` is the one
function that decides it; training.queries.with_place says the same in SQL, and a test holds
them together.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, model_validator


class DueRule(BaseModel):
    """A fixed date; or so many days after hire or assignment, whichever is later; or the
    fixed date, but with at least so many days for those who join after it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: date | None = None
    days: Annotated[int, Field(ge=1, le=730)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.on is None and self.days is None:
            raise ValueError("a due rule needs a date or a number of days")
        return self


def due_on(rule: DueRule, *, hired_on: date | None, assigned_on: date) -> date:
    """The last day on which training still counts as in time.

    Without a hire date, days are counted from the assignment.
    """
    days: list[date] = []
    if rule.on is not None:
        days.append(rule.on)
    if rule.days is not None:
        start = max(hired_on, assigned_on) if hired_on else assigned_on
        days.append(start + timedelta(days=rule.days))
    return max(days)


def is_overdue(due: date | None, *, today: date) -> bool:
    """Whether the due day is over; `today` is the date where the person is."""
    return due is not None and due < today


def local_day(at: datetime, zone: str) -> date:
    """The calendar day of an instant in a time zone."""
    return at.astimezone(ZoneInfo(zone)).date()
