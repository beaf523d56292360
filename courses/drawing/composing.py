"""Placing people in a place, and cutting a face out of a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from courses.drawing import clothes, heads, places, workplaces
from courses.drawing.cast import LOOKS
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


def _place(drawn: tuple[str, str], head: float, scale: float, extra: str = "") -> Place:
    return Place(drawn[0], drawn[1], head, scale, extra)


PLACES = {
    "meeting-room": _place(places.meeting_room(), 180, 1.0),
    "dining-room": _place(places.dining_room(), 182, 1.0),
    "office": _place(places.office(), 172, 1.06),
    "shop": _place(places.shop(), 170, 1.08),
    "warehouse": _place(workplaces.warehouse(), 166, 1.12, "vest"),
    "restaurant-kitchen": _place(workplaces.restaurant_kitchen(), 168, 1.08, "apron"),
    "hospital-ward": _place(workplaces.hospital_ward(), 166, 1.1),
    "hotel-corridor": _place(workplaces.hotel_corridor(), 160, 1.16),
}
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
    drawn = _person(LOOKS[look], Figure(look, 3, expression), 0, "")
    return mark_safe(  # noqa: S308 - our own shapes only
        '<svg class="portrait" viewBox="-68 -71 136 136" aria-hidden="true" focusable="false">'
        f"{drawn}</svg>"
    )


def _placed(setting: Place, figure: Figure, everybody: list[Figure], draw: object) -> str:
    look = LOOKS[figure.look]
    inner = draw(look, figure, _side(figure, everybody), setting.extra)  # type: ignore[operator] # _person or _arms
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


def _person(look: object, figure: Figure, side: int, extra: str) -> str:
    """Everything but the arms of a gesture."""
    who = LOOKS[figure.look]
    tilt, drop = _posture(figure, side)
    face = (
        heads.head(who) + heads.beard(who) + drawn_expression(who, figure.expression, side)
        + heads.hair_before(who) + heads.worn(who)
    )  # fmt: skip
    move = f"translate(0 {drop}) rotate({tilt} 0 40)"
    chair = clothes.wheelchair_behind() if who.wheelchair else ""
    front = clothes.wheelchair_before() if who.wheelchair else ""
    return (
        chair + group(heads.hair_behind(who), move) + clothes.body(who, extra)
        + group(heads.locks(who) + face, move) + front
    )  # fmt: skip


def _arms(look: object, figure: Figure, side: int, extra: str) -> str:
    return arms(LOOKS[figure.look], figure.gesture, side)


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
    y = setting.head + look.lower - 62 * setting.scale - 22
    width = 32 + 11 * len(you)
    words = (
        f'<text x="{x}" y="{y + 5.5:g}" fill="#ffffff" font-size="16" font-weight="700" '
        f'text-anchor="middle">{escape(you)}</text>'
    )
    pointer = line(f"M{x - 6} {y + 14:g}L{x} {y + 21:g}L{x + 6} {y + 14:g}", "#1f6f6a", 4)
    return rect(x - width / 2, y - 15, width, 30, "#1f6f6a", 15) + pointer + words
