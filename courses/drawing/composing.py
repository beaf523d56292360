"""Placing people in a place, and cutting a face out of a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from courses.drawing import clothes, coverings, hair, heads, outdoors, places, workplaces
from courses.drawing.cast import LOOKS, Look
from courses.drawing.expressions import expression as drawn_expression
from courses.drawing.gestures import arms
from courses.drawing.shapes import group, line, rect


@dataclass(frozen=True)
class Place:
    """Where the picture is; people in it may sit (lower, farther) or stand."""

    background: str
    foreground: str
    head: float  # height of the middle of a head
    scale: float
    extra: str = ""  # worn by everybody there
    hat: bool = False  # so is a hard hat


# What portraits are taken against.
NOWHERE = Place("", "", 0, 1)


def _place(
    drawn: tuple[str, str], head: float, scale: float, extra: str = "", *, hat: bool = False
) -> Place:
    return Place(drawn[0], drawn[1], head, scale, extra, hat)


PLACES = {
    "meeting-room": _place(places.meeting_room(), 180, 1.0),
    "dining-room": _place(places.dining_room(), 182, 1.0),
    "office": _place(places.office(), 172, 1.06),
    "shop": _place(places.shop(), 170, 1.08),
    "warehouse": _place(workplaces.warehouse(), 166, 1.12, "vest"),
    "restaurant-kitchen": _place(workplaces.restaurant_kitchen(), 168, 1.08, "apron"),
    "hospital-ward": _place(workplaces.hospital_ward(), 166, 1.1),
    "hotel-corridor": _place(workplaces.hotel_corridor(), 160, 1.16),
    "street-works": _place(outdoors.street_works(), 170, 1.1, "vest", hat=True),
    "laboratory": _place(workplaces.laboratory(), 168, 1.08, "coat"),
    "campsite": _place(outdoors.campsite(), 168, 1.1),
}
Draw = Callable[[Look, "Figure", int, Place], str]
COLUMNS = {1: 124, 2: 302, 3: 480, 4: 658, 5: 836}


@dataclass(frozen=True)
class Figure:
    """Somebody in the picture; positions go from 1 (left) to 5 (right)."""

    look: str
    position: int
    expression: str = "neutral"
    gesture: str = "none"
    is_you: bool = False


@lru_cache(maxsize=1024)
def scene(
    place: str, figures: tuple[Figure, ...], description: str, you: str = "You"
) -> SafeString:
    """The picture, with its description for those who do not see it."""
    setting = PLACES[place]
    ordered = sorted(figures, key=lambda figure: figure.position)
    people = "".join(_placed(setting, figure, ordered, _person) for figure in ordered)
    gestures = "".join(_placed(setting, figure, ordered, _arms) for figure in ordered)
    tags = "".join(_tag(setting, figure, you) for figure in ordered if figure.is_you)
    drawn = setting.background + people + gestures + setting.foreground + tags
    return mark_safe(  # noqa: S308 - our own shapes; the words are escaped here
        f'<svg class="drawing" viewBox="0 0 960 400" role="img" '
        f'aria-label="{escape(description)}">{drawn}</svg>'
    )


@lru_cache(maxsize=512)
def face(look: str, expression: str = "neutral") -> SafeString:
    """A portrait beside a name; decoration, since the name is there."""
    return _cut_out(look, expression, "-68 -71 136 136")


@lru_cache(maxsize=512)
def bust(look: str, expression: str = "neutral") -> SafeString:
    """Head and shoulders, four by three, as a camera has them; decoration, like a face."""
    return _cut_out(look, expression, "-128 -92 256 192")


def _cut_out(look: str, expression: str, window: str) -> SafeString:
    drawn = _person(LOOKS[look], Figure(look, 3, expression), 0, NOWHERE)
    return mark_safe(  # noqa: S308 - our own shapes only
        f'<svg class="portrait" viewBox="{window}" aria-hidden="true" focusable="false">'
        f"{drawn}</svg>"
    )


def _placed(setting: Place, figure: Figure, everybody: list[Figure], draw: Draw) -> str:
    look = LOOKS[figure.look]
    inner = draw(look, figure, _side(figure, everybody), setting)
    where = f"translate({COLUMNS[figure.position]} {setting.head + look.lower:g})"
    return group(inner, f"{where} scale({setting.scale:g})")


def _side(figure: Figure, everybody: list[Figure]) -> int:
    """The way somebody looks: to whoever reaches or points, else to the nearest other."""
    others = [other for other in everybody if other is not figure]
    active = [other for other in others if other.gesture in ("reaching", "pointing")]
    if not others:
        return 1 if figure.position <= 3 else -1
    nearest = min(active or others, key=lambda other: abs(other.position - figure.position))
    return 1 if nearest.position > figure.position else -1


def _person(who: Look, figure: Figure, side: int, place: Place) -> str:
    """Everything but the arms of a gesture."""
    tilt, drop = _posture(figure, side)
    face = (
        heads.head(who) + heads.beard(who) + drawn_expression(who, figure.expression, side)
        + hair.hair_before(who, hat=place.hat) + heads.worn(who)
    )  # fmt: skip
    move = f"translate(0 {drop}) rotate({tilt} 0 40)"
    chair = clothes.wheelchair_behind() if who.wheelchair else ""
    front = clothes.wheelchair_before() if who.wheelchair else ""
    return (
        chair + group(hair.hair_behind(who, hat=place.hat), move) + clothes.body(who, place.extra)
        + group(hair.locks(who) + face, move) + front
    )  # fmt: skip


def _arms(who: Look, figure: Figure, side: int, place: Place) -> str:
    return arms(clothes.sleeved(who, place.extra), figure.gesture, side)


def _posture(figure: Figure, side: int) -> tuple[int, int]:
    """How far the head is tilted and lowered."""
    if figure.expression == "down":
        return side * 3, 5
    if figure.expression == "worried":
        return -side * 3, 1
    if figure.gesture in ("reaching", "pointing"):
        return side * 4, 0
    return 0, 0


def _tag(setting: Place, figure: Figure, you: str) -> str:
    look = LOOKS[figure.look]
    x = COLUMNS[figure.position]
    top = 76 if setting.hat and coverings.takes_hat(look) else 62
    y = setting.head + look.lower - top * setting.scale - 22
    width = 32 + 11 * len(you)
    words = (
        f'<text x="{x}" y="{y + 5.5:g}" fill="#ffffff" font-size="16" font-weight="700" '
        f'text-anchor="middle">{escape(you)}</text>'
    )
    pointer = line(f"M{x - 6} {y + 14:g}L{x} {y + 21:g}L{x + 6} {y + 14:g}", "#1f6f6a", 4)
    return rect(x - width / 2, y - 15, width, 30, "#1f6f6a", 15) + pointer + words
