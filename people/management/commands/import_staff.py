"""manage.py import_staff FILE --organization SLUG [--dry-run] [--json]"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from core.spreadsheets import Unreadable
from organizations import scoping
from organizations.models import Organization
from people import queries, reporting
from people.actions import applying, importing
from people.models import ImportRow, StaffImport


class Command(BaseCommand):
    help = "Import a staff file (CSV or XLSX). Good rows go in, bad rows come out with reasons."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument(
            "--missing",
            choices=StaffImport.Missing.values,
            default=StaffImport.Missing.KEEP,
            help="people who are not in the file: keep them (default), or they have left",
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="the day it is, if not today"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(slug=options["organization"]).first()
        if organization is None:
            raise CommandError(f"There is no organization “{options['organization']}”.")
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            self._unreadable(error.strerror or str(error))
        at = _instant(options["on"], organization)
        with scoping.within(organization):
            try:
                found = _run(organization, path.name, content, at, options)
            except Unreadable as error:
                self._unreadable(error.reason)
            except importing.NotImportable as error:
                self._unreadable(str(error))
            self._tell(found, as_json=options["json"], dry_run=options["dry_run"])

    def _unreadable(self, reason: str) -> None:
        self.stderr.write(reason)
        sys.exit(2)

    def _tell(self, found: dict[str, Any], *, as_json: bool, dry_run: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for entry in found["rejected"]:
            self.stdout.write(
                f"row {entry['row']}: {entry['problem']} ({entry['column']}: {entry['value']!r})"
            )
        for entry in found["notes"]:
            self.stdout.write(f"row {entry['row']}: note: {entry['note']}")
        words = "would be" if dry_run else "are"
        self.stdout.write(
            f"{found['rows']} rows: {found['new']} {words} new, {found['changed']} {words} "
            f"changed, {found['unchanged']} unchanged, "
            f"{found['rows'] - found['accepted']} rejected. "
            f"{found['not_in_file']} people are not in the file."
        )


def _instant(on: date | None, organization: Organization) -> datetime:
    if on is None:
        return timezone.now()
    noon = datetime.combine(on, time(12), ZoneInfo(organization.time_zone))
    return noon.astimezone(UTC)


def _run(
    organization: Organization, name: str, content: bytes, at: datetime, options: dict[str, Any]
) -> dict[str, Any]:
    """Upload, check and apply; a dry run is taken back as a whole."""
    with transaction.atomic():
        staff_import, examined = _checked(organization, name, content, at)
        if options["dry_run"]:
            found = _summary(staff_import)
            transaction.set_rollback(True)
            return found
        applying.request(
            staff_import, missing=options["missing"], by=None, at=at, in_background=False
        )
    applied = applying.apply(staff_import.pk, at=at, examined=examined)
    return _summary(applied)


def _checked(
    organization: Organization, name: str, content: bytes, at: datetime
) -> tuple[StaffImport, importing.Examined]:
    staff_import = importing.upload(
        organization, name=name, content=content, key=uuid4(), by=None, at=at
    )
    importing.require_columns(staff_import)
    examined = importing.examine(
        staff_import, on=importing.today(organization, at), content=content
    )
    importing.record_check(staff_import, examined, at=at)
    return staff_import, examined


def _summary(staff_import: StaffImport) -> dict[str, Any]:
    rows: list[ImportRow] = list(queries.rows_of(staff_import).exclude(problems=[], notes=[]))
    return reporting.summary(staff_import, rows)
