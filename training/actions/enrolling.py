"""Enrolling the people an assignment is for: in batches, resumable, each person once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.progress import WorkState
from training import due, events, hooks
from training.actions import recording
from training.audience import AudienceRule
from training.due import DueRule
from training.events import Fact
from training.models import Assignment, Enrollment
from training.queries import waiting

BATCH = 1000


def enroll(assignment_id: int, *, at: datetime) -> int:
    """Enroll everybody the assignment is for and who is not enrolled; returns how many.

    Each batch is a transaction that locks the assignment and its course: killed at any point,
    the next call goes on where this one stopped, two calls at once share the work, and two
    assignments of one course at once enroll nobody twice.  Does nothing for
    an assignment that is not active.
    """
    made = 0
    while True:
        batch = _enroll_batch(assignment_id, at=at)
        if batch is None:
            return made
        made += batch


@transaction.atomic
def _enroll_batch(assignment_id: int, *, at: datetime) -> int | None:
    """Enroll up to BATCH people; None when there is nobody left."""
    assignment = (
        Assignment.objects.select_for_update(of=("self", "course"), no_key=True)
        .select_related("organization", "course")
        .get(pk=assignment_id)
    )
    if assignment.state != Assignment.State.ACTIVE:
        return None
    people = list(waiting(assignment, at=at).order_by("pk")[:BATCH])
    if not people:
        _finish(assignment, at=at)
        return None
    enrollments = _enrolled(assignment, people, at=at)
    if assignment.work_state != WorkState.FINISHED:
        assignment.work_state = WorkState.RUNNING
        assignment.started_at = assignment.started_at or at
        assignment.beat_at = at
        assignment.done += len(people)
        assignment.total = max(assignment.total, assignment.done)
        assignment.save(update_fields=["work_state", "started_at", "beat_at", "done", "total"])
    hooks.enrolled(assignment.organization, [e.pk for e in enrollments], at)
    return len(enrollments)


def enroll_people(
    assignment: Assignment, people: Sequence[Any], *, at: datetime
) -> list[Enrollment]:
    """Enroll these people (rows that `audience` gave) without asking who they are.

    For history that is written afterward; tells nobody.  `at` may lie in the past.
    """
    return _enrolled(assignment, people, at=at)


def _enrolled(assignment: Assignment, people: Sequence[Any], *, at: datetime) -> list[Enrollment]:
    rule = DueRule.model_validate(assignment.due)
    version_id = assignment.course.current_version_id
    if version_id is None:
        raise ValueError(f"{assignment.course} has no published version.")
    histories = []
    for person in people:
        assigned_on = due.local_day(at, person.zone)
        day = due.due_on(rule, hired_on=person.hired_on, assigned_on=assigned_on)
        enrollment = Enrollment(
            organization_id=assignment.organization_id,
            assignment=assignment,
            person_id=person.pk,
            course_version_id=version_id,
            cycle=assignment.cycle,
        )
        histories.append((enrollment, [Fact(events.ASSIGNED, at, {"due_on": day.isoformat()})]))
    recording.record_many(histories)
    return [enrollment for enrollment, _facts in histories]


def _finish(assignment: Assignment, *, at: datetime) -> None:
    if assignment.work_state == WorkState.FINISHED:
        return
    assignment.work_state = WorkState.FINISHED
    assignment.started_at = assignment.started_at or at
    assignment.finished_at = at
    assignment.beat_at = at
    assignment.total = assignment.done
    assignment.failure = ""
    assignment.save(
        update_fields=["work_state", "started_at", "finished_at", "beat_at", "total", "failure"]
    )


class NotAssignable(Exception):
    """The assignment cannot start; the message says why."""


def check_assignable(assignment: Assignment) -> None:
    """Raise NotAssignable for what would make enrolling fail."""
    if assignment.course.current_version_id is None:
        raise NotAssignable(_("Publish a version of this course before you assign it."))
    if AudienceRule.model_validate(assignment.audience).is_empty:
        raise NotAssignable(_("Say whom this is for."))
