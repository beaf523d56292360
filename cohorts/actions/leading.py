"""Name who leads a cohort."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from cohorts.models import Cohort, CohortLeader
from cohorts.queries import facilitators
from organizations import audit


@transaction.atomic
def name_leaders(
    cohort: Cohort, membership_ids: Iterable[int], *, by: User, at: datetime
) -> list[int]:
    """Make these members, and nobody else, the leaders of a cohort.

    Members who do not hold the facilitator's role are left out.  Returns who leads it now.
    """
    cohort = (
        Cohort.objects.select_for_update(of=("self",))
        .select_related("organization")
        .get(pk=cohort.pk)
    )
    wanted = set(
        facilitators(cohort.organization, at=at)
        .filter(pk__in=set(membership_ids))
        .values_list("pk", flat=True)
    )
    leading = set(
        CohortLeader.objects.filter(cohort=cohort).values_list("membership_id", flat=True)
    )
    if wanted != leading:
        CohortLeader.objects.filter(cohort=cohort, membership_id__in=leading - wanted).delete()
        CohortLeader.objects.bulk_create(
            CohortLeader(
                organization_id=cohort.organization_id, cohort=cohort, membership_id=membership_id
            )
            for membership_id in sorted(wanted - leading)
        )
        audit.record(
            cohort.organization, "cohort.leaders_named", cohort, by=by, at=at, leaders=len(wanted)
        )
    return sorted(wanted)
