"""Write the completion report to a file: the same bytes as the page gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations import scoping
from organizations.models import Organization
from reports.actions import exporting
from reports.files import CONTENT_TYPES
from reports.selection import Selection
from training.models import Assignment


class Command(BaseCommand):
    help = "Write an organization's completion report to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--format", required=True, choices=sorted(CONTENT_TYPES))
        parser.add_argument("--output", required=True, metavar="FILE", type=Path)
        parser.add_argument(
            "--assignment", type=int, metavar="ID", help="one assignment; without it, all of them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(slug=options["organization"]).first()
        if organization is None:
            raise CommandError(f"There is no organization “{options['organization']}”.")
        output: Path = options["output"]
        chosen = Selection(assignment_id=options["assignment"])
        with scoping.within(organization):
            if (wanted := chosen.assignment_id) and not Assignment.objects.filter(
                pk=wanted
            ).exists():
                raise CommandError(f"This organization has no assignment {wanted}.")
            made = exporting.content(organization, options["format"], chosen, at=timezone.now())
        try:
            output.write_bytes(made)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{output}: {len(made):,} bytes")
