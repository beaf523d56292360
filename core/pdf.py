"""PDF documents: Typst templates in templates/pdf, tagged for screen readers (PDF/UA-1).

A template reads its data with `#let data = json(bytes(sys.inputs.data))` and begins with
`#import "base.typ": page-of`, which sets the document's title, language and look.  The
fonts are those of static/site/fonts, so that a document looks the same on every machine; only
for characters they lack are others tried.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings

FONTS = Path("static/site/fonts")
TEMPLATES = Path("templates/pdf")


class NotRendered(Exception):
    """The document could not be made.  Says which template; never quotes its data."""


def render(
    template: str, data: dict[str, Any], *, title: str, language: str, at: datetime | None = None
) -> bytes:
    """One document: `template` is a file name in templates/pdf, `data` becomes JSON.

    The same data with the same `at` (the document's date) gives the same bytes.
    """
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "title": title,
        "language": language,
    }
    timestamp = int(at.timestamp()) if at else None
    for attempt in ATTEMPTS:
        compiler = _compiler(template, attempt.system_fonts, threading.get_ident())
        try:
            made = compiler.compile(
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=list(attempt.standards),
                timestamp=timestamp,
            )
        except typst.TypstError:
            continue  # its text quotes the data, so it goes nowhere
        if isinstance(made, bytes):
            return made
    raise NotRendered(f"{template} could not be rendered")


@dataclass(frozen=True)
class Attempt:
    """Fonts and standard to try; a name in a script that our fonts lack needs the later ones."""

    system_fonts: bool
    standards: list[Literal["ua-1"]]


ATTEMPTS = (
    Attempt(system_fonts=False, standards=["ua-1"]),
    Attempt(system_fonts=True, standards=["ua-1"]),
    Attempt(system_fonts=True, standards=[]),
)


@lru_cache(maxsize=2)
def _fonts(system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system_fonts,
        include_embedded_fonts=True,
        font_paths=[str(settings.BASE_DIR / FONTS)],
    )


@lru_cache(maxsize=64)
def _compiler(template: str, system_fonts: bool, thread: int) -> typst.Compiler:
    """A compiler for each template and thread: it keeps what it has parsed."""
    root = settings.BASE_DIR / TEMPLATES
    return typst.Compiler(
        input=str(root / template), root=str(root), font_paths=_fonts(system_fonts)
    )
