from __future__ import annotations

import json
from pathlib import Path

import pytest

from courses import contents, packs
from courses.contents import InvalidContent
from tests.courses import content

SHIPPED = sorted(path.parent for path in packs.PACKS.glob("*/course.yaml"))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_every_pack_we_ship_can_be_read_and_published(folder: Path) -> None:
    assert contents.problems(packs.read_pack(folder)) == []


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_what_is_stored_reads_back_as_the_same_content(folder: Path) -> None:
    written = packs.read_pack(folder)
    stored = contents.canonical(written)

    # PostgreSQL's jsonb keeps no order of keys: order must be in lists.
    shuffled = json.loads(json.dumps(stored, sort_keys=True))

    assert contents.read(shuffled) == written
    assert contents.canonical(contents.read(shuffled)) == stored
    assert contents.digest_of(shuffled) == contents.digest_of(stored)


def test_content_is_parsed_once_for_each_digest() -> None:
    stored = contents.canonical(content.every_kind())
    digest = contents.digest_of(stored)

    assert contents.parse(stored, digest) is contents.parse({}, digest)


def test_counted_minutes_leave_surveys_out() -> None:
    assert contents.read(content.course(content.lesson(), content.survey())).counted_minutes == 5


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({**content.lesson(), "minutes": "long"}, "reading › minutes: should be a whole number"),
        (
            {**content.lesson(), "titel": "x"},
            "reading › titel: is not a field that belongs here; check its spelling",
        ),
        ({**content.lesson(), "pages": []}, "reading › pages: needs at least 1"),
        (
            {**content.lesson(), "kind": "movie"},
            "reading: is of a kind we do not know; known are 'lesson', 'reflection', 'sorting', "
            "'plan', 'check', 'survey', 'scenario'",
        ),
        ({**content.sorting(), "closing": ""}, "slope › closing: is empty"),
        ({**content.story(), "start": 3}, "story › start: should be text; put it in quotes"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_in_words(broken: content.Data, problem: str) -> None:
    with pytest.raises(InvalidContent) as refusal:
        contents.read(content.course(broken))

    assert refusal.value.problems == [f"modules › {problem}"]


def test_a_mistake_deep_in_a_story_names_scene_and_choice() -> None:
    story = content.story()
    del story["scenes"]["middle"]["choices"][1]["effects"]["team"]

    with pytest.raises(InvalidContent) as refusal:
        contents.read(content.course(story))

    assert refusal.value.problems == [
        "modules › story › scenes › middle › choices › fetch › effects › team: is missing"
    ]


def test_a_course_shorter_than_it_promises_is_refused() -> None:
    short = contents.read(content.course(floor_minutes=60))

    assert contents.problems(short) == [
        "The counted modules take 5 minutes; the course promises 60."
    ]


def moments_in_no_bin() -> list[content.Data]:
    return [{**moment, "key": "odd"} for moment in content.sorting()["moments"]]


def questions_without_an_answer() -> list[content.Data]:
    [question, *_] = content.check()["items"]
    return [{**question, "options": [{**each, "right": False} for each in question["options"]]}]


@pytest.mark.parametrize(
    ("module", "change"),
    [
        pytest.param(
            content.lesson(),
            {"pages": [content.lesson()["pages"][0]] * 2},
            id="twice the same page",
        ),
        pytest.param(
            content.sorting(), {"moments": moments_in_no_bin()}, id="a key that is no bin"
        ),
        pytest.param(
            content.check(), {"items": questions_without_an_answer()}, id="no right answer"
        ),
        pytest.param(content.survey(), {"wave": "follow_up"}, id="an odd wave"),
        pytest.param(content.plan(), {"booster": {"prompt": "When?", "weeks": [0]}}, id="week 0"),
        pytest.param(content.reflection(), {"prompts": []}, id="no prompt"),
    ],
)
def test_content_that_cannot_be_right_is_refused(
    module: content.Data, change: content.Data
) -> None:
    contents.read(content.course(module))

    with pytest.raises(InvalidContent):
        contents.read(content.course({**module, **change}))
