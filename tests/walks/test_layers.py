"""What import-linter cannot see: clocks, settings and tables where there should be none."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.walks import places

NOW = {("timezone", "now"), ("datetime", "now"), ("date", "today"), ("datetime", "today"),
       ("datetime", "utcnow"), ("time", "time")}  # fmt: skip
IMPURE = (
    "django.db", "django.conf", "django.core.cache", "django.http", "django.contrib",
    "structlog", "logging", "celery", "secrets",
)  # fmt: skip
# Layers that take the time as an argument; views, tasks and commands are where it is read.
TIMELESS = {"actions", "queries", "queries.py", "models", "forms.py"}

# Where a layer that takes time as an argument reads a clock all the same, and why.
READS_THE_CLOCK: dict[str, str] = {
    "accounts/models/user.py": "when a sign-in was made; nothing is decided by it",
}


def calls_of_the_clock(path: Path) -> Iterator[int]:
    """Lines in which a file calls or passes on a function that tells the time."""
    for node in ast.walk(places.tree(path)):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and (node.value.id, node.attr) in NOW
        ):
            yield node.lineno


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(places.tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def pure() -> list[Path]:
    """Modules that say they are pure, in the first lines of their docstring."""
    return [
        path
        for path in places.product_code()
        if (said := ast.get_docstring(places.tree(path))) and ("Pure." in said or "Pure:" in said)
    ]


def test_what_says_it_is_pure_knows_no_table_no_clock_and_no_settings() -> None:
    found = [
        f"{path} imports {name}"
        for path in pure()
        for name in sorted(imported(path))
        if name.startswith(IMPURE) or ".models" in name
    ] + [f"{path}:{line} reads the clock" for path in pure() for line in calls_of_the_clock(path)]

    assert found == []
    assert pure()


def test_time_is_an_argument_of_actions_and_queries() -> None:
    found = [
        f"{path}:{line}"
        for path in places.product_code()
        if set(path.parts) & TIMELESS and str(path) not in READS_THE_CLOCK
        for line in calls_of_the_clock(path)
    ]
    assert found == []
    assert [path for path in READS_THE_CLOCK if not (places.ROOT / path).exists()] == []


def test_no_test_sleeps() -> None:
    assert [
        f"{path}:{node.lineno}"
        for path in places.with_suffix(".py")
        if path.parts[0] == "tests" and "worker" not in path.parts  # a real worker takes its time
        for node in ast.walk(places.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (getattr(node.func.value, "id", ""), node.func.attr) == ("time", "sleep")
    ] == []


def test_kinds_of_modules_have_one_shape() -> None:
    """Each kind: its content, its play, its template; a seventh is a copy of the sixth."""
    root = places.ROOT / "courses" / "kinds"
    kinds = sorted(path.name for path in root.iterdir() if (path / "__init__.py").exists())
    templates = places.ROOT / "templates" / "courses" / "kinds"

    assert kinds
    assert {
        kind: missing
        for kind in kinds
        if (
            missing := [
                str(path.relative_to(places.ROOT))
                for path in (
                    root / kind / "content.py",
                    root / kind / "play.py",
                    templates / kind / "play.html",
                )
                if not path.exists()
            ]
        )
    } == {}


ACROSS_ALL = {
    "organizations/scoping.py": "where it is made",
    "training/verifying.py": "a certificate's code says nothing of its organization",
}


def test_only_jobs_of_the_installation_look_across_organizations() -> None:
    found = {
        str(path)
        for path in places.product_code()
        if path.name != "tasks.py" and "commands" not in path.parts
        for node in ast.walk(places.tree(path))
        if isinstance(node, ast.Name | ast.Attribute)
        and "across_organizations" in {getattr(node, "id", ""), getattr(node, "attr", "")}
    }
    assert found - set(ACROSS_ALL) == set()
