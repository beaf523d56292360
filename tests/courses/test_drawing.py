from __future__ import annotations

import re
from itertools import product
from xml.etree import ElementTree

import pytest

from courses import drawing
from courses.drawing.composing import COLUMNS, PLACES
from courses.drawing.expressions import BROWS
from courses.kinds.scenario.content import Expression, Gesture, PlaceName
from tests.courses import content

PLACE_NAMES = PlaceName.__args__  # type: ignore[attr-defined] # a Literal's values
EXPRESSIONS = Expression.__args__  # type: ignore[attr-defined] # as above
GESTURES = Gesture.__args__  # type: ignore[attr-defined] # as above


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(  # noqa: S314 - our own drawing
        svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def test_every_place_expression_and_position_that_authors_may_name_is_drawn() -> None:
    assert set(PLACES) == set(PLACE_NAMES)
    assert set(BROWS) == set(EXPRESSIONS)
    assert set(COLUMNS) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("place", PLACE_NAMES)
def test_everybody_can_be_anywhere_with_any_face_and_gesture(place: str) -> None:
    looks = sorted(drawing.LOOKS)
    for number, (expression, gesture) in enumerate(product(EXPRESSIONS, GESTURES)):
        look = looks[number % len(looks)]
        drawn = drawing.scene(
            place, (drawing.Figure(look, 1 + number % 5, expression, gesture),), "One person."
        )
        assert parsed(drawn).attrib["aria-label"] == "One person."


@pytest.mark.parametrize("look", sorted(drawing.LOOKS))
def test_every_look_has_a_face_of_its_own_for_each_expression(look: str) -> None:
    faces = {drawing.face(look, expression) for expression in EXPRESSIONS}
    others = {drawing.face(other) for other in drawing.LOOKS if other != look}

    assert len(faces) == len(EXPRESSIONS)
    assert drawing.face(look) not in others


def test_a_drawing_obeys_the_strict_policy_and_has_no_ids_to_clash() -> None:
    drawn = drawing.scene(
        "shop",
        tuple(
            drawing.Figure(look, n, is_you=look == "you")
            for n, look in enumerate(["you", "amir", "leila", "samuel", "ji-woo"], 1)
        ),
        "Five.",
    )

    assert re.findall(r"\s(style|class|id|on\w+|href)=", drawn) == ["class"]


def test_words_from_content_are_escaped() -> None:
    drawn = drawing.scene(
        "office", (drawing.Figure("you", 3, is_you=True),), '"><script>', you="<b>"
    )

    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_a_picture_is_composed_once() -> None:
    people = (drawing.Figure("tom", 2),)
    assert drawing.scene("office", people, "Tom.") is drawing.scene("office", people, "Tom.")


def test_whoever_reaches_reaches_towards_somebody() -> None:
    left = drawing.scene(
        "office", (drawing.Figure("tom", 1), drawing.Figure("ray", 4, gesture="reaching")), "x"
    )
    right = drawing.scene(
        "office", (drawing.Figure("tom", 5), drawing.Figure("ray", 4, gesture="reaching")), "x"
    )

    assert "scale(-1 1)" in left.split("</svg>")[0]
    assert left.count('transform="scale(-1 1)"') > right.count('transform="scale(-1 1)"')


def test_the_story_of_the_tests_has_its_people_in_the_picture() -> None:
    from courses.kinds.scenario.showing import picture

    story = content.scenario()
    assert "What start shows." in picture(story, story.scene_by_slug["start"])
