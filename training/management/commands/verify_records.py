"""Recompute every enrollment from its events, and say what differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Prefetch

from organizations import scoping
from training.actions import checking
from training.models import Enrollment, LearningEvent

BATCH = 2000


class Command(BaseCommand):
    help = (
        "Recomputes the columns of every enrollment and the hash chain of its events.  "
        "Exits with 1 and a list if anything differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organization", metavar="SLUG")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        checked, found = 0, []
        with scoping.across_organizations():
            for batch in _batches(options["organization"]):
                checked += len(batch)
                found += checking.differences(batch)
        if options["as_json"]:
            self.stdout.write(
                json.dumps({"enrollments": checked, "differences": [d.as_dict() for d in found]})
            )
        else:
            for difference in found:
                self.stdout.write(str(difference))
            self.stdout.write(f"{checked} enrollments, {len(found)} differences")
        if found:
            raise SystemExit(1)


def _batches(slug: str | None) -> Iterator[list[Enrollment]]:
    """All enrollments with their events, in order, a batch at a time."""
    rows = Enrollment.objects.order_by("pk").prefetch_related(
        Prefetch("events", LearningEvent.objects.order_by("sequence"), to_attr="chain")
    )
    if slug:
        rows = rows.filter(organization__slug=slug)
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk
