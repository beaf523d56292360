"""Style sheets, taken apart into declarations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.walks import places

TOKENS = Path("static/site/tokens.css")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_OPAQUE = re.compile(r"url\([^)]*\)|\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True)
class Declaration:
    path: Path
    line: int
    prelude: str  # the selector or at-rule it stands in
    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.name}: {self.value}"


def sheets() -> list[Path]:
    """Style sheets of pages, without the tokens.  Letters have their own: mail programs know
    neither tokens nor logical sides."""
    return [
        path for path in places.with_suffix(".css") if path.parts[0] == "static" and path != TOKENS
    ]


def blank(found: re.Match[str]) -> str:
    """Nothing of a piece but its lines."""
    return "\n" * found.group().count("\n")


@lru_cache(maxsize=64)
def declarations(path: Path) -> tuple[Declaration, ...]:
    return tuple(_read(path))


def _read(path: Path) -> Iterator[Declaration]:
    source = _OPAQUE.sub(blank, _COMMENT.sub(blank, places.text(path)))
    preludes: list[str] = []
    start = depth = 0
    for position, character in enumerate(source):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth or character not in "{};":
            continue
        piece = source[start:position]
        line = source.count("\n", 0, start + len(piece) - len(piece.lstrip())) + 1
        start = position + 1
        if character == "{":
            preludes.append(" ".join(piece.split()))
            continue
        name, colon, value = piece.strip().partition(":")
        if colon and not name.startswith("@"):
            prelude = preludes[-1] if preludes else ""
            yield Declaration(path, line, prelude, name.strip(), " ".join(value.split()))
        if character == "}":
            preludes.pop()


def selectors(path: Path) -> Iterator[str]:
    """What stands before each brace."""
    source = _OPAQUE.sub(blank, _COMMENT.sub(blank, places.text(path)))
    for piece in re.findall(r"([^{};]+)\{", source):
        yield " ".join(piece.split())
