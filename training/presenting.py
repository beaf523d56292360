"""One enrollment as its person sees it: what is done, what is next, how long it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from courses.contents import CourseContent
from training import progress
from training.due import is_overdue, local_day
from training.models import Enrollment
from training.progress import Outline
from training.queries import Standing, content_of


@dataclass(frozen=True)
class Course:
    standing: Standing
    content: CourseContent
    outline: Outline
    today: date
    completed_on: date | None  # where the person is

    @property
    def is_open(self) -> bool:
        return self.standing.status in Enrollment.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and is_overdue(self.standing.due_on, today=self.today)

    @property
    def is_due_soon(self) -> bool:
        """Within a week, today included."""
        due = self.standing.due_on
        return self.is_open and due is not None and 0 <= (due - self.today).days <= 7

    @property
    def is_begun(self) -> bool:
        return self.outline.done > 0 or self.outline.begun

    @property
    def share(self) -> float:
        """How much of the current part is done."""
        current = self.outline.current
        return progress.share_done(current.module, self.standing.state) if current else 1.0

    @property
    def minutes_left(self) -> int:
        """In words one says: to the next five, below ten to the minute."""
        left = self.outline.minutes_left
        return left if left < 10 else 5 * round(left / 5)


def course_of(standing: Standing, *, at: datetime, zone: str) -> Course:
    """`zone` is where the person is, at this instant."""
    completed_at = standing.completed_at
    content = content_of(standing.version_id, standing.digest)
    return Course(
        standing=standing,
        content=content,
        outline=progress.outline(content, standing.modules_done, standing.state),
        today=local_day(at, zone),
        completed_on=local_day(completed_at, zone) if completed_at else None,
    )
