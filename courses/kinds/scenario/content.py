"""A scenario: scenes joined by choices."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints, field_validator, model_validator

from courses.kinds.base import MaybeText, ModuleContent, Piece, Slug, Text
from courses.kinds.scenario.casting import main_characters
from courses.kinds.uniqueness import all_different, refuse_twice

Move = Literal["shift", "say", "stand", "second", "save", "soon", "none"]
Step = Literal["notice", "interpret", "responsibility", "know", "act"]
PlaceName = Literal[
    "meeting-room", "warehouse", "restaurant-kitchen", "hospital-ward", "hotel-corridor", "shop",
    "office", "dining-room", "street-works", "laboratory", "campsite",
]  # fmt: skip
Expression = Literal[
    "neutral", "smile", "broad-smile", "frown", "worried", "down", "surprised", "angry"
]
Gesture = Literal["none", "folded-arms", "reaching", "hand-up", "holding-paper", "pointing"]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$", strict=True)]


class Character(Piece):
    """Somebody in the story; `look` is how they are drawn."""

    slug: Slug
    name: Text
    role: Text
    relation: MaybeText = ""
    look: Slug

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


class Standing(Piece):
    """Somebody in the picture.

    In a room, positions go from 1 (left) to 5 (right); in a call they are the six tiles, row
    by row.  Only in a call a camera can be off and a microphone muted.
    """

    who: Slug
    position: Annotated[int, Field(ge=1, le=6)]
    expression: Expression = "neutral"
    gesture: Gesture = "none"
    camera: bool = True
    muted: bool = False


class Line(Piece):
    """A piece of the story: told, or said by somebody."""

    text: Text | None = None
    who: Slug | None = None
    says: Text | None = None

    @model_validator(mode="after")
    def is_told_or_said(self) -> Line:
        told, said = self.text is not None, self.who is not None and self.says is not None
        if told == said or (told and (self.who or self.says)):
            raise ValueError(_("a line has either “text”, or “who” and “says”"))
        return self


class Remembered(Piece):
    """Lines added when something was done earlier."""

    flag: Slug
    lines: Annotated[tuple[Line, ...], Field(min_length=1)]
    quiet: tuple[Line, ...] = ()


class Channel(Piece):
    name: Text
    people: Annotated[int, Field(ge=1)]


class Message(Piece):
    """A message in a channel, or a notice of what one sees there."""

    who: Slug | None = None
    at: ClockTime | None = None
    text: Text | None = None
    reactions: tuple[Text, ...] = ()
    notice: Text | None = None

    @model_validator(mode="after")
    def is_message_or_notice(self) -> Message:
        message = bool(self.who and self.at and self.text)
        if message == bool(self.notice) or (self.notice and (self.who or self.text)):
            raise ValueError(_("a message has “who”, “at” and “text”; a notice only “notice”"))
        return self


class Call(Piece):
    """A video call: what it is named, and how many are in it."""

    name: Text
    people: Annotated[int, Field(ge=2)]


class Mail(Piece):
    """An email, or one of a thread."""

    who: Slug
    to: Text
    at: Text
    subject: Text
    text: Text


class Phone(Piece):
    """A telephone call: who is at the other end, and when."""

    who: Slug
    at: ClockTime


class Effects(Piece):
    """What a choice gives and costs; one sentence for each of the four."""

    person: Text
    doer: Text
    team: Text
    you: Text


class Choice(Piece):
    """Something one can do; offered if all flags of `needs` and none of `unless` are set."""

    slug: Slug
    text: Text
    quiet: Text | None = None
    move: Move
    step: Step
    needs: tuple[Slug, ...] = ()
    unless: tuple[Slug, ...] = ()
    sets: tuple[Slug, ...] = ()
    effects: Effects
    to: Slug

    def is_open(self, flags: frozenset[str]) -> bool:
        return flags.issuperset(self.needs) and flags.isdisjoint(self.unless)


# The parts a scene of each kind may have; the first it must have.
PARTS = {
    "room": ("place", "people"),
    "chat": ("channel", "messages"),
    "call": ("call", "people"),
    "email": ("mails",),
    "phone": ("phone",),
}


class Ending(Piece):
    title: Text
    tone: Literal["costly", "mixed", "repaired", "silent", "misread", "fair"]
    text: Text


class Scene(Piece):
    """One moment of the story.  It ends with choices, with what comes next, or for good."""

    slug: Slug
    kind: Literal["room", "chat", "call", "email", "phone"] = "room"
    title: Text
    place: PlaceName | None = None
    description: Text | None = None
    people: Annotated[tuple[Standing, ...], Field(max_length=6)] = ()
    channel: Channel | None = None
    messages: tuple[Message, ...] = ()
    call: Call | None = None
    mails: tuple[Mail, ...] = ()
    phone: Phone | None = None
    lines: tuple[Line, ...] = ()
    quiet: tuple[Line, ...] = ()
    lines_when: tuple[Remembered, ...] = ()
    question: Text | None = None
    choices: Annotated[tuple[Choice, ...], Field(max_length=6)] = ()
    next: Slug | None = None
    ending: Ending | None = None

    _different = field_validator("choices")(all_different)

    @model_validator(mode="after")
    def hangs_together(self) -> Scene:
        if sum(bool(way) for way in (self.choices, self.next, self.ending)) != 1:
            raise ValueError(_("a scene has exactly one of “choices”, “next” and “ending”"))
        if bool(self.choices) != bool(self.question):
            raise ValueError(_("“question” and “choices” go together"))
        refuse_twice([str(standing.position) for standing in self.people])
        refuse_twice([standing.who for standing in self.people])
        return self

    @model_validator(mode="after")
    def has_what_its_kind_needs(self) -> Scene:
        allowed = PARTS[self.kind]
        for part in ("place", "people", "channel", "messages", "call", "mails", "phone"):
            if getattr(self, part) and part not in allowed:
                raise ValueError(
                    _("a scene of the kind “%(kind)s” has no “%(part)s”")
                    % {"kind": self.kind, "part": part}
                )
        if not getattr(self, allowed[0]):
            raise ValueError(
                _("a scene of the kind “%(kind)s” needs “%(part)s”")
                % {"kind": self.kind, "part": allowed[0]}
            )
        if self.kind == "room" and any(
            standing.position > 5 or not standing.camera or standing.muted
            for standing in self.people
        ):
            raise ValueError(_("a room has five positions, no cameras and no microphones"))
        return self

    def story(self, flags: frozenset[str], *, quiet: bool) -> tuple[Line, ...]:
        """The lines to read, with what characters remember."""
        remembered = [more for more in self.lines_when if more.flag in flags]
        if quiet and self.quiet:
            return (*self.quiet, *(line for more in remembered for line in more.quiet))
        return (*self.lines, *(line for more in remembered for line in more.lines))

    def exits(self) -> tuple[str, ...]:
        """Every scene one can come to from here."""
        return (self.next,) if self.next else tuple(choice.to for choice in self.choices)


class Debrief(Piece):
    intro: Text
    moves: dict[Literal["shift", "say", "stand", "second", "save", "soon"], Text]
    questions: tuple[Text, ...] = ()


class Scenario(ModuleContent):
    """One story.  `person` and `doer` name the characters whose effects are told; without
    them they are taken from the effects' own words."""

    kind: Literal["scenario"] = "scenario"
    premise: Text
    # A control: what happens is no harassment, and stepping in can be a false alarm.
    control: bool = False
    industries: tuple[Slug, ...] = ()
    quiet_summary: Text
    setting: Text
    cast: Annotated[tuple[Character, ...], Field(min_length=2)]
    person: Slug | None = None
    doer: Slug | None = None
    start: Slug
    scenes: Annotated[tuple[Scene, ...], Field(min_length=1)]
    wishes: Text
    debrief: Debrief

    _different = field_validator("cast", "scenes")(all_different)

    @field_validator("cast", "scenes", mode="before")
    @classmethod
    def named_by_key(cls, value: Any) -> Any:
        """Authors write a mapping from name to piece; what is stored is a list, in order."""
        if not isinstance(value, dict):
            return value
        return [
            {"slug": slug, **piece} if isinstance(piece, dict) else piece
            for slug, piece in value.items()
        ]

    @property
    def has_quiet(self) -> bool:
        return True

    @cached_property
    def scene_by_slug(self) -> dict[str, Scene]:
        return {scene.slug: scene for scene in self.scenes}

    @cached_property
    def character_by_slug(self) -> dict[str, Character]:
        return {character.slug: character for character in self.cast}

    @cached_property
    def characters_of_effects(self) -> dict[str, Character | None]:
        """Who "person" and "doer" are."""
        told = [choice.effects for scene in self.scenes for choice in scene.choices]
        named = {
            "person": self.character_by_slug.get(self.person or ""),
            "doer": self.character_by_slug.get(self.doer or ""),
        }
        others = [character for character in self.cast if character.slug != "you"]
        guessed = main_characters(
            {"person": [each.person for each in told], "doer": [each.doer for each in told]},
            {character.slug: character.first_name for character in others},
        )
        return {
            role: named[role] or self.character_by_slug.get(guessed[role] or "") for role in named
        }
