"""Reading a lesson."""

from __future__ import annotations

from typing import Any

from courses.kinds.base import State
from courses.kinds.lesson.content import Lesson
from courses.kinds.paged import PagedKind


class LessonKind(PagedKind[Lesson]):
    """Page after page; complete when the last one has been left."""

    name = "lesson"
    closing_earns_credit = False

    def places(self, module: Lesson) -> tuple[str, ...]:
        return tuple(page.slug for page in module.pages)

    def details(self, module: Lesson, state: State, *, quiet: bool) -> dict[str, Any]:
        page = next(page for page in module.pages if page.slug == state["at"])
        return {
            **super().details(module, state, quiet=quiet),
            "page": page,
            "body": page.quiet if quiet and page.quiet else page.body,
        }
