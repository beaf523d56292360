"""What is measured, what it should be, and how the table shows it.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One thing that is measured at each size."""

    name: str
    title: str
    unit: str
    group: str  # what --only names
    more_is_better: bool = False
    targets: dict[int, float] = field(default_factory=dict)  # size → target


SMALL, MIDDLE, LARGE = 1_000, 10_000, 100_000

FIGURES: tuple[Figure, ...] = (
    Figure("home", "Learner's home, GET, 32 at once", "/s", "pages", True, {MIDDLE: 300}),
    Figure("home_p95", "  its 95th percentile", "ms", "pages", False, {MIDDLE: 250}),
    Figure("scene", "Scene of a story, GET, 32 at once", "/s", "pages", True, {MIDDLE: 300}),
    Figure("scene_p95", "  its 95th percentile", "ms", "pages", False, {MIDDLE: 250}),
    Figure("step", "Answering a step, POST, 32 at once", "/s", "steps", True, {MIDDLE: 420}),
    Figure("step_p95", "  its 95th percentile", "ms", "steps"),
    Figure("pair", "Answering and the next scene", "/s", "steps", True, {MIDDLE: 170}),
    Figure("pair_p95", "  the 95th percentile of both", "ms", "steps"),
    Figure("bare_page", "  a bare signed-in page", "/s", "steps", True),
    Figure("bare_insert", "  a bare signed-in insert", "/s", "steps", True),
    Figure("bare_share", "  share of the two in the time above", "%", "steps", True),
    Figure("import", "Importing so many rows, all of it", "s", "import", False, {MIDDLE: 3.5}),
    Figure("import_check", "  of it validating and comparing", "s", "import"),
    Figure("import_apply", "  of it applying", "s", "import"),
    Figure("import_again", "  the same file once more", "s", "import"),
    Figure("import_copy", "  times a bare COPY of the file's rows", "×", "import", False,
           {MIDDLE: 4}),
    Figure("import_written", "  times a bare COPY of the rows it wrote", "×", "import"),
    Figure("completion", "Completion page, server time", "ms", "completion", False,
           {MIDDLE: 60, LARGE: 120}),
    Figure("csv", "Completion as CSV, so many rows", "s", "csv", False, {MIDDLE: 0.2}),
    Figure("reminders", "1,000 due reminders, promised and mailed", "/s", "reminders", True,
           {MIDDLE: 250}),
    Figure("reminders_promised", "  of it promising", "s", "reminders"),
    Figure("reminders_mailed", "  of it delivering to a local mail server", "s", "reminders"),
)  # fmt: skip
BY_NAME = {figure.name: figure for figure in FIGURES}
GROUPS = tuple(dict.fromkeys(figure.group for figure in FIGURES))


@dataclass(frozen=True)
class Reading:
    """What one figure was at one size."""

    name: str
    size: int
    value: float
    others: float = 0.0  # share of the machine that other programs took meanwhile, 0 to 1
    cpu: float = 0.0  # seconds of CPU that all our processes together took for each; 0: unknown
    note: str = ""


def ratio(figure: Figure, size: int, value: float) -> float | None:
    """How many times as good as the target; 1 or more meets it.  None without a target."""
    target = figure.targets.get(size)
    if target is None or value <= 0:
        return None
    return value / target if figure.more_is_better else target / value


def growth(figure: Figure, readings: Sequence[Reading]) -> str:
    """How a figure changes from each size to the next: "×1.1 ×1.4"."""
    ordered = sorted(readings, key=lambda reading: reading.size)
    return " ".join(f"×{b.value / a.value:.2g}" if a.value else "–" for a, b in pairwise(ordered))


def shown(value: float) -> str:
    """Three digits that matter."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(readings: Iterable[Reading], sizes: Sequence[int]) -> str:
    """One line for each figure that was measured."""
    found: dict[str, dict[int, Reading]] = {}
    for reading in readings:
        found.setdefault(reading.name, {})[reading.size] = reading
    head = ["figure", "target", "measured", "ratio", *(f"{size:,}" for size in sizes), "growth",
            "own CPU", "others"]  # fmt: skip
    lines = [head] + [
        _line(figure, found[figure.name], sizes) for figure in FIGURES if figure.name in found
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _line(figure: Figure, found: dict[int, Reading], sizes: Sequence[int]) -> list[str]:
    main = next((size for size in figure.targets if size in found), None)
    at = found[main] if main else found[min(found, key=lambda size: abs(size - MIDDLE))]
    better = ratio(figure, at.size, at.value)
    sign = "≥" if figure.more_is_better else "≤"
    target = " ".join(f"{sign}{value:g}" for value in figure.targets.values())
    if len(figure.targets) > 1:
        target = " ".join(
            f"{sign}{value:g} at {size // 1000}k" for size, value in figure.targets.items()
        )
    return [
        figure.title,
        target,
        f"{shown(at.value)} {figure.unit}",
        f"{better:.2f}" if better else "",
        *(shown(found[size].value) if size in found else "–" for size in sizes),
        growth(figure, list(found.values())),
        _cpu(at.cpu),
        f"{at.others:.0%}",
    ]


def _cpu(seconds: float) -> str:
    if not seconds:
        return ""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def as_json(readings: Iterable[Reading], machine: dict[str, Any]) -> dict[str, Any]:
    """What --json writes."""
    return {
        "machine": machine,
        "readings": [
            asdict(reading)
            | {
                "unit": BY_NAME[reading.name].unit,
                "target": BY_NAME[reading.name].targets.get(reading.size),
                "ratio": ratio(BY_NAME[reading.name], reading.size, reading.value),
            }
            for reading in readings
        ],
    }
