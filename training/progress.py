"""How far somebody is in a course, in parts and in minutes.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from courses.contents import CourseContent, StoryChoice
from courses.kinds import registry
from courses.kinds.base import ModuleContent, State

NOTHING: Mapping[str, State] = {}


@dataclass(frozen=True)
class Part:
    """One entry in the list of a course: a module, or a choice of several."""

    number: int
    modules: tuple[ModuleContent, ...]  # one, or those one chooses from
    choice: StoryChoice | None
    done: tuple[ModuleContent, ...]
    is_now: bool

    @property
    def is_done(self) -> bool:
        return len(self.done) >= self.needed

    @property
    def needed(self) -> int:
        """How many of its modules one finishes."""
        return self.choice.choose if self.choice else 1

    @property
    def is_locked(self) -> bool:
        return not (self.is_done or self.is_now)

    @property
    def module(self) -> ModuleContent:
        """The module, where there is but one."""
        return self.modules[0]

    @property
    def title(self) -> str:
        return self.choice.title if self.choice else self.module.title

    @property
    def summary(self) -> str:
        return self.choice.summary if self.choice else self.module.summary

    @property
    def content_note(self) -> str | None:
        return None if self.choice else self.module.content_note

    @property
    def slug(self) -> str:
        return self.choice.slug if self.choice else self.module.slug

    @property
    def minutes(self) -> int:
        return self.choice.minutes if self.choice else self.module.minutes

    @property
    def kind(self) -> str:
        return registry.of(self.module).name

    @property
    def left(self) -> tuple[ModuleContent, ...]:
        """The modules that one could still take."""
        return tuple(module for module in self.modules if module not in self.done)


@dataclass(frozen=True)
class Outline:
    """A course and how much of it is done."""

    parts: tuple[Part, ...]
    done: int
    current: Part | None  # the part to go on with; None when all are done
    module: ModuleContent | None  # the module in it; None where one is still to be chosen
    begun: bool  # whether that module has been begun
    minutes: int
    minutes_left: int

    @property
    def total(self) -> int:
        """Modules that one finishes; `done` counts the same."""
        return sum(part.needed for part in self.parts)

    @property
    def percent(self) -> int:
        """Of the minutes; 100 only when all is done."""
        if self.current is None:
            return 100
        return min(99, round(100 * (self.minutes - self.minutes_left) / self.minutes))

    @property
    def more(self) -> Part | None:
        """A choice of which more could be taken than needed: worthwhile for who has time."""
        return next((p for p in self.parts if p.choice and p.is_done and p.left), None)


def parts_of(content: CourseContent, done: Collection[str]) -> tuple[Part, ...]:
    """The parts in order; the first that is not done is the one to go on with."""
    parts: list[Part] = []
    for slugs, _needed in content.groups:
        group = tuple(content.module(slug) for slug in slugs)
        finished = tuple(module for module in group if module.slug in done)
        part = Part(
            number=len(parts) + 1,
            modules=group,
            choice=content.choice_of.get(slugs[0]),
            done=finished,
            is_now=all(part.is_done for part in parts),
        )
        parts.append(part if not part.is_done else _past(part))
    return tuple(parts)


def _past(part: Part) -> Part:
    return Part(part.number, part.modules, part.choice, part.done, is_now=False)


def place_of(content: CourseContent, slug: str) -> tuple[int, int]:
    """The number of the part that a module is in, and how many parts there are."""
    groups = content.groups
    number = next(n for n, (slugs, _needed) in enumerate(groups, 1) if slug in slugs)
    return number, len(groups)


def is_unlocked(content: CourseContent, done: Collection[str], slug: str) -> bool:
    """Whether somebody may open this module: parts unlock in order, all before its own are done."""
    for slugs, needed_here in content.groups:
        if slug in slugs:
            return True
        if sum(each in done for each in slugs) < needed_here:
            return False
    return False


def all_done(content: CourseContent, done: Collection[str]) -> bool:
    """Whether nothing is left to finish (the floor of active minutes is another matter)."""
    return all(sum(each in done for each in slugs) >= many for slugs, many in content.groups)


def is_wanted(content: CourseContent, done: Collection[str], slug: str) -> bool:
    """Whether finishing this module goes into the record.

    Of a choice, only as many as are needed: a further story is for its reader alone, so that
    nobody can tell who took more, or why.
    """
    choice = content.choice_of.get(slug)
    taken = len(set(choice.of) & set(done)) if choice else 0
    return slug not in done and (choice is None or taken < choice.choose)


def needed(content: CourseContent) -> int:
    """How many modules one finishes in all."""
    return sum(many for _slugs, many in content.groups)


def credit(content: CourseContent, done: Collection[str], slug: str) -> int:
    """Nominal minutes that finishing this module adds to the record.

    Of a choice, the modules taken share its minutes in the order they are finished, whichever
    they are: so the minutes do not tell what somebody chose.
    """
    module = content.module(slug)
    choice = content.choice_of.get(slug)
    if not module.counted:
        return 0
    if choice is None:
        return module.minutes
    before = len(set(choice.of) & set(done))
    share, rest = divmod(choice.minutes, choice.choose)
    return share + (1 if before < rest else 0)


def share_done(module: ModuleContent, state: State | None) -> float:
    """How much of a begun module is done, from 0 to 1."""
    if state is None:
        return 0.0
    steps, about = registry.of(module).progress(module, state)
    return min(steps / about, 1.0) if about else 0.0


def minutes_left(module: ModuleContent, state: State | None) -> int:
    """Of one module; never 0 before it is done."""
    return max(1, round(module.minutes * (1 - share_done(module, state))))


def outline(
    content: CourseContent, done: Collection[str], states: Mapping[str, State] = NOTHING
) -> Outline:
    """The course with `done` modules behind one; `states` are those of modules that are begun
    and not done, the latest begun last."""
    parts = parts_of(content, done)
    current = next((part for part in parts if part.is_now), None)
    module = _under_way(current, states) if current else None
    return Outline(
        parts=parts,
        done=sum(min(len(part.done), part.needed) for part in parts),
        current=current,
        module=module,
        begun=module is not None and module.slug in states,
        minutes=content.minutes,
        minutes_left=sum(part.minutes for part in parts if part.is_locked)
        + (_left(current, module, states) if current else 0),
    )


def _under_way(part: Part, states: Mapping[str, State]) -> ModuleContent | None:
    """The module to go on with in a part: of a choice, the one begun last."""
    if part.choice is None:
        return part.module
    begun = {module.slug: module for module in part.left}
    return next((begun[slug] for slug in reversed(list(states)) if slug in begun), None)


def _left(part: Part, module: ModuleContent | None, states: Mapping[str, State]) -> int:
    if part.choice is None:
        return minutes_left(part.module, states.get(part.slug))
    each = part.minutes / part.needed
    share = share_done(module, states.get(module.slug)) if module else 0.0
    return max(1, round(each * (part.needed - len(part.done) - share)))
