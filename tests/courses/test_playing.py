"""Each kind, played through as somebody would."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from courses.kinds import registry
from courses.kinds.base import Event, Kind, ModuleContent, NotAnEvent, State
from tests.courses import content

MODULES = {module.slug: module for module in content.every_kind().modules}


class Player:
    """Somebody at one module, pressing buttons."""

    def __init__(self, slug: str) -> None:
        self.module: ModuleContent = MODULES[slug]
        self.kind: Kind[Any] = registry.of(self.module)
        self.state: State = self.kind.initial(self.module)

    def press(self, form: str) -> Event:
        event = self.kind.read_event(self.module, self.state, QueryDict(form))
        self.state = self.kind.advance(self.module, self.state, self.kind.stored(event))
        return event

    @property
    def page(self) -> dict[str, Any]:
        return self.kind.page(self.module, self.state)

    @property
    def standing(self) -> tuple[bool, bool]:
        return (
            self.kind.is_complete(self.module, self.state),
            self.kind.is_over(self.module, self.state),
        )


def test_a_lesson_is_complete_when_its_last_page_has_been_left() -> None:
    reader = Player("reading")
    reader.press("do=next")
    assert (reader.page["page"].title, reader.standing) == ("Two", (False, False))

    reader.press("do=next")
    assert reader.standing == (True, True)

    reader.press("do=back")
    assert (reader.page["page"].title, reader.standing) == ("One", (True, False))


def test_the_quiet_page_stands_in_for_the_other() -> None:
    reader = Player("reading")
    reader.press("do=next")
    reader.press("do=quiet:on")
    assert reader.page["body"] == "Second, quietly."
    reader.press("do=quiet:off")
    assert reader.page["body"] == "Second."


def test_a_reflection_keeps_its_texts_out_of_step_and_state() -> None:
    thinker = Player("thinking")
    event = thinker.press("do=save&text-who=Ana&text-what=&at=write")

    assert thinker.kind.private_fields(event) == {"who": "Ana", "what": ""}
    assert thinker.kind.stored(event) == {"do": "save", "at": "write"}
    assert "Ana" not in str(thinker.state)
    assert thinker.standing == (True, False)


def test_what_was_written_comes_back_to_its_writer() -> None:
    thinker = Player("thinking")
    page = thinker.kind.page(thinker.module, thinker.state, texts={"who": "Ana"})

    assert [written for _prompt, written in page["asked"]] == ["Ana", ""]


def test_sorting_tells_missed_harm_from_harm_that_may_not_be_there() -> None:
    sorter = Player("slope")
    sorter.press("do=next")
    verdicts = []
    for chosen in ("awkward", "harmful", "ambiguous"):
        sorter.press(f"do=sort&bin={chosen}")
        verdicts.append(sorter.page["verdict"])
        sorter.press("do=next")

    assert verdicts == ["milder", "harsher", "same"]
    assert {name: sorter.page[name] for name in ("same", "milder", "harsher", "judged")} == {
        "same": 1, "milder": 1, "harsher": 1, "judged": 3,
    }  # fmt: skip
    assert sorter.standing == (True, False)


def test_sorting_asks_for_a_bin() -> None:
    sorter = Player("slope")
    sorter.press("do=next")
    with pytest.raises(NotAnEvent) as refusal:
        sorter.press("do=sort&bin=odd")
    assert refusal.value.problems == ["Choose where this moment belongs, or skip it."]


def test_a_check_takes_as_many_tries_as_one_likes() -> None:
    taker = Player("check")
    taker.press("do=next")
    taker.press("do=answer&option=a")
    assert (taker.page["latest"].feedback, taker.page["solved"]) == ("Not quite.", False)
    taker.press("do=answer&option=b")
    assert (taker.page["latest"].feedback, taker.page["solved"]) == ("Yes.", True)


def test_half_a_plan_is_kept_and_asked_after() -> None:
    planner = Player("plan")
    event = planner.press("do=save&text-when=a+look&text-then=")
    assert planner.kind.private_fields(event) == {"when": "a look", "then": ""}
    assert (planner.page["at"], planner.page["half"]) == ("write", True)

    planner.press("do=save&text-when=a+look&text-then=ask")
    assert planner.page["at"] == "promise"


def test_the_pledge_is_private_and_the_week_is_not() -> None:
    planner = Player("plan")
    planner.press("do=skip")
    event = planner.press("do=promise&pledge=yes&week=10")

    assert planner.kind.private_fields(event) == {"pledge": "yes"}
    assert planner.kind.stored(event) == {"do": "promise", "week": 10}
    assert (planner.state["week"], planner.standing) == (10, (True, False))


def test_a_week_that_is_not_offered_is_no_week() -> None:
    planner = Player("plan")
    planner.press("do=skip")
    planner.press("do=promise&week=5")
    assert planner.state["week"] is None


def test_survey_answers_pass_through_and_leave_no_trace() -> None:
    answering, skipping = Player("opening"), Player("opening")
    sent = answering.press("do=send&answer-sure-1=7&answer-sure-2=11&answer-l-1=3&at=questions")
    skipped = skipping.press("do=skip&at=questions")

    assert answering.kind.survey_answers(sent) == {"sure-1": 7}
    assert answering.kind.survey_answers(skipped) == {}
    assert answering.kind.stored(sent) == skipping.kind.stored(skipped)
    assert answering.state == skipping.state


def test_sending_a_survey_again_sends_nothing() -> None:
    answering = Player("opening")
    answering.press("do=send&answer-sure-1=7")
    again = answering.kind.read_event(
        answering.module, answering.state, QueryDict("do=send&answer-sure-1=2")
    )
    assert answering.kind.survey_answers(again) == {}


@pytest.mark.parametrize("slug", MODULES)
def test_a_form_of_no_page_of_ours_is_refused_in_words(slug: str) -> None:
    player = Player(slug)
    with pytest.raises(NotAnEvent) as refusal:
        player.press("do=drop-table")
    assert refusal.value.problems == ["This page has moved on. Here is where you are."]
