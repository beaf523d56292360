"""An uploaded staff file, up to its dry run: nothing of it reaches people here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import spreadsheets
from core.progress import WorkState
from core.queue import enqueue
from organizations.models import Organization
from people import copying, describing, plans, queries
from people.models import ImportRow, RememberedMapping, StaffImport
from people.staff_files import columns, comparing, known, rows
from people.staff_files.columns import Field
from people.staff_files.dates import Order
from people.staff_files.places import guess

Stage = StaffImport.Stage


class NotImportable(Exception):
    """The step cannot be taken now; the message says why, for the person."""


@dataclass(frozen=True)
class Table:
    """An uploaded file as rows, its header found."""

    header: columns.Header
    body: list[list[str]]

    @property
    def first_row(self) -> int:
        """The spreadsheet row of body[0]."""
        return self.header.index + 2


def table(name: str, content: bytes) -> Table:
    """Read a file.  Raises spreadsheets.Unreadable, also for one without a row of people."""
    sheet = spreadsheets.read(name, content)
    header = columns.find_header(sheet.rows)
    if header is None or len(header.cells) < 2:
        raise spreadsheets.Unreadable(
            _("No columns can be told apart. Upload a CSV or an XLSX file with a header row.")
        )
    body = sheet.rows[header.index + 1 :]
    if not body:
        raise spreadsheets.Unreadable(_("There is a header, but not one row of people below it."))
    return Table(header, body)


def upload(
    organization: Organization,
    *,
    name: str,
    content: bytes,
    key: UUID,
    by: User | None,
    at: datetime,
) -> StaffImport:
    """Store a readable file and guess its columns.  The same form sent twice is one import.

    Raises spreadsheets.Unreadable and then stores nothing.
    """
    found = table(name, content)
    mapping = columns.match(found.header.cells, queries.remembered_mapping())
    staff_import, _is_new = StaffImport.objects.get_or_create(
        organization=organization,
        key=key,
        defaults={
            "name": PurePath(name.replace("\\", "/")).name[:200] or "staff",
            "content": content,
            "digest": hashlib.sha256(content).hexdigest(),
            "mapping": {field.value: at for field, at in mapping.items()},
            "by": by,
            "created_at": at,
        },
    )
    return staff_import


@transaction.atomic
def choose_columns(
    staff_import: StaffImport,
    *,
    mapping: Mapping[Field, int],
    orders: Mapping[Field, Order],
    at: datetime,
) -> StaffImport:
    """Settle what the columns mean, remember it for next time, and start the check."""
    found = locked(staff_import.pk)
    if found.stage not in {Stage.MAPPING, Stage.CHECKED, Stage.CHECKING}:
        raise NotImportable(_("This import has already been applied or put aside."))
    _require(mapping)
    found.mapping = {field.value: column for field, column in mapping.items()}
    found.date_orders = {field.value: order.value for field, order in orders.items()}
    found.stage = Stage.CHECKING
    _restart(found)
    found.save()
    _remember(found, mapping)
    enqueue(
        "people.tasks.check_import",
        organization_id=found.organization_id,
        import_id=found.pk,
    )
    return found


def _require(mapping: Mapping[Field, int]) -> None:
    if lacking := columns.missing(mapping):
        raise NotImportable(
            _("Choose the column with the employee number.")
            if Field.NUMBER in lacking
            else _("Choose the columns with people’s names.")
        )


def require_columns(staff_import: StaffImport) -> None:
    """Raise NotImportable if the columns that were guessed do not suffice."""
    _require({Field(name): column for name, column in staff_import.mapping.items()})


def locked(import_id: int) -> StaffImport:
    """The import, which nobody else can change until the transaction ends."""
    return (
        StaffImport.objects.select_for_update(of=("self",))
        .select_related("organization")
        .defer("content", "plan")
        .get(pk=import_id)
    )


def content_of(staff_import: StaffImport) -> bytes:
    """The uploaded file, read apart so that saving the import does not write it again."""
    found = StaffImport.objects.values_list("content", flat=True).get(pk=staff_import.pk)
    return bytes(found)


def _restart(staff_import: StaffImport) -> None:
    staff_import.work_state = WorkState.WAITING
    staff_import.done = staff_import.total = 0
    staff_import.started_at = staff_import.beat_at = staff_import.finished_at = None
    staff_import.failure = ""
    staff_import.changed_since = False


def _remember(staff_import: StaffImport, mapping: Mapping[Field, int]) -> None:
    """The whole header: also which columns were left out, so that they are not guessed again."""
    header = table(staff_import.name, content_of(staff_import)).header
    by_column = {column: field.value for field, column in mapping.items()}
    chosen: dict[str, str] = {}
    for column, cell in enumerate(header.cells):
        if name := columns.normalized(cell):
            chosen[name] = chosen.get(name) or by_column.get(column, "")
    RememberedMapping.objects.bulk_create(
        [
            RememberedMapping(organization_id=staff_import.organization_id, header=h, field=f)
            for h, f in chosen.items()
        ],
        update_conflicts=True,
        update_fields=["field"],
        unique_fields=["organization", "header"],
    )


# Checking -------------------------------------------------------------------------------


def rules(organization: Organization, on: date, orders: Mapping[str, str]) -> rows.Rules:
    """How this organization's files are read."""
    american = organization.time_zone.startswith(("America/", "US/", "Pacific/Honolulu"))
    return rows.Rules(
        on=on,
        languages=frozenset(code for code, _name in settings.LANGUAGES),
        likely_order=Order.MDY if american or organization.time_zone == "UTC" else Order.DMY,
        orders={Field(name): Order(order) for name, order in orders.items()},
    )


def today(organization: Organization, at: datetime) -> date:
    """The date where the organization is."""
    return at.astimezone(ZoneInfo(organization.time_zone)).date()


@dataclass(frozen=True)
class Examined:
    """A file read and validated, the people it was compared with, and what it would do."""

    checked: rows.Checked
    staff: known.Staff
    plan: comparing.Plan
    on: date


def examine(staff_import: StaffImport, *, on: date, content: bytes | None = None) -> Examined:
    """Read, validate and compare a file with the people of this moment.  Writes nothing."""
    found = table(staff_import.name, content or content_of(staff_import))
    mapping = {Field(name): column for name, column in staff_import.mapping.items()}
    checked = rows.check(
        found.header.cells,
        found.body,
        mapping,
        rules(staff_import.organization, on, staff_import.date_orders),
        first_row=found.first_row,
    )
    staff = queries.staff()
    return Examined(checked, staff, comparing.compare(checked, staff, on=on), on)


@transaction.atomic
def check(import_id: int, *, at: datetime) -> StaffImport:
    """Make the dry run.  Does nothing unless the import waits for one."""
    staff_import = locked(import_id)
    if staff_import.stage != Stage.CHECKING:
        return staff_import
    try:
        examined = examine(staff_import, on=today(staff_import.organization, at))
    except spreadsheets.Unreadable as error:
        staff_import.work_state, staff_import.failure = WorkState.FAILED, error.reason
        staff_import.stage = Stage.DISCARDED
        staff_import.save()
        return staff_import
    record_check(staff_import, examined, at=at)
    return staff_import


def record_check(staff_import: StaffImport, examined: Examined, *, at: datetime) -> None:
    """Keep what a dry run found, in the place of an earlier one."""
    checked, plan = examined.checked, examined.plan
    ImportRow.objects.filter(staff_import=staff_import).delete()
    copying.copy(
        ImportRow,
        ["number", "outcome", "label", "changes", "problems", "notes", "person_id"],
        describing.rows(checked, plan, examined.staff),
        organization_id=staff_import.organization_id,
        staff_import_id=staff_import.pk,
    )
    rejected = len(checked.problems) + len(plan.problems)
    staff_import.plan = plans.pack(plans.stored(plan))
    staff_import.counts = {
        "on": examined.on.isoformat(),
        "rows": checked.data_rows,
        "new": plan.count("n"),
        "changed": plan.count("cr"),
        "unchanged": plan.count("u"),
        "rejected": rejected,
        "missing": len(plan.missing),
        "noted": len((set(checked.notes) | set(plan.notes)) - set(plan.problems)),
        "accepted": checked.data_rows - rejected,
        "without_email": checked.without_email,
        "blank": checked.blank,
        "footers": checked.footers,
        "statuses": dict(checked.statuses),
        "sites": _new_sites(checked, plan),
    }
    staff_import.stage = Stage.CHECKED
    staff_import.checked_at = staff_import.finished_at = at
    staff_import.work_state = WorkState.FINISHED
    staff_import.done = staff_import.total = checked.data_rows
    staff_import.save()


def _new_sites(checked: rows.Checked, plan: comparing.Plan) -> list[dict[str, Any]]:
    """Sites that applying would create: name, how many rows, the time zone we would guess."""
    known = queries.sites_by_name()
    found: dict[str, dict[str, Any]] = {}
    for row in checked.rows:
        key = row.site.lower()
        if not key or key in known or row.row in plan.problems:
            continue
        if key in found:
            found[key]["rows"] += 1
        else:
            place = guess(row.site)
            found[key] = {"name": row.site, "rows": 1, "zone": place.time_zone or ""}
    return sorted(found.values(), key=lambda site: site["name"])


@transaction.atomic
def discard(staff_import: StaffImport) -> StaffImport:
    """Put a file aside that has not been applied.  Its rows and contents go."""
    found = locked(staff_import.pk)
    if found.stage not in {Stage.MAPPING, Stage.CHECKING, Stage.CHECKED}:
        raise NotImportable(_("This import has been applied; you can undo it instead."))
    ImportRow.objects.filter(staff_import=found).delete()
    found.stage, found.plan, found.content = Stage.DISCARDED, None, b""
    found.save()
    return found
