"""Style sheets: every color, type size, radius and shadow is a token; every side is logical."""

from __future__ import annotations

import re

import pytest

from tests.walks import places, sheets
from tests.walks.sheets import Declaration

COLOR = re.compile(r"#[0-9a-f]{3,8}\b|\b(oklch|oklab|rgba?|hsla?|hwb|lab|lch|color)\(", re.I)
NAMED_COLOR = re.compile(
    r"(?<![\w-])(aqua|black|blue|brown|coral|crimson|cyan|fuchsia|gold|gr[ae]y|green|indigo|ivory"
    r"|lime|magenta|maroon|navy|olive|orange|pink|plum|purple|red|salmon|silver|tan|teal|tomato"
    r"|turquoise|violet|wheat|white|yellow|(light|dark|medium|deep|pale)[a-z]{3,})(?![\w-])",
    re.I,
)
WITHOUT_COLORS = ("font", "grid", "animation")  # properties whose names may be color words
SHADOW = {"box-shadow", "text-shadow"}
RING = re.compile(r"(inset )?0 0 0 [\d.]+px var\(--[\w-]+\)")  # a line, not a shadow
TYPE_SIZE = re.compile(r"var\(--|inherit$|[\d.]+(em|%)$|0$")
RADIUS = re.compile(r"(var\(--[\w-]+\)|0|[\d.]+%|inherit)( (var\(--[\w-]+\)|0|[\d.]+%))*$")

PHYSICAL = re.compile(
    r"(left|right|top|bottom|width|height|(min|max)-(width|height)"
    r"|(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)(-\w+)?"
    r"|border-(top|bottom)-(left|right)-radius)$"
)
SIDED = {"text-align", "float", "clear", "caption-side"}

# Declarations that may stay as they are, each with its reason.
EXCEPTIONS: dict[str, str] = {
    "static/site/print.css font-size: 10.5pt": "paper is measured in points",
}


def every() -> list[Declaration]:
    return [one for path in sheets.sheets() for one in sheets.declarations(path)]


def listed(found: list[Declaration]) -> list[str]:
    return [str(one) for one in found if f"{one.path} {one.name}: {one.value}" not in EXCEPTIONS]


def test_every_color_is_a_token() -> None:
    assert (
        listed(
            [
                one
                for one in every()
                if COLOR.search(one.value)
                or (NAMED_COLOR.search(one.value) and not one.name.startswith(WITHOUT_COLORS))
            ]
        )
        == []
    )


def test_every_shadow_is_a_token() -> None:
    assert (
        listed(
            [
                one
                for one in every()
                if (
                    one.name in SHADOW
                    and not re.fullmatch(r"none|var\(--[\w-]+\)", one.value)
                    and not RING.fullmatch(one.value)
                )
                or "drop-shadow(" in one.value
            ]
        )
        == []
    )


def test_every_type_size_and_radius_is_a_token() -> None:
    assert (
        listed(
            [
                one
                for one in every()
                if (one.name == "font-size" and not TYPE_SIZE.match(one.value))
                or (one.name.endswith("radius") and not RADIUS.match(one.value))
            ]
        )
        == []
    )


def is_sided(one: Declaration) -> bool:
    """Four values whose inline sides differ name left and right without saying so."""
    values: list[str] = re.findall(r"(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", one.value)
    if len(values) != 4 or "/" in values:
        return False
    if one.name in {"margin", "padding", "inset", "scroll-margin", "scroll-padding"}:
        return values[1] != values[3]
    return one.name == "border-radius" and (values[0], values[2]) != (values[1], values[3])


def test_every_side_is_logical() -> None:
    assert (
        listed(
            [
                one
                for one in every()
                if not one.prelude.startswith(("@page", "@media"))
                and (
                    PHYSICAL.match(one.name)
                    or (one.name in SIDED and one.value in {"left", "right"})
                    or is_sided(one)
                )
            ]
        )
        == []
    )


def test_every_token_that_is_used_exists() -> None:
    tokens = {one.name for one in sheets.declarations(sheets.TOKENS) if one.name.startswith("--")}
    knobs = {one.name for one in every() if one.name.startswith("--")}
    unknown = [
        one
        for one in [*every(), *sheets.declarations(sheets.TOKENS)]
        for name in re.findall(r"var\((--[\w-]+)\s*\)", one.value)
        if name not in tokens | knobs
    ]
    assert listed(unknown) == []


def test_tokens_are_written_in_one_place() -> None:
    """A sheet may set a knob of a component; it never changes a token."""
    tokens = {one.name for one in sheets.declarations(sheets.TOKENS) if one.name.startswith("--")}
    assert listed([one for one in every() if one.name in tokens]) == []


@pytest.mark.parametrize("path", sheets.sheets(), ids=str)
def test_every_rule_is_in_a_layer(path: object) -> None:
    source = re.sub(r"/\*.*?\*/", "", places.text(path), flags=re.S)  # type: ignore[arg-type] # a Path
    outside = re.split(r"[{;]", source.strip(), maxsplit=1)[0].strip()
    assert re.match(r"@layer \w+$|@import|@media print$|@page", outside), outside
