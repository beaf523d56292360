"""The demo's cohorts: running, nearly done, and closed."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from cohorts.actions import gathering, leading
from cohorts.models import Cohort
from organizations.models import Membership
from people.models import Employment
from training.models import Assignment, Enrollment

PLANS = (  # name, unit, site, how many
    ("Warehouse, night shift", "Warehouse", "Chicago Hub, IL", 24),
    ("Drivers, Joliet", "Drivers", "Joliet DC, IL", 18),
    ("Customer care", "Customer Care", None, 22),
    ("Finance and technology", "Finance", None, 16),
)


def write(
    assignments: list[Assignment], leaders: list[Membership], *, by: User, at: datetime
) -> list[Cohort]:
    """Four cohorts of this year's assignment and a closed one of last year."""
    *_, last_year, _leads, this_year = assignments
    made = [_cohort(this_year, *plan, by=by, at=at) for plan in PLANS]
    for cohort, chosen in zip(made, ([0], [0, 1], [1], [0]), strict=True):
        leading.name_leaders(cohort, [leaders[place].pk for place in chosen], by=by, at=at)
    then = last_year.created_at
    past = _cohort(last_year, "Drivers, autumn", "Drivers", None, 20, by=by, at=then)
    leading.name_leaders(past, [leaders[0].pk], by=by, at=then)
    gathering.close(past, by=by, at=at)
    return [*made, past]


def _cohort(
    assignment: Assignment,
    name: str,
    unit: str,
    site: str | None,
    size: int,
    *,
    by: User,
    at: datetime,
) -> Cohort:
    spells = Employment.objects.current(at.date()).filter(unit__name=unit)
    if site is not None:
        spells = spells.filter(site__name=site)
    people = (
        Enrollment.objects.filter(assignment=assignment, person__in=spells.values("person"))
        .order_by("pk")
        .values_list("person_id", flat=True)[:size]
    )
    cohort = gathering.gather(assignment, name=name, by=by, at=at)
    gathering.add(cohort, list(people), by=by, at=at)
    return cohort
