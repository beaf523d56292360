"""The enrollments that somebody chose to remind."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from people.models import Employment
from reminders.choice import Choice
from training.models import Assignment, Enrollment
from training.queries import with_place

SOON = timedelta(days=7)


def chosen(choice: Choice, *, at: datetime) -> QuerySet[Enrollment]:
    """Enrollments a choice means, done or not; in running assignments only.

    Of each assignment the present cycle.  Ordered by the person's name.
    """
    running = Enrollment.objects.filter(
        assignment__state=Assignment.State.ACTIVE, cycle=F("assignment__cycle")
    )
    if choice.is_nobody:
        return running.none()
    found = with_place(running, at=at)
    if choice.assignment is not None:
        found = found.filter(assignment=choice.assignment)
    found = found.filter(Q(person__in=choice.people) if choice.people else _who(choice))
    for word in choice.words:
        found = found.filter(_named(word))
    found = found.filter(_status(choice), _place(choice)).exclude(person__in=choice.without)
    # Without the annotations, which whoever asks makes for an instant of their own.
    return Enrollment.objects.filter(pk__in=found.values("pk")).order_by(
        "person__family_name", "person__given_name", "pk"
    )


def _who(choice: Choice) -> Q:
    if choice.who == "left":
        return Q(employed=False)
    if choice.who == "on_leave":
        return Q(on_leave=True)
    return Q() if choice.who == "everybody" else Q(employed=True)


def _status(choice: Choice) -> Q:
    if choice.due_soon:
        today = F("local_today")
        return Q(status__in=Enrollment.OPEN, on_leave=False, due_on__lte=today + SOON)
    if choice.status == "overdue":
        return Q(overdue=True)
    return Q(status=choice.status) if choice.status else Q()


def _place(choice: Choice) -> Q:
    found = Q()
    if choice.unit:
        found &= Q(unit_id_=None if choice.unit == "none" else int(choice.unit))
    if choice.site is not None:
        found &= Q(current__site=choice.site)
    if choice.email:
        found &= Q(person__email__isnull=choice.email == "none")
    return found


def _named(word: str) -> Q:
    numbered = Employment.objects.filter(number__istartswith=word).values("person_id")
    return (
        Q(person__given_name__icontains=word)
        | Q(person__family_name__icontains=word)
        | Q(person__preferred_name__icontains=word)
        | Q(person__email__icontains=word)
        | Q(person__in=numbered)
    )
