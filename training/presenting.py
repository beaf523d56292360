"""One enrollment as its person sees it: what is done, what is next, how long it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from courses import drawing
from courses.contents import CourseContent
from courses.kinds import registry
from courses.kinds.base import ModuleContent, State
from training import progress, seat_time
from training.due import is_overdue, local_day
from training.models import Enrollment
from training.progress import Outline, Part
from training.queries import Standing, content_of

FACES = 3  # of each story to choose


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
    def minutes_to_go(self) -> int:
        """Active minutes that the course asks for beyond those spent."""
        return seat_time.minutes_to_go(self.content.floor_minutes, self.standing.seat_seconds)

    @property
    def waits_for_time(self) -> bool:
        """Whether every part is done, and only active time is left."""
        return self.is_open and self.outline.current is None and self.is_begun

    @property
    def share(self) -> float:
        """How much of the module under way is done."""
        module = self.outline.module
        if module is None:
            return 0.0 if self.outline.current else 1.0
        return progress.share_done(module, self.standing.states.get(module.slug))

    @property
    def minutes_left(self) -> int:
        """In words one says: to the next five, below ten to the minute."""
        left = self.outline.minutes_left
        return left if left < 10 else min(5 * round(left / 5), self.outline.minutes)


def course_of(standing: Standing, *, at: datetime, zone: str) -> Course:
    """`zone` is where the person is, at this instant."""
    completed_at = standing.completed_at
    original = content_of(standing.version_id, standing.digest)
    content = original.in_language(get_language() or original.language)
    return Course(
        standing=standing,
        content=content,
        outline=progress.outline(content, standing.modules_done, standing.states),
        today=local_day(at, zone),
        completed_on=local_day(completed_at, zone) if completed_at else None,
    )


@dataclass(frozen=True)
class Story:
    """One of the stories to choose from."""

    module: ModuleContent
    is_done: bool
    is_begun: bool
    is_close: bool  # it happens in the kind of workplace one works in
    faces: tuple[SafeString, ...]  # of a few of its people


def offered(part: Part, states: Mapping[str, State], industry: str) -> list[Story]:
    """The stories of a choice: begun ones first, then those of the industry; done ones last."""
    stories = [
        Story(
            module=module,
            is_done=module in part.done or _is_finished(module, states),
            is_begun=module.slug in states,
            is_close=bool(industry) and industry in getattr(module, "industries", ()),
            faces=_faces(module),
        )
        for module in part.modules
    ]
    return sorted(stories, key=lambda each: (each.is_done, not each.is_begun, not each.is_close))


def _is_finished(module: ModuleContent, states: Mapping[str, State]) -> bool:
    """A story beyond those needed: its state says so, not the record."""
    state = states.get(module.slug)
    return state is not None and registry.of(module).is_complete(module, state)


def _faces(module: ModuleContent) -> tuple[SafeString, ...]:
    others = [each for each in getattr(module, "cast", ()) if each.slug != "you"]
    return tuple(drawing.face(each.look) for each in others[:FACES])
