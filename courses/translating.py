"""A course's words in another language.  Pure.

A translation has the original's shape and only its words: pieces that have a slug stand under
it, other lists keep their order.  What is no word (who speaks, where a choice leads, which
answer is right) is the original's alone, so that a translation cannot change what happens.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, get_args

from django.utils.translation import gettext as _

from courses.kinds.base import Piece, Words


def words_of(piece: Piece) -> dict[str, Any]:
    """Everything to be translated: text, lists of it, and further pieces, by field.

    Empty texts are left out, and so is what has no words at all.
    """
    found = {name: _words(getattr(piece, name)) for name in _fields_with_words(type(piece))}
    return {name: words for name, words in found.items() if words}


def in_words(original: Any, words: Any) -> Any:
    """The original's plain data with the words of a translation in place of its own.

    Words for which the original has no place are left out (`problems` names them).
    """
    if isinstance(original, dict) and isinstance(words, dict):
        return {key: in_words(value, words.get(key)) for key, value in original.items()}
    if isinstance(original, list) and isinstance(words, dict):
        return [in_words(piece, words.get(_slug(piece))) for piece in original]
    if isinstance(original, list) and isinstance(words, list):
        return [
            in_words(piece, words[place]) if place < len(words) else piece
            for place, piece in enumerate(original)
        ]
    return words if isinstance(original, str) and isinstance(words, str) else original


def problems(original: Piece, words: Any) -> list[str]:
    """What the translation leaves out or has too much, each with its place."""
    return [*_compared(words_of(original), words, ())]


def _compared(wanted: Any, given: Any, place: tuple[str, ...]) -> Iterator[str]:
    where = {"place": " › ".join(place)}
    if isinstance(wanted, str):
        if not isinstance(given, str) or not given.strip():
            yield _("%(place)s: is not translated") % where
    elif isinstance(wanted, list):
        if not isinstance(given, list) or len(given) != len(wanted):
            yield _("%(place)s: should have %(count)d, one for each of the original") % {
                **where, "count": len(wanted),
            }  # fmt: skip
            return
        for number, (piece, words) in enumerate(zip(wanted, given, strict=True), 1):
            yield from _compared(piece, words, (*place, str(number)))
    elif not isinstance(given, dict):
        yield _("%(place)s: is not translated") % where
    else:
        for key in wanted:
            yield from _compared(wanted[key], given.get(key), (*place, key))
        for key in given:
            if key not in wanted:
                yield _("%(place)s: the original has nothing to translate there") % {
                    "place": " › ".join((*place, str(key)))
                }


def _words(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Piece):
        return words_of(value)
    if isinstance(value, dict):
        return {key: _words(each) for key, each in value.items()}
    if not isinstance(value, tuple):
        return None
    if all(isinstance(each, Piece) and _slug(each) for each in value):
        by_slug = {_slug(each): _words(each) for each in value}
        return {slug: words for slug, words in by_slug.items() if words}
    found = [_words(each) for each in value]
    return found if any(found) else None


def _slug(piece: Any) -> str | None:
    slug = piece.get("slug") if isinstance(piece, dict) else getattr(piece, "slug", None)
    return str(slug) if slug else None


@lru_cache(maxsize=256)
def _fields_with_words(kind: type[Piece]) -> tuple[str, ...]:
    """The fields that hold words themselves, or pieces that may."""
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if any(isinstance(mark, Words) for mark in field.metadata) or _holds(field.annotation)
    )


def _holds(annotation: Any) -> bool:
    if isinstance(annotation, Words) or (
        isinstance(annotation, type) and issubclass(annotation, Piece)
    ):
        return True
    inner = (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
    return any(_holds(each) for each in inner)
