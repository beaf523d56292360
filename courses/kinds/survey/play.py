"""Answering a survey.  Answers pass through: neither step nor state holds them, nor whether
there were any."""

from __future__ import annotations

from typing import Any

from courses.kinds.base import Event, Fields, State
from courses.kinds.paged import PagedKind
from courses.kinds.survey.content import Scale, Survey


class SurveyKind(PagedKind[Survey]):
    """One page of questions (so that nothing needs keeping in between), and one after it."""

    name = "survey"
    asks_in_a_wave = True

    def places(self, module: Survey, state: State | None = None) -> tuple[str, ...]:
        return ("questions", "closing")

    def act(self, module: Survey, state: State, event: Event) -> State:
        return self.forward(module, state) if event.get("do") == "send" else state

    def read(self, module: Survey, state: State, do: str, post: Fields) -> Event:
        """Answers come with the event only the first time: sending again sends nothing."""
        if do != "send" or state["complete"]:
            return super().read(module, state, "next" if do == "send" else do, post)
        answers: dict[str, int] = {}
        for scale in module.scales:
            for item in scale.items:
                value = post.get(f"answer-{item.slug}") or ""
                if value.isdecimal() and len(value) < 4 and int(value) in scale.points.values:
                    answers[item.slug] = int(value)
        return {"do": "send", "answers": answers}

    def survey_answers(self, event: Event) -> dict[str, int]:
        return dict(event.get("answers", {}))

    def stored(self, event: Event) -> Event:
        """Sent, left empty or skipped: the step looks the same."""
        kept = super().stored(event)
        return {**kept, "do": "next"} if kept["do"] in ("send", "skip") else kept

    def details(self, module: Survey, state: State, *, quiet: bool) -> dict[str, Any]:
        return {
            **super().details(module, state, quiet=quiet),
            "scales": [_scale(scale) for scale in module.scales],
            "count": sum(len(scale.items) for scale in module.scales),
            "sent": state["complete"],
        }


def _scale(scale: Scale) -> dict[str, Any]:
    values = list(scale.points.values)
    return {
        "scale": scale,
        "values": values,
        "many": len(values) > 7,
        "items": [{"item": item, "field": f"answer-{item.slug}"} for item in scale.items],
    }
