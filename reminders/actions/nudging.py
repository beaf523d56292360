"""Reminding people because somebody asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from organizations import audit
from organizations.models import Organization
from reminders import queries
from reminders.actions.promising import Plan, promise
from training.models import Enrollment


@transaction.atomic
def nudge(enrollments: Iterable[Enrollment], *, by: User, at: datetime) -> int:
    """Write to the people of these enrollments, as far as they may be; returns how many.

    All belong to one organization.  Each gets at most one mail a day about an enrollment,
    inside their working hours: so asking twice is asking once.
    """
    ids = [each.pk for each in enrollments]
    wanted = Enrollment.objects.filter(pk__in=ids).order_by("pk")
    organization = Organization.objects.filter(pk__in=wanted.values("organization")).first()
    if organization is None:
        return 0
    written = queries.preview(organization, wanted, at=at).written
    plans = [Plan(each.candidate, each.next) for each in written]
    count = promise(organization, plans, at=at, by=by).total()
    if count:
        audit.record(organization, "reminders.nudged", organization, by=by, at=at, count=count)
    return count
