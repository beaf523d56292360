"""Answers come in sealed, are opened in batches, and cannot be traced."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from assessments import keys
from assessments.actions.answering import WaveClosed, submit
from assessments.actions.opening import wave_for
from assessments.actions.unsealing import close_wave, open_batch
from assessments.models import Holding, Response, Wave, WaveSet
from assessments.tasks import open_holdings
from organizations import scoping
from organizations.models import Organization
from tests.factories import NOON, OrganizationFactory

INSTRUMENT: dict[str, Any] = {
    "slug": "small",
    "title": "Small",
    "scales": [
        {
            "slug": "efficacy",
            "title": "Efficacy",
            "direction": "higher_is_better",
            "waves": ["baseline", "closing"],
            "points": {"minimum": 0, "maximum": 10, "low": "Not sure", "high": "Sure"},
            "items": [{"slug": "notice", "text": "…"}, {"slug": "act", "text": "…"}],
        }
    ],
}


def a_wave(organization: Organization, kind: str = "baseline") -> Wave:
    return wave_for(
        organization,
        subject="assignment:1",
        kind=kind,
        instrument=INSTRUMENT,
        title="Stepping in",
        at=NOON,
    )


def answer(wave: Wave, count: int) -> list[UUID]:
    people = [uuid4() for _ in range(count)]
    for number, person in enumerate(people):
        submit(wave, person_uuid=person, answers={"notice": number % 11, "act": 10})
    return people


@pytest.mark.django_db
def test_asking_for_a_wave_twice_gives_the_same_wave(inside: Organization) -> None:
    first, again, closing = a_wave(inside), a_wave(inside), a_wave(inside, "closing")

    assert first == again
    assert closing.wave_set == first.wave_set
    assert (Wave.objects.count(), WaveSet.objects.count()) == (2, 1)


@pytest.mark.django_db
def test_answers_wait_sealed_until_there_are_ten(inside: Organization) -> None:
    wave = a_wave(inside)
    answer(wave, 9)

    assert open_batch(wave.pk) == 0
    assert (Holding.objects.count(), Response.objects.count()) == (9, 0)

    answer(wave, 1)
    assert open_batch(wave.pk) == 10
    assert (Holding.objects.count(), Response.objects.count()) == (0, 10)
    assert sorted(response.scores["efficacy"] for response in Response.objects.all()) == sorted(
        [(number + 10) / 2 for number in range(9)] + [5.0]
    )


@pytest.mark.django_db
def test_the_task_run_twice_opens_each_holding_once(inside: Organization) -> None:
    answer(a_wave(inside), 12)

    assert [open_holdings(), open_holdings()] == [12, 0]
    assert Response.objects.count() == 12


@pytest.mark.django_db
def test_a_second_submission_of_a_person_is_not_a_second_response(inside: Organization) -> None:
    wave = a_wave(inside)
    (somebody, *_) = answer(wave, 10)
    submit(wave, person_uuid=somebody, answers={"notice": 1})

    assert open_batch(wave.pk) == 11
    assert Response.objects.count() == 10


@pytest.mark.django_db
def test_a_set_without_answers_counts_toward_the_batch_and_leaves_no_response(
    inside: Organization,
) -> None:
    wave = a_wave(inside)
    answer(wave, 9)
    submit(wave, person_uuid=uuid4(), answers={})

    assert open_batch(wave.pk) == 10
    assert (Holding.objects.count(), Response.objects.count()) == (0, 9)


@pytest.mark.django_db
def test_baseline_and_closing_pair_by_pseudonym(inside: Organization) -> None:
    person = uuid4()
    for wave in (a_wave(inside), a_wave(inside, "closing")):
        submit(wave, person_uuid=person, answers={"notice": 3})
        open_batch(wave.pk, closing=True)

    assert len({bytes(response.pseudonym) for response in Response.objects.all()}) == 1


@pytest.mark.django_db
def test_how_much_was_answered_does_not_show_in_the_length(inside: Organization) -> None:
    wave = a_wave(inside)
    submit(wave, person_uuid=uuid4(), answers={})
    submit(wave, person_uuid=uuid4(), answers={"notice": 10, "act": 10}, stratum="Warehouse")

    assert len({len(bytes(holding.sealed)) for holding in Holding.objects.all()}) == 1


@pytest.mark.django_db
def test_after_the_last_wave_the_key_is_gone(inside: Organization) -> None:
    baseline, closing = a_wave(inside), a_wave(inside, "closing")
    answer(baseline, 3)
    close_wave(baseline.pk, on=date(2026, 3, 2))
    assert keys.read(baseline.wave_set.key_name)

    close_wave(closing.pk, on=date(2026, 4, 2))
    close_wave(closing.pk, on=date(2026, 4, 3))  # twice is once

    with pytest.raises(keys.KeyDestroyed):
        keys.read(baseline.wave_set.key_name)
    assert (Holding.objects.count(), Response.objects.count()) == (0, 3)
    with pytest.raises(WaveClosed):
        submit(Wave.objects.get(pk=baseline.pk), person_uuid=uuid4(), answers={})


@pytest.mark.django_db(transaction=True)
def test_answers_are_refused_inside_somebody_elses_transaction() -> None:
    organization = OrganizationFactory()
    with scoping.within(organization):
        wave = a_wave(organization)
        with pytest.raises(RuntimeError, match="transaction of their own"), transaction.atomic():
            submit(wave, person_uuid=uuid4(), answers={})


@pytest.mark.django_db(transaction=True)
def test_nothing_in_a_copy_of_the_database_tells_responses_of_a_batch_apart() -> None:
    """All rows of a batch share xmin; their physical order is that of fresh random ids."""
    organization = OrganizationFactory()
    with scoping.within(organization):
        wave = a_wave(organization)
        answer(wave, 40)
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM survey.holding ORDER BY xmin::text::bigint, ctid")
            arrivals = [row[0] for row in cursor.fetchall()]
        open_batch(wave.pk)
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, xmin::text, answers FROM survey.response ORDER BY ctid")
            rows = cursor.fetchall()

    assert len({xmin for _, xmin, _ in rows}) == 1
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert not {row[0] for row in rows} & set(arrivals)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_schema = 'survey' AND table_name = 'response' ORDER BY 1"
        )
        assert [row[0] for row in cursor.fetchall()] == [
            "answers", "id", "organization_id", "pseudonym", "scores", "stratum", "wave_id",
        ]  # fmt: skip
