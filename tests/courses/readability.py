"""How hard a text is to read, by published formulas; syllables by the patterns of hyphenation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyphen

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_END = re.compile(r"[.!?:;…]+")
_HYPHENS = {code: pyphen.Pyphen(lang=code, left=1, right=1) for code in ("en_US", "es")}


def _counts(text: str, language: str) -> tuple[int, int, int]:
    """Sentences, words and syllables."""
    words = _WORD.findall(text)
    sentences = [part for part in _END.split(text) if _WORD.search(part)]
    syllables = sum(len(_HYPHENS[language].positions(word.lower())) + 1 for word in words)
    return max(len(sentences), 1), max(len(words), 1), syllables


def grade(text: str) -> float:
    """The school grade of an English text (Kincaid et al. 1975)."""
    sentences, words, syllables = _counts(text, "en_US")
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def reading_ease(text: str) -> float:
    """Of a Spanish text, from 0 to about 100; 60 and more is plain (Fernández Huerta 1959)."""
    sentences, words, syllables = _counts(text, "es")
    return 206.84 - 60 * syllables / words - 1.02 * words / sentences


def texts(words: Any) -> Iterator[str]:
    """Every text in what `courses.translating.words_of` gives."""
    if isinstance(words, str):
        yield words
    else:
        for each in words.values() if isinstance(words, dict) else words:
            yield from texts(each)
