"""What the machine is, and how much of it programs that are not ours take (Linux only)."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Moment:
    """CPU seconds spent so far: by the whole machine, and by our processes."""

    at: float
    busy: float
    ours: float


def description() -> dict[str, object]:
    """Cores, processor, memory, load."""
    return {
        "cores": os.cpu_count() or 0,
        "processor": _processor(),
        "memory_gb": _memory(),
        "python": platform.python_version(),
        "load": [round(load, 2) for load in os.getloadavg()],
    }


def moment(roots: Iterable[int]) -> Moment:
    """Now; `roots` are the processes whose descendants (and selves) are ours."""
    return Moment(time.monotonic(), _busy(), _spent(set(roots)))


def others(before: Moment, after: Moment) -> float:
    """Share of the machine that other programs took between two moments, 0 to 1."""
    passed = (after.at - before.at) * (os.cpu_count() or 1)
    if passed <= 0:
        return 0.0
    taken = (after.busy - before.busy) - (after.ours - before.ours)
    return min(max(taken / passed, 0.0), 1.0)


def _busy() -> float:
    try:
        fields = [int(x) for x in (PROC / "stat").read_text().splitlines()[0].split()[1:]]
    except OSError:
        return 0.0
    idle = fields[3] + fields[4]  # idle and waiting for the disk
    return (sum(fields[:8]) - idle) / TICKS


def _spent(roots: set[int]) -> float:
    """User and system seconds of a process tree, with those of children that have ended."""
    parents: dict[int, int] = {}
    spent: dict[int, float] = {}
    for entry in PROC.glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(entry.parent.name)
        parents[pid] = int(fields[1])
        spent[pid] = sum(int(x) for x in fields[11:15]) / TICKS
    return sum(seconds for pid, seconds in spent.items() if _descends(pid, roots, parents))


def _descends(pid: int, roots: set[int], parents: dict[int, int]) -> bool:
    while pid > 1:
        if pid in roots:
            return True
        pid = parents.get(pid, 0)
    return False


def _processor() -> str:
    try:
        lines = (PROC / "cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _memory() -> float:
    try:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0.0
    return round(pages / 2**30, 1)
