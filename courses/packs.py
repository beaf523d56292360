"""A content pack: a folder of YAML files, read into one dict of content."""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any, get_args

import yaml
from django.utils.translation import gettext as _

from courses.contents import CourseContent, InvalidContent, Language, read

PACKS = Path(__file__).resolve().parent / "packs"
LANGUAGES: tuple[str, ...] = get_args(Language)


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
    """The pack's content; raises `InvalidContent` naming file, place and problem.

    A folder named as a language (`es/`) holds the words of that translation, in files named
    as the originals.
    """
    course = _file(folder / "course.yaml")
    entries = course.get("modules")
    if not isinstance(entries, list):
        raise InvalidContent([_("course.yaml › modules: should be a list of module names")])
    names, choices = _in_order(entries)
    problems = [*_unlisted(folder, names)]
    modules: list[Any] = []
    for name in names:
        try:
            modules.append(_module(folder, name))
        except InvalidContent as error:
            problems += error.problems
    if problems:
        raise InvalidContent(problems)
    translations = {
        language: _translation(folder / language, modules)
        for language in LANGUAGES
        if (folder / language).is_dir()
    }
    more = {"choices": choices, "translations": translations}
    try:
        return read({**course, "modules": modules, **{k: v for k, v in more.items() if v}})
    except InvalidContent as error:
        raise InvalidContent([_in_file(problem) for problem in error.problems]) from error


def _in_order(entries: list[Any]) -> tuple[list[str], list[dict[str, Any]]]:
    """The names of all modules, and the choices among them."""
    choices = [entry for entry in entries if isinstance(entry, dict)]
    names: list[Any] = []
    for entry in entries:
        names += entry.get("of") or [] if isinstance(entry, dict) else [entry]
    if not all(isinstance(name, str) for name in names):
        raise InvalidContent([_("course.yaml › modules: should be a list of module names")])
    return names, choices


def _unlisted(folder: Path, names: list[str]) -> list[str]:
    return [
        _("modules/%(name)s: is not in the list of modules in course.yaml") % {"name": path.name}
        for path in sorted((folder / "modules").glob("*.yaml"))
        if path.stem not in names
    ]


def _translation(folder: Path, modules: list[dict[str, Any]]) -> dict[str, Any]:
    """The words of one language; a module without a file is not translated."""
    words = _file(folder / "course.yaml")
    instrument = folder / "instrument.yaml"
    words["modules"] = {}
    for module in modules:
        path = folder / "modules" / f"{module['slug']}.yaml"
        if not path.exists():
            continue
        words["modules"][module["slug"]] = found = _file(path)
        if module.get("kind") == "survey" and instrument.exists():
            found["instrument"] = _file(instrument)
    return words


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
