"""Templates, taken apart: what is visible, what is markup, what runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.walks import places

CSRF = "\ue000"  # stands for {% csrf_token %} while a template is read as HTML
SPOKEN = "\ue001"  # stands for something that gettext or a variable will say
SAYS = {"csrf_token": CSRF, "translate": SPOKEN, "trans": SPOKEN, "static": SPOKEN, "url": SPOKEN}
# Blocks of the layouts that fill an attribute, not the page: never seen.
ATTRIBUTE_BLOCKS = {"main_class", "nav_current"}
VISIBLE_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "summary", "label", "data-label"}
INVISIBLE = {"script", "style", "template"}
_STRING = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""")


@dataclass
class Form:
    line: int
    method: str
    protected: bool = False


@dataclass
class Found(HTMLParser):
    """What one template says and does.  Pairs are (line, what)."""

    visible: list[tuple[int, str]] = field(default_factory=list)
    tags: list[tuple[int, str, dict[str, str]]] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    spoken: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._inside: list[str] = []
        self._open_form: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        given = {name: value or "" for name, value in attrs}
        self.tags.append((line, tag, given))
        for name, value in given.items():
            if name in VISIBLE_ATTRIBUTES:
                self.visible.append((line, value))
        if tag == "form":
            self._open_form = Form(line, given.get("method", "get").lower())
            self.forms.append(self._open_form)
        if tag in INVISIBLE:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        if tag == "form":
            self._open_form = None

    def handle_data(self, data: str) -> None:
        if CSRF in data and self._open_form is not None:
            self._open_form.protected = True
        if not set(self._inside) & {"script", "style"}:
            self.visible.append((self.getpos()[0], data))


def _strings(tag: str) -> Iterator[str]:
    for double, single in _STRING.findall(tag):
        yield double or single


@lru_cache(maxsize=1024)
def read(path: Path) -> Found:
    """Take a template apart.  Words inside translate tags are `spoken`, others `visible`."""
    found, html, inside = Found(), [], ""
    for token in Lexer(places.text(path)).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if inside:
            if token.token_type == TokenType.TEXT and inside.startswith("blocktrans"):
                found.spoken.append((token.lineno or 0, token.contents))
            if token.token_type == TokenType.BLOCK and name == f"end{inside}":
                inside = ""
            html.append("\n" * token.contents.count("\n"))
        elif token.token_type == TokenType.TEXT:
            html.append(token.contents)
        elif token.token_type == TokenType.BLOCK:
            if name in {"comment", "blocktranslate", "blocktrans"}:
                inside = name
            if name in {"translate", "trans"}:
                found.spoken += [(token.lineno or 0, text) for text in _strings(token.contents)]
            if token.contents.split()[:2] in [["block", name] for name in ATTRIBUTE_BLOCKS]:
                inside = "block"
            html.append(SAYS.get(name, ""))
            html.append("\n" * token.contents.count("\n"))
        elif token.token_type == TokenType.VAR:
            if "_(" in token.contents:
                found.spoken += [(token.lineno or 0, text) for text in _strings(token.contents)]
            html.append(SPOKEN)
    found.feed("".join(html))
    found.close()
    return found


def templates() -> list[Path]:
    """HTML templates of ours."""
    return [path for path in places.with_suffix(".html") if "templates" in path.parts]


def text_templates() -> list[Path]:
    """Templates of plain text: letters and their subjects."""
    return [path for path in places.with_suffix(".txt") if "templates" in path.parts]


def name_of(path: Path) -> str:
    """What a template is loaded by."""
    return str(Path(*path.parts[path.parts.index("templates") + 1 :]))
