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
from pydantic import Field, ValidationError, field_validator

from courses.kinds import registry
from courses.kinds.base import ModuleContent, Piece, Slug, Text
from courses.kinds.uniqueness import all_different
from courses.mistakes import explain

KEPT = 64  # parsed contents; a course version is about 300 kB


class InvalidContent(Exception):
    """The content cannot be read; `problems` says where and why, in words for its author."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class CourseContent(Piece):
    """What a course version shows and promises."""

    slug: Slug
    title: Text
    summary: Text
    language: Literal["en", "es"]
    provider: Text
    type: Literal["bystander", "prevention"]
    floor_minutes: Annotated[int, Field(ge=1, le=480)]
    objectives: Annotated[tuple[Text, ...], Field(min_length=1)]
    competencies: tuple[Text, ...] = ()
    modules: Annotated[tuple[registry.Module, ...], Field(min_length=1)]

    _different = field_validator("modules")(all_different)

    @cached_property
    def by_slug(self) -> dict[str, ModuleContent]:
        return {module.slug: module for module in self.modules}

    def module(self, slug: str) -> ModuleContent:
        """The module of that name; KeyError if there is none."""
        return self.by_slug[slug]

    @property
    def counted_minutes(self) -> int:
        """Nominal minutes of the modules that earn credit."""
        return sum(module.minutes for module in self.modules if module.counted)


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
    if content.counted_minutes < content.floor_minutes:
        found.append(
            _("The counted modules take %(minutes)d minutes; the course promises %(floor)d.")
            % {"minutes": content.counted_minutes, "floor": content.floor_minutes}
        )
    return found
