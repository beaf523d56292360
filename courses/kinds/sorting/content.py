"""Sorting: moments put where one thinks they belong, with our reading of each."""

from __future__ import annotations

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field, field_validator, model_validator

from courses.kinds.base import ModuleContent, Piece, Slug, Text
from courses.kinds.uniqueness import all_different


class Bin(Piece):
    """One of three places on the scale, from the mildest to the most harmful."""

    slug: Slug
    label: Text
    meaning: Text


class Moment(Piece):
    """Something that happens at work; `key` is the bin we would put it in, `why` the reason."""

    slug: Slug
    text: Text
    quiet: Text | None = None
    key: Slug
    why: Text


class Sorting(ModuleContent):
    """Moments, taken one by one."""

    kind: Literal["sorting"] = "sorting"
    intro: Text
    quiet_intro: Text | None = None
    scale: Annotated[tuple[Bin, ...], Field(min_length=3, max_length=3)]
    moments: Annotated[tuple[Moment, ...], Field(min_length=3)]
    closing: Text

    _different = field_validator("scale", "moments")(all_different)

    @model_validator(mode="after")
    def keys_are_on_the_scale(self) -> Sorting:
        known = {bin_.slug for bin_ in self.scale}
        if wrong := [moment.slug for moment in self.moments if moment.key not in known]:
            raise ValueError(
                _("the key of these moments is not on the scale: %(names)s")
                % {"names": ", ".join(wrong)}
            )
        return self

    @property
    def has_quiet(self) -> bool:
        return any(moment.quiet for moment in self.moments)

    def height(self, bin_slug: str) -> int:
        """0, 1 or 2: how far down the slope a bin is."""
        return [bin_.slug for bin_ in self.scale].index(bin_slug)
