"""A sign of life from a worker, which /healthz reads."""

from __future__ import annotations

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

WORKER_SEEN = "worker-seen"


@shared_task
def heartbeat() -> str:
    """Note that a worker took a task; beat sends one every 15 seconds."""
    seen = timezone.now().isoformat()
    cache.set(WORKER_SEEN, seen, timeout=90)
    return seen
