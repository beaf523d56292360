"""Where people stand with their training, as far as writing to them goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.models import User
from core.repeated import HOLE, Repeated
from organizations.models import Organization
from outbox.models import Suppression
from reminders import planning
from reminders.models import Reminder
from reminders.planning import Hours, Standing
from training.models import Enrollment
from training.queries import with_place

# A reminder can be due on days from nine before the due day (a Friday before the weekend of
# the seventh) to the latest day after it; one more at each end for the time zones.
DUE_FROM = timedelta(days=10)
DUE_TO = planning.LATEST + timedelta(days=1)


@dataclass(frozen=True)
class Candidate:
    """One enrollment with all that decides whether and what its person is written."""

    enrollment_id: int
    person_id: int
    user: User | None
    called: str
    name: str
    email: str
    language: str
    number: str
    unit: str
    course: str
    version: tuple[int, str]  # of the course: its id and its digest
    started: bool
    due_on: date | None
    local_today: date
    standing: Standing


_COLUMNS = (
    "pk", "person_id", "person__user_id", "person__user__email", "person__user__password",
    "person__user__is_operator", "person__user__is_active", "person__given_name",
    "person__family_name", "person__preferred_name", "person__email", "language_chosen",
    "number", "unit_name", "assignment__course__title", "status", "assigned_at", "due_on", "zone",
    "course_version_id", "course_version__digest",
    "local_today", "employed", "on_leave", "suppressed", "last_mail_on",
)  # fmt: skip


def candidates(
    organization: Organization, enrollments: QuerySet[Enrollment], *, at: datetime
) -> list[Candidate]:
    """What there is to know about these enrollments at an instant; one query."""
    return [_candidate(row, organization) for row in _rows(enrollments, at=at)]


def candidate(organization: Organization, enrollment_id: int, *, at: datetime) -> Candidate | None:
    """The same of one enrollment, quickly: for a batch of letters at one instant."""
    found = _repeated(organization.pk, at).rows(enrollment_id)
    return _candidate(found[0], organization) if found else None


@lru_cache(maxsize=4)
def _repeated(organization_id: int, at: datetime) -> Repeated:
    of_organization = Enrollment.objects.filter(organization=organization_id)
    return Repeated("reminder_candidate", _rows(of_organization.filter(pk=HOLE), at=at))


def _rows(
    enrollments: QuerySet[Enrollment], *, at: datetime
) -> QuerySet[Enrollment, tuple[Any, ...]]:
    return _with_mail(with_place(enrollments, at=at)).values_list(*_COLUMNS)


def may_be_due(*, at: datetime) -> QuerySet[Enrollment]:
    """Open enrollments a reminder could be due for: never told, or near their due day."""
    today = at.date()
    near = Q(due_on__gte=today - DUE_TO, due_on__lte=today + DUE_FROM)
    told = Reminder.objects.filter(enrollment=OuterRef("pk"))
    return (
        Enrollment.objects.open()
        .filter(near | ~Exists(told))
        .filter(person__email__isnull=False)
        .order_by("pk")
    )


def last_mail_days(enrollment_ids: Iterable[int]) -> dict[int, date]:
    """For each enrollment that has had a mail, the day of the latest."""
    found = Reminder.objects.filter(enrollment__in=enrollment_ids)
    return dict(
        found.values("enrollment").annotate(day=Max("day")).values_list("enrollment", "day")
    )


def _with_mail(queryset: QuerySet[Enrollment]) -> QuerySet[Enrollment]:
    """Annotate enrollments that have their place with what the mail needs to know."""
    days = Reminder.objects.filter(enrollment=OuterRef("pk")).order_by("-day").values("day")[:1]
    bounced = Suppression.objects.filter(address__iexact=OuterRef("person__email"))
    return queryset.annotate(
        last_mail_on=Subquery(days),
        suppressed=Exists(bounced),
        language_chosen=Coalesce(
            NullIf(F("person__user__language"), Value("")),
            NullIf(F("person__language"), Value("")),
            F("organization__language"),
            output_field=CharField(),
        ),
    )


def _candidate(values: Sequence[Any], organization: Organization) -> Candidate:
    row = dict(zip(_COLUMNS, values, strict=True))
    called = row["person__preferred_name"] or row["person__given_name"]
    return Candidate(
        enrollment_id=row["pk"],
        person_id=row["person_id"],
        user=_user(row),
        called=called,
        name=f"{called} {row['person__family_name']}".strip(),
        email=row["person__email"] or "",
        language=row["language_chosen"],
        number=row["number"] or "",
        unit=row["unit_name"] or "",
        course=row["assignment__course__title"],
        version=(row["course_version_id"], row["course_version__digest"]),
        started=row["status"] == Enrollment.Status.IN_PROGRESS,
        due_on=row["due_on"],
        local_today=row["local_today"],
        standing=Standing(
            status=row["status"],
            employed=row["employed"],
            on_leave=row["on_leave"],
            has_address=bool(row["person__email"]),
            suppressed=row["suppressed"],
            assigned_at=row["assigned_at"],
            due_on=row["due_on"],
            zone=zone_of(row["zone"] or organization.time_zone),
            hours=Hours(organization.work_starts, organization.work_ends),
            last_mail_on=row["last_mail_on"],
        ),
    )


def _user(row: dict[str, Any]) -> User | None:
    """The sign-in, as far as a link in a mail needs it."""
    if row["person__user_id"] is None:
        return None
    return User(
        pk=row["person__user_id"],
        email=row["person__user__email"],
        password=row["person__user__password"],
        is_operator=row["person__user__is_operator"],
        is_active=row["person__user__is_active"],
    )


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    return ZoneInfo(name)
