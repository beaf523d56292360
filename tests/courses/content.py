"""Small content for tests: the smallest course, and a story of eight scenes that holds together."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from courses.contents import CourseContent, read
from courses.kinds.scenario.content import Scenario
from courses.kinds.scenario.moves import MOVES

Data = dict[str, Any]
HEAD: Data = {"summary": "What it is.", "minutes": 5}


def lesson(slug: str = "reading", **more: Any) -> Data:
    pages = [
        {"slug": "one", "title": "One", "body": "First."},
        {"slug": "two", "title": "Two", "body": "Second.", "quiet": "Second, quietly."},
    ]
    return {**HEAD, "slug": slug, "kind": "lesson", "title": "Reading", "pages": pages, **more}


def reflection(**more: Any) -> Data:
    return {
        **HEAD, "slug": "thinking", "kind": "reflection", "title": "Thinking", "intro": "Think.",
        "prompts": [{"slug": "who", "prompt": "Who?"}, {"slug": "what", "prompt": "What?"}],
        "closing": "Thank you.", **more,
    }  # fmt: skip


def sorting(**more: Any) -> Data:
    return {
        **HEAD, "slug": "slope", "kind": "sorting", "title": "Slope", "intro": "Sort.",
        "scale": [
            {"slug": "awkward", "label": "Awkward", "meaning": "Clumsy."},
            {"slug": "ambiguous", "label": "Unclear", "meaning": "Ask."},
            {"slug": "harmful", "label": "Harmful", "meaning": "Act."},
        ],
        "moments": [
            {"slug": "joke", "text": "A joke.", "quiet": "Told.", "key": "harmful", "why": "Ow."},
            {"slug": "note", "text": "A note.", "key": "awkward", "why": "It is fair."},
            {"slug": "hand", "text": "A hand.", "key": "ambiguous", "why": "Look again."},
        ],
        "closing": "Well.", **more,
    }  # fmt: skip


def plan(**more: Any) -> Data:
    return {
        **HEAD, "slug": "plan", "kind": "plan", "title": "Plan", "intro": "Write.",
        "when_prompt": "If", "when_ideas": ["a look"], "then_prompt": "then", "then_ideas": ["ask"],
        "pledge": {"prompt": "Promise", "text": "I will.", "note": "Private."},
        "booster": {"prompt": "When?", "weeks": [4, 10]}, "closing": "Good.", **more,
    }  # fmt: skip


def check(**more: Any) -> Data:
    options = [
        {"slug": "a", "text": "A", "right": False, "feedback": "Not quite."},
        {"slug": "b", "text": "B", "right": True, "feedback": "Yes."},
    ]
    return {
        **HEAD, "slug": "check", "kind": "check", "title": "Check", "intro": "Five.",
        "items": [
            {"slug": "first", "question": "One?", "options": options},
            {"slug": "second", "question": "Two?", "options": options},
        ],
        "closing": "Done.", **more,
    }  # fmt: skip


def survey(**more: Any) -> Data:
    scale = {
        "slug": "sure", "title": "Sure", "direction": "higher_is_better", "waves": ["baseline"],
        "points": {"minimum": 0, "maximum": 10, "low": "Not", "high": "Very"}, "stem": "How sure?",
        "items": [{"slug": "sure-1", "text": "One"}, {"slug": "sure-2", "text": "Two"}],
    }  # fmt: skip
    later = {
        **scale,
        "slug": "later",
        "waves": ["closing"],
        "items": [{"slug": "l-1", "text": "L"}],
    }
    return {
        **HEAD, "slug": "opening", "kind": "survey", "title": "Opening", "counted": False,
        "wave": "baseline", "intro": "Voluntary.", "closing": "Thank you.",
        "instrument": {"slug": "small", "title": "Small", "scales": [scale, later]}, **more,
    }  # fmt: skip


def choice(slug: str, move: str, to: str, **more: Any) -> Data:
    effects = {
        "person": f"Ana sees {slug}.", "doer": f"Bo sees {slug}.", "team": "The team looks on.",
        "you": "You did it.",
    }  # fmt: skip
    return {
        "slug": slug, "text": f"Do {slug}", "quiet": f"{slug}, quietly", "move": move,
        "step": "act", "effects": effects, "to": to, **more,
    }  # fmt: skip


def scene(slug: str, **more: Any) -> Data:
    return {
        "title": slug.capitalize(), "place": "office", "description": f"What {slug} shows.",
        "people": [{"who": "ana", "position": 1}, {"who": "you", "position": 3}],
        "lines": [{"text": f"It is {slug}."}, {"who": "bo", "says": "Well, well."}],
        "quiet": [{"text": f"It is {slug}, told."}], **more,
    }  # fmt: skip


def remembered(flag: str, line: str, quiet: str) -> Data:
    return {"flag": flag, "lines": [{"text": line}], "quiet": [{"text": quiet}]}


def ending(slug: str, tone: str) -> Data:
    return scene(slug, ending={"title": f"{slug} ends", "tone": tone, "text": "So it ends."})


def scenes() -> Data:
    """start → middle → late (all ways meet there) → two endings; `memo` opens a choice."""
    return {
        "start": scene(
            "start", question="What now?",
            choices=[
                choice("shift-it", "shift", "middle", sets=["memo"]),
                choice("say-it", "say", "middle"),
                choice("wait", "none", "aside"),
            ],
        ),
        "aside": scene("aside", next="middle"),
        "middle": scene(
            "middle", question="And now?",
            lines_when=[remembered("memo", "She remembers.", "She knows.")],
            choices=[
                choice("stand-by", "stand", "late"), choice("fetch", "second", "late"),
                choice("show-memo", "save", "late", needs=["memo"]),
            ],
        ),
        "late": scene(
            "late", question="At last?",
            choices=[choice("ask", "soon", "paid"), choice("leave", "none", "quiet-end")],
        ),
        "paid": ending("paid", "costly"),
        "quiet-end": ending("quiet-end", "silent"),
    }  # fmt: skip


def story(**more: Any) -> Data:
    """The story of these scenes."""
    return {
        **HEAD, "minutes": 1, "slug": "story", "kind": "scenario", "title": "Story",
        "premise": "Something.",
        "industries": ["office"], "quiet_summary": "It is told.", "setting": "An office.",
        "cast": {
            "ana": {"name": "Ana Ruiz", "role": "clerk", "look": "priya"},
            "bo": {"name": "Bo Lund", "role": "lead", "look": "tom"},
            "you": {"name": "You", "role": "clerk", "look": "you"},
        },
        "start": "start", "scenes": scenes(), "wishes": "She wanted company.",
        "debrief": {
            "intro": "Look back.",
            "moves": {move: f"About {move}." for move in MOVES},
            "questions": ["And you?"],
        },
        **more,
    }  # fmt: skip


def scenario(change: Any = None) -> Scenario:
    """The story, parsed; `change` may alter its data first."""
    data = deepcopy(story())
    if change is not None:
        change(data)
    return Scenario.model_validate(data)


def course(*modules: Data, **more: Any) -> Data:
    return {
        "slug": "small", "title": "Small", "summary": "A small course.", "language": "en",
        "provider": "Upstander", "type": "bystander", "floor_minutes": 5,
        "objectives": ["Know one thing."], "modules": list(modules or (lesson(),)), **more,
    }  # fmt: skip


def every_kind() -> CourseContent:
    return read(course(lesson(), reflection(), sorting(), plan(), check(), survey(), story()))
