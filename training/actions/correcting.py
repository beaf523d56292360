"""Corrections that HR makes to a record: new events, with an actor and a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from organizations import audit
from training import events
from training.actions import recording
from training.models import Enrollment, LearningEvent


class NotCorrectable(Exception):
    """The correction does not fit the record as it is; the message says why."""


def waive(enrollment: Enrollment, *, by: User, at: datetime, reason: str) -> LearningEvent:
    """This person need not take this training, for the reason given."""
    return _correct(enrollment, events.WAIVED, by=by, at=at, reason=reason)


def withdraw(enrollment: Enrollment, *, by: User, at: datetime, reason: str) -> LearningEvent:
    """This person should not have been enrolled, or no longer belongs to those who are."""
    return _correct(enrollment, events.WITHDRAWN, by=by, at=at, reason=reason)


def reopen(enrollment: Enrollment, *, by: User, at: datetime, reason: str) -> LearningEvent:
    """A waiver or withdrawal no longer holds: the person goes on where they stopped."""
    return _correct(enrollment, events.REOPENED, by=by, at=at, reason=reason)


def change_due(
    enrollment: Enrollment, *, due_on: date, by: User, at: datetime, reason: str
) -> LearningEvent:
    """This person has until another day."""
    data = {"due_on": due_on.isoformat(), "before": _iso(enrollment.due_on)}
    return _correct(enrollment, events.DUE_CHANGED, by=by, at=at, reason=reason, data=data)


@transaction.atomic
def _correct(
    enrollment: Enrollment,
    kind: str,
    *,
    by: User,
    at: datetime,
    reason: str,
    data: dict[str, str | None] | None = None,
) -> LearningEvent:
    """Append the event and an audit entry.  Refuses an empty reason."""
    if not reason.strip():
        raise NotCorrectable(_("Say why, so that somebody who reads the record understands it."))
    try:
        event = recording.record(enrollment, kind, at=at, by=by, reason=reason.strip(), data=data)
    except events.Impossible as impossible:
        raise NotCorrectable(_refusal(enrollment, kind)) from impossible
    audit.record(
        enrollment.organization,
        f"enrollment.{kind}",
        enrollment,
        by=by,
        at=at,
        label=f"{enrollment.person.name}, {enrollment.assignment.title}",
    )
    return event


def _refusal(enrollment: Enrollment, kind: str) -> str:
    current = Enrollment.objects.get(pk=enrollment.pk)
    if current.status == Enrollment.Status.COMPLETED:
        return _("This training is completed. A completion is never changed.")
    if kind == events.REOPENED:
        return _("This training is open already.")
    return _("This training has been closed for this person. Reopen it first.")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
