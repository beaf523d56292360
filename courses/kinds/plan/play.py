"""Writing a plan.  Its words and the pledge never enter the state; the booster's week does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.kinds.base import Event, Fields, State
from courses.kinds.paged import PagedKind
from courses.kinds.plan.content import Plan

LONGEST = 500


class PlanKind(PagedKind[Plan]):
    """Write it, promise it or not, choose a week, read it once more."""

    name = "plan"

    def places(self, module: Plan, state: State | None = None) -> tuple[str, ...]:
        return ("write", "promise", "closing")

    def begin(self) -> State:
        return {"week": None, "half": False}

    def act(self, module: Plan, state: State, event: Event) -> State:
        """Half a plan is kept, and asked after; only a whole one leads on."""
        if (event.get("do"), state["at"]) == ("save", "write"):
            half = not event.get("whole", True)
            return {**state, "half": True} if half else self.forward(module, state)
        if (event.get("do"), state["at"]) == ("promise", "promise"):
            week = event.get("week")
            chosen = week if week in module.booster.weeks else None
            return self.forward(module, {**state, "week": chosen})
        return state

    def read(self, module: Plan, state: State, do: str, post: Fields) -> Event:
        if do == "save":
            texts = {
                name: (post.get(f"text-{name}") or "").strip()[:LONGEST]
                for name in ("when", "then")
            }
            return {"do": "save", "whole": all(texts.values()), "texts": texts}
        if do == "promise":
            week = post.get("week") or ""
            return {
                "do": "promise",
                "week": int(week) if week.isdecimal() and len(week) < 3 else None,
                "texts": {"pledge": "yes" if post.get("pledge") == "yes" else ""},
            }
        return super().read(module, state, do, post)

    def private_fields(self, event: Event) -> dict[str, str]:
        return dict(event.get("texts", {}))

    def answered(self, module: Plan, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        pledge = module.pledge.text if texts.get("pledge") == "yes" else ""
        asked = [
            (module.when_prompt, texts.get("when", "")),
            (module.then_prompt, texts.get("then", "")),
            (_("And I promise myself"), pledge),
        ]
        return tuple((prompt, text) for prompt, text in asked if text)

    def details(self, module: Plan, state: State, *, quiet: bool) -> dict[str, Any]:
        return {
            **super().details(module, state, quiet=quiet),
            "week": state["week"],
            "half": state["half"],
            "longest": LONGEST,
        }
