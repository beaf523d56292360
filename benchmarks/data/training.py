"""Two years of training for an organization: enrollments in every state, with their events.

The events are made by training.events, so that the hash chains and the derived columns are
what the product itself would have written (`manage.py verify_records` agrees).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.data.copying import Row, copy, next_ids
from benchmarks.data.organization import World
from core import codes
from courses import contents
from organizations import scoping
from training import events, progress
from training.events import Fact, Record
from training.models import Assignment, Certificate, Enrollment, LearningEvent

LEARNERS = 400  # people who have not begun, kept for the load
SLICE = 5000  # people at a time
COMPLETED, UNDER_WAY, WAIVED = 0.55, 0.75, 0.80  # up to these shares; the others not begun


@dataclass(frozen=True)
class Plan:
    """What every enrollment of one assignment shares."""

    assignment: Assignment
    version_id: int
    digest: str
    modules: tuple[tuple[str, int], ...]  # counted and not: slug, minutes that it credits
    hr_id: int
    at: datetime


def assign(world: World, *, title: str, cycle: str, at: datetime, due_days: int) -> Assignment:
    """An active assignment of the course to everybody."""
    return Assignment.objects.create(
        organization=world.organization, title=title, course=world.version.course,
        audience={"everybody": True}, due={"days": due_days}, cycle=cycle,
        state=Assignment.State.ACTIVE, by=world.hr, created_at=at, activated_at=at,
        work_state="finished", started_at=at, finished_at=at,
    )  # fmt: skip


def enroll_everybody(world: World, *, at: datetime) -> None:
    """This year's course: the first people have not begun, the others are everywhere in it."""
    content = contents.parse(world.version.content, world.version.digest)
    with scoping.within(world.organization):
        assigned = at - timedelta(days=200)
        assignment = assign(world, title="Stepping in", cycle="1", at=assigned, due_days=210)
        plan = Plan(
            assignment, world.version.pk, world.version.digest,
            tuple(_taken(content)),
            world.hr.pk, assigned,
        )  # fmt: skip
        ids = next_ids(Enrollment, world.size)
        waiting = min(LEARNERS, world.size // 2)
        world.enrollment_ids = dict(zip(world.person_ids, ids, strict=True))
        world.learners = list(world.person_ids[:waiting])
        _copy_histories(world, plan, waiting)


def _taken(content: contents.CourseContent) -> Iterator[tuple[str, int]]:
    """The modules that everybody takes, with the minutes each adds."""
    done: list[str] = []
    for part in progress.parts_of(content, ()):
        for module in part.modules[: part.needed]:
            yield module.slug, progress.credit(content, done, module.slug)
            done.append(module.slug)


def _copy_histories(world: World, plan: Plan, waiting: int) -> None:
    """In slices, so that a hundred thousand people do not stand in memory at once."""
    chance = random.Random(world.size + 2)
    enrollments: list[Row] = []
    happened: list[Row] = []
    for index, person in enumerate(world.person_ids):
        facts = _history(plan, chance, begun=index >= waiting)
        record, chained = _chain(plan, person, facts)
        enrollment = world.enrollment_ids[person]
        enrollments.append(_enrollment(world, plan, person, enrollment, record))
        happened += _events(world, enrollment, chained)
        if len(enrollments) == SLICE:
            _copy_slice(enrollments, happened)
            enrollments, happened = [], []
    _copy_slice(enrollments, happened)


def _copy_slice(enrollments: list[Row], happened: list[Row]) -> None:
    copy(Enrollment, enrollments)
    copy(LearningEvent, happened)
    copy(Certificate, (_certificate(row) for row in enrollments if row["completed_at"]))


def _certificate(enrollment: Row) -> Row:
    return {
        "organization_id": enrollment["organization_id"], "enrollment_id": enrollment["id"],
        "code": codes.random_code(), "issued_at": enrollment["completed_at"],
        "record": {
            "name": f"Person {enrollment['person_id']}", "course": "Stepping in",
            "minutes": enrollment["credited_minutes"], "result": "completed",
        },
    }  # fmt: skip


def _history(plan: Plan, chance: random.Random, *, begun: bool) -> list[Fact]:
    """What happened to one person, in order."""
    at = plan.at
    due_on = (at + timedelta(days=210 if chance.random() < 0.9 else 190)).date()
    facts = [Fact(events.ASSIGNED, at, {"due_on": due_on.isoformat()})]
    lot = chance.random()
    if not begun or lot >= WAIVED:
        return facts
    if lot >= UNDER_WAY:
        waived = Fact(events.WAIVED, at + timedelta(days=9), {}, "On a long project", plan.hr_id)
        return [*facts, waived]
    at += timedelta(days=chance.randrange(1, 180), minutes=chance.randrange(1440))
    facts.append(Fact(events.STARTED, at))
    done = len(plan.modules)
    if lot >= COMPLETED:
        done = chance.randrange(done)
    for slug, minutes in plan.modules[:done]:
        at += timedelta(minutes=chance.randrange(2, 9))
        facts.append(Fact(events.MODULE_COMPLETED, at, {"module": slug, "minutes": minutes}))
    if lot < COMPLETED:
        facts.append(Fact(events.COMPLETED, at, {"digest": plan.digest}))
    return facts


def _chain(plan: Plan, person: int, facts: list[Fact]) -> tuple[Record, list[tuple[Fact, Record]]]:
    record = events.origin(plan.assignment.pk, person, plan.assignment.cycle)
    chained = []
    for fact in facts:
        record = events.follow(record, fact)
        chained.append((fact, record))
    return record, chained


def _enrollment(world: World, plan: Plan, person: int, pk: int, record: Record) -> Row:
    return {
        "id": pk, "organization_id": world.organization.pk, "person_id": person,
        "assignment_id": plan.assignment.pk, "course_version_id": plan.version_id,
        "cycle": plan.assignment.cycle, "assigned_at": record.assigned_at, "due_on": record.due_on,
        "status": record.status, "modules_done": list(record.modules_done),
        "credited_minutes": record.credited_minutes, "started_at": record.started_at,
        "completed_at": record.completed_at, "ended_at": record.ended_at,
        "last_sequence": record.last_sequence, "last_hash": record.last_hash,
        "seat_seconds": 3600,  # so that the last part completes the course
        "last_step_at": record.completed_at or record.started_at,
    }  # fmt: skip


def _events(world: World, enrollment: int, chained: list[tuple[Fact, Record]]) -> Iterator[Row]:
    for fact, record in chained:
        yield {
            "organization_id": world.organization.pk, "enrollment_id": enrollment,
            "sequence": record.last_sequence, "kind": fact.kind, "data": fact.data,
            "reason": fact.reason, "by_id": fact.by, "at": fact.at, "hash": record.last_hash,
        }  # fmt: skip


def analyze() -> None:
    """Let the database know what it holds, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
