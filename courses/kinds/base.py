"""What every kind of module is: its content, its state, and how a player moves through it.

A module's state is a fold: `initial(module)`, then `advance(module, state, event)` for each
step in order.  Folds are pure and total: an event that no longer fits (a double click, a
second tab, an old page) leaves the state as it is.  Kinds do not know each other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Generic, Protocol, TypeVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

State = dict[str, Any]
Event = dict[str, Any]


class Words:
    """Marks a field that people read, which a translation must give again."""


# A few fields may be empty; most may not.
MaybeText = Annotated[str, StringConstraints(strip_whitespace=True), Words()]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Words()]
Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60, strict=True)
]


class Piece(BaseModel):
    """A piece of content: never changed, and strict about fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class ModuleContent(Piece):
    """What the content of every module has."""

    slug: Slug
    title: Text
    summary: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    counted: bool = True
    content_note: Text | None = None

    @property
    def has_quiet(self) -> bool:
        """Whether there is a version that tells what the other one shows."""
        return False


M = TypeVar("M", bound=ModuleContent)


class NotAnEvent(Exception):
    """What was sent is not a step; `problems` says what to do, in words for the person."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class Fields(Protocol):
    """What a kind needs of a posted form (Django's QueryDict has it)."""

    def get(self, key: str, /) -> str | None: ...


class Kind(ABC, Generic[M]):
    """One kind of module.  Stateless: one instance serves everybody.

    The player's rule: after a step, save `stored(event)`; if `is_complete` has become true,
    the module is credited (that may be before the last page has been left); if `is_over`,
    lead on to the next module, else show `page` again.
    """

    name: ClassVar[str]
    # Whether finishing the module hands answers over to a survey's wave, given or not.
    asks_in_a_wave: ClassVar[bool] = False

    @property
    def template(self) -> str:
        """Rendered inside the player page's form."""
        return f"courses/kinds/{self.name}/play.html"

    @abstractmethod
    def initial(self, module: M) -> State:
        """The state of somebody who has just opened the module."""

    @abstractmethod
    def here(self, module: M, state: State) -> str:
        """The page shown now; an event made on another page leaves the state as it is."""

    @abstractmethod
    def step(self, module: M, state: State, event: Event) -> State:
        """The state after an event that was made on the page shown now."""

    @abstractmethod
    def progress(self, module: M, state: State) -> tuple[int, int]:
        """Steps done, and about how many there are."""

    @abstractmethod
    def read(self, module: M, state: State, do: str, post: Fields) -> Event:
        """The event of a posted form; `do` is the button, and what follows a colon in it
        is in `post` under "with"."""

    @abstractmethod
    def details(self, module: M, state: State, *, quiet: bool) -> dict[str, Any]:
        """What this kind's template needs besides what every one needs."""

    def advance(self, module: M, state: State, event: Event) -> State:
        """The state after one more event; events that do not fit change nothing."""
        if event.get("do") == "quiet":
            return {**state, "quiet": bool(event.get("on"))}
        here = self.here(module, state)
        if event.get("at", here) != here:
            return state
        return self.step(module, state, event)

    def is_complete(self, module: M, state: State) -> bool:
        """Everything that earns the credit is done (it never becomes undone)."""
        return bool(state.get("complete"))

    def is_over(self, module: M, state: State) -> bool:
        """The last page has been left: lead on."""
        return bool(state.get("over"))

    def read_event(self, module: M, state: State, post: Fields) -> Event:
        """The event that a posted form means; raises `NotAnEvent`."""
        do, colon, argument = (post.get("do") or "").partition(":")
        if do == "quiet":
            return {"do": "quiet", "on": argument != "off"}
        event = self.read(module, state, do, _WithArgument(post, argument) if colon else post)
        if at := post.get("at"):
            event["at"] = at[:200].replace("\0", "")  # JSON in PostgreSQL keeps no NUL
        return event

    def private_fields(self, event: Event) -> dict[str, str]:
        """Texts for nobody but the person: encrypted, and kept apart from the step."""
        return {}

    def answered(self, module: M, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """A person's own private texts of this module, each behind what it answers, in the
        order in which it was asked."""
        return tuple(("", text) for text in texts.values())

    def survey_answers(self, event: Event) -> dict[str, int]:
        """Answers to be sealed (assessments.actions.answering); they never touch the step."""
        return {}

    def stored(self, event: Event) -> Event:
        """The event as a step may keep it: without private texts and answers."""
        return {key: value for key, value in event.items() if key not in ("texts", "answers")}

    def page(
        self,
        module: M,
        state: State,
        *,
        quiet: bool = False,
        texts: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """The template's context.  `quiet` is the person's default, until they choose here;
        `texts` are their own private texts of this module, by field."""
        quiet = module.has_quiet and bool(state.get("quiet", quiet))
        return {
            "module": module,
            "at": self.here(module, state),
            "quiet": quiet,
            "complete": self.is_complete(module, state),
            "texts": dict(texts or {}),
            **self.details(module, state, quiet=quiet),
        }

    def problems(self, module: M) -> list[str]:
        """What keeps the module from being published, in words for its author."""
        return []


class _WithArgument:
    """A form in which "with" is what followed the colon in the pressed button's value."""

    def __init__(self, post: Fields, argument: str) -> None:
        self.post, self.argument = post, argument

    def get(self, key: str, /) -> str | None:
        return self.argument if key == "with" else self.post.get(key)


def unknown_button() -> NotAnEvent:
    """Somebody sent a form that no page of ours has."""
    return NotAnEvent([_("This page has moved on. Here is where you are.")])
