"""Thinking, with or without writing.  The texts never enter the state."""

from __future__ import annotations

from typing import Any

from courses.kinds.base import Event, Fields, State
from courses.kinds.paged import PagedKind
from courses.kinds.reflection.content import Reflection

LONGEST = 4000


class ReflectionKind(PagedKind[Reflection]):
    """Writing is optional: saving nothing and skipping earn the same credit."""

    name = "reflection"

    def places(self, module: Reflection) -> tuple[str, ...]:
        return ("write", "closing")

    def act(self, module: Reflection, state: State, event: Event) -> State:
        return self.forward(module, state) if event.get("do") == "save" else state

    def read(self, module: Reflection, state: State, do: str, post: Fields) -> Event:
        if do != "save":
            return super().read(module, state, do, post)
        written = {
            prompt.slug: (post.get(f"text-{prompt.slug}") or "").strip()[:LONGEST]
            for prompt in module.prompts
        }
        return {"do": "save", "texts": written}

    def private_fields(self, event: Event) -> dict[str, str]:
        return dict(event.get("texts", {}))

    def details(self, module: Reflection, state: State, *, quiet: bool) -> dict[str, Any]:
        return {**super().details(module, state, quiet=quiet), "longest": LONGEST}
