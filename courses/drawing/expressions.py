"""Expressions: brows, eyes and a mouth.  `turn` is -1 to look left, 1 to look right."""

from __future__ import annotations

from courses.drawing.cast import Look
from courses.drawing.shapes import circle, ellipse, group, line, mirrored, path

# The left brow; the right one is its mirror image.
BROWS = {
    "neutral": "M-19 -9q6 -5 13 -2",
    "smile": "M-19 -10q6 -5 13 -2",
    "broad-smile": "M-19 -12q6 -6 13 -2",
    "frown": "M-19 -10q7 -3 14 4",
    "worried": "M-20 -6q6 -4 14 -9",
    "down": "M-19 -6q6 -3 13 -1",
    "surprised": "M-20 -15q7 -7 14 -2",
    "angry": "M-20 -13q8 0 15 8",
}
MOUTHS = {
    "neutral": "M-8 24q8 3 16 0",
    "smile": "M-12 21q12 11 24 0",
    "frown": "M-10 27q10 -8 20 0",
    "worried": "M-8 27q3 -5 8 -4.5t8 3.5",
    "down": "M-8 26q8 -5 16 0",
    "angry": "M-11 28q11 -9 22 0",
}

NOSES = {
    "small": "M-2 9q-3 6 3 6.5",
    "broad": "M-6.5 12.5q-2 4 2.5 3.8q4 1.8 8 0q4.5 .2 2.5 -3.8",
    "long": "M0 3q-6 11 -4 12.4q3 1.8 7 .4",
    "button": "M-4 13.5q4 4 8 0",
    "hooked": "M1 2q-1 5 -4 10q-1 4 6 4",
}


def expression(look: Look, name: str, turn: int) -> str:
    """The whole expression, shifted a little the way the person looks."""
    drawn = eyes(look, name) + brows(look, name) + nose(look) + mouth(look, name)
    return group(drawn, f"translate({turn * 3.5:g} 0)") if turn else drawn


def brows(look: Look, name: str) -> str:
    return mirrored(line(BROWS[name], look.brow, look.brow_width))


def eyes(look: Look, name: str) -> str:
    if name == "down":
        return mirrored(line("M-18 1q5.5 5 11 0", look.eyes, 2.8)) + _lashes(look, "M-18 2l-3 2")
    if name == "surprised":
        white = ellipse(-12.5, 2, 6.2, 7.2, "#fffdf9")
        return mirrored(white + circle(-12.5, 2, 3.5, look.eyes))
    narrowed = line("M-18 -4q6 0 11 4", look.shade, 2.4) if name == "angry" else ""
    raised = line("M-18 8q5 3 11 1", look.shade, 2) if name == "broad-smile" else ""
    white = ellipse(-12.5, 2.2, 6, 4.6, "#fbf3ea") if look.bright_eyes else ""
    eye = white + circle(-12.5, 2, 3.6, look.eyes)
    shine = circle(-11.3, 0.7, 1.1, "#ffffff") + circle(13.7, 0.7, 1.1, "#ffffff")
    return mirrored(eye + narrowed + raised) + shine + _lashes(look, "M-16 0l-3.5 -2.5")


def _lashes(look: Look, d: str) -> str:
    return mirrored(line(d, look.eyes, 2)) if look.lashes else ""


def nose(look: Look) -> str:
    return line(NOSES[look.nose], look.shade, 2.6)


def mouth(look: Look, name: str) -> str:
    if name == "broad-smile":
        return path("M-15 19Q0 23 15 19Q13 36 0 36Q-13 36 -15 19Z", "#6d2a26") + path(
            "M-13.6 20.4Q0 24 13.6 20.4L12 26.5Q0 29.5 -12 26.5Z", "#fffdf9"
        )
    if name == "surprised":
        return ellipse(0, 27, 5.5, 7, "#5d2622")
    return line(MOUTHS[name], look.lips, 3.4)
