"""Which people HR has ticked, kept from page to page.  Pure.

Either some people by name, or everybody whom a filter finds, without a few.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

MOST = 300  # people ticked one by one: their ids travel in an address


@dataclass(frozen=True)
class Picked:
    ids: frozenset[int] = frozenset()
    everybody: bool = False  # then `ids` are left out
    query: str = ""  # the filter that "everybody" is about
    full: bool = field(default=False, compare=False)  # not all could be kept

    @property
    def is_empty(self) -> bool:
        return not self.everybody and not self.ids

    def holds(self, person_id: int) -> bool:
        return (person_id in self.ids) != self.everybody

    def count(self, matching: int) -> int:
        """How many; `matching` is how many the filter finds now."""
        return max(0, matching - len(self.ids)) if self.everybody else len(self.ids)

    def seen(self, shown: Collection[int], ticked: Collection[int]) -> Picked:
        """After a page with these people on it came back with these ticked."""
        shown, ticked = frozenset(shown), frozenset(ticked) & frozenset(shown)
        changed = shown - ticked if self.everybody else ticked
        ids = (self.ids - shown) | changed
        if len(ids) > MOST:
            return replace(self, full=True)
        return replace(self, ids=ids, full=False)


def everybody(query: str) -> Picked:
    """All whom a filter finds."""
    return Picked(everybody=True, query=query)


def address(picked: Picked, assignment_id: int | None = None) -> str:
    """The query string that carries the choice to another page (reminders.choice reads it): the
    filter, or the assignment and `people`; `without` are left out.  Ids between dots."""
    ids = ".".join(str(pk) for pk in sorted(picked.ids))
    if not picked.everybody:
        return (f"assignment={assignment_id}&" if assignment_id else "") + f"people={ids}"
    return picked.query + (f"&without={ids}" if ids else "")


def stored(picked: Picked) -> dict[str, Any]:
    """What a session keeps."""
    return {"ids": sorted(picked.ids), "everybody": picked.everybody, "query": picked.query}


def read(kept: object) -> Picked:
    """Read what `stored` wrote; nothing from anything else."""
    if not isinstance(kept, dict):
        return Picked()
    ids = frozenset(value for value in kept.get("ids", ()) if isinstance(value, int))
    return Picked(ids, bool(kept.get("everybody")), str(kept.get("query", "")))
