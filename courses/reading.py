"""A course laid out to be read from front to back: what people see, and how stories run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from courses.contents import CourseContent
from courses.kinds import registry
from courses.kinds.base import ModuleContent
from courses.kinds.scenario import timing
from courses.kinds.scenario.content import Choice, Scenario, Scene
from courses.kinds.scenario.moves import MOVES, NO_MOVE, STEPS, TONES
from courses.kinds.scenario.showing import (
    effects,
    picture,
    spoken,
    surroundings,
    told_moves,
)
from courses.kinds.scenario.walking import routes


@dataclass(frozen=True)
class Reading:
    """One module; `extra` is what its own template needs."""

    module: ModuleContent
    template: str
    problems: list[str]
    extra: dict[str, Any]


def read_through(content: CourseContent) -> list[Reading]:
    """Every module, in order."""
    return [
        Reading(
            module=module,
            template=f"courses/kinds/{registry.of(module).name}/read.html",
            problems=registry.of(module).problems(module),
            extra=story(module) if isinstance(module, Scenario) else {},
        )
        for module in content.modules
    ]


def story(module: Scenario) -> dict[str, Any]:
    """A story's scenes with their pictures, and its graph in numbers."""
    scenes = [_scene(module, scene) for scene in module.scenes]
    fewest, most = routes(module).distances[module.start]
    decisions = [scene for scene in module.scenes if scene.choices]
    used = {choice.move for scene in decisions for choice in scene.choices}
    return {
        "scenes": scenes,
        "scene_count": len(module.scenes),
        "decision_count": len(decisions),
        "choice_count": sum(len(scene.choices) for scene in decisions),
        "endings": [
            {"scene": scene, "ending": scene.ending, "tone": TONES[scene.ending.tone]}
            for scene in module.scenes
            if scene.ending
        ],
        "fewest": fewest + 1,
        "most": most + 1,
        "minutes": [round(minutes) for minutes in timing.minutes(module)],
        "moves": [name for move, name in MOVES.items() if move in used],
        "debrief_moves": told_moves(module),
    }


def _scene(module: Scenario, scene: Scene) -> dict[str, Any]:
    titles = {each.slug: each.title for each in module.scenes}
    drawn: SafeString | str = picture(module, scene)
    return {
        "scene": scene,
        "picture": drawn,
        **surroundings(module, scene),
        "lines": [spoken(module, scene, line) for line in scene.lines],
        "quiet": [spoken(module, scene, line) for line in scene.quiet],
        "remembered": [
            {
                "flag": more.flag,
                "lines": [spoken(module, scene, line) for line in more.lines],
                "quiet": [spoken(module, scene, line) for line in more.quiet],
            }
            for more in scene.lines_when
        ],
        "choices": [_choice(module, titles, choice) for choice in scene.choices],
        "next_title": titles.get(scene.next or "", ""),
        "tone": TONES[scene.ending.tone] if scene.ending else "",
    }


def _choice(module: Scenario, titles: dict[str, str], choice: Choice) -> dict[str, Any]:
    return {
        "choice": choice,
        "move": MOVES.get(choice.move, NO_MOVE),
        "step": STEPS[choice.step],
        "effects": effects(module, choice),
        "to_title": titles.get(choice.to, choice.to),
    }
