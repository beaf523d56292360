"""Stories one chooses from: how many are needed, what is recorded, and what is not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from courses.contents import CourseContent, InvalidContent, read
from organizations.models import Organization
from people.models import Person
from tests.courses import content as pieces
from tests.training.courses import CONTENT, a_course, an_assignment, an_enrollment
from tests.training.test_playing import NEXT, kinds, step
from training import progress
from training.models import Enrollment, LearningEvent

STORIES = ("first", "second", "third", "fourth")


def stories() -> list[dict[str, Any]]:
    return [
        {**pieces.lesson(slug), "title": slug.capitalize(), "pages": ONE_PAGE} for slug in STORIES
    ]


ONE_PAGE = [{"slug": "only", "title": "Only", "body": "A page."}]
CHOICE = {
    "slug": "practice", "title": "Practice", "summary": "Take two of four.", "choose": 2,
    "minutes": 9, "of": list(STORIES),
}  # fmt: skip
PARTS: dict[str, Any] = {
    "modules": [
        {**pieces.lesson("before"), "pages": ONE_PAGE}, *stories(),
        {**pieces.lesson("after"), "pages": ONE_PAGE},
    ],
    "choices": [CHOICE],
}  # fmt: skip


@pytest.fixture
def content() -> CourseContent:
    return read({**CONTENT, **PARTS})


@pytest.fixture
def enrollment(inside: Organization, employee: Person) -> Enrollment:
    course = a_course(inside, **PARTS)
    return an_enrollment(inside, person=employee, assignment=an_assignment(inside, course=course))


def test_the_course_takes_as_long_as_what_one_takes_of_it(content: CourseContent) -> None:
    assert (content.minutes, progress.needed(content)) == (5 + 9 + 5, 4)


@given(st.permutations(STORIES), st.integers(0, 4))
def test_any_two_stories_will_do_in_any_order(order: list[str], taken: int) -> None:
    content = read({**CONTENT, **PARTS})
    done = ["before", *order[:taken]]
    outline = progress.outline(content, done)

    assert outline.current is not None
    assert outline.current.slug == ("practice" if taken < 2 else "after")
    assert progress.is_unlocked(content, done, "after") == (taken >= 2)
    assert all(progress.is_unlocked(content, done, story) for story in STORIES)
    minutes = [progress.credit(content, ["before", *order[:n]], order[n]) for n in range(2)]
    assert minutes == [5, 4]


def test_nothing_is_open_before_its_turn(content: CourseContent) -> None:
    assert not any(progress.is_unlocked(content, [], story) for story in STORIES)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"choose": 4}, "there is nothing to choose"),
        ({"of": ["first", "third", "second", "fourth"]}, "modules that follow each other"),
        ({"of": ["first", "first"], "choose": 1}, "used twice"),
    ],
)
def test_a_choice_that_is_none_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidContent, match=said):
        read({**CONTENT, **PARTS, "choices": [{**CHOICE, **changed}]})


@pytest.mark.django_db
def test_a_third_story_is_for_its_reader_alone(enrollment: Enrollment) -> None:
    step(enrollment, "before", NEXT)
    for minute, story in enumerate(["third", "first", "fourth"], start=1):
        step(enrollment, story, NEXT, minute=minute)

    enrollment.refresh_from_db()
    assert enrollment.modules_done == ["before", "third", "first"]
    assert LearningEvent.objects.filter(kind="module_completed").count() == 3

    outcome = step(enrollment, "after", NEXT, minute=9)
    enrollment.refresh_from_db()
    assert (outcome.course_done, enrollment.status) == (True, "completed")
    assert enrollment.credited_minutes == 19
    assert kinds(enrollment)[-1] == "completed"


@pytest.mark.django_db
def test_the_page_offers_every_story_and_leads_on(
    client: Client, enrollment: Enrollment, inside: Organization
) -> None:
    home = f"/o/northwind/learn/{enrollment.pk}/"
    assert client.get(f"{home}choose/practice/").headers["Location"] == f"{home}next/"
    step(enrollment, "before", NEXT)
    assert client.get(f"{home}next/").headers["Location"] == f"{home}choose/practice/"

    html = " ".join(client.get(f"{home}choose/practice/").content.decode().split())
    assert "Choose the first of 2 stories" in html
    assert [story for story in STORIES if f'href="{home}{story}/"' in html] == list(STORIES)

    step(enrollment, "second", {"do": "quiet", "on": False}, minute=1)  # begun, not done
    assert client.get(f"{home}next/").headers["Location"] == f"{home}second/"
    step(enrollment, "second", NEXT, minute=2)
    html = " ".join(client.get(f"{home}choose/practice/").content.decode().split())
    assert "1 of 2 stories done. Which one next?" in html
    assert client.get(f"{home}choose/nothing/").status_code == 404


@pytest.mark.django_db
def test_hr_sees_how_many_stories_were_finished_and_not_which(
    enrollment: Enrollment, inside: Organization
) -> None:
    from reports.queries.history import stories as told
    from tests.factories import NOON

    step(enrollment, "before", NEXT)
    for minute, story in enumerate(["fourth", "second", "first"], start=1):
        step(enrollment, story, NEXT, minute=minute)
    (found,) = told(enrollment.person, at=NOON)

    assert (found.parts_done, found.parts, found.parts_left) == (3, 4, ("Reading",))
    assert [line.words for line in found.lines][-1] == "Finished 3 parts: Reading, Practice"
