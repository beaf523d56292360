from __future__ import annotations

import re
from itertools import product
from xml.etree import ElementTree

import pytest

from courses import drawing
from courses.drawing import clothes, coverings, expressions, hair, heads
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


@pytest.mark.parametrize("look", sorted(drawing.LOOKS))
def test_every_part_that_a_look_names_is_drawn(look: str) -> None:
    person = drawing.LOOKS[look]

    assert person.face in heads.FACES
    assert person.outfit in clothes.OUTFITS
    assert person.nose in expressions.NOSES
    assert person.hair in hair.FRONT.keys() | hair.BACK.keys() | hair.TOUCHES.keys()
    assert bool(person.beard) == bool(heads.beard(person))


def test_no_two_people_share_skin_hair_and_clothes() -> None:
    seen = {(p.skin, p.hair, p.top, p.outfit, p.face) for p in drawing.LOOKS.values()}
    styles = {(p.hair, p.hair_color, p.beard) for p in drawing.LOOKS.values()}

    assert len(seen) == len(styles) == len(drawing.LOOKS)


def alone(look: str, place: str, gesture: str = "none") -> str:
    return drawing.scene(place, (drawing.Figure(look, 3, gesture=gesture),), "One person.")


@pytest.mark.parametrize("look", sorted(drawing.LOOKS))
def test_everybody_at_the_street_works_wears_a_vest_and_a_hard_hat_that_fits(look: str) -> None:
    person = drawing.LOOKS[look]
    drawn = alone(look, "street-works")

    assert clothes.EXTRAS["vest"]() in drawn
    assert (coverings.hard_hat(person) in drawn) == (person.hair != "turban")


def test_nobody_wears_a_hard_hat_elsewhere() -> None:
    person = drawing.LOOKS["walter"]

    for place in set(PLACES) - {"street-works"}:
        assert coverings.hard_hat(person) not in alone("walter", place)
    assert coverings.hard_hat(person) not in drawing.face("walter")


def test_a_turban_and_a_headscarf_stay_on_at_the_street_works() -> None:
    assert coverings.turban(drawing.LOOKS["dev"]) in alone("dev", "street-works")
    assert coverings.headscarf(drawing.LOOKS["nadia"]) in alone("nadia", "street-works")
    assert coverings.hard_hat(drawing.LOOKS["nadia"]) != coverings.hard_hat(drawing.LOOKS["mei"])


@pytest.mark.parametrize("look", ["grace", "kofi", "rosa", "joao", "ray", "sky"])
def test_hair_or_a_cap_that_is_higher_than_a_hard_hat_does_not_go_through_it(look: str) -> None:
    person = drawing.LOOKS[look]
    behind = hair.hair_behind(person)
    before = hair.hair_before(person)

    assert not behind or behind not in alone(look, "street-works")
    assert before not in alone(look, "street-works")


def test_the_tag_of_oneself_is_above_the_hard_hat() -> None:
    def height_of_tag(look: str) -> float:
        drawn = drawing.scene("street-works", (drawing.Figure(look, 3, is_you=True),), "x")
        text = re.search(r'<text x="480" y="([\d.]+)"', drawn)
        assert text
        return float(text[1]) - drawing.LOOKS[look].lower

    assert height_of_tag("you") < height_of_tag("dev")


def test_a_coat_in_the_laboratory_has_sleeves() -> None:
    folded = alone("joao", "laboratory", "folded-arms")
    elsewhere = alone("joao", "office", "folded-arms")
    sleeve = f'stroke="{drawing.LOOKS["joao"].top}" stroke-width="27"'

    assert sleeve in elsewhere
    assert sleeve not in folded
    assert clothes.EXTRAS["coat"]() in folded


def test_the_arms_of_a_large_person_move_out_with_the_shoulders() -> None:
    assert "translate(16.8 0)" in alone("beth", "office", "pointing")
    assert "scale(1.2)" in alone("victor", "office", "folded-arms")
    assert "translate(16.8 0)" not in alone("tom", "office", "pointing")
