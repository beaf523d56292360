"""Answering a check.  Nothing is scored; a question may be left as it is."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from courses.kinds.base import Event, Fields, NotAnEvent, State
from courses.kinds.check.content import Check, Question
from courses.kinds.paged import PagedKind


class CheckKind(PagedKind[Check]):
    """A page before, a page for each question, a page after."""

    name = "check"

    def places(self, module: Check, state: State | None = None) -> tuple[str, ...]:
        return ("intro", *(f"item:{item.slug}" for item in module.items), "closing")

    def begin(self) -> State:
        return {"tries": {}}

    def act(self, module: Check, state: State, event: Event) -> State:
        """Answers tried stay in the order of their last try."""
        item = item_at(module, state)
        if event.get("do") != "answer" or item is None:
            return state
        option = event.get("option")
        if option not in {option.slug for option in item.options}:
            return state
        before = [slug for slug in state["tries"].get(item.slug, []) if slug != option]
        return {**state, "tries": {**state["tries"], item.slug: [*before, option]}}

    def read(self, module: Check, state: State, do: str, post: Fields) -> Event:
        if do != "answer":
            return super().read(module, state, do, post)
        item = item_at(module, state)
        option = post.get("option")
        if item is None or option not in {option.slug for option in item.options}:
            raise NotAnEvent([_("Choose an answer, or go on without one.")])
        return {"do": "answer", "option": option}

    def details(self, module: Check, state: State, *, quiet: bool) -> dict[str, Any]:
        details = super().details(module, state, quiet=quiet)
        if (item := item_at(module, state)) is None:
            return details
        tried = state["tries"].get(item.slug, [])
        options = {option.slug: option for option in item.options}
        latest = options[tried[-1]] if tried else None
        return {
            **details,
            "item": item,
            "item_number": module.items.index(item) + 1,
            "item_count": len(module.items),
            "options": [
                {"option": option, "number": number, "tried": option.slug in tried,
                 "latest": option is latest}
                for number, option in enumerate(item.options, 1)
            ],
            "latest": latest,
            "solved": bool(latest and latest.right),
        }  # fmt: skip


def item_at(module: Check, state: State) -> Question | None:
    """The question of the page shown now, if it shows one."""
    slug = state["at"].removeprefix("item:")
    return next((item for item in module.items if item.slug == slug), None)
