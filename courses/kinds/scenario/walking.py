"""What somebody's way through a story makes true.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from courses.kinds.base import State
from courses.kinds.scenario.content import Choice, Scenario, Scene
from courses.kinds.scenario.routes import distances, meeting_points

Walk = Sequence[Sequence[str | None]]


@dataclass(frozen=True)
class Routes:
    """What `routes.py` knows of one scenario."""

    meeting_points: dict[str, str]
    distances: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Stop:
    """One step of a walk, with the choice made there (None where there was none)."""

    scene: Scene
    choice: Choice | None
    skipped: bool


def routes(module: Scenario) -> Routes:
    """Worked out once for each scenario."""
    return _routes(tuple((scene.slug, scene.exits()) for scene in module.scenes))


@lru_cache(maxsize=256)
def _routes(exits: tuple[tuple[str, tuple[str, ...]], ...]) -> Routes:
    return Routes(meeting_points(dict(exits)), distances(dict(exits)))


def stops(module: Scenario, walk: Walk) -> Iterator[Stop]:
    """The steps of a walk, as content."""
    for scene_slug, choice_slug in walk:
        scene = module.scene_by_slug[str(scene_slug)]
        choice = next((each for each in scene.choices if each.slug == choice_slug), None)
        yield Stop(scene, choice, choice_slug is None)


def flags_of(module: Scenario, state: State) -> frozenset[str]:
    """What the choices of the way under way have set."""
    return frozenset(
        flag
        for stop in stops(module, state["walks"][-1])
        if stop.choice
        for flag in stop.choice.sets
    )


def open_choices(scene: Scene, flags: frozenset[str]) -> tuple[Choice, ...]:
    """The choices offered with these flags set."""
    return tuple(choice for choice in scene.choices if choice.is_open(flags))
