"""Starting the load generator, and what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass, field

from benchmarks import load


@dataclass(frozen=True)
class Request:
    """One request of the script.  A name that starts with + is timed from the one before it.

    `{name}` in path and body stands for a value of the reader, `{key}` in a body for a new
    UUID each time.
    """

    name: str
    path: str
    method: str = "GET"
    body: str = ""
    statuses: tuple[int, ...] = (200,)


@dataclass(frozen=True)
class Plan:
    """Who asks for what, how many at once, for how long.

    With `again` each connection stays with its reader and repeats the script; without, it
    goes on to the next reader when the script is over, and all ends with the readers.
    """

    port: int
    script: list[Request]
    readers: list[dict[str, str]]  # each with its "cookie"
    seconds: float
    connections: int = 32
    warm: float = 1.0
    again: bool = True
    host: str = "127.0.0.1"


@dataclass(frozen=True)
class Spread:
    """Answers of one name: how many, and their times in milliseconds."""

    count: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True)
class Result:
    """What happened."""

    seconds: float
    answers: dict[str, Spread]
    total: dict[str, int]  # with the warm-up
    failures: dict[str, int]
    ran_out: bool
    cpu_seconds: float
    cpu_share: float = field(default=0.0)  # of one core

    def rate(self, name: str) -> float:
        """Good answers of this name in a second."""
        found = self.answers.get(name)
        return found.count / self.seconds if found and self.seconds else 0.0

    def p95(self, name: str) -> float:
        found = self.answers.get(name)
        return found.p95 if found else 0.0


class LoadFailed(Exception):
    """The load generator did not come to its end."""


def run(plan: Plan) -> Result:
    """Put the load on the site and wait until it is over."""
    limit = plan.seconds + plan.warm + 30
    command = [sys.executable, load.__file__]
    try:
        done = subprocess.run(
            command, input=json.dumps(asdict(plan)), capture_output=True, text=True,
            timeout=limit, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise LoadFailed(f"the load did not end in {limit:.0f} seconds") from error
    if done.returncode:
        raise LoadFailed(done.stderr.strip()[-2000:])
    found = json.loads(done.stdout)
    answers = {name: Spread(**each) for name, each in found.pop("answers").items()}
    return Result(answers=answers, **found)
