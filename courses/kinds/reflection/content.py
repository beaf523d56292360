"""A reflection: questions to oneself, answered for nobody else."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from courses.kinds.base import ModuleContent, Piece, Slug, Text
from courses.kinds.uniqueness import all_different


class Prompt(Piece):
    """One question; what is written under it is private."""

    slug: Slug
    prompt: Text
    hint: Text | None = None


class Reflection(ModuleContent):
    """One page of questions, and a few words after it."""

    kind: Literal["reflection"] = "reflection"
    intro: Text
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1)]
    closing: Text

    _different = field_validator("prompts")(all_different)
