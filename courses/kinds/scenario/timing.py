"""How long a way through a story takes.  Pure.

Reading takes `WORDS_A_MINUTE`: adults read fiction silently at about 260 words a minute, other
prose at 238 (Brysbaert 2019); a decision takes `DECIDING` besides.
"""

from __future__ import annotations

from collections.abc import Iterator

from courses.kinds.scenario.content import Choice, Scenario, Scene

WORDS_A_MINUTE = 250
DECIDING = 0.3  # minutes
LEAST, MOST = 0.5, 1.5  # of the minutes that the story promises


def minutes(story: Scenario) -> tuple[float, float]:
    """The shortest and the longest way from the start to an ending and through the look back.

    A way back to a scene one has just passed is left out, so that loops do not count.
    """
    around = (
        story.premise, story.setting, story.wishes, story.debrief.intro,
        *story.debrief.moves.values(), *story.debrief.questions,
    )  # fmt: skip
    shortest, longest = _ways(story, story.start, frozenset([story.start]))
    rest = sum(map(_words, around)) / WORDS_A_MINUTE
    return shortest + rest, longest + rest


def _ways(story: Scenario, name: str, passed: frozenset[str]) -> tuple[float, float]:
    scene = story.scene_by_slug[name]
    here = sum(map(_words, _texts(scene))) / WORDS_A_MINUTE
    onward = [
        (after + least, after + most)
        for to, after in _exits(scene)
        if to not in passed
        for least, most in [_ways(story, to, passed | {to})]
    ]
    if not onward:
        return here, here
    return here + min(way[0] for way in onward), here + max(way[1] for way in onward)


def _exits(scene: Scene) -> list[tuple[str, float]]:
    """Where one can go, with the minutes that deciding and what follows take."""
    if scene.next:
        return [(scene.next, 0.0)]
    return [(choice.to, DECIDING + _follows(choice) / WORDS_A_MINUTE) for choice in scene.choices]


def _follows(choice: Choice) -> int:
    effects = choice.effects
    return sum(map(_words, (effects.person, effects.doer, effects.team, effects.you)))


def _texts(scene: Scene) -> Iterator[str]:
    for line in scene.lines:
        yield line.text or line.says or ""
    for message in scene.messages:
        yield message.text or message.notice or ""
    for mail in scene.mails:
        yield f"{mail.subject} {mail.text}"
    for choice in scene.choices:
        yield choice.text
    yield scene.question or ""
    yield scene.ending.text if scene.ending else ""


def _words(text: str) -> int:
    return len(text.split())
