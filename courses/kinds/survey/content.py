"""A survey: scales of an instrument, asked in one wave."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field, field_validator, model_validator

from courses.kinds.base import ModuleContent, Piece, Slug, Text
from courses.kinds.uniqueness import all_different, refuse_twice


class Points(Piece):
    """The answers of a scale: whole numbers, with words at both ends."""

    minimum: int
    maximum: int
    low: Text
    high: Text

    @model_validator(mode="after")
    def go_up_in_few_steps(self) -> Points:
        if not self.minimum < self.maximum <= self.minimum + 10:
            raise ValueError(_("minimum must be below maximum, by at most 10"))
        return self

    @property
    def values(self) -> range:
        return range(self.minimum, self.maximum + 1)


class Item(Piece):
    """One statement or question; `reversed` ones are turned round when scored."""

    slug: Slug
    text: Text
    reversed: bool = False


class Scale(Piece):
    """Items that are answered on the same points and scored together."""

    slug: Slug
    title: Text
    direction: Literal["higher_is_better", "lower_is_better"]
    waves: Annotated[tuple[Literal["baseline", "closing", "follow_up"], ...], Field(min_length=1)]
    points: Points
    stem: Text
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    _different = field_validator("items")(all_different)

    @field_validator("direction", mode="before")
    @classmethod
    def one_name_for_each_direction(cls, direction: object) -> object:
        return "lower_is_better" if direction == "higher_is_worse" else direction


class Instrument(Piece):
    """What is measured; assessments keeps one row for each edition of it."""

    slug: Slug
    title: Text
    scales: Annotated[tuple[Scale, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def names_are_different(self) -> Instrument:
        all_different(self.scales)
        refuse_twice([item.slug for scale in self.scales for item in scale.items])
        return self


class Survey(ModuleContent):
    """The scales that one wave asks."""

    kind: Literal["survey"] = "survey"
    wave: Literal["baseline", "closing"]
    instrument: Instrument
    intro: Text
    closing: Text

    @model_validator(mode="after")
    def asks_something(self) -> Survey:
        if not self.scales:
            raise ValueError(_("the instrument has no scale for this wave"))
        return self

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The scales asked in this wave."""
        return tuple(scale for scale in self.instrument.scales if self.wave in scale.waves)

    @property
    def definition(self) -> dict[str, Any]:
        """The whole instrument as assessments takes it."""
        return self.instrument.model_dump(mode="json")
