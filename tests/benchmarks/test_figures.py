"""The table says how each figure stands beside its target."""

from __future__ import annotations

from benchmarks import figures
from benchmarks.figures import Reading


def test_a_ratio_of_one_or_more_meets_the_target() -> None:
    rate, time = figures.BY_NAME["step"], figures.BY_NAME["completion"]
    assert figures.ratio(rate, 10_000, 840) == 2
    assert figures.ratio(time, 100_000, 240) == 0.5
    assert figures.ratio(rate, 1_000, 840) is None


def test_the_table_has_a_line_for_each_figure_measured() -> None:
    readings = [Reading("step", 1_000, 900), Reading("step", 10_000, 840, others=0.25, cpu=0.004)]
    readings += [Reading("csv", 10_000, 0.1)]

    lines = figures.table(readings, [1_000, 10_000]).splitlines()

    assert [line.split("  ")[0] for line in lines] == [
        "figure",
        "Answering a step, POST, 32 at once",
        "Completion as CSV, so many rows",
    ]
    assert lines[1].split()[-9:] == [
        "840", "/s", "2.00", "900", "840", "×0.93", "4.0", "ms", "25%",
    ]  # fmt: skip
    assert lines[2].split()[-6:] == ["0.10", "s", "2.00", "–", "0.10", "0%"]
