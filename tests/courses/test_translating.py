from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from courses import contents
from courses.contents import CourseContent
from courses.packs import PACKS, read_pack
from courses.translating import in_words, problems, words_of
from tests.courses import content

PACK = PACKS / "stepping-in"


def spoken(words: Any) -> Any:
    """The same words, each marked as said in Spanish."""
    if isinstance(words, str):
        return f"¿{words}?"
    if isinstance(words, list):
        return [spoken(each) for each in words]
    return {key: spoken(each) for key, each in words.items()}


def in_spanish(original: CourseContent, words: Any = None) -> CourseContent:
    given = spoken(words_of(original)) if words is None else words
    return contents.read({**original.model_dump(mode="json"), "translations": {"es": given}})


def test_the_words_of_a_course_put_back_make_the_same_course() -> None:
    original = content.every_kind()
    plain = original.model_dump(mode="json")
    assert in_words(plain, words_of(original)) == plain
    assert problems(original, words_of(original)) == []


def test_a_translation_changes_words_and_nothing_that_happens() -> None:
    original = content.every_kind()
    spanish = in_spanish(original).in_language("es")

    story: Any = spanish.module("story")
    assert (spanish.title, spanish.language) == ("¿Small?", "es")
    assert story.scene_by_slug["start"].choices[0].text == "¿Do shift-it?"
    assert story.scene_by_slug["start"].lines[1].says == "¿Well, well.?"
    before: Any = original.module("story")
    assert [(c.slug, c.to, c.move, c.sets) for s in story.scenes for c in s.choices] == [
        (c.slug, c.to, c.move, c.sets) for s in before.scenes for c in s.choices
    ]


def test_a_language_that_is_not_there_is_the_original() -> None:
    original = content.every_kind()
    assert original.in_language("es") is original
    assert in_spanish(original).in_language("en").language == "en"
    assert in_spanish(original).languages == ("en", "es")


def test_a_translation_belongs_to_the_edition() -> None:
    """Changing one word of it makes another digest, so a certificate names what was read."""
    original = content.every_kind()
    first, second = in_spanish(original), in_spanish(original, {"title": "Otro"})
    digests = {contents.digest_of(contents.canonical(each)) for each in (original, first, second)}
    assert len(digests) == 3


def leave_out_a_title(words: Any) -> None:
    del words["modules"]["story"]["scenes"]["start"]["title"]


def leave_out_a_line(words: Any) -> None:
    words["modules"]["story"]["scenes"]["start"]["lines"].pop()


def say_nothing(words: Any) -> None:
    words["modules"]["reading"]["pages"]["one"]["body"] = "  "


def add_a_scene(words: Any) -> None:
    words["modules"]["story"]["scenes"]["elsewhere"] = {"title": "¿?"}


def forget_a_module(words: Any) -> None:
    del words["modules"]["slope"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (leave_out_a_title, "modules › story › scenes › start › title: is not translated"),
        (
            leave_out_a_line,
            "modules › story › scenes › start › lines: should have 2, one for each of the original",
        ),
        (say_nothing, "modules › reading › pages › one › body: is not translated"),
        (
            add_a_scene,
            "modules › story › scenes › elsewhere: the original has nothing to translate there",
        ),
        (forget_a_module, "modules › slope: is not translated"),
    ],
)
def test_what_is_left_out_or_too_much_is_named_and_not_published(fault: Any, said: str) -> None:
    original = content.every_kind()
    words = deepcopy(spoken(words_of(original)))
    fault(words)
    assert problems(original, words) == [said]
    assert f"es › {said}" in contents.problems(in_spanish(original, words))


def test_what_we_ship_is_complete_in_spanish() -> None:
    shipped = read_pack(PACK)
    assert shipped.languages == ("en", "es")
    assert problems(shipped, shipped.translations["es"]) == []


def test_no_sentence_of_ours_was_left_in_english() -> None:
    shipped = read_pack(PACK)
    assert same_words(words_of(shipped), words_of(shipped.in_language("es"))) == []


def same_words(english: Any, spanish: Any) -> list[str]:
    """Longer texts that are the same in both."""
    if isinstance(english, str):
        return [english] if english == spanish and len(english) > 25 else []
    pairs = (
        [(english[key], spanish[key]) for key in english]
        if isinstance(english, dict)
        else zip(english, spanish, strict=True)
    )
    return [text for pair in pairs for text in same_words(*pair)]
