"""Assignments: drafted, looked at, started, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.progress import WorkState
from core.queue import enqueue
from courses.models import Course
from organizations import audit
from organizations.models import Organization
from training.actions import enrolling
from training.actions.enrolling import NotAssignable
from training.audience import AudienceRule
from training.due import DueRule
from training.models import Assignment
from training.queries import waiting

SAME_CLICK = timedelta(seconds=10)


@dataclass(frozen=True)
class Draft:
    """What HR decides about an assignment."""

    title: str
    course: Course
    cycle: str
    audience: AudienceRule
    due: DueRule
    keeps_open: bool = True


@transaction.atomic
def draft(organization: Organization, plan: Draft, *, by: User, at: datetime) -> Assignment:
    """Keep a plan that enrolls nobody yet.  The same form sent twice is one plan."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    drafts = Assignment.objects.filter(state=Assignment.State.DRAFT, by=by, **_columns(plan))
    if (known := drafts.filter(created_at__gt=at - SAME_CLICK).first()) is not None:
        return known
    return Assignment.objects.create(
        organization=organization, by=by, created_at=at, **_columns(plan)
    )


@transaction.atomic
def redraft(assignment: Assignment, plan: Draft) -> Assignment:
    """Change a plan; refuses once it has started."""
    locked = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if locked.state != Assignment.State.DRAFT:
        raise NotAssignable(_("This assignment has started. It can no longer be changed."))
    for name, value in _columns(plan).items():
        setattr(locked, name, value)
    locked.save()
    return locked


@transaction.atomic
def discard(assignment: Assignment) -> None:
    """Drop a plan; leaves an assignment that has started alone."""
    Assignment.objects.filter(pk=assignment.pk, state=Assignment.State.DRAFT).delete()


@transaction.atomic
def start(assignment: Assignment, *, by: User, at: datetime) -> Assignment:
    """Make the assignment active, and have its people enrolled by a worker.

    Started twice is started once.
    """
    locked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("organization", "course")
        .get(pk=assignment.pk)
    )
    if locked.state == Assignment.State.ACTIVE:
        return locked
    if locked.state == Assignment.State.CLOSED:
        raise NotAssignable(_("This assignment is closed."))
    enrolling.check_assignable(locked)
    locked.state = Assignment.State.ACTIVE
    locked.activated_at = at
    locked.work_state = WorkState.WAITING
    locked.total = waiting(locked, at=at).count()
    locked.save(update_fields=["state", "activated_at", "work_state", "total"])
    audit.record(
        locked.organization, "assignment.started", locked, by=by, at=at, people=locked.total
    )
    enqueue(
        "training.tasks.enroll_audience",
        organization_id=locked.organization_id,
        assignment_id=locked.pk,
    )
    return locked


@transaction.atomic
def close(assignment: Assignment, *, by: User, at: datetime) -> Assignment:
    """Enroll nobody else.  People who are enrolled may still finish."""
    locked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("organization")
        .get(pk=assignment.pk)
    )
    if locked.state == Assignment.State.ACTIVE:
        locked.state = Assignment.State.CLOSED
        if locked.work_state != WorkState.FINISHED:
            locked.work_state = WorkState.FINISHED
            locked.finished_at = at
        locked.save(update_fields=["state", "work_state", "finished_at"])
        audit.record(locked.organization, "assignment.closed", locked, by=by, at=at)
    return locked


def _columns(plan: Draft) -> dict[str, object]:
    return {
        "title": plan.title,
        "course": plan.course,
        "cycle": plan.cycle,
        "audience": plan.audience.model_dump(mode="json"),
        "due": plan.due.model_dump(mode="json"),
        "keeps_open": plan.keeps_open,
    }
