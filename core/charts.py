"""Charts as plain numbers: what a template, a PDF or a mail draws without further thought.

A chart here is geometry and words, never markup: the partials in templates/charts draw it as SVG,
whose widths are attributes, so that no inline style is needed.  Pure: no clock, no settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 1000  # of every bar, in the units of its own view box
VISIBLE = 4  # the least a part that is not zero may be given: it must be seen


@dataclass(frozen=True)
class Series:
    """One kind of part: its tone is a class of the design system, its label a word beside it."""

    key: str
    label: str
    tone: str  # "a" brand, "b" sun, "c" clay, "d" dusk, "rest" the empty track


@dataclass(frozen=True)
class Part:
    """A stretch of a bar."""

    series: Series
    count: int
    x: int
    width: int

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(frozen=True)
class Row:
    """One bar: who it is about, where that leads, and its counts in the order of the series."""

    label: str
    counts: tuple[int, ...]
    url: str = ""
    figure: str = ""  # what stands at its end: "612 of 900"

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Bar:
    row: Row
    parts: tuple[Part, ...]

    @property
    def drawn(self) -> tuple[Part, ...]:
        """The parts that have a width."""
        return tuple(part for part in self.parts if part.width)

    @property
    def seams(self) -> tuple[int, ...]:
        """Where one drawn part ends and the next begins."""
        return tuple(part.end for part in self.drawn[:-1])

    @property
    def words(self) -> str:
        """The bar, read aloud."""
        return ", ".join(f"{part.series.label} {part.count:,}" for part in self.parts)


@dataclass(frozen=True)
class Bars:
    """Stacked bars, each as wide as the others: shares of its own total."""

    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    totals: tuple[int, ...]
    width: int = WIDTH

    @property
    def total(self) -> int:
        return sum(self.totals)


def shares(counts: Sequence[int], *, width: int = WIDTH, visible: int = VISIBLE) -> list[int]:
    """Divide `width` by `counts`, in whole units that add up to it exactly.

    Nothing gets nothing; whatever is not zero gets at least `visible` units, taken from the
    widest.  A larger count never gets less than a smaller one.  All zero: all zero.
    """
    if any(count < 0 for count in counts):
        raise ValueError("A bar has no negative parts.")
    present = [index for index, count in enumerate(counts) if count]
    if not present:
        return [0] * len(counts)
    if visible * len(present) > width:
        raise ValueError("The bar is too narrow for its parts.")
    spare, total = width - visible * len(present), sum(counts)
    given = [visible + count * spare // total if count else 0 for count in counts]
    left = width - sum(given)
    # Largest remainder first; among equal ones the larger count, so that order is kept.
    by_remainder = sorted(
        present, key=lambda index: (counts[index] * spare % total, counts[index]), reverse=True
    )
    for index in by_remainder[:left]:
        given[index] += 1
    return given


def stacked_bars(series: Sequence[Series], rows: Sequence[Row], *, width: int = WIDTH) -> Bars:
    """Lay out one bar for each row."""
    kinds = tuple(series)
    for row in rows:
        if len(row.counts) != len(kinds):
            raise ValueError("Each row has one count for each series.")
    totals = tuple(sum(row.counts[index] for row in rows) for index in range(len(kinds)))
    bars = tuple(Bar(row, _parts(kinds, row, width)) for row in rows)
    return Bars(kinds, bars, totals, width)


def _parts(series: tuple[Series, ...], row: Row, width: int) -> tuple[Part, ...]:
    parts, x = [], 0
    for kind, count, stretch in zip(
        series, row.counts, shares(row.counts, width=width), strict=True
    ):
        parts.append(Part(kind, count, x, stretch))
        x += stretch
    return tuple(parts)
