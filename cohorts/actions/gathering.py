"""Make a cohort, put people into it, take them out, close it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cohorts.models import Cohort, CohortMember
from cohorts.queries import may_join
from organizations import audit
from training.models import Assignment


class CannotGather(Exception):
    """The change could not be made; the message says why, in words for HR."""


@transaction.atomic
def gather(assignment: Assignment, *, name: str, by: User, at: datetime) -> Cohort:
    """Make an empty cohort for one assignment."""
    name = name.strip()
    if not name:
        raise CannotGather(_("Give the cohort a name."))
    cohort, is_new = Cohort.objects.get_or_create(
        organization=assignment.organization,
        assignment=assignment,
        name=name,
        defaults={"created_at": at},
    )
    if not is_new:
        raise CannotGather(_("This assignment already has a cohort with that name."))
    audit.record(assignment.organization, "cohort.made", cohort, by=by, at=at)
    return cohort


@transaction.atomic
def add(cohort: Cohort, person_ids: Iterable[int], *, by: User, at: datetime) -> int:
    """Put people into a cohort; return how many are new to it.

    Only people whom the assignment reaches and who are in no other running cohort of it may
    join; the others are left out.  The same people twice is the same as once.
    """
    cohort = _locked(cohort)
    joining = list(
        may_join(cohort, at=at)
        .filter(person_id__in=set(person_ids))
        .values_list("person_id", flat=True)
    )
    CohortMember.objects.bulk_create(
        CohortMember(organization_id=cohort.organization_id, cohort=cohort, person_id=person_id)
        for person_id in joining
    )
    if joining:
        audit.record(
            cohort.organization, "cohort.people_added", cohort, by=by, at=at, people=len(joining)
        )
    return len(joining)


@transaction.atomic
def remove(cohort: Cohort, person_id: int, *, by: User, at: datetime) -> bool:
    """Take somebody out; their training stays as it is."""
    cohort = _locked(cohort)
    gone, _rows = CohortMember.objects.filter(cohort=cohort, person_id=person_id).delete()
    if gone:
        audit.record(cohort.organization, "cohort.people_removed", cohort, by=by, at=at, people=1)
    return bool(gone)


@transaction.atomic
def close(cohort: Cohort, *, by: User, at: datetime) -> Cohort:
    """End a cohort: its people may join another; their training stays as it is."""
    cohort = (
        Cohort.objects.select_for_update(of=("self",))
        .select_related("organization")
        .get(pk=cohort.pk)
    )
    if cohort.closed_at is None:
        cohort.closed_at = at
        cohort.save(update_fields=["closed_at"])
        audit.record(cohort.organization, "cohort.closed", cohort, by=by, at=at)
    return cohort


def _locked(cohort: Cohort) -> Cohort:
    """The cohort's row, locked; refuses one that is closed."""
    locked = (
        Cohort.objects.select_for_update(of=("self",))
        .select_related("organization")
        .get(pk=cohort.pk)
    )
    if locked.closed_at is not None:
        raise CannotGather(_("This cohort is closed."))
    return locked
