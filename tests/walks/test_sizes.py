"""Small files, small functions, plain names, and nothing left lying about."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.walks import places

LONGEST_FILE = 400  # lines
LONGEST_FUNCTION = 40

# Agreed exceptions, each with its reason.  Both lists are meant to stay empty.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

VAGUE = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc"}


def python_files() -> list[Path]:
    return [path for path in places.with_suffix(".py") if "migrations" not in path.parts]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_file_is_longer_than_400_lines() -> None:
    found = {
        str(path): lines
        for path in [*python_files(), *places.with_suffix(".css", ".js", ".html", ".toml")]
        if (lines := len(places.text(path).splitlines())) > LONGEST_FILE
        and str(path) not in LONG_FILES
    }
    assert found == {}


def test_no_function_is_longer_than_40_lines() -> None:
    found = {
        f"{path}:{function.name}": lines
        for path in python_files()
        for function in functions(places.tree(path))
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
        and f"{path}:{function.name}" not in LONG_FUNCTIONS
    }
    assert found == {}


def test_every_exception_is_still_needed() -> None:
    assert [name for name in LONG_FILES if not (places.ROOT / name).exists()] == []
    assert [
        name for name in LONG_FUNCTIONS if not (places.ROOT / name.partition(":")[0]).exists()
    ] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [str(path) for path in python_files() if VAGUE & ({path.stem} | set(path.parent.parts))]
    assert vague == []


# Put together here, so that this file does not find itself.
UNFINISHED = re.compile(
    r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]) + r")\b"
)
STUB = re.compile(
    r"\b(for now|placeholder text|lorem ip" + r"sum|coming soon|not (yet )?implemented)\b", re.I
)
OF_THIS_MACHINE = re.compile(
    r"(?<![\w./<])/(home|root|Users|work|mnt|private|var/folders)/[\w.-]+"
    r"|(?<![\w./])/tmp/[\w.-]+|[A-Z]:\\\\?Users"
)
_INDEXES = "|".join(("py" + "pi", "python" + "hosted", "npm" + "js", "yarn" + "pkg"))
INDEX_HOST = re.compile(
    r"--(extra-)?index-url|--find-links|--trusted-host|artifactory|\bnexus\."
    rf"|\b({_INDEXES})\.[a-z]{{2,3}}\b",
    re.I,
)
TEXTUAL = {
    ".py", ".html", ".txt", ".css", ".js", ".md", ".toml", ".yaml", ".yml", ".in", ".po", ".typ",
    ".json", ".svg", ".sh", ".cfg", ".ini", "",
}  # fmt: skip

# Lines that name what they refuse.
NAMES_WHAT_IT_REFUSES = {
    "tests/walks/test_sizes.py": "the patterns themselves",
    "Makefile": "pip-compile is told to leave the addresses of indexes out",
}


def lines_that_match(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in places.files()
        if path.suffix in TEXTUAL and str(path) not in NAMES_WHAT_IT_REFUSES
        for number, line in enumerate(places.text(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_nothing_is_left_unfinished() -> None:
    assert lines_that_match(UNFINISHED) == []
    assert [
        line
        for line in lines_that_match(STUB)
        if line.split(":")[0].endswith((".py", ".html", ".js"))
    ] == []


def test_no_path_of_one_machine_is_written_down() -> None:
    assert lines_that_match(OF_THIS_MACHINE) == []


def test_no_package_index_is_named() -> None:
    assert lines_that_match(INDEX_HOST) == []


def test_product_code_does_not_print() -> None:
    calls = [
        f"{path}:{node.lineno}"
        for path in places.product_code()
        for node in ast.walk(places.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"print", "breakpoint"}
    ]
    assert calls == []


def test_every_exemption_from_a_tool_says_why() -> None:
    """`# noqa: X - why` and `# type: ignore[x] # why`, never bare."""
    bare = re.compile(r"# noqa(?!: \w+(, ?\w+)* - \S)|# type: ignore(?!\[[\w, -]+\] # \S)")
    found = [
        f"{path}:{number}"
        for path in python_files()
        if path.name != "test_sizes.py"
        for number, line in enumerate(places.text(path).splitlines(), start=1)
        if bare.search(line)
    ]
    assert found == []
