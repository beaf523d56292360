"""A content pack: a folder of YAML files, read into one dict of content."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from courses.contents import CourseContent, InvalidContent, read

PACKS = Path(__file__).resolve().parent / "packs"


class AuthorsLoader(yaml.SafeLoader):
    """YAML as authors expect it: 21:04 and yes are text, a key comes once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, _("“%(key)s” is there twice") % {"key": key.value}, key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


AuthorsLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    AuthorsLoader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def read_pack(folder: Path) -> CourseContent:
    """The pack's content; raises `InvalidContent` naming file, place and problem."""
    course = _file(folder / "course.yaml")
    names = course.get("modules")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InvalidContent([_("course.yaml › modules: should be a list of module names")])
    problems: list[str] = []
    modules: list[Any] = []
    for name in names:
        try:
            modules.append(_module(folder, name))
        except InvalidContent as error:
            problems += error.problems
    problems += [
        _("modules/%(name)s: is not in the list of modules in course.yaml") % {"name": path.name}
        for path in sorted((folder / "modules").glob("*.yaml"))
        if path.stem not in names
    ]
    if problems:
        raise InvalidContent(problems)
    try:
        return read({**course, "modules": modules})
    except InvalidContent as error:
        raise InvalidContent([_in_file(problem) for problem in error.problems]) from error


def _module(folder: Path, name: str) -> dict[str, Any]:
    """One module's file; a survey's instrument, named there, is put in its place."""
    module = _file(folder / "modules" / f"{name}.yaml")
    if module.get("slug") != name:
        raise InvalidContent(
            [_("modules/%(name)s.yaml › slug: should be %(name)s, as the file") % {"name": name}]
        )
    if module.get("kind") == "survey" and isinstance(module.get("instrument"), str):
        instrument = _file(folder / "instrument.yaml")
        if instrument.get("slug") != module["instrument"]:
            raise InvalidContent(
                [
                    _("modules/%(name)s.yaml › instrument: instrument.yaml has another slug")
                    % {"name": name}
                ]
            )
        module["instrument"] = instrument
    return module


def _file(path: Path) -> dict[str, Any]:
    shown = "/".join(path.parts[-2:]) if path.parent.name == "modules" else path.name
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=AuthorsLoader)  # noqa: S506 - a SafeLoader
    except FileNotFoundError as error:
        raise InvalidContent([_("%(file)s: is missing") % {"file": shown}]) from error
    except UnicodeDecodeError as error:
        raise InvalidContent([_("%(file)s: should be saved as UTF-8") % {"file": shown}]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = _(", line %(line)d") % {"line": mark.line + 1} if mark else ""
        reason = getattr(error, "problem", None) or _("cannot be read as YAML")
        raise InvalidContent([f"{shown}{line}: {reason}"]) from error
    if not isinstance(content, dict):
        raise InvalidContent([_("%(file)s: should be fields with values") % {"file": shown}])
    return content


def _in_file(problem: str) -> str:
    """“modules › the-slope › …” becomes “modules/the-slope.yaml › …”."""
    head, *rest = problem.split(" › ")
    if head == "modules" and rest:
        module, colon, what = rest[0].partition(": ")
        rest[0] = f"modules/{module}.yaml{colon}{what}"
        return " › ".join(rest)
    return f"course.yaml › {problem}"
