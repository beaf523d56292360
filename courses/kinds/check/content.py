"""A check: questions with feedback on every answer, and as many tries as one likes."""

from __future__ import annotations

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field, field_validator

from courses.kinds.base import ModuleContent, Piece, Slug, Text
from courses.kinds.uniqueness import all_different


class Option(Piece):
    """One answer, and what is said about it once it has been chosen."""

    slug: Slug
    text: Text
    right: bool
    feedback: Text


class Question(Piece):
    """A question with at least one right answer."""

    slug: Slug
    question: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=6)]

    @field_validator("options")
    @classmethod
    def has_a_right_answer(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        if not any(option.right for option in options):
            raise ValueError(_("one of the options must be right"))
        return all_different(options)


class Check(ModuleContent):
    """Questions, taken one by one."""

    kind: Literal["check"] = "check"
    intro: Text
    items: Annotated[tuple[Question, ...], Field(min_length=1)]
    closing: Text

    _different = field_validator("items")(all_different)
