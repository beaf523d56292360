"""What we ship is easy to read, in both languages."""

from __future__ import annotations

import pytest

from courses.packs import PACKS, read_pack
from courses.translating import words_of
from tests.courses.readability import grade, reading_ease, texts

CONTENT = read_pack(PACKS / "stepping-in")
MODULES = [module.slug for module in CONTENT.modules]


def text_of(slug: str, language: str) -> str:
    found = words_of(CONTENT.in_language(language).module(slug))
    found.pop("cast", None)  # names and jobs are no sentences
    return ".\n".join(texts(found))


def test_a_childs_sentence_is_easier_than_a_lawyers() -> None:
    easy = "The dog ran home. It was glad."
    hard = "Notwithstanding contractual obligations, organizational representatives reconsidered."
    assert grade(easy) < 2 < 12 < grade(hard)
    assert reading_ease("El perro fue a casa. Comió.") > 90
    assert reading_ease("Consideraciones organizacionales extraordinariamente complejas.") < 30


@pytest.mark.parametrize("slug", MODULES)
def test_every_module_reads_at_grade_nine_or_below(slug: str) -> None:
    assert grade(text_of(slug, "en")) <= 9


@pytest.mark.parametrize("slug", MODULES)
def test_every_module_is_plain_spanish(slug: str) -> None:
    assert reading_ease(text_of(slug, "es")) >= 60
