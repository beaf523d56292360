"""Long work that a page can watch and a worker can take up again.

The row is the truth: a worker that dies leaves it `running` with an old `beat_at`, and the
sweep for that table starts the work once more from where `done` stands.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

STALE_AFTER = timedelta(seconds=60)


class WorkState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class LongWork(models.Model):
    """Columns of a row that stands for one piece of long work (abstract; no table)."""

    work_state = models.CharField(
        max_length=8, choices=WorkState.choices, default=WorkState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    @property
    def is_finished(self) -> bool:
        return self.work_state in {WorkState.FINISHED, WorkState.FAILED}

    @property
    def percent(self) -> int:
        """Whole percent done; 0 while the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    def seconds_left(self, *, at: datetime) -> int | None:
        """At the pace so far; None until there is a pace to go by."""
        if not self.started_at or not self.done or self.total <= self.done:
            return None
        pace = (at - self.started_at).total_seconds() / self.done
        return round(pace * (self.total - self.done))


def left_unfinished(queryset: models.QuerySet[Any], *, at: datetime) -> models.QuerySet[Any]:
    """Rows that wait for a worker, or whose worker has not been heard of for a minute."""
    silent = Q(beat_at=None, started_at=None) | Q(beat_at__lt=at - STALE_AFTER)
    return queryset.filter(
        Q(work_state=WorkState.WAITING) | Q(work_state=WorkState.RUNNING) & silent
    )
