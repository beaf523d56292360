"""Every way through every story we ship, in each language, shown and told."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from courses.contents import CourseContent
from courses.kinds.base import State
from courses.kinds.scenario.content import Scenario
from courses.kinds.scenario.play import ScenarioKind
from courses.kinds.scenario.walking import flags_of, open_choices
from courses.packs import PACKS, read_pack

KIND = ScenarioKind()


@cache
def shipped() -> CourseContent:
    return read_pack(PACKS / "stepping-in")


STORIES = [module.slug for module in shipped().modules if isinstance(module, Scenario)]


def positions(story: Scenario) -> Iterator[State]:
    """A state for each page there is: each scene with whatever it remembers, what follows each
    choice, and the look back from each ending and from a story passed over."""
    asked = {
        scene.slug: {more.flag for more in scene.lines_when}
        | {flag for choice in scene.choices for flag in (*choice.needs, *choice.unless)}
        for scene in story.scenes
    }
    matter = frozenset().union(*asked.values())
    reached: set[Any] = set()
    shown: set[Any] = set()
    waiting = deque([KIND.initial(story)])
    while waiting:
        state = waiting.popleft()
        last = state["walks"][-1][-1:] if state["stage"] != "scene" else []
        place, flags = (state["stage"], state["here"], str(last)), flags_of(story, state)
        if (place, flags & matter) in reached:
            continue
        reached.add((place, flags & matter))
        if (page := (place, flags & asked[state["here"]])) not in shown:
            shown.add(page)
            yield state
        waiting.extend(KIND.advance(story, state, event) for event in _events(story, state))


def _events(story: Scenario, state: State) -> list[dict[str, Any]]:
    """What one can do there; a debrief ends the walk."""
    if state["stage"] == "debrief":
        return []
    scene = story.scene_by_slug[state["here"]]
    if state["stage"] == "scene" and scene.choices:
        flags = flags_of(story, state)
        chosen = [{"do": "choose", "choice": each.slug} for each in open_choices(scene, flags)]
        return [*chosen, {"do": "skip"}]
    return [{"do": "next"}, {"do": "skip"}]


def test_there_are_ten_stories_and_two_controls() -> None:
    stories = [shipped().module(slug) for slug in STORIES]
    controls = [story.slug for story in stories if getattr(story, "control", False)]
    assert (len(stories), controls) == (12, ["red-pen", "old-friends"])


@pytest.mark.parametrize("slug", STORIES)
def test_every_ending_is_reached_and_every_choice_can_be_made(slug: str) -> None:
    story: Any = shipped().module(slug)
    found = list(positions(story))
    ends = {
        s["here"] for s in found if s["stage"] == "scene" and story.scene_by_slug[s["here"]].ending
    }
    made = {tuple(s["walks"][-1][-1]) for s in found if s["stage"] == "after"}

    assert ends == {scene.slug for scene in story.scenes if scene.ending}
    assert made == {(scene.slug, each.slug) for scene in story.scenes for each in scene.choices}
    assert {s["here"] for s in found} == set(story.scene_by_slug)


@pytest.mark.parametrize("quiet", [False, True], ids=["shown", "told"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("slug", STORIES)
def test_every_page_of_a_story_can_be_shown(slug: str, language: str, quiet: bool) -> None:
    story: Any = shipped().in_language(language).module(slug)
    with translation.override(language):
        for state in positions(story):
            page = KIND.page(story, state, quiet=quiet)
            html = render_to_string(KIND.template, page)
            assert html.count("data-focus") == 1
            if quiet and state["stage"] == "scene":
                assert '<svg class="drawing"' not in html


@pytest.mark.parametrize("slug", STORIES)
def test_both_languages_lead_along_the_same_ways(slug: str) -> None:
    english: Any = shipped().module(slug)
    spanish: Any = shipped().in_language("es").module(slug)
    assert list(positions(english)) == list(positions(spanish))
