"""Promising the reminders that are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from organizations.models import Organization
from outbox.actions.promising import Promise, promise_all
from people.actions.sign_ins import ensure_sign_ins
from people.models import Person
from reminders import planning, queries
from reminders.models import Reminder
from reminders.planning import Next
from reminders.queries import Candidate
from training.models import Enrollment

BATCH = 1000
MESSAGE_KIND = "reminder."


@dataclass(frozen=True)
class Plan:
    """One reminder that is to be promised."""

    candidate: Candidate
    next: Next


def remind(organization: Organization, *, at: datetime, start: bool = True) -> Counter[str]:
    """Promise every reminder due at an instant; returns how many of each kind.

    Run again for the same instant, it promises nothing.  Without `start` no delivery task is
    started, for a caller who delivers by itself.
    """
    promised: Counter[str] = Counter()
    plans = due(organization, at=at)
    for begin in range(0, len(plans), BATCH):
        promised += promise(organization, plans[begin : begin + BATCH], at=at, start=start)
    return promised


def remind_at_assignment(
    organization: Organization, enrollment_ids: list[int], at: datetime, /
) -> None:
    """Promise the first mail of new enrollments whose people are in their working hours.

    The others get theirs from the sweep, when their working day begins.  Called inside the
    transaction that enrolls.
    """
    enrollments = Enrollment.objects.filter(pk__in=enrollment_ids).order_by("pk")
    plans = _due_among(queries.candidates(organization, enrollments, at=at), at=at)
    promise(organization, plans, at=at)


def due(organization: Organization, *, at: datetime) -> list[Plan]:
    """What `remind` would promise at an instant; changes nothing."""
    return _due_among(queries.candidates(organization, queries.may_be_due(at=at), at=at), at=at)


def _due_among(candidates: Sequence[Candidate], *, at: datetime) -> list[Plan]:
    found = ((each, planning.due_reminder(each.standing, at=at)) for each in candidates)
    return [Plan(each, following) for each, following in found if following is not None]


@transaction.atomic
def promise(
    organization: Organization,
    plans: Sequence[Plan],
    *,
    at: datetime,
    by: User | None = None,
    start: bool = True,
) -> Counter[str]:
    """Promise these reminders, as far as they are still called for; returns how many of each.

    Locks the enrollments, so that two sweeps, or a sweep and a nudge, cannot both write to
    somebody on one day.
    """
    plans = _still_called_for(plans)
    if not plans:
        return Counter()
    _ensure_sign_ins(plans, at=at)
    messages = promise_all(
        organization, [_promised(organization, each, at=at) for each in plans], at=at, start=start
    )
    Reminder.objects.bulk_create(
        (
            Reminder(
                organization=organization,
                enrollment_id=each.candidate.enrollment_id,
                kind=each.next.planned.kind.value,
                planned_on=each.next.planned.on,
                day=each.next.day,
                message=messages[_key(each)],
                by=by,
            )
            for each in plans
        ),
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    return Counter(each.next.planned.kind.value for each in plans)


def _still_called_for(plans: Sequence[Plan]) -> list[Plan]:
    """The plans whose enrollment is open and has had no mail since they were made."""
    ids = [each.candidate.enrollment_id for each in plans]
    locked = Enrollment.objects.open().filter(pk__in=ids).order_by("pk")
    still_open = set(
        locked.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True)
    )
    mailed = queries.last_mail_days(still_open)
    return [
        each
        for each in plans
        if each.candidate.enrollment_id in still_open
        and mailed.get(each.candidate.enrollment_id) == each.candidate.standing.last_mail_on
    ]


def _ensure_sign_ins(plans: Sequence[Plan], *, at: datetime) -> None:
    """Whoever is sent a link needs a sign-in that it opens."""
    without = [each.candidate.person_id for each in plans if each.candidate.user is None]
    if without:
        ensure_sign_ins(Person.objects.filter(pk__in=without), at=at)


def _promised(organization: Organization, plan: Plan, *, at: datetime) -> Promise:
    candidate = plan.candidate
    return Promise(
        key=_key(plan),
        kind=f"{MESSAGE_KIND}{plan.next.planned.kind.value}",
        recipient=candidate.email,
        reference={"enrollment": candidate.enrollment_id},
        language=candidate.language,
        not_before=max(at, plan.next.at),
    )


def _key(plan: Plan) -> str:
    planned = plan.next.planned
    return f"reminder:{plan.candidate.enrollment_id}:{planned.kind.value}:{planned.on}"
