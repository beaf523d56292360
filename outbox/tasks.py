"""Delivering promised mail, in the background."""

from __future__ import annotations

from celery import shared_task
from django.db.models import Count
from django.utils import timezone

from organizations.models import Organization
from organizations.scoping import across_organizations, within
from outbox.actions import delivering, promising
from outbox.models import Message


@shared_task
def deliver(*, organization_id: int, message_id: int) -> str:
    """Send one message; returns its state, or "" when there was nothing to do."""
    organization = Organization.objects.get(pk=organization_id)
    with within(organization):
        return delivering.deliver(organization, message_id, at=timezone.now())


@shared_task
def deliver_batch(*, organization_id: int) -> dict[str, int]:
    """Send the next 200 due messages of one organization; returns how many came to what."""
    organization = Organization.objects.get(pk=organization_id)
    with within(organization):
        return delivering.deliver_batch(organization, at=timezone.now())


@shared_task
def deliver_unsent() -> int:
    """Start delivery of what is due and lost its task, or is to be tried again."""
    now = timezone.now()
    with across_organizations():
        delivering.settle_unanswered(at=now)
        due = Message.objects.due(now).values("organization_id").annotate(count=Count("pk"))
        waiting = list(due.order_by().values_list("organization_id", "count"))
    for organization_id, count in waiting:
        promising.start_batches(organization_id, count)
    return sum(count for _, count in waiting)
