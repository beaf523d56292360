"""How far somebody is in a course, in parts and in minutes.  Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from courses.contents import CourseContent
from courses.kinds import registry
from courses.kinds.base import ModuleContent, State


@dataclass(frozen=True)
class Part:
    """One module, as a person sees it in the list of a course."""

    number: int
    module: ModuleContent
    is_done: bool
    is_now: bool

    @property
    def is_locked(self) -> bool:
        return not (self.is_done or self.is_now)

    @property
    def kind(self) -> str:
        return registry.of(self.module).name


@dataclass(frozen=True)
class Outline:
    """A course and how much of it is done."""

    parts: tuple[Part, ...]
    done: int
    current: Part | None  # the part to go on with; None when all are done
    begun: bool  # whether the current part has been begun
    minutes: int
    minutes_left: int

    @property
    def total(self) -> int:
        return len(self.parts)

    @property
    def percent(self) -> int:
        """Of the minutes; 100 only when all is done."""
        if self.current is None:
            return 100
        return min(99, round(100 * (self.minutes - self.minutes_left) / self.minutes))


def current_module(content: CourseContent, done: Collection[str]) -> ModuleContent | None:
    """Parts unlock in order: the first one that is not done."""
    return next((module for module in content.modules if module.slug not in done), None)


def is_unlocked(content: CourseContent, done: Collection[str], slug: str) -> bool:
    """Whether somebody may open this part: it is done, or it is the one to go on with."""
    current = current_module(content, done)
    return slug in done or (current is not None and current.slug == slug)


def share_done(module: ModuleContent, state: State | None) -> float:
    """How much of a begun part is done, from 0 to 1."""
    if state is None:
        return 0.0
    steps, about = registry.of(module).progress(module, state)
    return min(steps / about, 1.0) if about else 0.0


def minutes_left(module: ModuleContent, state: State | None) -> int:
    """Of one part; never 0 before it is done."""
    return max(1, round(module.minutes * (1 - share_done(module, state))))


def outline(content: CourseContent, done: Collection[str], state: State | None = None) -> Outline:
    """The course with `done` parts behind one; `state` is that of the current part."""
    current = current_module(content, done)
    parts = tuple(
        Part(
            number=number,
            module=module,
            is_done=module.slug in done,
            is_now=module is current,
        )
        for number, module in enumerate(content.modules, start=1)
    )
    left = sum(p.module.minutes for p in parts if p.is_locked)
    if current is not None:
        left += minutes_left(current, state)
    return Outline(
        parts=parts,
        done=sum(part.is_done for part in parts),
        current=next((part for part in parts if part.is_now), None),
        begun=state is not None,
        minutes=sum(module.minutes for module in content.modules),
        minutes_left=left,
    )
