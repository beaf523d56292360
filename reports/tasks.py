"""Background work of reports."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from core.progress import left_unfinished
from core.queue import enqueue
from organizations import scoping
from reports.actions import exporting
from reports.models import Export


@shared_task
def make_export(*, organization_id: int, export_id: int) -> bool:
    """Make one file; false if it was made already or another worker is at it."""
    with scoping.within_id(organization_id):
        return exporting.make(export_id, at=timezone.now())


@shared_task
def resume_exports() -> int:
    """Start what no worker is at, and delete files whose week is over; how many were started."""
    at = timezone.now()
    with scoping.across_organizations():
        waiting = list(
            left_unfinished(Export.objects.all(), at=at).values_list("organization_id", "pk")[:500]
        )
        exporting.expire(at=at)
    for organization_id, export_id in waiting:
        enqueue("reports.tasks.make_export", organization_id=organization_id, export_id=export_id)
    return len(waiting)
