"""Whom an assignment is for, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from people.models import Person
from training import due
from training.audience import AudienceRule
from training.models import Assignment, Enrollment
from training.queries.audience import audience
from training.queries.with_place import with_place

Status = Enrollment.Status


def meant(assignment: Assignment, *, at: datetime) -> QuerySet[Any]:
    """Everybody the assignment is for today; `already` says who has it in this cycle.

    Has it: is enrolled by this assignment, or by another one in the same course and cycle
    (unless withdrawn there).
    """
    rule = AudienceRule.model_validate(assignment.audience)
    on = due.local_day(at, assignment.organization.time_zone)
    enrolled = Enrollment.objects.filter(
        Q(assignment=assignment)
        | Q(assignment__course=assignment.course_id) & ~Q(status=Status.WITHDRAWN),
        person=OuterRef("pk"),
        cycle=assignment.cycle,
    )
    found: QuerySet[Any] = audience(rule, on).annotate(already=Exists(enrolled))
    return found


def waiting(assignment: Assignment, *, at: datetime) -> QuerySet[Any]:
    """People the assignment is for who are still to be enrolled."""
    return meant(assignment, at=at).filter(already=False)


@dataclass(frozen=True)
class Counts:
    """How the people of an assignment stand; those who have left are counted apart."""

    completed: int
    in_progress: int
    not_started: int
    overdue: int
    on_leave: int
    waived: int
    withdrawn: int
    left: int  # open, but the person is no longer employed

    @property
    def everybody(self) -> int:
        """Those who are to take it: the whole that "done" is a part of."""
        return self.completed + self.in_progress + self.not_started


def counts(assignment: Assignment, *, at: datetime) -> Counts:
    """Counted in two statements: where somebody works matters for open enrollments only."""
    rows = Enrollment.objects.filter(assignment=assignment)
    closed = dict(
        rows.exclude(status__in=Enrollment.OPEN)
        .values_list("status")
        .annotate(count=Count("pk"))
        .values_list("status", "count")
    )
    here = Q(employed=True)
    found = with_place(rows.filter(status__in=Enrollment.OPEN), at=at).aggregate(
        n_in_progress=Count("pk", filter=here & Q(status=Status.IN_PROGRESS)),
        n_not_started=Count("pk", filter=here & Q(status=Status.NOT_STARTED)),
        n_overdue=Count("pk", filter=Q(overdue=True)),
        n_on_leave=Count("pk", filter=Q(on_leave=True)),
        n_left=Count("pk", filter=Q(employed=False)),
    )
    return Counts(
        completed=closed.get(Status.COMPLETED, 0),
        waived=closed.get(Status.WAIVED, 0),
        withdrawn=closed.get(Status.WITHDRAWN, 0),
        **{name.removeprefix("n_"): count for name, count in found.items()},
    )


def done_of(assignments: Iterable[Assignment], *, at: datetime) -> dict[int, tuple[int, int]]:
    """How many have completed, of how many who are to take it: `counts` of many at once."""
    counted = Q(status=Status.COMPLETED) | Q(status__in=Enrollment.OPEN, employed=True)
    rows = with_place(Enrollment.objects.filter(assignment__in=assignments), at=at)
    found = (
        rows.order_by()
        .values("assignment")
        .annotate(
            n_completed=Count("pk", filter=Q(status=Status.COMPLETED)),
            n_everybody=Count("pk", filter=counted),
        )
    )
    return {row["assignment"]: (row["n_completed"], row["n_everybody"]) for row in found}


def search(words: str) -> QuerySet[Person]:
    """People by name, number or address: every word must be found somewhere."""
    found = Person.objects.all()
    for word in words.split()[:5]:
        found = found.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(preferred_name__icontains=word)
            | Q(email__icontains=word)
            | Exists(
                Person.objects.filter(pk=OuterRef("pk"), employments__number__istartswith=word)
            )
        )
    return found.order_by("family_name", "given_name", "pk")
