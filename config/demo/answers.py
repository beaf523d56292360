"""Survey answers of the demo's people, sealed and opened like anybody's."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from assessments.actions import answering, opening
from assessments.instruments import InstrumentDefinition
from courses.kinds.survey.content import Survey
from organizations.models import Organization
from training.models import Assignment, Enrollment
from training.queries import content_of

SHARE = 0.78  # of those who finished the module, how many answered


def write(organization: Organization, *, now: datetime, seed: int = 23) -> int:
    """Baseline and closing answers for everybody who got that far; returns how many sets."""
    chance = random.Random(seed)  # noqa: S311 - made-up answers
    written = 0
    for assignment in Assignment.objects.filter(state=Assignment.State.ACTIVE).order_by("pk"):
        version = assignment.course.current_version
        assert version is not None  # noqa: S101 - an active assignment has one
        content = content_of(version.pk, version.digest)
        for survey in (module for module in content.modules if isinstance(module, Survey)):
            written += _wave(organization, assignment, survey, content.title, chance, now)
    return written


def _wave(
    organization: Organization,
    assignment: Assignment,
    survey: Any,
    title: str,
    chance: random.Random,
    now: datetime,
) -> int:
    wave = opening.wave_for(
        organization,
        subject=f"assignment:{assignment.pk}",
        kind=survey.wave,
        instrument=survey.definition,
        title=title,
        at=now,
    )
    definition = InstrumentDefinition.model_validate(survey.definition)
    reached = (
        Enrollment.objects.filter(assignment=assignment, modules_done__contains=[survey.slug])
        .order_by("pk")
        .values_list("person__uuid", flat=True)
    )
    answered = [uuid for uuid in reached if chance.random() < SHARE]
    for uuid in answered:
        given = {
            item.slug: _somewhere(chance, scale.points.minimum, scale.points.maximum, survey.wave)
            for scale in definition.scales_of(survey.wave)
            for item in scale.items
            if chance.random() < 0.96
        }
        answering.submit(wave, person_uuid=uuid, answers=given)
    return len(answered)


def _somewhere(chance: random.Random, low: int, high: int, wave: str) -> int:
    middle = low + (high - low) * (0.58 if wave == "baseline" else 0.66)
    return max(low, min(high, round(chance.gauss(middle, (high - low) * 0.2))))
