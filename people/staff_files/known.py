"""People and their employments as the database holds them, for comparing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class PersonValues(NamedTuple):
    """Columns of a person that a file may change."""

    given_name: str = ""
    family_name: str = ""
    preferred_name: str = ""
    email: str | None = None
    language: str = ""


class SpellValues(NamedTuple):
    """Columns of an employment that a file may change; unit and site by name, dates as ISO."""

    number: str = ""
    unit: str = ""
    site: str = ""
    job_title: str = ""
    manager: int | None = None
    is_manager: bool = False
    starts_on: str | None = None
    ends_on: str | None = None
    on_leave: bool = False
    leave_until: str | None = None


class Spell(NamedTuple):
    """One employment as it stands in the database."""

    id: int
    person: int
    values: SpellValues


@dataclass(frozen=True)
class Staff:
    """Everybody the organization knows: people, and all their spells, oldest first."""

    people: Mapping[int, PersonValues] = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()
    confirmed_sites: frozenset[str] = frozenset()  # lower case

    @cached_property
    def latest(self) -> dict[int, Spell]:
        """Person → their latest spell."""
        return {spell.person: spell for spell in self.spells}
