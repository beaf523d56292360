"""The sweep for reminders, in the background."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from core.queue import enqueue
from organizations.models import Organization
from organizations.scoping import within
from reminders.actions import promising


@shared_task
def remind() -> int:
    """Start the sweep of every organization; returns how many there are."""
    organizations = list(Organization.objects.values_list("pk", flat=True))
    for organization_id in organizations:
        enqueue("reminders.tasks.remind_organization", organization_id=organization_id)
    return len(organizations)


@shared_task
def remind_organization(*, organization_id: int) -> dict[str, int]:
    """Promise what is due now in one organization; returns how many of each kind."""
    organization = Organization.objects.get(pk=organization_id)
    with within(organization):
        return dict(promising.remind(organization, at=timezone.now()))
