"""Taking a step in a module: saved as it is taken, once, whatever the network does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from assessments.actions import answering, opening
from core.planned import Planned
from courses.contents import CourseContent
from courses.kinds import registry
from courses.kinds.base import Kind, ModuleContent
from organizations.models import Organization
from people.models import Employment
from training import completion, events, progress, seat_time
from training.actions import certifying, private_texts, recording
from training.events import Fact
from training.models import Enrollment, LearnerPreference, ModuleState, Step
from training.queries import Place, content_of, find_place

Event = dict[str, Any]


class NotOpen(Exception):
    """This enrollment takes no steps: it is waived, withdrawn or expired."""


class Locked(Exception):
    """This part opens when the ones before it are done."""


@dataclass(frozen=True)
class StepOutcome:
    """What a step did.  Sent again under the same key, it says the same."""

    saved: bool  # false: the step came from a page that is no longer the current one
    number: int  # of the last step in the module
    module_over: bool  # its last page has been left: lead on
    course_done: bool


@dataclass(frozen=True)
class _Move:
    """One step, worked out and ready to be written."""

    place: Place
    content: CourseContent
    module: ModuleContent
    kind: Kind[Any]
    key: UUID
    event: Event  # as it is stored
    before: dict[str, Any]
    after: dict[str, Any]
    seconds: int
    at: datetime
    language: str

    @property
    def completes(self) -> bool:
        """Whether this step earns the module's credit."""
        return (
            self.kind.is_complete(self.module, self.after)
            and progress.is_wanted(self.content, self.place.modules_done, self.module.slug)
            and self.place.status in events.OPEN
        )

    @property
    def makes_events(self) -> bool:
        return self.completes or self.place.status == "not_started" or self.reaches_the_floor

    @property
    def reaches_the_floor(self) -> bool:
        """Whether every part is done already, and with this step's seconds the time is, too."""
        place = self.place
        return place.status == "in_progress" and completion.is_reached(
            self.content, place.modules_done, place.seat_seconds + self.seconds
        )


@sensitive_variables("event")
def take_step(
    enrollment: Enrollment,
    module_slug: str,
    *,
    key: UUID,
    event: Event,
    active_seconds: int | None,
    at: datetime,
    language: str = "",
) -> StepOutcome:
    """Take one step in a module of an enrollment (see `step_from`)."""
    place = find_place(enrollment.organization_id, enrollment.pk, module_slug, key=key)
    if place is None:
        raise Enrollment.DoesNotExist
    return step_from(
        place, key=key, event=event, active_seconds=active_seconds, at=at, language=language
    )


@sensitive_variables("event", "move")
def step_from(
    place: Place,
    *,
    key: UUID,
    event: Event,
    active_seconds: int | None,
    at: datetime,
    language: str = "",
) -> StepOutcome:
    """Save one step, by the place read for it, under a key made in the browser.

    `language` is the one the person reads the course in; the course's own if not given.

    A key seen before, or a step from a page that is no longer the current one, changes
    nothing; texts written there are kept all the same.  Answers to a survey are sealed in a
    transaction of their own before the step is stored without them.  The step that earns the
    module's credit, the events that say so and, with the last module, the certificate are
    one transaction.
    """
    move = _worked_out(place, key, event, active_seconds, at, language)
    texts = move.kind.private_fields(event)
    if texts:
        here = event.get("at") in (None, move.kind.here(move.module, move.before))
        _keep(place, texts, replacing=here and not place.taken)
    if place.taken:
        return _outcome(place, move.content, move.before)
    if move.after == move.before and not texts:
        return _outcome(place, move.content, move.before, saved=False)
    if move.kind.asks_in_a_wave and move.completes:
        _seal(move, move.kind.survey_answers(event))
    if event.get("do") == "quiet":
        prefer_quiet(place.organization_id, place.person_id, on=bool(event.get("on")))
    written = _with_events(move) if move.makes_events else _write(move)
    if texts:  # of two tabs at the same moment the later replaced what the other had written
        _keep(place, texts, replacing=False)
    if not written:  # another tab was quicker: say where things stand now
        now = find_place(place.organization_id, place.enrollment_id, place.module, key=key)
        return _outcome(now or place, move.content, saved=bool(now and now.taken))
    done = (*place.modules_done, place.module) if move.completes else place.modules_done
    return _outcome(place, move.content, move.after, number=place.number + 1, done=done)


@sensitive_variables()
def _keep(place: Place, texts: dict[str, str], *, replacing: bool) -> None:
    private_texts.keep(
        place.organization_id,
        place.person_id,
        place.enrollment_id,
        place.module,
        texts,
        replacing=replacing,
    )


def _worked_out(
    place: Place, key: UUID, event: Event, active_seconds: int | None, at: datetime, language: str
) -> _Move:
    if place.status in events.ENDED:
        raise NotOpen
    content = content_of(place.version_id, place.digest)
    if not progress.is_unlocked(content, place.modules_done, place.module):
        raise Locked
    module = content.module(place.module)
    kind = registry.of(module)
    before = place.state if place.state is not None else kind.initial(module)
    stored = kind.stored(event)
    return _Move(
        place=place,
        content=content,
        module=module,
        kind=kind,
        key=key,
        event=stored,
        before=before,
        after=kind.advance(module, before, stored),
        seconds=seat_time.credited(active_seconds, since=place.last_step_at, at=at),
        at=at,
        language=language if language in content.languages else content.language,
    )


def _outcome(
    place: Place,
    content: CourseContent,
    state: dict[str, Any] | None = None,
    *,
    number: int | None = None,
    done: tuple[str, ...] | None = None,
    saved: bool = True,
) -> StepOutcome:
    module = content.module(place.module)
    kind = registry.of(module)
    state = state or place.state or kind.initial(module)
    done = place.modules_done if done is None else done
    return StepOutcome(
        saved=saved,
        number=place.number if number is None else number,
        module_over=kind.is_over(module, state),
        course_done=progress.all_done(content, done),
    )


# One statement takes the enrollment's lock, and writes the step, the state it leads to and
# the active seconds; without a row of its own (the key or the number is there already)
# nothing else is written either.
_WRITE = Planned(
    "write_step",
    """
WITH mine AS MATERIALIZED (
    SELECT id FROM training_enrollment
    WHERE organization_id = %(organization)s AND id = %(enrollment)s FOR NO KEY UPDATE
), step AS (
    INSERT INTO training_step
        (organization_id, enrollment_id, module, number, key, event, active_seconds, at)
    SELECT %(organization)s, id, %(module)s, %(number)s, %(key)s, %(event)s, %(seconds)s, %(at)s
    FROM mine
    ON CONFLICT DO NOTHING
    RETURNING enrollment_id
), state AS (
    INSERT INTO training_modulestate (organization_id, enrollment_id, module, number, state)
    SELECT %(organization)s, enrollment_id, %(module)s, %(number)s, %(state)s FROM step
    ON CONFLICT (enrollment_id, module)
    DO UPDATE SET number = EXCLUDED.number, state = EXCLUDED.state
), seat AS (
    UPDATE training_enrollment e
    SET seat_seconds = e.seat_seconds + %(seconds)s, last_step_at = %(at)s
    FROM step WHERE e.id = step.enrollment_id
)
SELECT count(*) FROM step
""",
)


def _write(move: _Move) -> bool:
    """Store the step; False if its key or its number is there already."""
    place = move.place
    written = _WRITE.fetch(
        {
            "organization": place.organization_id,
            "enrollment": place.enrollment_id,
            "module": place.module,
            "number": place.number + 1,
            "key": str(move.key),
            "event": json.dumps(move.event),
            "state": json.dumps(move.after),
            "seconds": move.seconds,
            "at": move.at,
        }
    )
    return bool(written[0][0])


@transaction.atomic
def _with_events(move: _Move) -> bool:
    """Store the step with the learning events it makes."""
    enrollment = (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("organization", "person", "course_version")
        .defer("course_version__content")
        .get(pk=move.place.enrollment_id)
    )
    if not _write(move):
        return False
    facts = list(_facts(move, enrollment))
    recording.append(enrollment, facts)
    if facts and facts[-1].kind == events.COMPLETED:
        certifying.certify(enrollment, at=move.at, language=move.language)
    return True


def _facts(move: _Move, enrollment: Enrollment) -> list[Fact]:
    """The events of this step, judged by the enrollment as it is under its lock."""
    if enrollment.status not in Enrollment.OPEN:
        return []
    made: list[Fact] = []
    if enrollment.status == Enrollment.Status.NOT_STARTED:
        made.append(Fact(events.STARTED, move.at))
    done = list(enrollment.modules_done)
    if move.completes and progress.is_wanted(move.content, done, move.module.slug):
        minutes = progress.credit(move.content, done, move.module.slug)
        data = {"module": move.module.slug, "minutes": minutes}
        made.append(Fact(events.MODULE_COMPLETED, move.at, data))
        done.append(move.module.slug)
    if completion.is_reached(move.content, done, enrollment.seat_seconds + move.seconds):
        made.append(completion.fact(move.place.digest, move.language, at=move.at))
    return made


@sensitive_variables()
def _seal(move: _Move, answers: dict[str, int]) -> None:
    """Hand answers over, apart from the step in place and in time.

    Somebody who skipped the survey hands over an empty set, so that not even a copy of the
    database tells who answered.
    """
    place = move.place
    survey: Any = move.module
    wave = opening.wave_for(
        Organization.objects.get(pk=place.organization_id),
        subject=f"assignment:{place.assignment_id}",
        kind=survey.wave,
        instrument=survey.definition,
        title=move.content.title,
        at=move.at,
    )
    stratum = _stratum(place.person_id, at=move.at, least=wave.threshold)
    try:
        answering.submit(wave, person_uuid=place.person_uuid, answers=answers, stratum=stratum)
    except answering.WaveClosed:
        return  # nobody waits for these answers anymore; the person goes on


def _stratum(person_id: int, *, at: datetime, least: int) -> str:
    """The unit somebody works in, if at least so many people do; else nothing."""
    spells = Employment.objects.current(at.date())
    found = spells.filter(person_id=person_id, unit__isnull=False).values("unit", "unit__name")
    unit = found.first()
    if unit is None or spells.filter(unit=unit["unit"]).count() < least:
        return ""
    return str(unit["unit__name"])[:60]


def prefer_quiet(organization_id: int, person_id: int, *, on: bool) -> None:
    """Whether this person wants the version that tells instead of shows, until they say else."""
    LearnerPreference.objects.update_or_create(
        person_id=person_id, defaults={"organization_id": organization_id, "quiet": on}
    )


def refold(enrollment: Enrollment, module_slug: str) -> dict[str, Any]:
    """The state of a module from its steps alone; what ModuleState must hold."""
    version = enrollment.course_version
    module = content_of(version.pk, version.digest).module(module_slug)
    kind = registry.of(module)
    state: dict[str, Any] = kind.initial(module)
    steps = Step.objects.filter(enrollment=enrollment, module=module_slug).order_by("number")
    for step in steps:
        state = kind.advance(module, state, step.event)
    return state


def restore(enrollment: Enrollment, module_slug: str) -> None:
    """Write the state that the steps lead to over the one that is kept."""
    ModuleState.objects.filter(enrollment=enrollment, module=module_slug).update(
        state=refold(enrollment, module_slug)
    )
