"""Background work on surveys.  Nothing here logs more than counts."""

from __future__ import annotations

from celery import shared_task

from assessments.actions import unsealing
from assessments.models import Holding, Wave
from organizations import scoping


@shared_task
def open_holdings() -> int:
    """Open every batch that is large enough; returns how many holdings were opened."""
    with scoping.across_organizations():
        waiting = list(
            Wave.objects.filter(pk__in=Holding.objects.values("wave")).values_list(
                "pk", "organization_id"
            )
        )
    opened = 0
    for wave_id, organization_id in waiting:
        with scoping.within_id(organization_id):
            opened += unsealing.open_batch(wave_id)
    return opened
