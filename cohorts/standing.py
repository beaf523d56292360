"""Where somebody, and a group, stands: words and counts.  Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

NOT_STARTED, IN_PROGRESS, COMPLETED = "not_started", "in_progress", "completed"
OPEN = frozenset({NOT_STARTED, IN_PROGRESS})


@dataclass(frozen=True)
class Place:
    """One person's place in their training, as a facilitator may see it.

    It has no minutes, no time of day, no answer and no choice, so that it is the same for somebody
    who took the quiet route or skipped a scene.
    """

    enrollment_id: int
    person_id: int
    name: str
    unit: str
    status: str
    overdue: bool
    due_on: date | None
    parts_done: int
    parts: int
    on_leave: bool
    employed: bool
    has_email: bool

    @property
    def is_ready(self) -> bool:
        return self.status == COMPLETED

    @property
    def is_open(self) -> bool:
        """Whether something is still expected of them."""
        return self.status in OPEN and self.employed

    @property
    def may_be_nudged(self) -> bool:
        return self.is_open and not self.on_leave and self.has_email

    @property
    def percent(self) -> int:
        return min(100, self.parts_done * 100 // self.parts) if self.parts else 0


@dataclass(frozen=True)
class Standing:
    """The counts of a group; `people` is everybody of whom something was or is expected."""

    people: int = 0
    ready: int = 0
    in_progress: int = 0
    not_started: int = 0
    overdue: int = 0

    @property
    def is_done(self) -> bool:
        return bool(self.people) and self.ready == self.people


def standing(places: Iterable[Place]) -> Standing:
    """Count a group.  Who has left, and who was waived or withdrawn, is not counted."""
    counted = [place for place in places if place.is_ready or place.is_open]
    by_status = Counter(place.status for place in counted)
    return Standing(
        people=len(counted),
        ready=by_status[COMPLETED],
        in_progress=by_status[IN_PROGRESS],
        not_started=by_status[NOT_STARTED],
        overdue=sum(place.overdue for place in counted),
    )


def nudgeable(places: Iterable[Place]) -> list[Place]:
    """Whom a facilitator would write to: the late ones; if nobody is late, everybody not done."""
    could = [place for place in places if place.may_be_nudged]
    return [place for place in could if place.overdue] or could
