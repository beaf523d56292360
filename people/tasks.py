"""Background work on staff files."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from core.progress import left_unfinished
from core.queue import enqueue
from organizations import scoping
from people.actions import applying, importing, undoing
from people.models import StaffImport

Stage = StaffImport.Stage


@shared_task(acks_late=True)
def check_import(*, organization_id: int, import_id: int) -> str:
    """Make the dry run of an import that waits for one."""
    with scoping.within_id(organization_id):
        return str(importing.check(import_id, at=timezone.now()).stage)


@shared_task(acks_late=True)
def apply_import(*, organization_id: int, import_id: int) -> str:
    """Apply an import, or go on where a worker was stopped."""
    with scoping.within_id(organization_id):
        return str(applying.apply(import_id, at=timezone.now()).stage)


@shared_task(acks_late=True)
def undo_import(*, organization_id: int, import_id: int) -> str:
    """Take an import back."""
    with scoping.within_id(organization_id):
        return str(undoing.undo(import_id, at=timezone.now()).stage)


_TASKS = {
    Stage.CHECKING: "people.tasks.check_import",
    Stage.APPLYING: "people.tasks.apply_import",
    Stage.UNDOING: "people.tasks.undo_import",
}


@shared_task
def resume_imports() -> int:
    """Start again what waits for a worker, or whose worker has gone silent."""
    with scoping.across_organizations():
        stuck = list(
            left_unfinished(
                StaffImport.objects.filter(stage__in=list(_TASKS)), at=timezone.now()
            ).values_list("organization_id", "pk", "stage")
        )
    for organization_id, import_id, stage in stuck:
        enqueue(_TASKS[Stage(stage)], organization_id=organization_id, import_id=import_id)
    return len(stuck)
