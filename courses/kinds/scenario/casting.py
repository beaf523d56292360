"""Whom a set of sentences is about.  Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

LEAST_SHARE = 0.5


def main_characters(
    sentences: Mapping[str, Sequence[str]], first_names: Mapping[str, str]
) -> dict[str, str | None]:
    """For each role, the character whom at least half of its sentences name first.

    None where no name comes up that often: then the page says it without a name.
    """
    found: dict[str, str | None] = {}
    for role, told in sentences.items():
        firsts = Counter(filter(None, (_first_named(sentence, first_names) for sentence in told)))
        slug, count = firsts.most_common(1)[0] if firsts else (None, 0)
        found[role] = slug if told and count >= LEAST_SHARE * len(told) else None
    return found


def _first_named(sentence: str, first_names: Mapping[str, str]) -> str | None:
    places = {
        slug: match.start()
        for slug, name in first_names.items()
        if (match := re.search(rf"\b{re.escape(name)}\b", sentence))
    }
    return min(places, key=lambda slug: places[slug]) if places else None
