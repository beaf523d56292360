"""A small course, with one module of four kinds, and people who take it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from courses import contents
from courses.models import Course, CourseVersion
from organizations.models import Organization
from people.models import Person
from tests.factories import NOON, EmploymentFactory, PersonFactory
from training.actions import recording
from training.audience import AudienceRule
from training.due import DueRule
from training.events import ASSIGNED, Fact
from training.models import Assignment, Enrollment

CONTENT: dict[str, Any] = {
    "slug": "small",
    "title": "A small course",
    "summary": "Four short parts.",
    "language": "en",
    "provider": "Upstander",
    "type": "bystander",
    "floor_minutes": 0,
    "objectives": ["Notice."],
    "competencies": ["Noticing"],
    "modules": [
        {
            "kind": "lesson",
            "slug": "reading",
            "title": "Reading",
            "summary": "Two pages.",
            "minutes": 6,
            "pages": [
                {"slug": "one", "title": "One", "body": "The first page."},
                {
                    "slug": "two",
                    "title": "Two",
                    "body": "The second page.",
                    "quiet": "Told, not shown.",
                },
            ],
        },
        {
            "kind": "survey",
            "slug": "asking",
            "title": "Asking",
            "summary": "Two questions.",
            "minutes": 2,
            "counted": False,
            "wave": "baseline",
            "intro": "Voluntary.",
            "closing": "Thank you.",
            "instrument": {
                "slug": "tiny",
                "title": "Tiny",
                "scales": [
                    {
                        "slug": "sure",
                        "title": "Sure",
                        "direction": "higher_is_better",
                        "waves": ["baseline", "closing"],
                        "points": {"minimum": 0, "maximum": 10, "low": "Not", "high": "Very"},
                        "stem": "How sure are you?",
                        "items": [
                            {"slug": "sure-notice", "text": "To notice"},
                            {"slug": "sure-act", "text": "To act"},
                        ],
                    }
                ],
            },
        },
        {
            "kind": "reflection",
            "slug": "thinking",
            "title": "Thinking",
            "summary": "One question.",
            "minutes": 4,
            "intro": "For you alone.",
            "prompts": [{"slug": "who", "prompt": "Who helped you?"}],
            "closing": "Kept.",
        },
        {
            "kind": "lesson",
            "slug": "ending",
            "title": "Ending",
            "summary": "One page.",
            "minutes": 3,
            "pages": [{"slug": "last", "title": "Last", "body": "The end."}],
        },
    ],
}

_STORY = CONTENT["modules"][-1]
# The same with one of two more parts to choose, at the end.
WITH_A_CHOICE: dict[str, Any] = {
    "modules": [
        *CONTENT["modules"],
        *({**_STORY, "slug": title.lower(), "title": title} for title in ("This", "That")),
    ],
    "choices": [
        {
            "slug": "practice", "title": "Practice", "summary": "Take one.", "choose": 1,
            "minutes": 3, "of": ["this", "that"],
        }
    ],
}  # fmt: skip


def a_course(organization: Organization, **changed: Any) -> Course:
    """A course with one published version."""
    content = contents.canonical(contents.read({**CONTENT, **changed}))
    course = Course.objects.create(
        organization=organization, slug=content["slug"], title=content["title"]
    )
    course.current_version = CourseVersion.objects.create(
        organization=organization,
        course=course,
        number=1,
        state=CourseVersion.State.PUBLISHED,
        content=content,
        digest=contents.digest_of(content),
        published_at=NOON,
    )
    course.save()
    return course


def an_assignment(
    organization: Organization,
    *,
    course: Course | None = None,
    audience: AudienceRule | None = None,
    due: DueRule | None = None,
    state: str = Assignment.State.ACTIVE,
    **fields: Any,
) -> Assignment:
    return Assignment.objects.create(
        organization=organization,
        course=course or Course.objects.first() or a_course(organization),
        title=fields.pop("title", "Everyone, yearly"),
        audience=(audience or AudienceRule(everybody=True)).model_dump(mode="json"),
        due=(due or DueRule(days=30)).model_dump(mode="json"),
        cycle=fields.pop("cycle", "2026-27"),
        state=state,
        created_at=NOON,
        **fields,
    )


def an_employee(organization: Organization, **fields: Any) -> Person:
    """Somebody employed; `user`, `site`, `unit` and the like as given."""
    of_person = {
        name: fields.pop(name)
        for name in ("user", "given_name", "family_name", "preferred_name", "email")
        if name in fields
    }
    person = PersonFactory(organization=organization, **of_person)
    EmploymentFactory(organization=organization, person=person, **fields)
    return person


def an_enrollment(
    organization: Organization,
    *,
    person: Person | None = None,
    assignment: Assignment | None = None,
    due_on: str = "2026-04-01",
    at: datetime = NOON,
    facts: tuple[Fact, ...] = (),
) -> Enrollment:
    """An enrollment with its events, as the product writes them."""
    assignment = assignment or an_assignment(organization)
    enrollment = Enrollment(
        organization=organization,
        assignment=assignment,
        person=person or an_employee(organization),
        course_version=assignment.course.current_version,
        cycle=assignment.cycle,
    )
    recording.record_many([(enrollment, [Fact(ASSIGNED, at, {"due_on": due_on}), *facts])])
    return enrollment
