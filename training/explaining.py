"""An assignment's rule at work: whom it means, and why, before and after it starts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q

from organizations.models import Site, Unit
from training import audience, due, wording
from training.audience import AudienceRule
from training.due import DueRule
from training.models import Assignment, Enrollment
from training.queries import facts_from, facts_of, meant, parents, search

PAGE = 50
FOUND = 10


def preview(found: Assignment, *, at: datetime, show: str, page: str | None) -> dict[str, Any]:
    """Whom a plan would enroll, and who is left as they are; `show` picks the list."""
    everybody = meant(found, at=at)
    totals = everybody.aggregate(
        new=Count("pk", filter=Q(already=False)),
        left_as_they_are=Count("pk", filter=Q(already=True)),
        away=Count("pk", filter=Q(already=False, on_leave=True)),
        no_email=Count("pk", filter=Q(already=False, email=None)),
    )
    rows = {
        "already": everybody.filter(already=True),
        "leave": everybody.filter(already=False, on_leave=True),
        "no-email": everybody.filter(already=False, email=None),
    }.get(show, everybody.filter(already=False))
    listed = Paginator(rows.order_by("family_name", "given_name", "pk"), PAGE).get_page(page)
    rule, tree = AudienceRule.model_validate(found.audience), parents()
    due_rule = DueRule.model_validate(found.due)
    people = [
        {
            "person": member,
            "why": wording.reason(audience.why(rule, facts_from(member), tree)),
            "due_on": due.due_on(
                due_rule, hired_on=member.hired_on, assigned_on=due.local_day(at, member.zone)
            ),
        }
        for member in listed
    ]
    return {
        "assignment": found,
        "rule": described(found),
        "totals": totals,
        "shown": show,
        "page": listed,
        "people": people,
    }


def described(found: Assignment) -> dict[str, Any]:
    """The rule in words."""
    rule = AudienceRule.model_validate(found.audience)
    units = dict(Unit.objects.values_list("pk", "name"))
    sites = dict(Site.objects.values_list("pk", "name"))
    return {
        "audience": wording.audience(rule, units, sites),
        "left_out": wording.left_out(rule, units, sites),
        "due": wording.due_rule(DueRule.model_validate(found.due)),
    }


def explained(found: Assignment, words: str, *, at: datetime) -> list[dict[str, Any]]:
    """Why people of this name are in, or are not."""
    if not words.strip():
        return []
    rule, tree = AudienceRule.model_validate(found.audience), parents()
    on = due.local_day(at, found.organization.time_zone)
    people = list(search(words)[:FOUND])
    enrolled = {
        e.person_id: e for e in Enrollment.objects.filter(assignment=found, person__in=people)
    }
    return [
        {
            "person": person,
            "enrollment": enrolled.get(person.pk),
            "why": wording.reason(audience.why(rule, facts_of(person, on), tree)),
        }
        for person in people
    ]
