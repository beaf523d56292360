"""Thinking, with or without writing.  The texts never enter the state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courses.kinds.base import Event, Fields, State
from courses.kinds.paged import PagedKind
from courses.kinds.reflection.content import Reflection

LONGEST = 4000


class ReflectionKind(PagedKind[Reflection]):
    """Writing is optional: saving nothing and skipping earn the same credit."""

    name = "reflection"

    def places(self, module: Reflection, state: State | None = None) -> tuple[str, ...]:
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

    def answered(self, module: Reflection, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        asked = [(prompt.prompt, texts.get(prompt.slug, "")) for prompt in module.prompts]
        return tuple((prompt, text) for prompt, text in asked if text)

    def page(
        self,
        module: Reflection,
        state: State,
        *,
        quiet: bool = False,
        texts: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """With each question, what the person has written under it."""
        written = texts or {}
        asked = [(prompt, written.get(prompt.slug, "")) for prompt in module.prompts]
        shown = super().page(module, state, quiet=quiet, texts=texts)
        return {**shown, "asked": asked, "longest": LONGEST}
