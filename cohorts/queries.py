"""Reads of cohorts: whom they hold, where those people stand, who may join and who may lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from cohorts.models import Cohort, CohortMember
from cohorts.standing import Place
from courses.models import CourseVersion
from organizations.models import Membership, Organization
from organizations.permissions import Role
from training import progress
from training.models import Enrollment
from training.queries import content_of, with_place

# What a cohort can hold: whoever the assignment still reaches, or who has completed it.
REACHED = (
    Enrollment.Status.NOT_STARTED,
    Enrollment.Status.IN_PROGRESS,
    Enrollment.Status.COMPLETED,
)


def facilitators(organization: Organization, *, at: datetime) -> QuerySet[Membership]:
    """Members who may lead cohorts."""
    return Membership.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=at),
        organization=organization,
        roles__contains=[Role.FACILITATOR],
    ).select_related("user")


def may_join(cohort: Cohort, *, at: datetime) -> QuerySet[Any]:
    """Enrollments whose people could be put into a cohort.

    The assignment reaches them, they work here, and no running cohort of it holds them.
    """
    taken = CohortMember.objects.filter(
        Q(cohort__closed_at=None) | Q(cohort=cohort), cohort__assignment=cohort.assignment_id
    )
    return with_place(
        Enrollment.objects.filter(assignment=cohort.assignment_id, status__in=REACHED), at=at
    ).filter(Q(employed=True), ~Q(person_id__in=taken.values("person_id")))


def matching(
    enrollments: QuerySet[Any], *, unit_id: int | None, site_name: str, text: str
) -> QuerySet[Any]:
    """Narrow enrollments with a place to a unit, a site, and a name, number or address."""
    if unit_id:
        enrollments = enrollments.filter(unit_id_=unit_id)
    if site_name:
        enrollments = enrollments.filter(site_name=site_name)
    for word in text.split():
        enrollments = enrollments.filter(
            Q(person__given_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(person__preferred_name__icontains=word)
            | Q(person__email__icontains=word)
            | Q(number__istartswith=word)
        )
    return enrollments


def parts_of(version_ids: Collection[int]) -> dict[int, int]:
    """How many parts each of these course versions has."""
    digests = CourseVersion.objects.filter(pk__in=version_ids).values_list("pk", "digest")
    return {pk: progress.needed(content_of(pk, digest)) for pk, digest in digests}


def places(cohorts: Iterable[Cohort], *, at: datetime) -> dict[int, list[Place]]:
    """The people of each cohort with where they stand in its assignment: the late first, the
    ready last, each by name.

    Three queries, however many cohorts there are.  Somebody whom the assignment no longer
    reaches is left out.
    """
    assignments = {cohort.pk: cohort.assignment_id for cohort in cohorts}
    members = list(
        CohortMember.objects.filter(cohort_id__in=assignments).values_list("cohort_id", "person_id")
    )
    newest: dict[tuple[int, int], Any] = {}
    enrollments: QuerySet[Any] = with_place(
        Enrollment.objects.filter(
            assignment_id__in=set(assignments.values()),
            person_id__in={person_id for _cohort, person_id in members},
        ),
        at=at,
    )
    for enrollment in enrollments.select_related("person").order_by("assigned_at", "pk"):
        newest[enrollment.assignment_id, enrollment.person_id] = enrollment
    parts = parts_of({enrollment.course_version_id for enrollment in newest.values()})
    found: dict[int, list[Place]] = defaultdict(list)
    for cohort_id, person_id in members:
        enrollment = newest.get((assignments[cohort_id], person_id))
        if enrollment is not None:
            found[cohort_id].append(_place(enrollment, parts))
    for group in found.values():
        group.sort(key=_first_to_last)
    return found


def _first_to_last(place: Place) -> tuple[bool, bool, str, int]:
    return place.is_ready, not place.overdue, place.name.casefold(), place.person_id


def _place(enrollment: Any, parts: dict[int, int]) -> Place:
    person = enrollment.person
    return Place(
        enrollment_id=enrollment.pk,
        person_id=person.pk,
        name=person.name,
        unit=enrollment.unit_name or "",
        status=enrollment.status,
        overdue=enrollment.overdue,
        due_on=enrollment.due_on,
        parts_done=len(enrollment.modules_done),
        parts=parts.get(enrollment.course_version_id, 0),
        on_leave=enrollment.on_leave,
        employed=enrollment.employed,
        has_email=bool(person.email),
    )
