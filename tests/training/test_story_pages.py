"""Scenes of every kind as whole pages, inside the layout that all pages share."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from courses.kinds.base import State
from organizations.models import Organization
from people.models import Person
from tests.courses import content as pieces
from tests.training.courses import a_course, an_assignment, an_enrollment
from training.models import Enrollment, ModuleState

pytestmark = pytest.mark.django_db

TOLD = {"lines": [{"text": "It goes on."}], "quiet": [{"text": "Told."}], "next": "middle"}
SCENES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "chat": (
        {
            "kind": "chat", "channel": {"name": "night-shift", "people": 23},
            "messages": [
                {
                    "who": "bo", "at": "21:04", "text": "Who has the keys?",
                    "reactions": ["laughs 6"],
                },
                {"notice": "Ana has left."},
            ],
        },
        ["night-shift", "23 people", "Who has the keys?", "21:04", "laughs 6", "Ana has left."],
    ),
    "call": (
        {
            "kind": "call", "call": {"name": "Weekly numbers", "people": 9},
            "description": "Two tiles; one is dark.",
            "people": [
                {"who": "ana", "position": 1, "camera": False},
                {"who": "bo", "position": 2, "muted": True},
            ],
        },
        ["Weekly numbers", "9 people", 'aria-label="Two tiles; one is dark."', "and 7 more"],
    ),
    "email": (
        {
            "kind": "email",
            "mails": [
                {
                    "who": "bo", "to": "You", "at": "Tuesday, 4:12 p.m.", "subject": "Thursday",
                    "text": "See you **then**.",
                }
            ],
        },
        ["Thursday", "Bo to You", "Tuesday, 4:12 p.m.", "See you <strong>then</strong>."],
    ),
    "phone": (
        {"kind": "phone", "phone": {"who": "bo", "at": "21:40"}},
        ["Bo Lund", "On the phone, 21:40"],
    ),
}  # fmt: skip


def at_the_scene(scene: str) -> State:
    return {"walks": [[]], "here": scene, "stage": "scene", "complete": False, "over": False}


@pytest.fixture
def enrollment(
    inside: Organization, employee: Person, request: pytest.FixtureRequest
) -> Enrollment:
    """In a course that is one story, at a scene of the wanted kind."""
    scene, _said = SCENES[request.param]
    story = pieces.story()
    story["scenes"]["aside"] = {"title": "Aside", **TOLD, **scene}
    course = a_course(inside, modules=[story])
    found = an_enrollment(inside, person=employee, assignment=an_assignment(inside, course=course))
    ModuleState.objects.create(
        organization=inside, enrollment=found, module="story", number=1,
        state=at_the_scene("aside"),
    )  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("enrollment", "kind"), [(kind, kind) for kind in SCENES], indirect=["enrollment"]
)
def test_a_scene_shows_what_its_kind_has_and_nothing_raw(
    client: Client, enrollment: Enrollment, kind: str
) -> None:
    response = client.get(f"/o/northwind/learn/{enrollment.pk}/story/")
    html = " ".join(response.content.decode().split())

    assert response.status_code == 200
    assert [said for said in SCENES[kind][1] if said not in html] == []
    assert "&#x27;:" not in html  # a dictionary printed as it is
