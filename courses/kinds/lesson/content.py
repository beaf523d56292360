"""A lesson: pages to read."""

from __future__ import annotations

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field, field_validator

from courses.kinds.base import ModuleContent, Piece, Slug, Text
from courses.kinds.uniqueness import all_different


class Page(Piece):
    """One page; `quiet` stands in for `body` on the quiet route.

    A page `for_leads` is read by those who say that they lead people at work.
    """

    slug: Slug
    title: Text
    body: Text
    aside: Text | None = None
    quiet: Text | None = None
    for_leads: bool = False


class Lesson(ModuleContent):
    """Pages in the order they are read."""

    kind: Literal["lesson"] = "lesson"
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]

    _different = field_validator("pages")(all_different)

    @field_validator("pages")
    @classmethod
    def begins_for_everybody(cls, pages: tuple[Page, ...]) -> tuple[Page, ...]:
        if pages[0].for_leads:
            raise ValueError(_("the first page is for everybody: it asks who leads people"))
        return pages

    @property
    def has_quiet(self) -> bool:
        return any(page.quiet for page in self.pages)

    @property
    def has_more_for_leads(self) -> bool:
        return any(page.for_leads for page in self.pages)
