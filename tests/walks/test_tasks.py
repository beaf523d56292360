"""Background work: small arguments, known names, and running it twice is running it once."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from config.celery import app
from tests.walks import places


@lru_cache(maxsize=1)
def tasks() -> dict[str, Any]:
    for package in places.packages():
        if importlib.util.find_spec(f"{package}.tasks"):
            importlib.import_module(f"{package}.tasks")
    return {
        name: task for name, task in app.tasks.items() if name.split(".")[0] in places.packages()
    }


def parameters(task: Any) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(task.run).parameters)


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(places.tree(path)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The last name of what is called: `x.y()` → "y"."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def names_of_tasks(path: Path) -> set[str]:
    """Strings of a module that name a task."""
    return {
        node.value
        for node in ast.walk(places.tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"\w+\.tasks\.\w+", node.value)
    }


def enqueued() -> Iterator[tuple[str, str, set[str]]]:
    """Where, which task, with which arguments: every call of core.queue.enqueue."""
    for path in places.product_code():
        if path == Path("core/queue.py"):
            continue
        for call in calls(path):
            if called(call) != "enqueue":
                continue
            given = {word.arg or "**" for word in call.keywords}
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant):
                yield f"{path}:{call.lineno}", str(first.value), given
            else:  # chosen from names that stand in the same module
                names = names_of_tasks(path)
                yield from ((f"{path}:{call.lineno}", name, given) for name in names or [""])


def started_directly() -> set[str]:
    """Names on which `.delay(…)` or `.apply_async(…)` is called."""
    return {
        node.func.value.id
        for path in places.product_code()
        for node in calls(path)
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in {"delay", "apply_async"}
        and isinstance(node.func.value, ast.Name)
    }


def test_there_are_tasks() -> None:
    assert "assessments.tasks.open_holdings" in tasks()


def test_every_task_takes_ids_by_keyword_and_nothing_else() -> None:
    found = [
        f"{name}({parameter})"
        for name, task in tasks().items()
        for parameter in parameters(task).values()
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
        or parameter.annotation not in {"int", "str", int, str}
    ]
    assert found == []


def test_every_name_in_the_schedule_is_a_task_that_needs_no_arguments() -> None:
    named = {
        entry["task"]: entry.get("kwargs", {}) for entry in settings.CELERY_BEAT_SCHEDULE.values()
    }
    assert sorted(set(named) - set(tasks())) == []
    assert [
        name
        for name, given in named.items()
        if {p.name for p in parameters(tasks()[name]).values() if p.default is p.empty} - set(given)
    ] == []


def test_every_enqueued_name_is_a_task_and_is_given_what_it_takes() -> None:
    wrong = []
    for place, name, given in enqueued():
        if name not in tasks():
            wrong.append(f"{place}: {name!r} is no task")
            continue
        assert import_string(name).name == name
        taken = parameters(tasks()[name])
        needed = {p.name for p in taken.values() if p.default is p.empty}
        spread = {"**"} & given  # more is passed on than can be read here
        if (needed - given and not spread) or given - set(taken) - spread:
            wrong.append(f"{place}: {name} takes {sorted(taken)}, is given {sorted(given)}")
    assert wrong == []


def test_every_task_is_started_by_something() -> None:
    reached = {name for _, name, _ in enqueued()} | {
        entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()
    }
    direct = started_directly()
    assert [
        name for name in tasks() if name not in reached and name.rpartition(".")[2] not in direct
    ] == []


REPEATS = (ast.For, ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp)


def times_called(node: ast.AST, name: str, *, times: int = 1) -> int:
    """How often a piece of a test calls `name(…)`; inside a loop counts as twice."""
    own = times if isinstance(node, ast.Call) and called(node) == name else 0
    inner = 2 if isinstance(node, REPEATS) else times
    return own + sum(times_called(child, name, times=inner) for child in ast.iter_child_nodes(node))


def speaks_of(module: ast.Module, package: str, name: str) -> bool:
    """Whether a test module imports the task: `from p.tasks import t` or `from p import tasks`."""
    return any(
        isinstance(node, ast.ImportFrom)
        and {(node.module, alias.name) for alias in node.names}
        & {(package, name), (package.rpartition(".")[0], "tasks")}
        for node in ast.walk(module)
    )


def test_every_task_has_a_test_that_runs_it_twice() -> None:
    modules = [places.tree(path) for path in places.with_suffix(".py") if path.parts[0] == "tests"]
    missing = []
    for full_name in tasks():
        package, _, name = full_name.rpartition(".")
        if not any(
            isinstance(function, ast.FunctionDef)
            and function.name.startswith("test_")
            and times_called(function, name) >= 2
            for module in modules
            if speaks_of(module, package, name)
            for function in ast.walk(module)
        ):
            missing.append(full_name)
    assert missing == []
