"""What publishing refuses in a story: each kind of fault, in two forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from courses.kinds.scenario.graph import problems
from tests.courses import content

Data = dict[str, Any]


def of(data: Data, scene: str) -> Data:
    found: Data = data["scenes"][scene]
    return found


def test_the_story_of_these_tests_holds_together() -> None:
    assert problems(content.scenario()) == []


def unreached(data: Data) -> None:
    data["scenes"]["island"] = content.ending("island", "mixed")


def unreached_pair(data: Data) -> None:
    data["scenes"]["far"] = content.scene("far", next="farther")
    data["scenes"]["farther"] = content.scene("farther", next="late")


def nowhere(data: Data) -> None:
    of(data, "aside")["next"] = "gone"


def no_start(data: Data) -> None:
    data["start"] = "gone"


def dead_end(data: Data) -> None:
    for choice in of(data, "late")["choices"]:
        choice["needs"] = ["memo"]


def dead_end_by_refusal(data: Data) -> None:
    for choice in of(data, "late")["choices"]:
        choice["unless"] = ["memo"]


def loop(data: Data) -> None:
    of(data, "aside")["next"] = "round"
    data["scenes"]["round"] = content.scene("round", next="aside")


def loop_of_choices(data: Data) -> None:
    data["scenes"]["maze"] = content.scene(
        "maze", question="Left or right?",
        choices=[content.choice("left", "say", "maze"), content.choice("right", "say", "maze")],
    )  # fmt: skip
    of(data, "aside")["next"] = "maze"


def short_cut(data: Data) -> None:
    of(data, "aside")["next"] = "quiet-end"


def short_cut_at_the_start(data: Data) -> None:
    of(data, "start")["choices"][1]["to"] = "paid"


def no_choice_saves(data: Data) -> None:
    of(data, "middle")["choices"][2]["move"] = "stand"


def no_word_of_a_move(data: Data) -> None:
    del data["debrief"]["moves"]["second"]


def undescribed(data: Data) -> None:
    of(data, "late")["description"] = None


def speechless_chat(data: Data) -> None:
    of(data, "aside").update(
        kind="chat", place=None, people=[], channel={"name": "team", "people": 4}, messages=[]
    )


def no_quiet_scene(data: Data) -> None:
    of(data, "late")["quiet"] = []


def quiet_quote(data: Data) -> None:
    of(data, "late")["quiet"] = [{"who": "bo", "says": "Well."}]


def no_quiet_choice(data: Data) -> None:
    of(data, "late")["choices"][0]["quiet"] = None


def no_quiet_memory(data: Data) -> None:
    of(data, "middle")["lines_when"][0]["quiet"] = []


def unknown_flag(data: Data) -> None:
    of(data, "late")["lines_when"] = [
        {"flag": "oath", "lines": [{"text": "O."}], "quiet": [{"text": "O."}]}
    ]


def flag_set_too_late(data: Data) -> None:
    of(data, "late")["choices"][0]["sets"] = ["asked"]
    of(data, "start")["lines_when"] = [
        {"flag": "asked", "lines": [{"text": "A."}], "quiet": [{"text": "A."}]}
    ]


def never_offered(data: Data) -> None:
    of(data, "late")["choices"][0]["sets"] = ["asked"]
    of(data, "middle")["choices"][0]["needs"] = ["asked"]
    of(data, "middle")["choices"].append(content.choice("nod", "none", "late"))


def never_offered_together(data: Data) -> None:
    of(data, "middle")["choices"][2]["unless"] = ["memo"]


def one_choice_left(data: Data) -> None:
    of(data, "late")["choices"][1]["needs"] = ["memo"]


def one_choice_by_skipping(data: Data) -> None:
    for choice in of(data, "start")["choices"]:
        choice["sets"] = ["memo"]
    of(data, "middle")["choices"][1]["needs"] = ["memo"]


def no_cost(data: Data) -> None:
    of(data, "paid")["ending"]["tone"] = "repaired"


def no_silence(data: Data) -> None:
    of(data, "quiet-end")["ending"]["tone"] = "mixed"


def stranger_speaks(data: Data) -> None:
    of(data, "late")["lines"] = [{"who": "zed", "says": "Hello."}]


def stranger_stands(data: Data) -> None:
    of(data, "late")["people"] = [{"who": "zed", "position": 2}]


def undrawn(data: Data) -> None:
    data["cast"]["bo"]["look"] = "nobody"


def hurried(data: Data) -> None:
    data["minutes"] = 20


def long_winded(data: Data) -> None:
    of(data, "middle")["lines"] = [{"text": "And on it went. " * 150}]


def control_without_a_false_alarm(data: Data) -> None:
    data["control"] = True
    of(data, "paid")["ending"]["tone"] = "fair"


def control_without_fairness(data: Data) -> None:
    data["control"] = True
    of(data, "paid")["ending"]["tone"] = "misread"


def false_alarm_in_a_story(data: Data) -> None:
    of(data, "paid")["ending"]["tone"] = "misread"


def undescribed_call(data: Data) -> None:
    data["scenes"]["aside"] = {
        "title": "Aside", "kind": "call", "call": {"name": "Numbers", "people": 4},
        "people": [{"who": "ana", "position": 6, "muted": True}],
        "lines": [{"text": "They talk."}], "quiet": [{"text": "Told."}], "next": "middle",
    }  # fmt: skip


def stranger_on_the_phone(data: Data) -> None:
    data["scenes"]["aside"] = {
        "title": "Aside", "kind": "phone", "phone": {"who": "zed", "at": "21:40"},
        "lines": [{"text": "It rings."}], "quiet": [{"text": "Told."}], "next": "middle",
    }  # fmt: skip


def stranger_writes(data: Data) -> None:
    mail = {"who": "zed", "to": "You", "at": "Monday", "subject": "Hello", "text": "Well."}
    data["scenes"]["aside"] = {
        "title": "Aside", "kind": "email", "mails": [mail], "quiet": [{"text": "Told."}],
        "next": "middle",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("break_it", "problem"),
    [
        (unreached, "No way leads to “island”."),
        (unreached_pair, "No way leads to “farther”."),
        (nowhere, "“aside” leads to “gone”, which is not a scene."),
        (no_start, "The start, “gone”, is not a scene."),
        (dead_end, "“late” can be a dead end: nothing there is open."),
        (dead_end_by_refusal, "“late” can be a dead end: nothing there is open."),
        (loop, "From “aside”, “round” no ending can be reached: it is a loop."),
        (loop_of_choices, "From “aside”, “maze” no ending can be reached: it is a loop."),
        (short_cut, "“quiet-end” can be reached after 1 decisions; there should be at least 3."),
        (
            short_cut_at_the_start,
            "“paid” can be reached after 1 decisions; there should be at least 3.",
        ),
        (no_choice_saves, "No choice in the story makes the move “Save it”."),
        (no_word_of_a_move, "The debrief says nothing about the move “Second”."),
        (undescribed, "“late” has no description of its picture."),
        (speechless_chat, "“aside” has no messages."),
        (no_quiet_scene, "“late” has no quiet version."),
        (quiet_quote, "The quiet version of “late” quotes somebody."),
        (no_quiet_choice, "In “late”, “ask” has no quiet wording."),
        (no_quiet_memory, "“middle” has no quiet version of what “memo” adds."),
        (unknown_flag, "“late” asks for the flag “oath”, which no choice sets."),
        (flag_set_too_late, "In “start”, the flag “asked” can never be set."),
        (never_offered, "In “middle”, the choice “stand-by” is never offered."),
        (never_offered_together, "In “middle”, the choice “show-memo” is never offered."),
        (one_choice_left, "“late” can come down to a single choice."),
        (one_choice_by_skipping, "“middle” can come down to a single choice."),
        (no_cost, "No ending is “costly”: stepping in should sometimes cost you something."),
        (no_silence, "No ending is “silent”: doing nothing should cost somebody else."),
        (stranger_speaks, "“late” names “zed”, who is not in the cast."),
        (stranger_stands, "“late” names “zed”, who is not in the cast."),
        (stranger_on_the_phone, "“aside” names “zed”, who is not in the cast."),
        (stranger_writes, "“aside” names “zed”, who is not in the cast."),
        (undescribed_call, "“aside” has no description of its picture."),
        (hurried, "The shortest way takes about 1 of the 20 minutes."),
        (long_winded, "The longest way takes about 4 of the 1 minutes."),
        (
            control_without_a_false_alarm,
            "No ending is “misread”: in a control, a false alarm should cost something.",
        ),
        (
            control_without_fairness,
            "No ending is “fair”: a control should end well where it is seen as it is.",
        ),
        (false_alarm_in_a_story, "Only a control has endings that are “misread” or “fair”."),
        (undrawn, "There is no drawing “nobody” for Bo Lund."),
    ],
    ids=lambda it: it.__name__.replace("_", " ") if callable(it) else "",
)  # fmt: skip
def test_a_fault_is_refused_in_words(break_it: Callable[[Data], None], problem: str) -> None:
    assert problem in problems(content.scenario(break_it))
