"""How much of somebody's time counts as active.

The browser counts seconds in which its page was in view and somebody had touched it within
the last two minutes; it can be wrong, or lie.  So what it claims is bounded by the wall clock
since the step before.  Without a count (no JavaScript) a step is worth the wall clock, up to
the idle limit.
"""

from __future__ import annotations

from datetime import datetime

IDLE = 120  # seconds without a sign of life after which time no longer counts


def is_reached(floor_minutes: int, seconds: int) -> bool:
    """Whether the active time that a course asks for has been spent."""
    return seconds >= floor_minutes * 60


def minutes_to_go(floor_minutes: int, seconds: int) -> int:
    """Whole minutes of active time still to be spent, a begun one counted whole."""
    return max(0, -((seconds - floor_minutes * 60) // 60))


def credited(claimed: int | None, *, since: datetime | None, at: datetime) -> int:
    """Active seconds that one step adds.

    `since` is the instant of the enrollment's step before; for its first step nothing is
    known of when it began, so at most the idle limit counts.
    """
    wall = IDLE if since is None else max(int((at - since).total_seconds()), 0)
    if claimed is None:
        return min(wall, IDLE)
    return min(max(claimed, 0), wall)
