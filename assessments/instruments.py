"""Instruments: scales, items, and how answers become scores.  Pure.

A scale's score is the mean of its answered items after reversal, reported only when at
least 80 % of its items are answered.  Reversal is keyed by the item, never by position.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

LEAST_ANSWERED = 0.8
WaveName = Literal["baseline", "closing", "follow_up"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Points(Frozen):
    """The answer scale: whole numbers from `minimum` to `maximum`."""

    minimum: int
    maximum: int
    low: str
    high: str

    @model_validator(mode="after")
    def goes_up(self) -> Points:
        if self.minimum >= self.maximum:
            raise ValueError("minimum must be below maximum")
        return self

    @property
    def values(self) -> range:
        return range(self.minimum, self.maximum + 1)


class Item(Frozen):
    slug: Slug
    text: str
    reversed: bool = False


class Scale(Frozen):
    slug: Slug
    title: str
    direction: Literal["higher_is_better", "lower_is_better"]
    waves: tuple[WaveName, ...]
    points: Points
    stem: str = ""
    items: tuple[Item, ...] = Field(min_length=1)

    def score(self, answers: Mapping[str, int]) -> float | None:
        """Mean after reversal, in the scale's own points; None below 80 % answered."""
        given = [
            self.points.maximum + self.points.minimum - answers[item.slug]
            if item.reversed
            else answers[item.slug]
            for item in self.items
            if item.slug in answers
        ]
        if len(given) < LEAST_ANSWERED * len(self.items):
            return None
        return sum(given) / len(given)


class InstrumentDefinition(Frozen):
    slug: Slug
    title: str
    scales: tuple[Scale, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def names_are_unique(self) -> InstrumentDefinition:
        for names in (
            [scale.slug for scale in self.scales],
            [item.slug for scale in self.scales for item in scale.items],
        ):
            if twice := sorted({name for name in names if names.count(name) > 1}):
                raise ValueError(f"used twice: {', '.join(twice)}")
        return self

    def scales_of(self, wave: str) -> tuple[Scale, ...]:
        """The scales that a wave asks; `wave` is a Wave.Kind."""
        name = "follow_up" if wave.startswith("follow_up") else wave
        return tuple(scale for scale in self.scales if name in scale.waves)

    def valid_answers(self, wave: str, answers: Mapping[str, object]) -> dict[str, int]:
        """Of what was sent, the answers this wave asks for; anything else is left out."""
        return {
            item.slug: value
            for scale in self.scales_of(wave)
            for item in scale.items
            if isinstance(value := answers.get(item.slug), int)
            and not isinstance(value, bool)
            and value in scale.points.values
        }

    def scores(self, answers: Mapping[str, int]) -> dict[str, float]:
        """Every scale's score that can be told."""
        found = {scale.slug: scale.score(answers) for scale in self.scales}
        return {slug: score for slug, score in found.items() if score is not None}


def digest(definition: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    canonical = json.dumps(definition, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
