from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from assessments.models import Holding
from organizations.models import Organization
from tests.factories import NOON, EmploymentFactory, UnitFactory
from tests.training.courses import an_enrollment
from training import events
from training.actions import checking, correcting, playing, private_texts
from training.actions.playing import Locked, NotOpen, StepOutcome, take_step
from training.models import (
    Certificate,
    Enrollment,
    LearnerPreference,
    LearningEvent,
    ModuleState,
    PersonKey,
    PrivateText,
    Step,
)

pytestmark = pytest.mark.django_db

NEXT = {"do": "next"}


def step(
    enrollment: Enrollment,
    module: str,
    event: dict[str, Any],
    *,
    key: UUID | None = None,
    seconds: int | None = 20,
    minute: int = 0,
) -> StepOutcome:
    return take_step(
        enrollment,
        module,
        key=key or uuid4(),
        event=event,
        active_seconds=seconds,
        at=NOON + timedelta(minutes=minute),
    )


def through(enrollment: Enrollment) -> StepOutcome:
    """Take the whole small course."""
    step(enrollment, "reading", NEXT)
    step(enrollment, "reading", NEXT, minute=1)
    step(enrollment, "asking", {"do": "send", "answers": {"sure-notice": 4}}, minute=2)
    step(enrollment, "thinking", {"do": "save", "texts": {"who": "Ines did"}}, minute=3)
    return step(enrollment, "ending", NEXT, minute=4)


def kinds(enrollment: Enrollment) -> list[str]:
    rows = LearningEvent.objects.filter(enrollment=enrollment).order_by("sequence")
    return list(rows.values_list("kind", flat=True))


def test_the_first_step_starts_the_enrollment_and_is_saved(inside: Organization) -> None:
    enrollment = an_enrollment(inside)

    outcome = step(enrollment, "reading", {"do": "next", "at": "one"})

    enrollment.refresh_from_db()
    assert outcome == StepOutcome(saved=True, number=1, module_over=False, course_done=False)
    assert (enrollment.status, enrollment.started_at, enrollment.seat_seconds) == (
        "in_progress", NOON, 20,
    )  # fmt: skip
    assert kinds(enrollment) == [events.ASSIGNED, events.STARTED]
    assert list(Step.objects.values_list("module", "number", "event")) == [
        ("reading", 1, {"do": "next", "at": "one"})
    ]


def test_the_same_key_again_is_the_same_step_with_the_same_outcome(inside: Organization) -> None:
    enrollment, key = an_enrollment(inside), uuid4()

    first = step(enrollment, "reading", NEXT, key=key)
    second = step(enrollment, "reading", NEXT, key=key, minute=1)

    enrollment.refresh_from_db()
    assert first == second
    assert (Step.objects.count(), enrollment.seat_seconds) == (1, 20)


def test_a_step_from_a_page_that_is_gone_changes_nothing(inside: Organization) -> None:
    enrollment = an_enrollment(inside)
    step(enrollment, "reading", {"do": "next", "at": "one"})

    stale = step(enrollment, "reading", {"do": "next", "at": "one"}, minute=1)

    assert stale == StepOutcome(saved=False, number=1, module_over=False, course_done=False)
    assert Step.objects.count() == 1


def test_the_last_step_of_a_module_credits_it(inside: Organization) -> None:
    enrollment = an_enrollment(inside)
    step(enrollment, "reading", NEXT)

    outcome = step(enrollment, "reading", NEXT, minute=1)

    enrollment.refresh_from_db()
    assert (outcome.module_over, outcome.course_done) == (True, False)
    assert (enrollment.modules_done, enrollment.credited_minutes) == (["reading"], 6)


def test_a_part_stays_locked_until_the_ones_before_it_are_done(inside: Organization) -> None:
    with pytest.raises(Locked):
        step(an_enrollment(inside), "thinking", NEXT)


def test_a_finished_part_can_be_walked_again_without_a_second_event(inside: Organization) -> None:
    enrollment = an_enrollment(inside)
    step(enrollment, "reading", NEXT)
    step(enrollment, "reading", NEXT, minute=1)

    step(enrollment, "reading", {"do": "back"}, minute=2)
    step(enrollment, "reading", NEXT, minute=3)

    assert kinds(enrollment).count(events.MODULE_COMPLETED) == 1
    assert Step.objects.count() == 4


def test_the_last_part_completes_the_course_and_issues_one_certificate(
    inside: Organization,
) -> None:
    enrollment = an_enrollment(inside)

    outcome = through(enrollment)

    enrollment.refresh_from_db()
    certificate = Certificate.objects.get(enrollment=enrollment)
    assert outcome.course_done
    assert (enrollment.status, enrollment.completed_at) == (
        "completed", NOON + timedelta(minutes=4),
    )  # fmt: skip
    assert kinds(enrollment)[-2:] == [events.MODULE_COMPLETED, events.COMPLETED]
    assert (certificate.record["minutes"], certificate.record["course"]) == (13, "A small course")
    assert certificate.issued_at == enrollment.completed_at


def test_a_completed_course_follows_from_its_events(inside: Organization) -> None:
    enrollment = an_enrollment(inside)
    through(enrollment)
    enrollment.refresh_from_db()
    enrollment.chain = list(enrollment.events.order_by("sequence"))  # type: ignore[attr-defined] # as verify_records does

    assert checking.differences([enrollment]) == []


def test_the_kept_state_is_the_fold_of_the_steps(inside: Organization) -> None:
    enrollment = an_enrollment(inside)
    through(enrollment)

    assert {row.module: row.state for row in ModuleState.objects.all()} == {
        module: playing.refold(enrollment, module)
        for module in ("reading", "asking", "thinking", "ending")
    }


def test_answers_are_sealed_apart_and_never_touch_the_step(inside: Organization) -> None:
    enrollment = an_enrollment(inside)
    step(enrollment, "reading", NEXT)
    step(enrollment, "reading", NEXT)

    step(enrollment, "asking", {"do": "send", "answers": {"sure-notice": 4}})

    stored = Step.objects.get(module="asking")
    assert stored.event == {"do": "next"}
    assert Holding.objects.count() == 1
    assert "sure" not in str(list(LearningEvent.objects.values())) + str(
        list(ModuleState.objects.values())
    )


def test_skipping_a_survey_hands_over_an_empty_set_as_answering_does(
    inside: Organization,
) -> None:
    up_to_thinking(inside)

    assert Holding.objects.count() == 1


def test_answers_name_a_unit_only_if_enough_people_work_there(inside: Organization) -> None:
    unit = UnitFactory(organization=inside)
    spells = [EmploymentFactory(organization=inside, unit=unit) for _ in range(10)]

    of_ten = playing._stratum(spells[0].person_id, at=NOON, least=10)
    of_eleven = playing._stratum(spells[0].person_id, at=NOON, least=11)

    assert (of_ten, of_eleven) == (unit.name, "")


def test_answering_again_after_the_survey_is_done_sends_nothing(inside: Organization) -> None:
    enrollment, key = an_enrollment(inside), uuid4()
    step(enrollment, "reading", NEXT)
    step(enrollment, "reading", NEXT)
    answer = {"do": "send", "answers": {"sure-notice": 4}}

    step(enrollment, "asking", answer, key=key)
    step(enrollment, "asking", answer, key=key)

    assert Holding.objects.count() == 1


def up_to_thinking(inside: Organization) -> Enrollment:
    enrollment = an_enrollment(inside)
    step(enrollment, "reading", NEXT)
    step(enrollment, "reading", NEXT)
    step(enrollment, "asking", {"do": "skip"})
    return enrollment


def texts(enrollment: Enrollment) -> dict[str, str]:
    return private_texts.read(enrollment.person_id, enrollment.pk, "thinking")


def test_private_texts_are_encrypted_and_kept_apart(inside: Organization) -> None:
    enrollment = up_to_thinking(inside)

    step(enrollment, "thinking", {"do": "save", "at": "write", "texts": {"who": "Ines did"}})

    assert texts(enrollment) == {"who": "Ines did"}
    assert Step.objects.get(module="thinking").event == {"do": "save", "at": "write"}
    assert b"Ines" not in bytes(PrivateText.objects.get().ciphertext)


def test_a_text_written_in_a_second_tab_is_not_lost(inside: Organization) -> None:
    enrollment = up_to_thinking(inside)
    step(enrollment, "thinking", {"do": "save", "at": "write", "texts": {"who": "Ines did"}})

    step(enrollment, "thinking", {"do": "save", "at": "write", "texts": {"who": "And Tom"}})

    assert texts(enrollment) == {"who": "Ines did\n\nAnd Tom"}


def test_destroying_the_key_erases_the_texts(inside: Organization) -> None:
    enrollment = up_to_thinking(inside)
    step(enrollment, "thinking", {"do": "save", "texts": {"who": "Ines did"}})

    private_texts.erase(enrollment.person_id)

    assert (texts(enrollment), PersonKey.objects.count(), PrivateText.objects.count()) == ({}, 0, 0)


def test_a_rotated_secret_still_opens_old_texts(inside: Organization, settings: Any) -> None:
    enrollment = up_to_thinking(inside)
    step(enrollment, "thinking", {"do": "save", "texts": {"who": "Ines did"}})

    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another secret", [old]
    assert texts(enrollment) == {"who": "Ines did"}

    settings.SECRET_KEY_FALLBACKS = []
    assert texts(enrollment) == {}


def test_choosing_the_quiet_version_stays_chosen(inside: Organization) -> None:
    enrollment = an_enrollment(inside)

    step(enrollment, "reading", {"do": "quiet", "on": True})

    assert LearnerPreference.objects.get().quiet
    assert not {"quiet"} & set(kinds(enrollment))


def test_a_waived_enrollment_takes_no_steps(inside: Organization, someone: Any) -> None:
    enrollment = an_enrollment(inside)
    correcting.waive(enrollment, by=someone, at=NOON, reason="On another contract")

    with pytest.raises(NotOpen):
        step(enrollment, "reading", NEXT)


def test_a_step_takes_two_statements_however_long_the_way_was(
    inside: Organization, django_assert_num_queries: Any
) -> None:
    enrollment = an_enrollment(inside)
    step(enrollment, "reading", NEXT)

    for on in (True, False):
        step(enrollment, "reading", {"do": "quiet", "on": on})
        with django_assert_num_queries(2):
            step(enrollment, "reading", {"do": "back"})
        with django_assert_num_queries(2):
            step(enrollment, "reading", NEXT | {"at": "one"})
