"""Kinds that are a row of pages, taken one after the other."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Generic

from courses.kinds.base import Event, Fields, Kind, M, State, unknown_button


class PagedKind(Kind[M], Generic[M]):
    """The state names its page under "at"; `next`, `skip`, `finish` and `back` move along."""

    # Where the last page only says goodbye, being shown it earns the credit.
    closing_earns_credit = True

    @abstractmethod
    def places(self, module: M, state: State | None = None) -> tuple[str, ...]:
        """The names of the pages, in order; never empty.  The first is so in every state."""

    def begin(self) -> State:
        """What the state holds besides the page."""
        return {}

    def act(self, module: M, state: State, event: Event) -> State:
        """The state after an event other than moving along."""
        return state

    def initial(self, module: M) -> State:
        return {"at": self.places(module)[0], "complete": False, "over": False, **self.begin()}

    def here(self, module: M, state: State) -> str:
        return str(state["at"])

    def step(self, module: M, state: State, event: Event) -> State:
        match event.get("do"):
            case "next" | "skip" | "finish":
                return self.forward(module, state)
            case "back":
                return self.backward(module, state)
        return self.act(module, state, event)

    def forward(self, module: M, state: State) -> State:
        """On to the next page; from the last one, out."""
        places = self.places(module, state)
        index = places.index(state["at"]) + 1
        if index == len(places):
            return {**state, "complete": True, "over": True}
        at_closing = self.closing_earns_credit and index == len(places) - 1
        return {**state, "at": places[index], "complete": state["complete"] or at_closing}

    def backward(self, module: M, state: State) -> State:
        """To the page before, if there is one."""
        places = self.places(module, state)
        index = places.index(state["at"])
        return {**state, "at": places[max(index - 1, 0)], "over": False}

    def progress(self, module: M, state: State) -> tuple[int, int]:
        places = self.places(module, state)
        return len(places) if state["over"] else places.index(state["at"]), len(places)

    def read(self, module: M, state: State, do: str, post: Fields) -> Event:
        if do in ("next", "skip", "finish", "back"):
            return {"do": do}
        raise unknown_button()

    def details(self, module: M, state: State, *, quiet: bool) -> dict[str, Any]:
        places = self.places(module, state)
        index = places.index(state["at"])
        return {
            "number": index + 1,
            "total": len(places),
            "is_first": index == 0,
            "is_last": index == len(places) - 1,
        }
