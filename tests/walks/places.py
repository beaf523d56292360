"""The files of the repository: what is committed or about to be, never what is ignored."""

from __future__ import annotations

import ast
import subprocess
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


@lru_cache(maxsize=1)
def files() -> tuple[Path, ...]:
    """Every file of the repository, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(
        sorted(Path(name) for name in listed.split("\0") if name and (ROOT / name).exists())
    )


def with_suffix(*suffixes: str) -> list[Path]:
    return [path for path in files() if path.suffix in suffixes]


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(text(path), filename=str(path))


@lru_cache(maxsize=1)
def packages() -> tuple[str, ...]:
    """Our own apps."""
    return tuple(
        sorted(config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT)
    )


def product_code() -> list[Path]:
    """Python that runs in production, without migrations."""
    return [
        path
        for path in with_suffix(".py")
        if path.parts[0] in packages() and "migrations" not in path.parts
    ]
