"""Putting moments on the scale.  Harm missed and harm seen where there is none both count."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from courses.kinds.base import Event, Fields, NotAnEvent, State
from courses.kinds.paged import PagedKind
from courses.kinds.sorting.content import Moment, Sorting


class SortingKind(PagedKind[Sorting]):
    """A page before, a page for each moment (first sorted, then explained), a page after."""

    name = "sorting"

    def places(self, module: Sorting, state: State | None = None) -> tuple[str, ...]:
        return ("intro", *(f"moment:{moment.slug}" for moment in module.moments), "closing")

    def begin(self) -> State:
        return {"sorted": {}}

    def act(self, module: Sorting, state: State, event: Event) -> State:
        moment = moment_at(module, state)
        known = {bin_.slug for bin_ in module.scale}
        if event.get("do") != "sort" or moment is None or event.get("bin") not in known:
            return state
        return {**state, "sorted": {**state["sorted"], moment.slug: event["bin"]}}

    def read(self, module: Sorting, state: State, do: str, post: Fields) -> Event:
        if do != "sort":
            return super().read(module, state, do, post)
        chosen = post.get("bin")
        if chosen not in {bin_.slug for bin_ in module.scale}:
            raise NotAnEvent([_("Choose where this moment belongs, or skip it.")])
        return {"do": "sort", "bin": chosen}

    def details(self, module: Sorting, state: State, *, quiet: bool) -> dict[str, Any]:
        moment = moment_at(module, state)
        details = super().details(module, state, quiet=quiet)
        if moment is not None:
            return {**details, **_moment_details(module, moment, state, quiet=quiet)}
        if state["at"] == "closing":
            return {**details, **summary(module, state, quiet=quiet)}
        return {**details, "intro": module.quiet_intro or module.intro if quiet else module.intro}


def moment_at(module: Sorting, state: State) -> Moment | None:
    """The moment of the page shown now, if it shows one."""
    slug = state["at"].removeprefix("moment:")
    return next((moment for moment in module.moments if moment.slug == slug), None)


def _moment_details(
    module: Sorting, moment: Moment, state: State, *, quiet: bool
) -> dict[str, Any]:
    chosen = state["sorted"].get(moment.slug)
    return {
        "moment": moment,
        "text": told(moment, quiet=quiet),
        "moment_number": module.moments.index(moment) + 1,
        "moment_count": len(module.moments),
        "chosen": chosen,
        "bins": [
            {"bin": bin_, "number": number, "mine": bin_.slug == chosen,
             "ours": bin_.slug == moment.key}
            for number, bin_ in enumerate(module.scale, 1)
        ],
        "agreed": chosen == moment.key,
        "verdict": verdict(module, moment, chosen) if chosen else "",
    }  # fmt: skip


def told(moment: Moment, *, quiet: bool) -> str:
    """The moment's text on the route taken."""
    return moment.quiet if quiet and moment.quiet else moment.text


def verdict(module: Sorting, moment: Moment, chosen: str) -> str:
    """ "same", "milder" (harm that may be missed) or "harsher" (harm that may not be there)."""
    mine, ours = module.height(chosen), module.height(moment.key)
    return "same" if mine == ours else "milder" if mine < ours else "harsher"


def summary(module: Sorting, state: State, *, quiet: bool) -> dict[str, Any]:
    """Every moment with both readings, and how often they agreed."""
    labels = {bin_.slug: bin_.label for bin_ in module.scale}
    rows = []
    for moment in module.moments:
        chosen = state["sorted"].get(moment.slug)
        rows.append(
            {
                "text": told(moment, quiet=quiet),
                "mine": labels.get(chosen, ""),
                "ours": labels[moment.key],
                "verdict": verdict(module, moment, chosen) if chosen else "skipped",
            }
        )
    found = [row["verdict"] for row in rows]
    return {
        "rows": rows,
        "same": found.count("same"),
        "milder": found.count("milder"),
        "harsher": found.count("harsher"),
        "skipped": found.count("skipped"),
        "judged": len(found) - found.count("skipped"),
    }
