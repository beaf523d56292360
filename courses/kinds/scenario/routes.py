"""Ways through a story.  Pure: works on the names of scenes and where each can lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

END = ""  # what every ending leads to

Exits = Mapping[str, Sequence[str]]


def meeting_points(exits: Exits) -> dict[str, str]:
    """For each scene, the nearest later scene that all its ways lead through; END if none.

    These are the immediate post-dominators, found by iterating the usual equations: a
    scene is post-dominated by itself and by whatever post-dominates all its successors.
    """
    names = [*exits, END]
    after: dict[str, frozenset[str]] = {name: frozenset(names) for name in exits}
    after[END] = frozenset([END])
    changed = True
    while changed:
        changed = False
        for name, targets in exits.items():
            common = frozenset.intersection(*(after[to] for to in (targets or [END])))
            updated = common | {name}
            if updated != after[name]:
                after[name], changed = updated, True
    # The nearest one is post-dominated by all the others: it has the largest set.
    return {
        name: max(after[name] - {name}, key=lambda other: len(after[other]), default=END)
        for name in exits
    }


def distances(exits: Exits) -> dict[str, tuple[int, int]]:
    """For each scene, how many steps it is to an ending: fewest and most.

    A way back to a scene one has just passed is left out, so that loops do not count.
    """
    found: dict[str, tuple[int, int]] = {}

    def walk(name: str, passed: frozenset[str]) -> tuple[int, int]:
        if name not in found:
            ways = [walk(to, passed | {to}) for to in exits[name] if to not in passed]
            found[name] = (
                (1 + min(way[0] for way in ways), 1 + max(way[1] for way in ways))
                if ways
                else (0, 0)
            )
        return found[name]

    for name in exits:
        walk(name, frozenset([name]))
    return found
