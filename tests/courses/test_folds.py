"""Whatever happens in whatever order, the state of a module stays sound."""

from __future__ import annotations

import json
from functools import reduce
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.kinds import registry
from courses.kinds.base import Event, Kind, ModuleContent, State
from tests.courses import content

MODULES = {module.slug: module for module in content.every_kind().modules}
WORDS = [
    "next", "skip", "back", "finish", "sort", "answer", "save", "promise", "send", "choose",
    "redo", "quiet", "nonsense", "",
]  # fmt: skip
SCENES = ["start", "aside", "middle", "late", "paid", "quiet-end", "nowhere"]
CHOICES = ["shift-it", "say-it", "wait", "stand-by", "fetch", "show-memo", "ask", "leave", "x"]

EVENTS = st.lists(
    st.fixed_dictionaries(
        {"do": st.sampled_from(WORDS)},
        optional={
            "choice": st.sampled_from(CHOICES),
            "scene": st.sampled_from(SCENES),
            "bin": st.sampled_from(["awkward", "ambiguous", "harmful", "odd"]),
            "option": st.sampled_from(["a", "b", "c"]),
            "week": st.sampled_from([4, 10, 3, None]),
            "on": st.booleans(),
            "whole": st.booleans(),
        },
    ),
    max_size=40,
)

every_module = pytest.mark.parametrize("slug", MODULES)


def played(kind: Kind[Any], module: ModuleContent, events: list[Event]) -> State:
    return reduce(
        lambda state, event: kind.advance(module, state, event), events, kind.initial(module)
    )


@every_module
@settings(max_examples=60, deadline=None)
@given(events=EVENTS)
def test_any_events_in_any_order_leave_a_sound_state(slug: str, events: list[Event]) -> None:
    module = MODULES[slug]
    kind = registry.of(module)
    state = kind.initial(module)
    was_complete = False
    for event in events:
        before = json.dumps(state)
        after = kind.advance(module, state, event)
        assert json.dumps(state) == before  # folds change nothing in place
        state = after
        done, about = kind.progress(module, state)
        assert 0 <= done <= about
        assert kind.is_complete(module, state) >= was_complete  # credit is never taken back
        assert kind.is_complete(module, state) >= kind.is_over(module, state)
        was_complete = kind.is_complete(module, state)
    assert json.loads(json.dumps(state)) == state
    assert render_to_string(kind.template, kind.page(module, state))


@every_module
@settings(max_examples=60, deadline=None)
@given(events=EVENTS)
def test_a_step_taken_twice_is_one_step(slug: str, events: list[Event]) -> None:
    module = MODULES[slug]
    kind = registry.of(module)
    once = twice = kind.initial(module)
    for event in events:
        placed = {**event, "at": kind.here(module, once)}
        once = kind.advance(module, once, placed)
        twice = kind.advance(module, kind.advance(module, twice, placed), placed)
    assert once == twice


@every_module
@settings(max_examples=40, deadline=None)
@given(events=EVENTS)
def test_what_is_stored_leads_to_the_same_state_as_what_happened(
    slug: str, events: list[Event]
) -> None:
    module = MODULES[slug]
    kind = registry.of(module)

    assert played(kind, module, [kind.stored(event) for event in events]) == played(
        kind, module, events
    )


@every_module
@settings(max_examples=40, deadline=None)
@given(events=EVENTS)
def test_skipping_always_leads_out_with_the_credit(slug: str, events: list[Event]) -> None:
    module = MODULES[slug]
    kind = registry.of(module)
    state = played(kind, module, events)

    for _ in range(len(SCENES) + 20):
        state = kind.advance(module, state, {"do": "skip"})

    assert (kind.is_complete(module, state), kind.is_over(module, state)) == (True, True)


@every_module
def test_a_page_left_behind_changes_nothing(slug: str) -> None:
    module = MODULES[slug]
    kind = registry.of(module)
    first = kind.initial(module)
    moved = kind.advance(module, first, {"do": "next", "at": kind.here(module, first)})

    stale = {"do": "next", "at": kind.here(module, first)}
    assert kind.advance(module, moved, stale) == moved


@every_module
def test_the_quiet_choice_counts_over_the_default_and_only_where_there_is_one(slug: str) -> None:
    module = MODULES[slug]
    kind = registry.of(module)
    state = kind.initial(module)
    off = kind.advance(module, state, {"do": "quiet", "on": False})

    assert kind.page(module, state, quiet=True)["quiet"] is module.has_quiet
    assert kind.page(module, off, quiet=True)["quiet"] is False
