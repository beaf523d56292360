"""manage.py remind: the reminders of one moment."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organizations.models import Organization
from organizations.scoping import within
from outbox.actions import delivering
from reminders.actions import promising


def instant(text: str) -> datetime:
    """An ISO instant; without an offset it is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class Command(BaseCommand):
    help = (
        "Promise and send the reminders that are due at a moment. Safe to repeat: what was "
        "promised for that moment is not promised again, and what was sent is not sent again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", type=instant, help="the moment, as 2026-12-04T15:00Z; now")
        parser.add_argument("--organization", metavar="SLUG", help="only this one")
        parser.add_argument("--dry-run", action="store_true", help="say who, promise nothing")
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        at: datetime = options["at"] or timezone.now()
        organizations = Organization.objects.order_by("slug")
        if options["organization"]:
            organizations = organizations.filter(slug=options["organization"])
            if not organizations:
                raise CommandError(f"There is no organization {options['organization']!r}.")
        reports = []
        for organization in organizations:
            with within(organization):
                report = (
                    self.rehearse(organization, at=at)
                    if options["dry_run"]
                    else self.send(organization, at=at)
                )
            reports.append(report)
            if not options["json"]:
                self.say(report)
        if options["json"]:
            document = {"at": at.isoformat(), "dry_run": options["dry_run"]}
            self.stdout.write(json.dumps({**document, "organizations": reports}, indent=2))

    def rehearse(self, organization: Organization, *, at: datetime) -> dict[str, Any]:
        plans = promising.due(organization, at=at)
        return {
            "organization": organization.slug,
            "due": [
                {
                    "enrollment": each.candidate.enrollment_id,
                    "number": each.candidate.number,
                    "kind": each.next.planned.kind.value,
                    "planned_on": each.next.planned.on.isoformat(),
                    "day": each.next.day.isoformat(),
                }
                for each in plans
            ],
            "kinds": dict(Counter(each.next.planned.kind.value for each in plans)),
        }

    def send(self, organization: Organization, *, at: datetime) -> dict[str, Any]:
        """Promise, then deliver here what was promised for this moment, by this run or before."""
        kinds = promising.remind(organization, at=at, start=False)
        outcome: Counter[str] = Counter()
        while batch := delivering.deliver_batch(organization, at=at, promised_at=at):
            outcome.update(batch)
        return {
            "organization": organization.slug,
            "promised": sum(kinds.values()),
            "kinds": dict(kinds),
            "outcome": dict(outcome),
        }

    def say(self, report: dict[str, Any]) -> None:
        if "due" in report:
            self.stdout.write(f"{report['organization']}: {len(report['due'])} due")
            for each in report["due"]:
                self.stdout.write(
                    f"  {each['kind']:<13} {each['number']:<12} planned {each['planned_on']}, "
                    f"goes out {each['day']}"
                )
            return
        outcome = ", ".join(f"{count} {state}" for state, count in report["outcome"].items())
        self.stdout.write(
            f"{report['organization']}: {report['promised']} promised; {outcome or 'none to send'}"
        )
