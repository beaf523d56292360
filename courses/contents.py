"""The content of a course version: parsed, checked, and kept by its digest.  Pure.

`CourseVersion.content` holds what `canonical` makes; `parse` reads it back.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from functools import cached_property
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field, ValidationError, field_validator, model_validator

from courses.kinds import registry
from courses.kinds.base import ModuleContent, Piece, Slug, Text
from courses.kinds.uniqueness import all_different, refuse_twice
from courses.mistakes import explain
from courses.translating import in_words
from courses.translating import problems as translation_problems

KEPT = 64  # parsed contents; a course version is about 300 kB


class InvalidContent(Exception):
    """The content cannot be read; `problems` says where and why, in words for its author."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


Language = Literal["en", "es"]


class StoryChoice(Piece):
    """Modules of which everybody takes as many as they choose from: `choose` of them, at least.

    `minutes` is what those together take, however one chooses.
    """

    slug: Slug
    title: Text
    summary: Text
    choose: Annotated[int, Field(ge=1)]
    minutes: Annotated[int, Field(ge=1, le=120)]
    of: Annotated[tuple[Slug, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def leaves_a_choice(self) -> StoryChoice:
        refuse_twice(self.of)
        if self.choose >= len(self.of):
            raise ValueError(_("there is nothing to choose: name more modules than are taken"))
        return self


class CourseContent(Piece):
    """What a course version shows and promises."""

    slug: Slug
    title: Text
    summary: Text
    language: Language
    provider: Text
    type: Literal["bystander", "prevention"]
    floor_minutes: Annotated[int, Field(ge=0, le=480)]  # active minutes, measured
    objectives: Annotated[tuple[Text, ...], Field(min_length=1)]
    competencies: tuple[Text, ...] = ()
    modules: Annotated[tuple[registry.Module, ...], Field(min_length=1)]
    choices: tuple[StoryChoice, ...] = ()
    # By language, the words of everything above (courses.translating).
    translations: dict[Language, dict[str, Any]] = {}

    _different = field_validator("modules", "choices")(all_different)

    @model_validator(mode="after")
    def choices_are_of_modules_in_a_row(self) -> CourseContent:
        order = [module.slug for module in self.modules]
        for choice in self.choices:
            start = order.index(choice.of[0]) if choice.of[0] in order else 0
            if tuple(order[start : start + len(choice.of)]) != choice.of:
                raise ValueError(
                    _("“%(choice)s” should choose from modules that follow each other")
                    % {"choice": choice.slug}
                )
        return self

    @cached_property
    def by_slug(self) -> dict[str, ModuleContent]:
        return {module.slug: module for module in self.modules}

    def module(self, slug: str) -> ModuleContent:
        """The module of that name; KeyError if there is none."""
        return self.by_slug[slug]

    @cached_property
    def choice_of(self) -> dict[str, StoryChoice]:
        """The choice that a module is one of, by the module's slug."""
        return {slug: choice for choice in self.choices for slug in choice.of}

    @cached_property
    def groups(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """The parts in order: the modules of each, and how many of them one finishes."""
        found: dict[tuple[str, ...], int] = {}
        for module in self.modules:
            choice = self.choice_of.get(module.slug)
            found[choice.of if choice else (module.slug,)] = choice.choose if choice else 1
        return tuple(found.items())

    @property
    def minutes(self) -> int:
        """What the course takes in all; of a choice, what one takes of it."""
        single = sum(m.minutes for m in self.modules if m.slug not in self.choice_of)
        return single + sum(choice.minutes for choice in self.choices)

    @property
    def counted_minutes(self) -> int:
        """Nominal minutes of what earns credit."""
        return self.minutes - sum(module.minutes for module in self.modules if not module.counted)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it can be taken in, its own first."""
        return (self.language, *self.translations)

    @cached_property
    def _in_language(self) -> dict[str, CourseContent]:
        return {}

    def in_language(self, language: str) -> CourseContent:
        """The same course in other words; as it is if there is no translation.

        Slugs and everything that decides what happens are the original's, so a state made in
        one language goes on in another.
        """
        if language not in self.translations:
            return self
        if language not in self._in_language:
            words = self.translations[language]
            plain = in_words(self.model_dump(mode="json"), words)
            self._in_language[language] = CourseContent.model_validate(
                {**plain, "language": language, "translations": {}}
            )
        return self._in_language[language]


_parsed: OrderedDict[str, CourseContent] = OrderedDict()


def read(content: Any) -> CourseContent:
    """Parse content that has just been written; raises `InvalidContent`."""
    try:
        return CourseContent.model_validate(content)
    except ValidationError as error:
        raise InvalidContent(explain(error, content)) from error


def parse(content: dict[str, Any], digest: str) -> CourseContent:
    """The content with this digest, parsed once for each process."""
    if (known := known_by(digest)) is not None:
        return known
    _parsed[digest] = parsed = read(content)
    while len(_parsed) > KEPT:
        _parsed.popitem(last=False)
    return parsed


def known_by(digest: str) -> CourseContent | None:
    """The content with this digest, if this process has parsed it already."""
    if (known := _parsed.get(digest)) is not None:
        _parsed.move_to_end(digest)
    return known


def canonical(content: CourseContent) -> dict[str, Any]:
    """What is stored: plain JSON, lists where order matters, defaults left out."""
    return content.model_dump(mode="json", exclude_defaults=True) | {
        "modules": [
            {"kind": module.kind, **module.model_dump(mode="json", exclude_defaults=True)}
            for module in content.modules
        ]
    }


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def problems(content: CourseContent) -> list[str]:
    """What keeps the course from being published, in words for its author; empty if nothing."""
    found = [
        f"{module.slug}: {problem}"
        for module in content.modules
        for problem in registry.of(module).problems(module)
    ]
    for language, words in content.translations.items():
        found += [f"{language} › {each}" for each in translation_problems(content, words)]
    if content.counted_minutes < content.floor_minutes:
        found.append(
            _("The counted modules take %(minutes)d minutes; the course promises %(floor)d.")
            % {"minutes": content.counted_minutes, "floor": content.floor_minutes}
        )
    return found
