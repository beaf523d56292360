"""The completion rows: the one query behind screen, CSV, XLSX, PDF, JSON and the command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Func, IntegerField, QuerySet
from django.utils.translation import gettext as _

from courses.models import CourseVersion
from organizations.models import Unit
from people.models import Employment
from reports.columns import STATUS_WORDS, CompletionRow
from reports.selection import Selection
from training.models import Assignment, Enrollment
from training.queries import with_place

T = TypeVar("T")

_READ = 2000  # rows at a time

_COLUMNS = (
    "person_id", "number", "person__given_name", "person__preferred_name", "person__family_name",
    "person__email", "unit_name", "site_name", "zone", "employed", "on_leave", "assignment_id",
    "course_version_id", "cycle", "assigned_at", "due_on", "status", "overdue", "parts_done",
    "credited_minutes", "completed_at", "ended_at", "certificate__code",
    "certificate__revocation__revoked_on",
)  # fmt: skip


def enrollments(chosen: Selection, *, at: datetime) -> QuerySet[Any]:
    """Enrollments with their place, as `completion_rows` and the lists on screen choose them.

    With an assignment: those of its present cycle.
    """
    found: QuerySet[Any] = with_place(Enrollment.objects.all(), at=at)
    if chosen.assignment_id:
        found = found.filter(assignment=chosen.assignment_id, cycle=F("assignment__cycle"))
    if chosen.unit_id:
        found = found.filter(unit_id_=chosen.unit_id)
    if chosen.status == "overdue":
        found = found.filter(overdue=True)
    elif chosen.status:
        found = found.filter(status=chosen.status)
    return found


def completion_rows(chosen: Selection, *, at: datetime) -> Iterator[CompletionRow]:
    """One row for each enrollment, by department and name, as it stands at an instant.

    Somebody who has left keeps the number, department and site of their last employment.  Reads
    in one transaction, a few thousand rows at a time.
    """
    titles = dict(Assignment.objects.values_list("pk", "title"))
    versions = {
        pk: (title, number)
        for pk, title, number in CourseVersion.objects.values_list("pk", "course__title", "number")
    }
    with transaction.atomic():
        for batch in batched(_read(chosen, at), _READ):
            last = _last_places([row[0] for row in batch if not row[9]])
            for row in batch:
                yield _row(row, last, titles, versions)


def _read(chosen: Selection, at: datetime) -> Iterator[tuple[Any, ...]]:
    parts_done = Func(F("modules_done"), function="jsonb_array_length", output_field=IntegerField())
    rows: Iterator[tuple[Any, ...]] = (
        enrollments(chosen, at=at)
        .annotate(parts_done=parts_done)
        .order_by(
            F("unit_name").asc(nulls_last=True), "person__family_name", "person__given_name", "pk"
        )
        .values_list(*_COLUMNS)
        .iterator(chunk_size=_READ)
    )
    return rows


def batched(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to `size` rows."""
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


def chosen_in_words(chosen: Selection) -> str:
    """What a selection means, for the head of a file and the list of exports."""
    words = []
    if chosen.assignment_id:
        found = Assignment.objects.filter(pk=chosen.assignment_id)
        words.append(found.values_list("title", flat=True).first() or "")
    else:
        words.append(_("All assignments"))
    if chosen.unit_id:
        unit = Unit.objects.filter(pk=chosen.unit_id)
        words.append(unit.values_list("name", flat=True).first() or "")
    if chosen.status:
        words.append(str(STATUS_WORDS.get(chosen.status) or _("Overdue")))
    return ", ".join(word for word in words if word)


def _row(
    row: tuple[Any, ...],
    last: dict[int, tuple[str, str, str]],
    titles: dict[int, str],
    versions: dict[int, tuple[str, int]],
) -> CompletionRow:
    (
        person_id, number, given, preferred, family, email, unit, site, zone, employed, on_leave,
        assignment_id, version_id, cycle, assigned_at, due_on, status, overdue, parts, minutes,
        completed_at, ended_at, code, revoked_on,
    ) = row  # fmt: skip
    if not employed:
        number, unit, site = last.get(person_id, ("", "", ""))
    course, version = versions[version_id]
    return CompletionRow(
        number or "", preferred or given, family, email or "", unit or "", site or "", employed,
        on_leave, titles[assignment_id], course, version, cycle, _assigned_day(assigned_at, zone),
        due_on, status, overdue, parts, minutes,
        completed_at.astimezone(_clock(zone)).date() if completed_at else None,
        ended_at.astimezone(_clock(zone)).date() if ended_at else None,
        code or "", revoked_on,
    )  # fmt: skip


def _last_places(person_ids: list[int]) -> dict[int, tuple[str, str, str]]:
    """Number, department and site of the last spell of people who have left."""
    if not person_ids:
        return {}
    spells = (
        Employment.objects.filter(person_id__in=person_ids)
        .order_by(F("ends_on").asc(nulls_last=True), "pk")
        .values_list("person_id", "number", "unit__name", "site__name")
    )
    return {person_id: (number, unit or "", site or "") for person_id, number, unit, site in spells}


@lru_cache(maxsize=256)
def _clock(zone: str) -> ZoneInfo:
    return ZoneInfo(zone)


@lru_cache(maxsize=4096)
def _assigned_day(at: datetime, zone: str) -> date:
    """Thousands are assigned at one instant."""
    return at.astimezone(_clock(zone)).date()
