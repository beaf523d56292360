"""What the scenario's pages show, as plain data for the template."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses import drawing
from courses.kinds.base import State
from courses.kinds.scenario.content import (
    Choice,
    Line,
    Mail,
    Message,
    Scenario,
    Scene,
    Standing,
)
from courses.kinds.scenario.moves import MOVES, NO_MOVE, STEPS, TONES
from courses.kinds.scenario.walking import Stop, flags_of, open_choices, stops

YOU = "you"


def shown(module: Scenario, state: State, *, quiet: bool) -> dict[str, Any]:
    """The context of the page shown now."""
    match state["stage"]:
        case "intro":
            return {"cast": introduced(module)}
        case "scene":
            return scene_page(module, state, quiet=quiet)
        case "after":
            return after_page(module, state, quiet=quiet)
    return debrief_page(module, state, quiet=quiet)


def introduced(module: Scenario) -> list[dict[str, Any]]:
    """The cast with their faces, oneself last."""
    people = sorted(module.cast, key=lambda character: character.slug == YOU)
    return [{"character": character, "face": drawing.face(character.look)} for character in people]


def scene_page(module: Scenario, state: State, *, quiet: bool) -> dict[str, Any]:
    scene = module.scene_by_slug[state["here"]]
    flags = flags_of(module, state)
    return {
        "scene": scene,
        "number": len(state["walks"][-1]) + 1,
        "told": quiet and bool(scene.quiet),
        "picture": picture(module, scene),
        **surroundings(module, scene),
        "lines": [spoken(module, scene, line) for line in scene.story(flags, quiet=quiet)],
        "choices": [
            {"choice": choice, "number": number, "words": wording(choice, quiet=quiet)}
            for number, choice in enumerate(open_choices(scene, flags), 1)
        ],
        "tone": TONES[scene.ending.tone] if scene.ending else "",
    }


def after_page(module: Scenario, state: State, *, quiet: bool) -> dict[str, Any]:
    *_, stop = stops(module, state["walks"][-1])
    assert stop.choice is not None  # noqa: S101 - the stage "after" follows a choice
    return {
        "scene": stop.scene,
        "number": len(state["walks"][-1]),
        "chosen": wording(stop.choice, quiet=quiet),
        "move": MOVES.get(stop.choice.move, ""),
        "step": STEPS[stop.choice.step],
        "effects": effects(module, stop.choice),
    }


def debrief_page(module: Scenario, state: State, *, quiet: bool) -> dict[str, Any]:
    walks = [list(stops(module, walk)) for walk in state["walks"]]
    latest = walks[-1]
    used = {stop.choice.move for walk in walks for stop in walk if stop.choice}
    wishing = module.characters_of_effects["person"]
    return {
        "ending": next((stop.scene.ending for stop in reversed(latest) if stop.scene.ending), None),
        "passed_over": not used,
        "decisions": [_decision(module, stop, quiet=quiet) for stop in latest if stop.choice],
        "moves": [told for told in told_moves(module) if told["move"] in used],
        "untried_moves": [name for move, name in MOVES.items() if move not in used],
        "forks": _forks(module, state, walks, quiet=quiet),
        "map": walk_map(walks, quiet=quiet),
        "wishing": wishing,
        "wishing_face": drawing.face(wishing.look) if wishing else "",
    }


def told_moves(module: Scenario) -> list[dict[str, Any]]:
    """What the debrief says of each move, in the order the moves are taught."""
    texts = {str(move): text for move, text in module.debrief.moves.items()}
    return [
        {"move": move, "name": name, "text": texts[move]}
        for move, name in MOVES.items()
        if move in texts
    ]


def effects(module: Scenario, choice: Choice) -> list[dict[str, Any]]:
    """What the choice did: for the person, the doer, the team, and oneself."""
    rows: list[dict[str, Any]] = []
    for role in ("person", "doer", "team", "you"):
        character = module.characters_of_effects.get(role)
        if role == YOU:
            character = module.character_by_slug.get(YOU)
        rows.append(
            {
                "role": role,
                "name": character.first_name if character else "",
                "face": drawing.face(character.look) if character else "",
                "text": getattr(choice.effects, role),
            }
        )
    return rows


def picture(module: Scenario, scene: Scene) -> SafeString | str:
    """The drawing of a room; a chat has none."""
    if scene.place is None:
        return ""
    figures = tuple(
        drawing.Figure(
            look=module.character_by_slug[standing.who].look,
            position=standing.position,
            expression=standing.expression,
            gesture=standing.gesture,
            is_you=standing.who == YOU,
        )
        for standing in scene.people
    )
    return drawing.scene(scene.place, figures, scene.description or "", you=_("You"))


def surroundings(module: Scenario, scene: Scene) -> dict[str, Any]:
    """What stands where a room has its picture: messages, a grid, mails, a telephone."""
    return {
        "posts": [spoken(module, scene, message) for message in scene.messages],
        "mails": [spoken(module, scene, mail) for mail in scene.mails],
        "tiles": [_tile(module, standing) for standing in sorted(scene.people, key=_position)]
        if scene.call
        else [],
        "more_tiles": max(0, scene.call.people - len(scene.people)) if scene.call else 0,
        "caller": _caller(module, scene),
    }


def _position(standing: Standing) -> int:
    return standing.position


def _tile(module: Scenario, standing: Standing) -> dict[str, Any]:
    """One tile of a video call."""
    character = module.character_by_slug[standing.who]
    name = _("You") if standing.who == YOU else character.first_name
    return {
        "name": name,
        "initial": name[:1],
        "position": standing.position,
        "muted": standing.muted,
        "bust": drawing.bust(character.look, standing.expression) if standing.camera else "",
    }


def _caller(module: Scenario, scene: Scene) -> dict[str, Any] | None:
    """Who is at the other end of the line, and when."""
    if scene.phone is None:
        return None
    character = module.character_by_slug[scene.phone.who]
    return {
        "name": character.name,
        "at": scene.phone.at,
        "face": drawing.face(character.look),
    }


def wording(choice: Choice, *, quiet: bool) -> str:
    """How the choice is worded on the route taken."""
    return choice.quiet if quiet and choice.quiet else choice.text


def walk_map(walks: list[list[Stop]], *, quiet: bool) -> list[dict[str, Any]]:
    """Each way taken; what it shares with the one before it is told in one line."""
    ways: list[dict[str, Any]] = []
    before: list[Stop] = []
    for number, walk in enumerate(walks, 1):
        shared = 0
        while shared < min(len(walk), len(before)) and walk[shared] == before[shared]:
            shared += 1
        ways.append(
            {
                "number": number,
                "shared": walk[shared].scene.title if 0 < shared < len(walk) else "",
                "stops": [_on_map(stop, quiet=quiet) for stop in walk[shared:]],
            }
        )
        before = walk
    return ways


def _on_map(stop: Stop, *, quiet: bool) -> dict[str, Any]:
    return {
        "title": stop.scene.title,
        "words": wording(stop.choice, quiet=quiet) if stop.choice else "",
        "move": (MOVES.get(stop.choice.move) or NO_MOVE) if stop.choice else "",
        "skipped": stop.skipped,
        "ending": stop.scene.ending,
    }


def _decision(module: Scenario, stop: Stop, *, quiet: bool) -> dict[str, Any]:
    assert stop.choice is not None  # noqa: S101 - callers pass decisions only
    return {
        **_on_map(stop, quiet=quiet),
        "slug": stop.scene.slug,
        "effects": effects(module, stop.choice),
    }


def _forks(
    module: Scenario, state: State, walks: list[list[Stop]], *, quiet: bool
) -> list[dict[str, Any]]:
    """Scenes of the latest way at which something has not been tried yet."""
    taken = {(stop.scene.slug, stop.choice.slug) for walk in walks for stop in walk if stop.choice}
    forks, flags = [], frozenset[str]()
    for stop in walks[-1]:
        left = [
            choice
            for choice in open_choices(stop.scene, flags)
            if (stop.scene.slug, choice.slug) not in taken
        ]
        if left:
            forks.append(
                {
                    "slug": stop.scene.slug,
                    "title": stop.scene.title,
                    "question": stop.scene.question,
                    "left": [wording(choice, quiet=quiet) for choice in left],
                }
            )
        flags |= frozenset(stop.choice.sets if stop.choice else ())
    return forks


def spoken(module: Scenario, scene: Scene, said: Line | Message | Mail) -> dict[str, Any]:
    """A line, a message or a mail, with the name and face of whoever says it."""
    words: dict[str, Any] = said.model_dump(exclude={"who"})
    if said.who is None:
        return words
    character = module.character_by_slug[said.who]
    standing = next((each for each in scene.people if each.who == said.who), None)
    face = drawing.face(character.look, standing.expression if standing else "neutral")
    return {**words, "name": character.first_name, "face": face}
