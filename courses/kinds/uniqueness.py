"""Names that must differ from their siblings'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _


class Named(Protocol):
    @property
    def slug(self) -> str: ...


N = TypeVar("N", bound=Named)


def all_different(pieces: tuple[N, ...]) -> tuple[N, ...]:
    """The pieces, if no two have the same slug."""
    refuse_twice([piece.slug for piece in pieces])
    return pieces


def refuse_twice(names: Sequence[str]) -> None:
    """Raise ValueError naming each name that comes more than once."""
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(_("used twice: %(names)s") % {"names": ", ".join(twice)})
