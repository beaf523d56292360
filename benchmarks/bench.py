"""What every measurement has at hand: the site, how long, how many, and who else was busy."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks import loading, machine
from benchmarks.data import sessions
from benchmarks.data.organization import World
from benchmarks.figures import Reading
from benchmarks.loading import Request, Result
from benchmarks.running import Site
from benchmarks.walking import Walk


class Failed(Exception):
    """What was measured did not do its work, so its time means nothing."""


@dataclass
class Bench:
    """One run of the benchmarks."""

    site: Site
    seconds: float = 10.0  # each load
    connections: int = 32
    pages: int = 15  # how often one page is asked for alone
    readings: list[Reading] = field(default_factory=list)
    walks: dict[str, Walk] = field(default_factory=dict)  # by digest of the course
    keys: dict[int, str] = field(default_factory=dict)  # user → session
    load_share: float = 0.0  # the most of one core that the load itself took

    @contextmanager
    def reading(self, world: World, *names: str) -> Iterator[Callable[..., None]]:
        """Note figures, with the share of the machine that others took meanwhile.

        With `each`, how often the work was done, also the CPU time that we took for each.
        """
        found: list[tuple[str, float, float, str]] = []

        def note(name: str, value: float, note: str = "", *, each: float = 0) -> None:
            found.append((name, value, each, note))

        before = machine.moment(self.site.roots)
        yield note
        after = machine.moment(self.site.roots)
        share, ours = machine.others(before, after), after.ours - before.ours
        self.readings += [
            Reading(
                name,
                world.size,
                value,
                others=round(share, 3),
                cpu=round(ours / each, 6) if each else 0.0,
                note=note,
            )
            for name, value, each, note in found
        ]
        said = ", ".join(f"{name} {value:.4g}" for name, value, _, _ in found)
        say(f"  {said}  (others {share:.0%})")

    def readers(self, world: World, people: list[int]) -> list[dict[str, str]]:
        """Signed-in learners, as the load needs them."""
        first = world.person_ids[0]
        users = {person: world.user_ids[person - first] for person in people}
        lacking = [user for user in users.values() if user and user not in self.keys]
        self.keys |= sessions.sign_in(lacking)
        return [
            sessions.reader(
                user, self.keys[user],
                slug=world.organization.slug, enrollment=world.enrollment_ids[person],
            )
            for person, user in users.items()
            if user
        ]  # fmt: skip

    def load(
        self,
        script: list[Request],
        readers: list[dict[str, str]],
        *,
        again: bool = True,
        seconds: float | None = None,
    ) -> Result:
        """Put a load on the site; what failed is said, and more than one in a hundred ends it."""
        result = loading.run(
            loading.Plan(
                port=self.site.port,
                script=script,
                readers=readers,
                seconds=self.seconds if seconds is None else seconds,
                connections=self.connections,
                warm=min(1.0, self.seconds / 4),
                again=again,
            )
        )
        self.load_share = max(self.load_share, result.cpu_share)
        failed, good = sum(result.failures.values()), sum(result.total.values())
        if failed:
            say(f"  failures: {result.failures}")
        if failed * 100 > good or not good:
            raise Failed(f"{failed} of {failed + good} requests failed: {result.failures}")
        return result


def seconds_of(work: Callable[[], object]) -> float:
    """How long a piece of work takes, once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_of(work: Callable[[], object], times: int) -> float:
    """The median of several."""
    return statistics.median(seconds_of(work) for _ in range(times))


def say(line: str) -> None:
    """Progress, apart from the table."""
    print(line, file=sys.stderr, flush=True)
