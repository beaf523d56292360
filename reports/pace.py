"""How many will be done by the due date, if people go on as they have.  Pure.

It is said only when there is enough to go by: two weeks of it, at least a handful of people,
and not further ahead than four times what was looked at.
"""

from __future__ import annotations

from datetime import date, timedelta

WINDOW = 14  # days looked back
ENOUGH = 5  # people who finished within them
FURTHEST = 4 * WINDOW  # days ahead


def projection(
    *, done: int, people: int, recent: int, since: date, today: date, due_on: date | None
) -> int | None:
    """How many of `people` will be done when the due day ends; None where it would be a guess.

    `recent` finished in the last 14 days; `since` is the day the first of them was assigned it.
    The pace is a straight line: people do hurry before a due date, so that it rather says too
    few than too many.
    """
    if due_on is None or done >= people or recent < ENOUGH:
        return None
    ahead = (due_on - today).days
    if not 0 < ahead <= FURTHEST or since > today - timedelta(days=WINDOW):
        return None
    return min(people, done + recent * ahead // WINDOW)


def points(part: int, whole: int) -> int:
    """A share in whole percent, rounded half up; 100 only when it is everybody, 0 only nobody."""
    if whole <= 0 or part <= 0:
        return 0
    if part >= whole:
        return 100
    return min(99, max(1, (200 * part + whole) // (2 * whole)))
