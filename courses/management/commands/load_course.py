"""manage.py load_course stepping-in --organization SLUG: publish a content pack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from courses.actions.loading import load_pack
from courses.actions.publishing import NotPublishable
from courses.contents import InvalidContent
from courses.packs import PACKS
from organizations.models import Organization
from organizations.scoping import within


class Command(BaseCommand):
    help = "Publish a content pack in an organization. The same content twice is one version."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pack", help="the name of a pack we ship, or a folder")
        parser.add_argument("--organization", required=True, metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            organization = Organization.objects.get(slug=options["organization"])
        except Organization.DoesNotExist as error:
            raise CommandError(f"There is no organization “{options['organization']}”.") from error
        try:
            with within(organization):
                version = load_pack(
                    organization, folder_of(options["pack"]), by=None, at=timezone.now()
                )
        except (InvalidContent, NotPublishable) as error:
            raise CommandError("\n".join(["Nothing was loaded:", *error.problems])) from error
        self.stdout.write(f"{version} is published in {organization}.")


def folder_of(pack: str) -> Path:
    """A pack we ship, or a folder somewhere else."""
    shipped = PACKS / pack
    folder = shipped if "/" not in pack and shipped.is_dir() else Path(pack)
    if not (folder / "course.yaml").is_file():
        names = ", ".join(sorted(path.parent.name for path in PACKS.glob("*/course.yaml")))
        raise CommandError(f"There is no pack “{pack}”. Packs we ship: {names}.")
    return folder
