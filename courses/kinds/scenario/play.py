"""Walking through a story: choosing, seeing what follows, and trying another way.

State: `walks` are the ways taken so far, each a list of [scene, choice]; the last one is
under way.  A choice of None is a scene passed over, "" one that only continued.  `stage` is
intro, scene, after (what the choice did) or debrief; `here` is the scene.  Nothing is scored.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from courses.kinds.base import Event, Fields, Kind, NotAnEvent, State, unknown_button
from courses.kinds.scenario import showing
from courses.kinds.scenario.content import Choice, Scenario
from courses.kinds.scenario.walking import flags_of, open_choices, routes


class ScenarioKind(Kind[Scenario]):
    """A first page, scenes with their consequences, and a debrief that earns the credit."""

    name = "scenario"

    def initial(self, module: Scenario) -> State:
        return {
            "walks": [[]], "here": module.start, "stage": "intro",
            "complete": False, "over": False,
        }  # fmt: skip

    def here(self, module: Scenario, state: State) -> str:
        walks = state["walks"]
        return f"{len(walks)}.{len(walks[-1])}:{state['stage']}:{state['here']}"

    def step(self, module: Scenario, state: State, event: Event) -> State:
        match event.get("do"):
            case "next" | "finish":
                return self._next(module, state)
            case "choose":
                return self._choose(module, state, event)
            case "skip":
                return self._skip(module, state)
            case "back":
                return self._back(module, state)
            case "redo":
                return self._redo(module, state, str(event.get("scene")))
        return state

    def _next(self, module: Scenario, state: State) -> State:
        scene, walk = module.scene_by_slug[state["here"]], state["walks"][-1]
        match state["stage"]:
            case "intro":
                return {**state, "stage": "scene"}
            case "scene" if scene.next:
                return _walked(state, [*walk, [scene.slug, ""]], here=scene.next)
            case "scene" if scene.ending:
                return _debrief(state, [*walk, [scene.slug, ""]])
            case "after":
                chosen = next(choice for choice in scene.choices if choice.slug == walk[-1][1])
                return {**state, "stage": "scene", "here": chosen.to}
            case "debrief":
                return {**state, "over": True}
        return state

    def _choose(self, module: Scenario, state: State, event: Event) -> State:
        if (chosen := self._open_choice(module, state, event.get("choice"))) is None:
            return state
        walk = [*state["walks"][-1], [state["here"], chosen.slug]]
        return {**_walked(state, walk, here=state["here"]), "stage": "after"}

    def _skip(self, module: Scenario, state: State) -> State:
        """To where all ways from here meet again, else to the debrief; the credit is the same."""
        walk = state["walks"][-1]
        if state["stage"] in ("after", "debrief"):
            return self._next(module, state)
        if state["stage"] == "intro":
            return _debrief(state, walk)
        onward = routes(module).meeting_points[state["here"]]
        walk = [*walk, [state["here"], None]]
        return _walked(state, walk, here=onward) if onward else _debrief(state, walk)

    def _back(self, module: Scenario, state: State) -> State:
        """One page back; what was chosen on the page one leaves is undone."""
        walk = state["walks"][-1]
        state = {**state, "over": False}
        if not walk:
            return {**state, "stage": "intro", "here": module.start}
        scene, choice = walk[-1]
        if state["stage"] == "scene" and choice:
            return {**state, "stage": "after", "here": scene}
        return _walked(state, walk[:-1], here=scene)

    def _redo(self, module: Scenario, state: State, scene: str) -> State:
        """Back to a fork of the latest way; that way stays on the map."""
        walk = state["walks"][-1]
        passed = [step[0] for step in walk]
        if state["stage"] != "debrief" or scene not in passed:
            return state
        fork = walk[: passed.index(scene)]
        walks = [*state["walks"], fork]
        return {**state, "walks": walks, "here": scene, "stage": "scene", "over": False}

    def progress(self, module: Scenario, state: State) -> tuple[int, int]:
        done = len(state["walks"][-1])
        if state["stage"] == "debrief":
            return done + 1, done + 1
        fewest, most = routes(module).distances[state["here"]]
        # The ending and the debrief are pages too; a choice seen is a scene done.
        ahead = (fewest + most + 1) // 2 + (1 if state["stage"] == "after" else 2)
        return done, done + ahead

    def read(self, module: Scenario, state: State, do: str, post: Fields) -> Event:
        if do in ("next", "skip", "back", "finish"):
            return {"do": do}
        if do == "choose":
            if self._open_choice(module, state, post.get("choice")) is None:
                raise NotAnEvent([_("Choose what you do, or skip this scene.")])
            return {"do": "choose", "choice": post.get("choice")}
        if do == "redo" and post.get("with") in module.scene_by_slug:
            return {"do": "redo", "scene": post.get("with")}
        raise unknown_button()

    def details(self, module: Scenario, state: State, *, quiet: bool) -> dict[str, Any]:
        return {"stage": state["stage"], **showing.shown(module, state, quiet=quiet)}

    def problems(self, module: Scenario) -> list[str]:
        from courses.kinds.scenario.graph import problems  # only authors need it

        return problems(module)

    def _open_choice(self, module: Scenario, state: State, slug: Any) -> Choice | None:
        if state["stage"] != "scene":
            return None
        found = open_choices(module.scene_by_slug[state["here"]], flags_of(module, state))
        return next((choice for choice in found if choice.slug == slug), None)


def _walked(state: State, walk: list[list[str | None]], *, here: str) -> State:
    return {**state, "walks": [*state["walks"][:-1], walk], "here": here, "stage": "scene"}


def _debrief(state: State, walk: list[list[str | None]]) -> State:
    walks = [*state["walks"][:-1], walk]
    return {**state, "walks": walks, "stage": "debrief", "complete": True}
