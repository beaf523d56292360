"""Reading a lesson.

State: besides the page, `leads` says whether somebody wants the pages for those who lead
people.  Everybody says so for themselves, on the first page, and may change it there.
"""

from __future__ import annotations

from typing import Any

from courses.kinds.base import Event, Fields, State
from courses.kinds.lesson.content import Lesson
from courses.kinds.paged import PagedKind


class LessonKind(PagedKind[Lesson]):
    """Page after page; complete when the last one has been left."""

    name = "lesson"
    closing_earns_credit = False

    def places(self, module: Lesson, state: State | None = None) -> tuple[str, ...]:
        leads = bool(state and state.get("leads"))
        return tuple(page.slug for page in module.pages if leads or not page.for_leads)

    def step(self, module: Lesson, state: State, event: Event) -> State:
        first = state["at"] == module.pages[0].slug
        if event.get("do") == "next" and first and module.has_more_for_leads:
            state = {**state, "leads": bool(event.get("leads"))}
        return super().step(module, state, event)

    def read(self, module: Lesson, state: State, do: str, post: Fields) -> Event:
        event = super().read(module, state, do, post)
        asked = state["at"] == module.pages[0].slug and module.has_more_for_leads
        return {**event, "leads": post.get("leads") == "yes"} if asked and do == "next" else event

    def details(self, module: Lesson, state: State, *, quiet: bool) -> dict[str, Any]:
        page = next(page for page in module.pages if page.slug == state["at"])
        shown = super().details(module, state, quiet=quiet)
        return {
            **shown,
            "page": page,
            "body": page.quiet if quiet and page.quiet else page.body,
            "asks_who_leads": shown["is_first"] and module.has_more_for_leads,
            "leads": bool(state.get("leads")),
        }
