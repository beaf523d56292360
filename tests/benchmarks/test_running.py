"""The benchmarks run from end to end at toy sizes, and leave nothing running."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.figures import FIGURES

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def short_place() -> Iterator[Path]:
    """Servers put their sockets below it, and a socket's path may not be long."""
    with tempfile.TemporaryDirectory(prefix="b-") as place:
        yield Path(place)


@pytest.mark.worker
def test_every_figure_is_measured_at_a_toy_size(tmp_path: Path, short_place: Path) -> None:
    found = tmp_path / "figures.json"
    environment = {**os.environ, "TMPDIR": str(short_place)}

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--json", str(found)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr[-3000:] if done.returncode else "") == (0, "")
    readings = json.loads(found.read_text())["readings"]
    assert {each["name"] for each in readings} == {figure.name for figure in FIGURES}
    assert all(each["value"] > 0 for each in readings)
    assert [path.name for path in short_place.iterdir() if "bench" in path.name] == []
