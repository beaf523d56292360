"""When a course is complete: every part done, and the active time spent.  Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from courses.contents import CourseContent
from training import events, progress, seat_time
from training.events import Fact


def is_reached(content: CourseContent, done: Collection[str], seconds: int) -> bool:
    """Whether nothing is left to do, with these modules done and so many active seconds."""
    floor = content.floor_minutes
    return seat_time.is_reached(floor, seconds) and progress.all_done(content, done)


def fact(digest: str, language: str, *, at: datetime) -> Fact:
    """The event that completes a course, in the edition and the language it was taken in."""
    return Fact(events.COMPLETED, at, {"digest": digest, "language": language})
