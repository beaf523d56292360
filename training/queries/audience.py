"""Everybody whom an audience rule means."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from organizations.models import Unit
from people.models import Person
from training.audience import AudienceRule, Facts, Managers, with_descendants
from training.queries.current import current_employment

# A person with the annotations that `audience` lists.
Member = Any


def parents() -> dict[int, int | None]:
    """Each unit's parent."""
    return dict(Unit.objects.values_list("pk", "parent_id"))


def employed(on: date) -> QuerySet[Any]:
    """People who are employed on a day, with what a list says about them."""
    return (
        Person.objects.annotate(current=current_employment("employments", on))
        .filter(current__isnull=False)
        .annotate(
            number=F("current__number"),
            unit_ref=Coalesce(F("current__unit_id"), Value(0)),
            site_ref=Coalesce(F("current__site_id"), Value(0)),
            unit_name=F("current__unit__name"),
            site_name=F("current__site__name"),
            zone=Coalesce(F("current__site__time_zone"), F("organization__time_zone")),
            is_manager=F("current__is_manager"),
            hired_on=F("current__starts_on"),
            on_leave=F("current__on_leave"),
            leave_until=F("current__leave_until"),
        )
    )


def audience(rule: AudienceRule, on: date) -> QuerySet[Any]:
    """The people a rule means on a day: training.audience.why, in SQL.

    Annotated with `number`, `unit_name`, `site_name`, `zone`, `is_manager`, `hired_on`,
    `on_leave` and `leave_until` of their current employment.
    """
    tree = parents() if rule.units or rule.without_units else {}
    meant = Q(pk__in=rule.people)
    if rule.everybody:
        meant = Q()
    elif rule.filters:
        meant |= _filters(rule, tree)
    return (
        employed(on)
        .filter(meant)
        .filter(~Q(pk__in=rule.without_people))
        .filter(~_below(rule.without_units, tree))
        .filter(~Q(site_ref__in=rule.without_sites))
    )


def _below(units: tuple[int, ...], tree: dict[int, int | None]) -> Q:
    """In one of these units, or in one below it."""
    return Q(unit_ref__in=with_descendants(units, tree))


def _filters(rule: AudienceRule, tree: dict[int, int | None]) -> Q:
    found = Q()
    if rule.units:
        found &= _below(rule.units, tree)
    if rule.sites:
        found &= Q(site_ref__in=rule.sites)
    if rule.managers != Managers.ANY:
        found &= Q(is_manager=rule.managers == Managers.ONLY)
    if rule.hired_from:
        found &= Q(hired_on__gte=rule.hired_from)
    if rule.hired_to:
        found &= Q(hired_on__lte=rule.hired_to)
    return found


def facts_of(person: Person, on: date) -> Facts:
    """What the rule needs to know of one person, whether employed or not."""
    found = employed(on).filter(pk=person.pk).first()
    if found is None:
        return Facts(person_id=person.pk, employed=False)
    return facts_from(found)


def facts_from(member: Member) -> Facts:
    """The facts of a row that `employed` or `audience` gave."""
    return Facts(
        person_id=member.pk,
        unit_id=member.unit_ref or None,
        site_id=member.site_ref or None,
        is_manager=member.is_manager,
        hired_on=member.hired_on,
    )
