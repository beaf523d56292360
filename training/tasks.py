"""Background work of training."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from core.progress import left_unfinished
from organizations import scoping
from training.actions import enrolling
from training.models import Assignment


@shared_task
def enroll_audience(*, organization_id: int, assignment_id: int) -> int:
    """Enroll everybody an assignment is for; returns how many were new."""
    with scoping.within_id(organization_id):
        return enrolling.enroll(assignment_id, at=timezone.now())


@shared_task
def resume_enrolling() -> int:
    """Take up enrolling that waits for a worker, or whose worker has died."""
    with scoping.across_organizations():
        active = Assignment.objects.filter(state=Assignment.State.ACTIVE)
        unfinished = list(
            left_unfinished(active, at=timezone.now()).values_list("organization_id", "pk")
        )
    for organization_id, assignment_id in unfinished:
        enroll_audience(organization_id=organization_id, assignment_id=assignment_id)
    return len(unfinished)


@shared_task
def enroll_newcomers() -> int:
    """Enroll people who have joined the audience of an assignment; returns how many."""
    with scoping.across_organizations():
        open_ones = list(
            Assignment.objects.filter(state=Assignment.State.ACTIVE, keeps_open=True).values_list(
                "organization_id", "pk"
            )
        )
    return sum(
        enroll_audience(organization_id=organization_id, assignment_id=assignment_id)
        for organization_id, assignment_id in open_ones
    )
