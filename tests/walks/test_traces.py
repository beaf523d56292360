"""A copy of the database does not tell whose answers are whose (promise 6).

People take the course by the real actions, in real transactions.  Then somebody holds a copy
of everything: each table outside the schema `survey` that leads to a person is put in the order
of each of its columns, of the transaction that wrote it and of its place on disk; responses in
the order of theirs; and the two are laid side by side.  By chance about one pair in the whole
list is right.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, models

from assessments.models import Response
from assessments.tasks import open_holdings
from organizations import scoping
from organizations.models import Organization
from people.models import Person
from tests.factories import NOON, OrganizationFactory
from tests.training.courses import an_assignment, an_employee, an_enrollment
from tests.walks import places
from training.actions.playing import take_step
from training.models import Enrollment

PEOPLE = 40
# Right pairs by chance are about Poisson(1): eleven or more happen once in a hundred million.
NO_BETTER_THAN_CHANCE = 10
TIMED = ("timestamp", "date", "time", "interval")


def rows(sql: str, *parameters: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def tables_of_people() -> Iterator[tuple[str, str]]:
    """(table, column that leads to somebody) of every model of ours outside the surveys."""
    leading = {Person: "person_id", Enrollment: "enrollment_id"}
    for model in apps.get_models():
        if model._meta.app_label not in places.packages() or '"' in model._meta.db_table:
            continue
        yield from ((model._meta.db_table, "id") for kind in leading if kind is model)
        for field in model._meta.fields:
            if isinstance(field, models.ForeignKey) and field.related_model in leading:
                yield model._meta.db_table, field.column


@pytest.fixture
def taken(transactional_db: None) -> Organization:
    """An organization whose people have answered in an order that nothing else follows."""
    organization: Organization = OrganizationFactory(slug="northwind")
    with scoping.within(organization):
        assignment = an_assignment(organization)
        enrollments = [
            an_enrollment(organization, assignment=assignment, person=an_employee(organization))
            for _ in range(PEOPLE)
        ]
        arriving = list(enumerate(enrollments))
        random.Random(20260302).shuffle(arriving)
        for minute, (number, enrollment) in enumerate(arriving):
            answers = {"sure-notice": number // 11, "sure-act": number % 11}
            for event in ({"do": "next"}, {"do": "next"}):
                step(enrollment, "reading", event, minute)
            step(enrollment, "asking", {"do": "send", "answers": answers}, minute)
            step(enrollment, "thinking", {"do": "save", "texts": {"who": "Ines"}}, minute)
    return organization


def step(enrollment: Enrollment, module: str, event: dict[str, Any], minute: int) -> None:
    at = NOON + timedelta(minutes=minute)
    take_step(enrollment, module, key=uuid4(), event=event, active_seconds=20, at=at)


def owner_of(answers: dict[str, int]) -> int:
    """Which of the enrollments gave these answers: what nobody else can know."""
    return answers["sure-notice"] * 11 + answers["sure-act"]


def orders_of_responses() -> dict[str, list[int]]:
    """Whose the responses are, in every order they can be put into."""
    return {
        by: [
            owner_of(json.loads(answers))
            for (answers,) in rows(f"SELECT answers::text FROM survey.response ORDER BY {by}")
        ]
        for by in ("xmin::text::bigint, ctid", "ctid", "id", "pseudonym")
    }


def orders_of_people(numbers: dict[tuple[str, int], int]) -> Iterator[tuple[str, list[int]]]:
    """The people in the order of each column of each table that leads to them."""
    for table, column in tables_of_people():
        columns = rows(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = %s AND data_type NOT IN"
            " ('jsonb', 'bytea')", table,
        )  # fmt: skip
        leads_to = {"person_id": "person", "enrollment_id": "enrollment"}.get(
            column, table.rpartition("_")[2]
        )
        for (by,) in [*columns, ("xmin::text::bigint",), ("ctid",)]:
            found = rows(
                f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"
                f" ORDER BY {by if '::' in by else f'{by}'}, ctid"
            )
            ranked = [numbers[leads_to, pk] for (pk,) in found if (leads_to, pk) in numbers]
            yield f"{table} by {by}", list(dict.fromkeys(ranked))  # first seen
            yield f"{table} by {by}, last", list(dict.fromkeys(reversed(ranked)))[::-1]


def right_pairs(one: list[int], other: list[int]) -> int:
    """How many are right when two lists are laid side by side."""
    return sum(a == b for a, b in zip(one, other, strict=False))


def test_no_order_of_anything_leads_from_a_person_to_a_response(taken: Organization) -> None:
    assert open_holdings() == PEOPLE
    with scoping.within(taken):
        assert Response.objects.count() == PEOPLE
        enrollments = list(Enrollment.objects.order_by("pk"))
    numbers = {("enrollment", e.pk): number for number, e in enumerate(enrollments)} | {
        ("person", e.person_id): number for number, e in enumerate(enrollments)
    }
    found = orders_of_responses()
    attacks = {
        f"{theirs} against responses by {ours}": max(
            right_pairs(people, responses), right_pairs(people, responses[::-1])
        )
        for theirs, people in orders_of_people(numbers)
        if len(people) == PEOPLE
        for ours, responses in found.items()
    }
    assert len(attacks) > 100  # the walk has found its tables
    assert {attack: hits for attack, hits in attacks.items() if hits > NO_BETTER_THAN_CHANCE} == {}


def test_no_response_was_written_together_with_anything_else(taken: Organization) -> None:
    """Not one row outside the surveys shares a transaction with a response, or with answers
    that wait."""
    waiting = {xmin for (xmin,) in rows("SELECT xmin::text FROM survey.holding")}
    assert len(waiting) == PEOPLE
    open_holdings()
    written = {xmin for (xmin,) in rows("SELECT xmin::text FROM survey.response")}
    assert len(written) == 1  # one batch, one transaction

    tables = [
        name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    ]
    elsewhere = {
        (name, xmin)
        for name in tables
        for (xmin,) in rows(f'SELECT DISTINCT xmin::text FROM public."{name}"')
        if xmin in waiting | written
    }
    assert elsewhere == set()


@pytest.mark.django_db
def test_no_column_of_a_survey_tells_when_or_in_which_order() -> None:
    columns = rows(
        "SELECT table_name, column_name, data_type, column_default FROM information_schema.columns"
        " WHERE table_schema = 'survey' ORDER BY 1, 2"
    )
    timed = [one[:2] for one in columns if one[2].startswith(TIMED)]
    counted = [one[:2] for one in columns if one[3] is not None]  # a sequence is a default
    pointing = [
        one[:2]
        for one in columns
        if one[1].endswith("_id") and one[1] not in {"organization_id", "wave_id"}
    ]
    assert {one[0] for one in columns} == {"holding", "response"}
    assert (timed, counted, pointing) == ([], [], [])


def test_the_attack_finds_what_an_order_gives_away() -> None:
    """The measure itself: two lists in one order are found out."""
    people = random.Random(1).sample(range(PEOPLE), PEOPLE)

    assert right_pairs(people, list(people)) == PEOPLE
    assert right_pairs(people, random.Random(2).sample(people, PEOPLE)) <= NO_BETTER_THAN_CHANCE
