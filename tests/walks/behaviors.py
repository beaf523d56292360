"""What people do in the player, and a way to have it done by the real actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from courses import contents
from courses.kinds import registry
from courses.kinds.scenario.walking import flags_of, open_choices
from courses.packs import PACKS, read_pack
from tests.training.courses import CONTENT
from training.actions.playing import take_step
from training.models import Enrollment, ModuleState

STORY = "seat-next-to-marcus"
Event = dict[str, Any]


@dataclass(frozen=True)
class Behavior:
    """How somebody goes through the course: all of it what nobody else may learn."""

    answers: tuple[int, int] | None  # of the survey; None: leaves it unanswered
    choice: int | None  # which choice they take in each scene; None: skips the story
    quiet: bool = False
    wrote: str = ""  # in the reflection; "" passes it over
    tries_again: bool = False


@lru_cache(maxsize=1)
def modules() -> list[dict[str, Any]]:
    """The small course with a whole story in it."""
    pack = contents.canonical(read_pack(PACKS / "stepping-in"))
    story = next(module for module in pack["modules"] if module["slug"] == STORY)
    reading, *others = CONTENT["modules"]
    return [reading, story, *others]


class Player:
    """Somebody in front of the course.  `pace` is how long each of their steps takes."""

    def __init__(self, enrollment: Enrollment, *, begins: datetime, pace: timedelta) -> None:
        self.enrollment, self.at, self.pace = enrollment, begins, pace
        self.taken = 0
        version = enrollment.course_version
        self.content = contents.parse(version.content, version.digest)

    def state(self, slug: str) -> dict[str, Any]:
        kept = ModuleState.objects.filter(enrollment=self.enrollment, module=slug).first()
        module = self.content.module(slug)
        return kept.state if kept else registry.of(module).initial(module)

    def step(self, slug: str, event: Event) -> None:
        self.taken += 1
        self.at += self.pace
        take_step(
            self.enrollment,
            slug,
            key=UUID(int=self.enrollment.pk * 10_000 + self.taken),
            event=event,
            active_seconds=int(self.pace.total_seconds()),
            at=self.at,
        )

    def goes_through(self, how: Behavior) -> None:
        """The whole course, to its certificate."""
        if how.quiet:
            self.step("reading", {"do": "quiet", "on": True})
        self.step("reading", {"do": "next"})
        self.step("reading", {"do": "next"})
        self.plays(how)
        answers = dict(zip(("sure-notice", "sure-act"), how.answers or (), strict=False))
        self.step("asking", {"do": "send", "answers": answers} if answers else {"do": "skip"})
        wrote = {"do": "save", "texts": {"who": how.wrote}}
        self.step("thinking", wrote if how.wrote else {"do": "skip"})
        self.step("ending", {"do": "next"})

    def plays(self, how: Behavior) -> None:
        """The story, scene after scene, until it is over."""
        for event in self.ways(how):
            self.step(STORY, event)

    def ways(self, how: Behavior) -> Iterator[Event]:
        again = how.tries_again
        for _ in range(60):  # no story is longer
            state = self.state(STORY)
            if state["over"]:
                return
            if how.choice is None and state["stage"] != "debrief":
                yield {"do": "skip"}
            elif state["stage"] == "debrief" and again:
                again = False
                yield {"do": "redo", "scene": state["walks"][-1][-1][0]}
            elif state["stage"] == "scene" and (open_here := self.choices(state)):
                yield {"do": "choose", "choice": open_here[(how.choice or 0) % len(open_here)]}
            else:
                yield {"do": "next"}
        raise AssertionError("the story did not end")

    def choices(self, state: dict[str, Any]) -> list[str]:
        story: Any = self.content.module(STORY)
        scene = story.scene_by_slug[state["here"]]
        return [choice.slug for choice in open_choices(scene, flags_of(story, state))]
