"""A plan: one if, one then, a pledge for oneself, and a week for a booster."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from courses.kinds.base import ModuleContent, Piece, Text

Week = Annotated[int, Field(ge=1, le=52)]


class Pledge(Piece):
    """A promise to oneself; optional and private."""

    prompt: Text
    text: Text
    note: Text


class Booster(Piece):
    """When a short practice story should come."""

    prompt: Text
    weeks: Annotated[tuple[Week, ...], Field(min_length=1)]


class Plan(ModuleContent):
    """Ideas are offered; the words are the person's own."""

    kind: Literal["plan"] = "plan"
    intro: Text
    when_prompt: Text
    when_ideas: tuple[Text, ...] = ()
    then_prompt: Text
    then_ideas: tuple[Text, ...] = ()
    pledge: Pledge
    booster: Booster
    closing: Text
