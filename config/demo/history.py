"""Two years of training in the demo organization, written as the events it would have left."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from accounts.models import User
from courses.contents import CourseContent
from courses.models import Course
from organizations.models import Organization
from people.models import Employment
from training import events, progress
from training.actions import certifying, recording
from training.audience import AudienceRule, Managers
from training.due import DueRule
from training.events import Fact
from training.models import Assignment, Enrollment
from training.queries import content_of


@dataclass(frozen=True)
class Round:
    """One assignment of the past or present, and how it went."""

    title: str
    cycle: str
    assigned_on: date
    due_on: date
    done: float  # the share that completed it by now
    begun: float  # the share of the others that has begun
    managers: Managers = Managers.ANY
    closed: bool = False


def rounds(today: date) -> list[Round]:
    """Two closed years, this year's people who lead (just overdue), and everybody else."""
    year = today.year
    this, last, before = (f"{y}–{(y + 1) % 100}" for y in (year, year - 1, year - 2))
    return [
        Round(
            f"Stepping in {before}", before, today - timedelta(700), today - timedelta(640),
            done=0.93, begun=0.5, closed=True,
        ),
        Round(
            f"Stepping in {last}", last, today - timedelta(340), today - timedelta(285),
            done=0.95, begun=0.5, closed=True,
        ),
        Round(
            f"Stepping in {this}, people who lead", this, today - timedelta(44),
            today - timedelta(9), done=0.8, begun=0.6, managers=Managers.ONLY,
        ),
        Round(
            f"Stepping in {this}", this, today - timedelta(31), today + timedelta(19),
            done=0.62, begun=0.68, managers=Managers.NOT,
        ),
    ]  # fmt: skip


def write(
    organization: Organization, course: Course, *, by: User, today: date, seed: int = 11
) -> list[Assignment]:
    """Every round's assignment, with its enrollments, events and certificates."""
    chance = random.Random(seed)  # noqa: S311 - a made-up past
    return [_round(organization, course, it, by, today, chance) for it in rounds(today)]


def _round(
    organization: Organization,
    course: Course,
    it: Round,
    by: User,
    today: date,
    chance: random.Random,
) -> Assignment:
    assigned_at = _at(it.assigned_on, 15)
    audience = AudienceRule(everybody=it.managers is Managers.ANY, managers=it.managers)
    assignment = Assignment.objects.create(
        organization=organization,
        title=it.title,
        course=course,
        audience=audience.model_dump(mode="json"),
        due=DueRule(on=it.due_on).model_dump(mode="json"),
        cycle=it.cycle,
        keeps_open=not it.closed,
        state=Assignment.State.CLOSED if it.closed else Assignment.State.ACTIVE,
        by=by,
        created_at=assigned_at,
        activated_at=assigned_at,
        work_state="finished",
        started_at=assigned_at,
        finished_at=assigned_at + timedelta(seconds=4),
    )
    histories = list(_histories(assignment, it, by, today, chance))
    recording.record_many(histories)
    Assignment.objects.filter(pk=assignment.pk).update(total=len(histories), done=len(histories))
    completed = Enrollment.objects.filter(
        assignment=assignment, status=Enrollment.Status.COMPLETED
    ).select_related("person", "organization", "course_version__course")
    certifying.certify_many(list(completed))
    return assignment


def _histories(
    assignment: Assignment, it: Round, by: User, today: date, chance: random.Random
) -> Iterator[tuple[Enrollment, Sequence[Fact]]]:
    version = assignment.course.current_version
    assert version is not None  # noqa: S101 - the pack has just been published
    content = content_of(version.pk, version.digest)
    spells = Employment.objects.current(it.assigned_on).select_related("person").order_by("pk")
    if it.managers is not Managers.ANY:
        spells = spells.filter(is_manager=it.managers is Managers.ONLY)
    for spell in spells:
        enrollment = Enrollment(
            organization_id=assignment.organization_id,
            assignment=assignment,
            person=spell.person,
            course_version=version,
            cycle=it.cycle,
            assigned_at=_at(it.assigned_on, 15),
        )
        is_ana = spell.person.email is not None and spell.person.email.startswith("ana.ruiz@")
        yield enrollment, _facts(it, content, by, today, chance, is_ana=is_ana)


def _facts(
    it: Round,
    content: CourseContent,
    by: User,
    today: date,
    chance: random.Random,
    *,
    is_ana: bool,
) -> list[Fact]:
    facts = [Fact(events.ASSIGNED, _at(it.assigned_on, 15), {"due_on": it.due_on.isoformat()})]
    last_day = min(today - timedelta(1), it.due_on + timedelta(12))
    span = max(2, (last_day - it.assigned_on).days)
    start = it.assigned_on + timedelta(min(span - 1, int(chance.triangular(1, span, span / 3))))
    if is_ana:
        done, modules = it.closed, 5
    else:
        done = chance.random() < it.done
        most = progress.needed(content) - 3
        modules = chance.randint(1, most) if chance.random() < it.begun else 0
    if done:
        return facts + _steps(content, start, min(last_day, start + timedelta(9)), chance)
    if it.closed and not is_ana:
        return facts + _ending(it, by, chance)
    begun = _steps(content, start, last_day, chance)
    if modules:
        facts += begun[: 1 + modules]
    if not is_ana and it.due_on > today and chance.random() < 0.14:
        facts.insert(1, _earlier(today - timedelta(chance.randint(1, 9)), it, by))
    elif not modules and not it.closed and chance.random() < 0.05:
        facts += [_waiver(_at(today - timedelta(3), 16), by)]
    return facts


def _steps(content: CourseContent, first: date, last: date, chance: random.Random) -> list[Fact]:
    """Started, every module, completed: in one to three sittings."""
    days = sorted(
        first + timedelta(chance.randint(0, max(0, (last - first).days))) for _ in range(3)
    )
    moment = _at(days[0], chance.randint(13, 20)) + timedelta(minutes=chance.randint(0, 55))
    facts = [Fact(events.STARTED, moment)]
    taken = [
        module
        for part in progress.parts_of(content, ())
        for module in chance.sample(part.modules, part.needed)
    ]
    breaks = {len(taken) // 3: days[1], 2 * len(taken) // 3: days[2]}
    done: list[str] = []
    for place, module in enumerate(taken):
        if place in breaks and breaks[place] > moment.date():
            moment = _at(breaks[place], chance.randint(13, 20))
        moment += timedelta(minutes=module.minutes, seconds=chance.randint(5, 170))
        minutes = progress.credit(content, done, module.slug)
        done.append(module.slug)
        facts.append(
            Fact(events.MODULE_COMPLETED, moment, {"module": module.slug, "minutes": minutes})
        )
    return [*facts, Fact(events.COMPLETED, moment)]


def _earlier(day: date, it: Round, by: User) -> Fact:
    at = _at(it.assigned_on, 17)
    reason = "The site's training week comes earlier"
    return Fact(events.DUE_CHANGED, at, {"due_on": day.isoformat()}, reason=reason, by=by.pk)


def _ending(it: Round, by: User, chance: random.Random) -> list[Fact]:
    """How an enrollment of a closed year ended without completion."""
    at = _at(it.due_on + timedelta(30), 17)
    if chance.random() < 0.35:
        return [_waiver(at - timedelta(20), by)]
    return [Fact(events.EXPIRED, at, reason="The year closed", by=by.pk)]


def _waiver(at: datetime, by: User) -> Fact:
    return Fact(events.WAIVED, at, reason="Took the same training at another employer", by=by.pk)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)
