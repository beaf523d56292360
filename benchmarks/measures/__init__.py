"""What is measured, in the order of a run: the last one leaves the data changed."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.bench import Bench
from benchmarks.data.organization import World
from benchmarks.measures import completion, importing, learning, reminding

Measure = Callable[[Bench, World], None]

MEASURES: dict[str, Measure] = {
    "completion": completion.page,
    "csv": completion.csv,
    "pages": learning.pages,
    "steps": learning.steps,
    "import": importing.rows,
    "reminders": reminding.due,
}
# Those that need the running web server, and those that need an organization with training.
OVER_THE_WEB = frozenset({"completion", "pages", "steps"})
WITH_TRAINING = frozenset(MEASURES) - {"import"}
