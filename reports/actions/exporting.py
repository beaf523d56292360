"""Ask for a file, make it, and delete it when its week is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.codes import random_code
from core.progress import STALE_AFTER, WorkState
from core.queue import enqueue
from organizations import audit
from organizations.models import Organization
from reports import files
from reports.columns import CompletionRow
from reports.models import Export
from reports.queries import chosen_in_words, completion_rows
from reports.selection import Selection, selection

KEPT_FOR = timedelta(days=7)
SAME_CLICK = timedelta(seconds=10)
MOST_ATTEMPTS = 3
_BEAT = 2000  # rows between signs of life


@transaction.atomic
def ask(
    organization: Organization, *, kind: str, chosen: Selection, by: User, at: datetime
) -> Export:
    """Have a file made by a worker.  Who took which records away is in the audit trail.

    The same form sent twice, by a double click or an impatient reload, is one export.
    """
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    asked = Export.objects.filter(
        by=by, format=kind, filters=chosen.as_json(), created_at__gt=at - SAME_CLICK
    )
    if (known := asked.first()) is not None:
        return known
    export = Export.objects.create(
        organization=organization,
        format=Export.Format(kind),
        filters=chosen.as_json(),
        by=by,
        created_at=at,
    )
    audit.record(
        organization, "records.exported", export, by=by, at=at, format=kind, chosen=export.filters
    )
    enqueue("reports.tasks.make_export", organization_id=organization.pk, export_id=export.pk)
    return export


def content(organization: Organization, kind: str, chosen: Selection, *, at: datetime) -> bytes:
    """The file itself, in the organization's language: what the page and the command give."""
    with translation.override(organization.language):
        rows = list(completion_rows(chosen, at=at))
        return files.build(kind, rows, _facts(organization, chosen, at))


def make(export_id: int, *, at: datetime) -> bool:
    """Make the file, unless it is made or another worker is at it; says whether it did.

    A worker that dies leaves the row running; the next one starts over, to the same end.  After
    three attempts the export has failed.
    """
    export = _claimed(export_id, at)
    if export is None:
        return False
    chosen = selection(export.filters)
    with translation.override(export.organization.language):
        rows = list(completion_rows(chosen, at=at))
        Export.objects.filter(pk=export.pk).update(total=len(rows), beat_at=Now())
        made = files.build(
            export.format, _Counting(rows, export), _facts(export.organization, chosen, at)
        )
    return _finish(export, made, len(rows), at)


def expire(*, at: datetime) -> int:
    """Delete files whose week is over; returns how many."""
    old = Export.objects.filter(created_at__lt=at - KEPT_FOR).exclude(file="")
    gone = 0
    for export in old:
        export.file.delete(save=False)
        gone += Export.objects.filter(pk=export.pk).update(file="")
    return gone


def _facts(organization: Organization, chosen: Selection, at: datetime) -> files.Facts:
    return files.Facts(
        organization=organization.name,
        zone=organization.time_zone,
        chosen=chosen_in_words(chosen),
        at=at,
    )


@transaction.atomic
def _claimed(export_id: int, at: datetime) -> Export | None:
    """The export with its row marked as ours; None if there is nothing to do."""
    export = (
        Export.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("organization")
        .filter(pk=export_id)
        .first()
    )
    if export is None or export.is_finished:
        return None
    if (
        export.work_state == WorkState.RUNNING
        and export.beat_at is not None
        and export.beat_at > at - STALE_AFTER
    ):
        return None
    if export.attempts >= MOST_ATTEMPTS:
        _remove_leftovers(export)
        export.work_state = WorkState.FAILED
        export.failure = _("The file could not be made. Ask for it again, or in another format.")
        export.finished_at = at
        export.save(update_fields=["work_state", "failure", "finished_at"])
        return None
    _remove_leftovers(export)
    export.work_state = WorkState.RUNNING
    export.started_at = export.beat_at = at
    export.done = 0
    export.attempts += 1
    export.save(update_fields=["work_state", "started_at", "beat_at", "done", "attempts"])
    return export


def _remove_leftovers(export: Export) -> None:
    """Files of attempts that died between writing the file and saying so in the row."""
    storage, folder = export.file.storage, f"exports/{export.organization_id}"
    try:
        _folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        if name.startswith(f"{export.pk}-"):
            storage.delete(f"{folder}/{name}")


def _finish(export: Export, made: bytes, rows: int, at: datetime) -> bool:
    """Keep the file, unless another attempt has begun meanwhile."""
    name = f"{export.organization_id}/{export.pk}-{random_code()}.{export.format}"
    export.file.save(name, ContentFile(made), save=False)
    ours = Export.objects.filter(
        pk=export.pk, work_state=WorkState.RUNNING, attempts=export.attempts
    ).update(
        file=export.file.name,
        work_state=WorkState.FINISHED,
        done=rows,
        finished_at=at,
    )
    if not ours:
        export.file.delete(save=False)
    return bool(ours)


class _Counting(Sequence[CompletionRow]):
    """Rows that tell how far their reader is."""

    def __init__(self, rows: list[CompletionRow], export: Export) -> None:
        self.rows, self.export = rows, export

    def __iter__(self) -> Iterator[CompletionRow]:
        for done, row in enumerate(self.rows):
            if done and done % _BEAT == 0:
                Export.objects.filter(pk=self.export.pk).update(done=done, beat_at=Now())
            yield row

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]
