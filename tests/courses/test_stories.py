"""Walking through a story."""

from __future__ import annotations

from typing import Any

import pytest

from courses.kinds.base import NotAnEvent, State
from courses.kinds.scenario.play import ScenarioKind
from tests.courses import content

KIND = ScenarioKind()
STORY = content.scenario()


def walked(*steps: str) -> State:
    """Words are events; anything else is a choice."""
    state = KIND.initial(STORY)
    for step in steps:
        if step in ("next", "skip", "back", "finish"):
            event: dict[str, Any] = {"do": step}
        elif step.startswith("redo:"):
            event = {"do": "redo", "scene": step.removeprefix("redo:")}
        else:
            event = {"do": "choose", "choice": step}
        state = KIND.advance(STORY, state, event)
    return state


def at(state: State) -> tuple[str, str]:
    return state["stage"], state["here"]


TO_THE_END = ("next", "shift-it", "next", "show-memo", "next", "ask", "next", "next")


def test_each_choice_shows_what_follows_before_the_story_goes_on() -> None:
    assert at(walked("next", "shift-it")) == ("after", "start")
    assert at(walked("next", "shift-it", "next")) == ("scene", "middle")

    page = KIND.page(STORY, walked("next", "shift-it"))
    assert [(row["role"], row["name"]) for row in page["effects"]] == [
        ("person", "Ana"), ("doer", "Bo"), ("team", ""), ("you", "You"),
    ]  # fmt: skip


def test_a_choice_opens_only_when_what_it_needs_has_been_done() -> None:
    assert at(walked("next", "say-it", "next", "show-memo")) == ("scene", "middle")
    assert at(walked("next", "shift-it", "next", "show-memo")) == ("after", "middle")
    with pytest.raises(NotAnEvent):
        KIND.read_event(
            STORY, walked("next", "say-it", "next"), {"do": "choose", "choice": "show-memo"}
        )


def test_characters_remember() -> None:
    def told(*steps: str, quiet: bool = False) -> list[Any]:
        page = KIND.page(STORY, walked(*steps), quiet=quiet)
        return [line.get("text") for line in page["lines"]]

    assert told("next", "shift-it", "next")[-1] == "She remembers."
    assert told("next", "say-it", "next")[-1] is None
    assert told("next", "shift-it", "next", quiet=True) == ["It is middle, told.", "She knows."]


def test_the_debrief_earns_the_credit_even_if_the_page_is_closed_there() -> None:
    assert KIND.is_complete(STORY, walked(*TO_THE_END[:-1])) is False

    looking_back = walked(*TO_THE_END)
    assert at(looking_back) == ("debrief", "paid")
    assert (KIND.is_complete(STORY, looking_back), KIND.is_over(STORY, looking_back)) == (
        True,
        False,
    )
    assert KIND.is_over(STORY, walked(*TO_THE_END, "finish")) is True


def test_the_debrief_tells_the_moves_used_and_what_is_left_to_try() -> None:
    page = KIND.page(STORY, walked(*TO_THE_END))

    assert [move["name"] for move in page["moves"]] == ["Shift it", "Save it", "Soon after"]
    assert page["untried_moves"] == ["Say it", "Stand with", "Second"]
    assert [(fork["slug"], fork["left"]) for fork in page["forks"]] == [
        ("start", ["Do say-it", "Do wait"]),
        ("middle", ["Do stand-by", "Do fetch"]),
        ("late", ["Do leave"]),
    ]


def test_trying_another_way_keeps_both_on_the_map() -> None:
    state = walked(*TO_THE_END, "redo:late", "leave", "next", "next")

    assert state["walks"] == [
        [["start", "shift-it"], ["middle", "show-memo"], ["late", "ask"], ["paid", ""]],
        [["start", "shift-it"], ["middle", "show-memo"], ["late", "leave"], ["quiet-end", ""]],
    ]
    ways = KIND.page(STORY, state)["map"]
    assert [(way["shared"], len(way["stops"])) for way in ways] == [("", 4), ("Late", 2)]
    assert KIND.is_complete(STORY, state) is True


def test_skipping_a_scene_leads_to_where_all_ways_meet() -> None:
    assert at(walked("next", "skip")) == ("scene", "middle")
    assert at(walked("next", "skip", "skip")) == ("scene", "late")


def test_skipping_where_ways_part_for_good_leads_to_the_debrief() -> None:
    skipped = walked("next", "skip", "skip", "skip")

    assert at(skipped) == ("debrief", "late")
    assert KIND.is_complete(STORY, skipped) is True


def test_the_whole_story_can_be_skipped_for_the_same_credit() -> None:
    skipped = walked("skip")

    assert KIND.is_complete(STORY, skipped) is True
    assert KIND.page(STORY, skipped)["passed_over"] is True


def test_back_undoes_one_page_at_a_time() -> None:
    steps = ("next", "wait", "next", "next", "fetch", "next")
    seen = []
    state = walked(*steps)
    while state["stage"] != "intro":
        seen.append(at(state))
        state = KIND.advance(STORY, state, {"do": "back"})
    assert seen == [
        ("scene", "late"), ("after", "middle"), ("scene", "middle"), ("scene", "aside"),
        ("after", "start"), ("scene", "start"),
    ]  # fmt: skip
    assert state == KIND.initial(STORY)


def test_the_quiet_version_shows_no_picture_and_quotes_nobody() -> None:
    page = KIND.page(STORY, walked("next"), quiet=True)

    assert page["told"] is True
    assert [line.get("says") for line in page["lines"]] == [None]
    assert [each["words"] for each in page["choices"]] == [
        "shift-it, quietly", "say-it, quietly", "wait, quietly",
    ]  # fmt: skip


def test_whom_the_effects_are_about_is_found_in_their_words() -> None:
    found = STORY.characters_of_effects
    assert {role: who.name if who else None for role, who in found.items()} == {
        "person": "Ana Ruiz",
        "doer": "Bo Lund",
    }


def test_where_no_name_comes_up_the_page_says_it_without_one() -> None:
    def nameless(data: content.Data) -> None:
        for scene in data["scenes"].values():
            for choice in scene.get("choices", []):
                choice["effects"]["person"] = "Somebody sees it."

    assert content.scenario(nameless).characters_of_effects["person"] is None
