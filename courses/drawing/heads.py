"""Heads: the shape of a face, freckles, beards, glasses, hearing aids.

Coordinates are a person's own: the middle of the head is 0, 0; the chin is at about 42.
"""

from __future__ import annotations

from courses.drawing.cast import Look
from courses.drawing.shapes import circle, ellipse, line, mirrored, opacity, path

FACES = {
    "oval": "M-33 -4C-33 -44 33 -44 33 -4C33 24 16 41 0 41C-16 41 -33 24 -33 -4Z",
    "round": "M-35 -2C-36 -43 36 -43 35 -2C35 26 18 39 0 39C-18 39 -35 26 -35 -2Z",
    "long": "M-31 -6C-31 -46 31 -46 31 -6C31 26 15 44 0 44C-15 44 -31 26 -31 -6Z",
    "square": "M-34 -8C-34 -44 34 -44 34 -8L33 12C31 32 17 42 0 42C-17 42 -31 32 -33 12Z",
    "heart": "M-34 -8C-34 -44 34 -44 34 -8C34 18 13 42 0 42C-13 42 -34 18 -34 -8Z",
    "soft": "M-34 -4C-34 -44 34 -44 34 -4C35 20 22 40 0 40C-22 40 -35 20 -34 -4Z",
    "full": "M-36 -6C-36 -45 36 -45 36 -6C37 4 39 12 37 22C33 37 18 44 0 44C-18 44 -33 37 -37 22C-39 12 -37 4 -36 -6Z",
    "broad": "M-36 -8C-36 -45 36 -45 36 -8L36 12C34 34 18 44 0 44C-18 44 -34 34 -36 12Z",
    "angular": "M-32 -8C-32 -46 32 -46 32 -8C33 4 32 12 28 20C23 33 12 45 0 45C-12 45 -23 33 -28 20C-32 12 -33 4 -32 -8Z",
}
# Where the hairline is high, the skin goes up to it.
FOREHEAD = "M-33 -8C-33 -54 33 -54 33 -8Z"
HIGH_FOREHEADS = {"receding", "brushed-back"}
# Where the ears are on faces that are wider than the others.
EARS = {"full": 37, "broad": 36}


def head(look: Look) -> str:
    """Ears and face, without an expression."""
    side = EARS.get(look.face, 33)
    ears = mirrored(ellipse(-side, 4, 6.5, 9, look.shade)) if look.hair != "headscarf" else ""
    blush = mirrored(ellipse(-19, 15, 7, 4.5, look.lips, opacity(0.13)))
    face = path(FOREHEAD, look.skin) if look.hair in HIGH_FOREHEADS else ""
    face += path(FACES[look.face], look.skin)
    return ears + face + _years(look) + blush + _freckles(look) + _rings(look)  # fmt: skip


def _rings(look: Look) -> str:
    if not look.earrings:
        return ""
    x = -EARS.get(look.face, 33) - 1
    if look.rings == "hoops":
        return mirrored(line(f"M{x} 13a7 7 0 1 0 .1 0", look.earrings, 2.6))
    if look.rings == "studs":
        return mirrored(circle(x - 1, 11, 2.2, look.earrings) + circle(x - 3.4, 4, 1.7, look.earrings))  # fmt: skip
    return mirrored(circle(x, 17, 3.6, look.earrings))


def _years(look: Look) -> str:
    """The lines that years and weather leave, and a second chin."""
    drawn = ""
    if look.lined:
        drawn += line("M-15 -22q15 -4 30 0", look.shade, 2, opacity(0.7)) + mirrored(
            line("M-13 17q-4 4 -4 9M-27 0l4 2M-27 6l4 -1", look.shade, 2, opacity(0.8))
        )
    if look.weathered:
        drawn += line("M-18 -28q18 -5 36 0M-2 -16v5M3 -16v5", look.shade, 2, opacity(0.75)) + mirrored(
            line("M-28 -4l5 3M-18 9q5 4 11 1", look.shade, 2, opacity(0.85))
            + ellipse(-20, 14, 9, 6, "#c4553a", opacity(0.16))
        )  # fmt: skip
    if look.face == "full":
        drawn += line("M-17 36Q0 45 17 36", look.shade, 2.2, opacity(0.75))
    return drawn


def _freckles(look: Look) -> str:
    if not look.freckles:
        return ""
    cheek = ((-25, 9, 1.3), (-20, 12, 1.5), (-15, 9.5, 1.2), (-22, 16, 1.2), (-16, 15, 1.4), (-10, 11, 1.1), (-27, 13, 1))  # fmt: skip
    spots = "".join(circle(x, y, r, look.freckles) for x, y, r in cheek)
    return mirrored(spots) + circle(-3, 6, 1.1, look.freckles) + circle(4, 8, 1.2, look.freckles)


# The shadow of a beard, no wider than an oval face.
SHADOW = (
    "M-32.5 5C-30 26 -15 41 0 41C15 41 30 26 32.5 5C29 13 24 17 15 17C6 14 -6 14 -15 17"
    "C-24 17 -29 13 -32.5 5Z"
)


def beard(look: Look) -> str:
    """Drawn over the face and under the mouth."""
    whole = (
        "M-33 2C-34 34 -18 47 0 47C18 47 34 34 33 2C31 12 25 17 15 16C6 13 -6 13 -15 16"
        "C-25 17 -31 12 -33 2Z"
    )
    chin = (
        "M-32 6C-32 32 -17 46 0 46C17 46 32 32 32 6C29 24 20 32 10 31L-10 31C-20 32 -29 24 -32 6Z"
    )
    match look.beard:
        case "full":
            grown = whole.replace("47", "53")
            return path(grown, look.beard_color) + path(
                "M-15 18Q0 9 15 18Q8 20 0 18Q-8 20 -15 18Z", "#d2cdc8"
            )
        case "bushy":
            return _bushy(look)
        case "short":
            return path(whole, look.beard_color, opacity(0.92))
        case "stubble":
            return path(whole, look.beard_color, opacity(0.28))
        case "light-stubble":
            return path(SHADOW, look.beard_color, opacity(0.24))
        case "thin":
            mustache = line("M-11 17q5 -4 11 -1q6 -3 11 1", look.beard_color, 3.4)
            return path(chin, look.beard_color) + mustache
        case "mustache":
            return _mustache(look)
    return ""


def _bushy(look: Look) -> str:
    """Thick and long, down to the collar, graying around the mouth."""
    grown = path(
        "M-36 -4C-40 24 -37 46 -24 56C-18 62 -12 58 -6 65C-2 68 4 68 7 64C13 60 18 61 25 55"
        "C37 46 40 24 36 -4C35 8 28 15 17 15C7 11 -7 11 -17 15C-28 15 -35 8 -36 -4Z",
        look.beard_color,
    )
    gray = line("M-26 34Q-22 48 -14 54M26 34Q22 48 14 54M-10 42Q-8 54 -2 60M10 42Q9 52 5 58", "#8e8b8a", 2.6)  # fmt: skip
    over = path("M0 15C6 10 16 12 21 21C13 23 5 22 0 20C-5 22 -13 23 -21 21C-16 12 -6 10 0 15Z", "#6d6b6b")  # fmt: skip
    return grown + gray + over


def _mustache(look: Look) -> str:
    """A thick one that hangs down beside the mouth."""
    hair = path(
        "M0 14.5C6 11.5 15 14 19 25C19.5 28 16.5 29 15 26.5C11 22.5 5 22 0 20.5"
        "C-5 22 -11 22.5 -15 26.5C-16.5 29 -19.5 28 -19 25C-15 14 -6 11.5 0 14.5Z",
        look.beard_color,
    )
    return hair + mirrored(line("M-4 17Q-11 17 -15 22", "#e4e0da", 1.8, opacity(0.8)))


def worn(look: Look) -> str:
    """Glasses and hearing aids, over hair and face."""
    drawn = ""
    if look.glasses and look.frames == "square":
        drawn += mirrored(
            path("M-24 -5H-3.5L-4.5 8Q-5 11 -8 11H-19Q-23 11 -23.4 8Z", "#ffffff", opacity(0.14))
            + line("M-24 -5H-3.5L-4.5 8Q-5 11 -8 11H-19Q-23 11 -23.4 8ZM-24 -4L-33 -4", look.glasses, 3)
        ) + line("M-4 -2q4 -3 8 0", look.glasses, 2.6)  # fmt: skip
    elif look.glasses:
        drawn += line(
            "M-23 2a10 9.5 0 1 0 20 0a10 9.5 0 1 0 -20 0M3 2a10 9.5 0 1 0 20 0a10 9.5 0 1 0 -20 0"
            "M-3 1q3 -3 6 0M-23 0L-33 -3M23 0L33 -3",
            look.glasses, 2.8,
        ) + mirrored(ellipse(-13, 2, 9, 8.5, "#ffffff", opacity(0.12)))  # fmt: skip
    if look.hearing_aid:
        drawn += (
            ellipse(33, 5, 6.5, 9, look.shade)
            + path("M34 -9C44 -10 46 4 40 14C37 17 34 14 36 10C40 2 39 -3 33 -4Z", look.hearing_aid)
            + line("M36 13Q32 14 31 9", "#cfe0ff", 2.2)
        )
    return drawn
