"""What is wrong with a content file, in words its author understands.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError


def explain(error: ValidationError, content: Any) -> list[str]:
    """One sentence for each mistake: where it is, what it is.

    A list that lacks items only because those in it are broken is not a mistake of its own.
    """
    mistakes = error.errors()
    places = [each["loc"] for each in mistakes]
    return [
        f"{where(each['loc'], content)}: {what(each)}"
        for each in mistakes
        if each["type"] != "too_short"
        or not any(
            len(p) > len(each["loc"]) and p[: len(each["loc"])] == each["loc"] for p in places
        )
    ]


def where(location: Sequence[int | str], content: Any) -> str:
    """The way to a piece, naming pieces by their slug where they have one."""
    names: list[str] = []
    piece = content
    for part in location:
        if isinstance(piece, dict) and part == piece.get("kind"):
            continue  # the name of the kind, which pydantic adds
        piece, name = _inside(piece, part)
        names.append(name)
    return " › ".join(names) or _("the file")


def _inside(piece: Any, part: int | str) -> tuple[Any, str]:
    """What `part` names inside a piece, and how to call it."""
    if isinstance(piece, dict) and isinstance(part, int):
        keys = list(piece)  # written as a mapping, read as a list
        return (piece[keys[part]], str(keys[part])) if part < len(keys) else (None, str(part))
    if isinstance(piece, dict):
        return piece.get(part), str(part)
    if isinstance(piece, list | tuple) and isinstance(part, int) and part < len(piece):
        inner = piece[part]
        slug = inner.get("slug") if isinstance(inner, dict) else None
        return inner, str(slug or _("number %(number)d") % {"number": part + 1})
    return None, str(part)


def what(mistake: Any) -> str:
    """The mistake as a sentence; pydantic's own words where we have none."""
    context = mistake.get("ctx", {})
    sentences = {
        "missing": _("is missing"),
        "extra_forbidden": _("is not a field that belongs here; check its spelling"),
        "string_type": _("should be text; put it in quotes"),
        "string_too_short": _("is empty"),
        "string_too_long": _("is too long (at most %(max_length)s characters)"),
        "string_pattern_mismatch": _(
            "should be a name in small letters, digits and hyphens, or a time like 21:04"
        ),
        "literal_error": _("should be %(expected)s"),
        "int_type": _("should be a whole number"),
        "int_parsing": _("should be a whole number"),
        "bool_type": _("should be true or false"),
        "bool_parsing": _("should be true or false"),
        "tuple_type": _("should be a list"),
        "dict_type": _("should be fields with values"),
        "model_type": _("should be fields with values"),
        "model_attributes_type": _("should be fields with values"),
        "too_short": _("needs at least %(min_length)s"),
        "too_long": _("has too many (at most %(max_length)s)"),
        "greater_than_equal": _("should be at least %(ge)s"),
        "less_than_equal": _("should be at most %(le)s"),
        "union_tag_invalid": _("is of a kind we do not know; known are %(expected_tags)s"),
        "union_tag_not_found": _("needs a “kind”"),
    }
    if mistake["type"] == "value_error":
        return str(context.get("error", mistake["msg"]))
    if (sentence := sentences.get(mistake["type"])) is None:
        return str(mistake["msg"])
    return sentence % context if "%(" in sentence else sentence
