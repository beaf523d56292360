"""Who reports to whom, and where that cannot be."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def in_cycles(manager_of: Mapping[K, K | None]) -> set[K]:
    """Everybody who, going up from manager to manager, comes back to themselves.

    Those who only report into a cycle are not in it.  Being one's own manager is the
    shortest cycle.
    """
    settled: set[K] = set()
    found: set[K] = set()
    for start in manager_of:
        path: dict[K, int] = {}
        here: K | None = start
        while here is not None and here not in settled and here not in path:
            path[here] = len(path)
            here = manager_of.get(here)
        if here is not None and here in path:
            found.update(person for person, place in path.items() if place >= path[here])
        settled.update(path)
    return found
