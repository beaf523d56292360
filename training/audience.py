"""Whom an assignment is for: a rule over people that shows its work.

The same rule is evaluated twice: here, one person at a time, to say why somebody is in or
out; and in SQL (training.queries.audience), to find everybody.  A property test holds the two
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Managers(StrEnum):
    """Whether people who manage others are meant."""

    ANY = "any"
    ONLY = "only"
    NOT = "not"


class Reason(StrEnum):
    """Why somebody is in, or out."""

    NAMED = "named"
    EVERYBODY = "everybody"
    MATCHES = "matches"
    LEFT_OUT_BY_NAME = "left_out_by_name"
    LEFT_OUT_BY_UNIT = "left_out_by_unit"
    LEFT_OUT_BY_SITE = "left_out_by_site"
    OTHER_UNIT = "other_unit"
    OTHER_SITE = "other_site"
    NOT_A_MANAGER = "not_a_manager"
    A_MANAGER = "a_manager"
    HIRED_OUTSIDE = "hired_outside"
    NOT_NAMED = "not_named"
    NOT_EMPLOYED = "not_employed"


IN = frozenset({Reason.NAMED, Reason.EVERYBODY, Reason.MATCHES})


class AudienceRule(BaseModel):
    """Who is meant.

    `everybody`, or those who match every filter that is set (a unit stands for the units
    below it, too), or, with neither, nobody but the people named.  The people named always
    belong to it; what is left out is left out last, and wins.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    everybody: bool = False
    units: tuple[int, ...] = ()
    sites: tuple[int, ...] = ()
    managers: Managers = Managers.ANY
    hired_from: date | None = None
    hired_to: date | None = None
    people: tuple[int, ...] = ()
    without_units: tuple[int, ...] = ()
    without_sites: tuple[int, ...] = ()
    without_people: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _hired_in_order(self) -> Self:
        if self.hired_from and self.hired_to and self.hired_from > self.hired_to:
            raise ValueError("the first hire date is after the last")
        return self

    @property
    def filters(self) -> bool:
        """Whether anything narrows down who is meant."""
        return bool(
            self.units
            or self.sites
            or self.managers != Managers.ANY
            or self.hired_from
            or self.hired_to
        )

    @property
    def is_empty(self) -> bool:
        """Whether the rule can mean nobody at all."""
        return not (self.everybody or self.filters or self.people)


@dataclass(frozen=True)
class Facts:
    """What the rule needs to know of one person, on one day."""

    person_id: int
    unit_id: int | None = None
    site_id: int | None = None
    is_manager: bool = False
    hired_on: date | None = None
    employed: bool = True


def with_descendants(units: tuple[int, ...], parents: Mapping[int, int | None]) -> frozenset[int]:
    """These units and all below them; `parents` maps each unit to the one above it."""
    chosen = set(units)

    def belongs(unit: int) -> bool:
        seen: set[int] = set()
        at: int | None = unit
        while at is not None and at not in seen:
            if at in chosen:
                return True
            seen.add(at)
            at = parents.get(at)
        return False

    return frozenset(unit for unit in parents if belongs(unit)) | frozenset(units)


def why(rule: AudienceRule, facts: Facts, parents: Mapping[int, int | None]) -> Reason:
    """The one reason that decides about this person; `reason in IN` says the decision."""
    if not facts.employed:
        return Reason.NOT_EMPLOYED
    if facts.person_id in rule.without_people:
        return Reason.LEFT_OUT_BY_NAME
    if facts.unit_id in with_descendants(rule.without_units, parents):
        return Reason.LEFT_OUT_BY_UNIT
    if facts.site_id in rule.without_sites:
        return Reason.LEFT_OUT_BY_SITE
    if facts.person_id in rule.people:
        return Reason.NAMED
    if rule.everybody:
        return Reason.EVERYBODY
    if not rule.filters:
        return Reason.NOT_NAMED
    return _why_not(rule, facts, parents) or Reason.MATCHES


def _why_not(rule: AudienceRule, facts: Facts, parents: Mapping[int, int | None]) -> Reason | None:
    """The first filter that somebody does not pass."""
    hired = facts.hired_on
    if rule.units and facts.unit_id not in with_descendants(rule.units, parents):
        return Reason.OTHER_UNIT
    if rule.sites and facts.site_id not in rule.sites:
        return Reason.OTHER_SITE
    if rule.managers == Managers.ONLY and not facts.is_manager:
        return Reason.NOT_A_MANAGER
    if rule.managers == Managers.NOT and facts.is_manager:
        return Reason.A_MANAGER
    if rule.hired_from and (hired is None or hired < rule.hired_from):
        return Reason.HIRED_OUTSIDE
    if rule.hired_to and (hired is None or hired > rule.hired_to):
        return Reason.HIRED_OUTSIDE
    return None
