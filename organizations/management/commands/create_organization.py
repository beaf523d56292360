"""Make an organization and its owner."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations.actions import founding


class Command(BaseCommand):
    help = "Make an organization and its owner, who signs in with a one-time code by email."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="short name in addresses: northwind")
        parser.add_argument("--name", required=True)
        parser.add_argument("--owner", required=True, metavar="EMAIL")
        parser.add_argument("--time-zone", default="UTC", help="for example America/Chicago")

    def handle(self, *, slug: str, name: str, owner: str, time_zone: str, **options: Any) -> None:
        try:
            organization, user = founding.found(
                slug=slug, name=name, time_zone=time_zone, owner_email=owner, at=timezone.now()
            )
        except founding.NotFounded as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{organization} is at /o/{organization.slug}/; its owner is {user}.")
