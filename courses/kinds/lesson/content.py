"""A lesson: pages to read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from courses.kinds.base import ModuleContent, Piece, Slug, Text
from courses.kinds.uniqueness import all_different


class Page(Piece):
    """One page; `quiet` stands in for `body` on the quiet route."""

    slug: Slug
    title: Text
    body: Text
    aside: Text | None = None
    quiet: Text | None = None


class Lesson(ModuleContent):
    """Pages in the order they are read."""

    kind: Literal["lesson"] = "lesson"
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]

    _different = field_validator("pages")(all_different)

    @property
    def has_quiet(self) -> bool:
        return any(page.quiet for page in self.pages)
