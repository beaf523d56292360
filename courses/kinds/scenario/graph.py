"""Whether a story holds together: what publishing refuses, in words for its author.  Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses import drawing
from courses.kinds.scenario import timing
from courses.kinds.scenario.content import Scenario, Scene
from courses.kinds.scenario.moves import MOVES
from courses.kinds.scenario.routes import END
from courses.kinds.scenario.walking import open_choices, routes

FEWEST_DECISIONS = 3
FEWEST_CHOICES = 2
MOST_STATES = 50_000

Position = tuple[str, frozenset[str]]  # a scene and the flags that are set there


@dataclass
class Explored:
    """Every (scene, flags) one can come to, and how."""

    exits: dict[Position, list[Position]] = field(default_factory=dict)
    jumps: dict[Position, list[Position]] = field(default_factory=dict)  # by passing over

    def scenes(self) -> set[str]:
        return {scene for scene, _flags in self.exits}


def problems(story: Scenario) -> list[str]:
    """Everything that keeps the story from being published; empty if nothing does."""
    if broken := [*_names(story)]:
        return broken  # the rest needs every name to lead somewhere
    explored = explore(story)
    if explored is None:
        return [_("There are too many combinations of flags; use fewer.")]
    return [
        *_unreached(story, explored),
        *_stuck(story, explored),
        *_choices(story, explored),
        *_decisions(story, explored),
        *_flags(story, explored),
        *_moves(story),
        *_endings(story),
        *_told(story),
        *_timing(story),
    ]


def explore(story: Scenario) -> Explored | None:
    """Walk every way there is, skips included; None if there are too many."""
    found = Explored()
    waiting: deque[Position] = deque([(story.start, frozenset())])
    while waiting:
        position = waiting.popleft()
        if position in found.exits:
            continue
        if len(found.exits) > MOST_STATES:
            return None
        name, flags = position
        scene = story.scene_by_slug[name]
        ways = [(choice.to, flags.union(choice.sets)) for choice in open_choices(scene, flags)]
        if scene.next:
            ways = [(scene.next, flags)]
        onward = routes(story).meeting_points[name]
        found.exits[position] = ways
        found.jumps[position] = [(onward, flags)] if onward != END else []
        waiting.extend([*ways, *found.jumps[position]])
    return found


def _names(story: Scenario) -> Iterator[str]:
    """Scenes, characters and looks that are named but not there."""
    scenes, cast = set(story.scene_by_slug), set(story.character_by_slug)
    if story.start not in scenes:
        yield _("The start, “%(scene)s”, is not a scene.") % {"scene": story.start}
    for scene in story.scenes:
        for to in dict.fromkeys(scene.exits()):
            if to not in scenes:
                yield _("“%(scene)s” leads to “%(to)s”, which is not a scene.") % {
                    "scene": scene.slug, "to": to,
                }  # fmt: skip
        for who in sorted(_mentioned(scene) - cast):
            yield _("“%(scene)s” names “%(who)s”, who is not in the cast.") % {
                "scene": scene.slug, "who": who,
            }  # fmt: skip
    for character in story.cast:
        if character.look not in drawing.LOOKS:
            yield _("There is no drawing “%(look)s” for %(name)s.") % {
                "look": character.look, "name": character.name,
            }  # fmt: skip
    for named in filter(None, (story.person, story.doer)):
        if named not in cast:
            yield _("“%(who)s” is not in the cast.") % {"who": named}


def _mentioned(scene: Scene) -> set[str]:
    lines = [*scene.lines, *scene.quiet]
    for more in scene.lines_when:
        lines += [*more.lines, *more.quiet]
    speaking = {line.who for line in lines} | {message.who for message in scene.messages}
    speaking |= {mail.who for mail in scene.mails}
    speaking.add(scene.phone.who if scene.phone else None)
    return {who for who in speaking if who} | {standing.who for standing in scene.people}


def _unreached(story: Scenario, explored: Explored) -> Iterator[str]:
    for scene in story.scenes:
        if scene.slug not in explored.scenes():
            yield _("No way leads to “%(scene)s”.") % {"scene": scene.slug}


def _stuck(story: Scenario, explored: Explored) -> Iterator[str]:
    """Dead ends, and loops that nobody gets out of."""
    ways_back: dict[Position, list[Position]] = {}
    for position, targets in explored.exits.items():
        for to in targets:
            ways_back.setdefault(to, []).append(position)
    free = {each for each in explored.exits if story.scene_by_slug[each[0]].ending}
    waiting = list(free)
    while waiting:
        for position in ways_back.get(waiting.pop(), []):
            if position not in free:
                free.add(position)
                waiting.append(position)
    dead = {each for each, targets in explored.exits.items() if not targets} - free
    for scene in sorted({name for name, _flags in dead}):
        yield _("“%(scene)s” can be a dead end: nothing there is open.") % {"scene": scene}
    looping = {each for each in explored.exits if each not in free} - dead
    if looping and not dead:
        names = ", ".join(f"“{name}”" for name in sorted({name for name, _flags in looping}))
        yield _("From %(scenes)s no ending can be reached: it is a loop.") % {"scenes": names}


def _choices(story: Scenario, explored: Explored) -> Iterator[str]:
    """Too few to choose from, or one that is never offered."""
    offered: dict[str, set[str]] = {}
    fewest: dict[str, int] = {}
    for name, flags in explored.exits:
        scene = story.scene_by_slug[name]
        if scene.choices:
            open_here = {choice.slug for choice in open_choices(scene, flags)}
            offered.setdefault(name, set()).update(open_here)
            fewest[name] = min(fewest.get(name, len(open_here)), len(open_here))
    for name, count in fewest.items():
        if 0 < count < FEWEST_CHOICES:
            yield _("“%(scene)s” can come down to a single choice.") % {"scene": name}
        for choice in story.scene_by_slug[name].choices:
            if choice.slug not in offered[name]:
                yield _("In “%(scene)s”, the choice “%(choice)s” is never offered.") % {
                    "scene": name, "choice": choice.slug,
                }  # fmt: skip


def _decisions(story: Scenario, explored: Explored) -> Iterator[str]:
    """The shortest way must still have enough decisions."""
    start: Position = (story.start, frozenset())
    best: dict[Position, int] = {start: 0}
    waiting = deque([start])
    while waiting:
        position = waiting.popleft()
        cost = best[position] + bool(story.scene_by_slug[position[0]].choices)
        for to in explored.exits[position]:
            if cost < best.get(to, cost + 1):
                best[to] = cost
                waiting.append(to)
    fewest: dict[str, int] = {}
    for (name, _flags), count in best.items():
        if story.scene_by_slug[name].ending:
            fewest[name] = min(fewest.get(name, count), count)
    for name, count in fewest.items():
        if count < FEWEST_DECISIONS:
            yield _(
                "“%(scene)s” can be reached after %(count)d decisions; there should be at least "
                "%(fewest)d."
            ) % {"scene": name, "count": count, "fewest": FEWEST_DECISIONS}


def _flags(story: Scenario, explored: Explored) -> Iterator[str]:
    """Flags that are asked for, but never set where it would matter."""
    known = {flag for scene in story.scenes for each in scene.choices for flag in each.sets}
    for scene in story.scenes:
        asked = {flag for each in scene.choices for flag in (*each.needs, *each.unless)}
        asked |= {more.flag for more in scene.lines_when}
        for flag in sorted(asked - known):
            yield _("“%(scene)s” asks for the flag “%(flag)s”, which no choice sets.") % {
                "scene": scene.slug, "flag": flag,
            }  # fmt: skip
        seen = {flag for name, flags in explored.exits if name == scene.slug for flag in flags}
        for more in scene.lines_when:
            if more.flag in known - seen and scene.slug in explored.scenes():
                yield _("In “%(scene)s”, the flag “%(flag)s” can never be set.") % {
                    "scene": scene.slug, "flag": more.flag,
                }  # fmt: skip


def _moves(story: Scenario) -> Iterator[str]:
    used = {choice.move for scene in story.scenes for choice in scene.choices} - {"none"}
    for move, name in MOVES.items():
        if move not in used:
            yield _("No choice in the story makes the move “%(move)s”.") % {"move": name}
        elif move not in story.debrief.moves:
            yield _("The debrief says nothing about the move “%(move)s”.") % {"move": name}


def _endings(story: Scenario) -> Iterator[str]:
    tones = {scene.ending.tone for scene in story.scenes if scene.ending}
    if story.control:
        if "misread" not in tones:
            yield _("No ending is “misread”: in a control, a false alarm should cost something.")
        if "fair" not in tones:
            yield _("No ending is “fair”: a control should end well where it is seen as it is.")
        return
    if tones & {"misread", "fair"}:
        yield _("Only a control has endings that are “misread” or “fair”.")
    if "costly" not in tones:
        yield _("No ending is “costly”: stepping in should sometimes cost you something.")
    if "silent" not in tones:
        yield _("No ending is “silent”: doing nothing should cost somebody else.")


def _timing(story: Scenario) -> Iterator[str]:
    """A story that takes far less or more time than it promises."""
    shortest, longest = timing.minutes(story)
    found = {"minutes": story.minutes, "shortest": round(shortest), "longest": round(longest)}
    if shortest < timing.LEAST * story.minutes:
        yield _("The shortest way takes about %(shortest)d of the %(minutes)d minutes.") % found
    if longest > timing.MOST * story.minutes:
        yield _("The longest way takes about %(longest)d of the %(minutes)d minutes.") % found


def _told(story: Scenario) -> Iterator[str]:
    """Pictures in words, and a complete quiet version."""
    for scene in story.scenes:
        name = {"scene": scene.slug}
        if scene.kind in ("room", "call") and not scene.description:
            yield _("“%(scene)s” has no description of its picture.") % name
        if scene.kind == "chat" and not scene.messages:
            yield _("“%(scene)s” has no messages.") % name
        if not scene.lines and not scene.messages and not scene.mails:
            yield _("“%(scene)s” tells nothing.") % name
        if not scene.quiet:
            yield _("“%(scene)s” has no quiet version.") % name
        if any(line.says for line in scene.quiet):
            yield _("The quiet version of “%(scene)s” quotes somebody.") % name
        for more in scene.lines_when:
            if not more.quiet:
                yield _("“%(scene)s” has no quiet version of what “%(flag)s” adds.") % {
                    **name, "flag": more.flag,
                }  # fmt: skip
        for choice in scene.choices:
            if not choice.quiet:
                yield _("In “%(scene)s”, “%(choice)s” has no quiet wording.") % {
                    **name, "choice": choice.slug,
                }  # fmt: skip
