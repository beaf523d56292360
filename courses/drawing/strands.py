"""What makes hair somebody's: curls, streaks, braids, a fade.  Drawn over the shapes of hair.py."""

from __future__ import annotations

from math import cos, pi, sin

from courses.drawing.cast import Look
from courses.drawing.shapes import circle, ellipse, line, mirrored, opacity, path


def curls(look: Look) -> str:
    places = [
        (-33, -18, 11), (-30, -34, 13), (-18, -46, 14), (-2, -51, 14), (15, -48, 14),
        (28, -36, 13), (34, -20, 11), (-10, -36, 12), (10, -36, 12), (0, -30, 9),
    ]  # fmt: skip
    shine = line("M-20 -48q5 -6 11 -4M4 -53q7 -4 12 1M24 -42q6 0 8 6", "#4a3a36", 2.6)
    return "".join(circle(x, y, r, look.hair_color) for x, y, r in places) + shine


def natural(look: Look) -> str:
    shine = (
        "M-44 -34q6 -16 20 -24M-6 -62q12 -3 24 3M40 -46q8 8 10 20M-51 -8q-1 12 3 20M52 2q0 10 -5 18"
    )
    return line(shine, "#43312c", 3, opacity(0.8))


def pulled_back(look: Look) -> str:
    strands = "M-22 -24Q-16 -42 0 -47M-8 -29Q-4 -42 6 -48M14 -27Q18 -38 16 -46"
    tone = "#8b7d78" if look.hair == "bun" else "#b8935a"
    return line(strands, tone, 2.4, opacity(0.7))


def streaked(look: Look) -> str:
    strands = "M4 -46Q26 -40 32 -8M-8 -44Q-24 -38 -32 -10M12 -44Q30 -34 38 6"
    return line(strands, "#c9c4c0", 3.4) + line("M-2 -48Q-22 -44 -33 -16", "#8d8581", 2.4)


def shining(look: Look) -> str:
    return line("M-24 -36Q-12 -46 6 -45M-20 -28Q-4 -36 18 -32", "#4a4a5c", 3, opacity(0.8))


def faded(look: Look) -> str:
    fade = mirrored(
        path(
            "M-34 -4C-36 -12 -36 -20 -36 -26L-30 -26C-32 -18 -33 -10 -34 -4Z",
            look.skin,
            opacity(0.35),
        )
    )
    dots = "".join(
        circle(x, y, 2, "#3a2a24", opacity(0.8))
        for y, xs in (
            (-62, (-20, -8, 4, 16)),
            (-52, (-26, -14, -2, 10, 22)),
            (-42, (-20, -8, 4, 16)),
        )
        for x in xs
    )
    return fade + dots  # fmt: skip


def gray_sides(look: Look) -> str:
    return line("M-26 -36Q-8 -48 18 -46M-22 -30Q0 -40 24 -38", "#dcd7cf", 2.6, opacity(0.9))


def bald(look: Look) -> str:
    shine = ellipse(-12, -30, 9, 4, "#ffffff", ' opacity="0.14" transform="rotate(-24 -12 -30)"')
    sides = mirrored(path("M-34 -6C-36 -12 -35 -18 -33 -22C-31 -14 -31 -6 -32 2Z", "#a7a19b"))
    return sides + shine


def combed(look: Look) -> str:
    """Thin hair combed back, with the gray of the temples."""
    back = line("M-8 -36Q-7 -43 -4 -47M0 -35Q1 -42 3 -47M8 -36Q9 -42 10 -46", "#8f8981", 2)
    return back + mirrored(line("M-33 -4Q-35 -16 -31 -28M-27 -36Q-24 -41 -19 -44", "#dedad4", 2.2))


def brushed(look: Look) -> str:
    """Hair brushed back from a high forehead, gray at the temples."""
    back = "M-14 -37Q-13 -45 -8 -50M-4 -35Q-4 -44 0 -51M6 -36Q8 -44 9 -51M16 -38Q18 -44 18 -49"
    temples = line("M-35 -6Q-37 -20 -31 -34M-32 -10Q-33 -20 -28 -29", "#a5a2a1", 2.4)
    return line(back, "#77757a", 2.2) + mirrored(temples)


SWEEP = (
    "M-32 -18C-42 -36 -34 -54 -20 -58L-15 -65L-6 -60C2 -66 8 -67 13 -66L22 -68L25 -61"
    "C38 -55 46 -38 43 -22L48 -8L42 -11L43 5L36 -3L33 11C32 -2 31 -10 28 -17L23 -12L17 -23"
    "L9 -17L3 -27L-5 -20L-11 -29L-19 -20L-24 -28Z"
)
# What of it hangs out from under a hat.
FRINGE = (
    "M-16 -27L-10 -17L-5 -22L2 -16L8 -22L16 -13L20 -20L27 -9L30 -14Q32 -4 33 10L37 -3L42 4V-22Z"
)


def shaved(look: Look) -> str:
    """Sides cut to stubble, in the color the hair grows in."""
    return mirrored(
        path("M-34 2C-38 -12 -37 -26 -29 -36L-20 -24C-28 -18 -31 -8 -31 2Z", look.sides)
    )


def undercut(look: Look) -> str:
    """Shaved sides, and dyed locks swept over; the roots have grown out."""
    roots = line("M-26 -44Q-18 -56 -4 -57M-30 -32Q-28 -38 -25 -42", look.brow, 4, opacity(0.45))
    light = line("M-14 -46Q6 -52 18 -36M-4 -36Q8 -38 14 -26M12 -54Q30 -48 35 -28", "#ffffff", 2.6, opacity(0.36))  # fmt: skip
    dark = line("M-22 -38Q-12 -42 0 -26M-8 -52Q16 -54 28 -26M8 -44Q22 -38 25 -20M28 -52Q38 -42 39 -16", "#000000", 2.2, opacity(0.2))  # fmt: skip
    return shaved(look) + path(SWEEP, look.hair_color) + roots + light + dark


def fade(look: Look) -> str:
    """Sides that get shorter down to the ears, and a short, even top."""
    bands = (("M-34 -12C-36 -20 -36 -28 -32 -36L-28 -19L-31 -12Z", 0.75), ("M-34 -4L-34 -12H-31L-32 -4Z", 0.45), ("M-34 4V-4H-32L-33 4Z", 0.2))  # fmt: skip
    sides = "".join(path(d, look.hair_color, opacity(shown)) for d, shown in bands)
    texture = "M-20 -46l5 -4M-8 -50l6 -3M6 -50l6 -2M19 -46l5 1M-24 -38l5 -4M-12 -41l6 -4M2 -42l6 -3M15 -40l6 -2M-17 -33l5 -3M-3 -34l6 -3M10 -33l6 -2"
    return mirrored(sides) + line(texture, "#4a3a35", 2.2)


def tousled(look: Look) -> str:
    """Short locks brushed forward."""
    light = line("M-26 -26Q-22 -42 -8 -49M-12 -26Q-8 -38 4 -46M2 -28Q6 -40 18 -46M16 -28Q20 -36 28 -40", "#f4e2b5", 2.6, opacity(0.9))  # fmt: skip
    dark = line("M-32 -20Q-32 -36 -20 -46M-2 -30Q0 -38 6 -42M28 -22Q32 -32 32 -38", "#b9975a", 2.2, opacity(0.8))  # fmt: skip
    return light + dark


def feathered(look: Look) -> str:
    """Straight gray hair from a side parting."""
    dark = line("M-12 -34Q-14 -44 -8 -50M-15 -32C-28 -26 -35 -12 -35 4M0 -46C22 -44 34 -26 34 4M-6 -38C6 -34 20 -28 29 -14", "#77767c", 2.2)  # fmt: skip
    light = line("M-20 -42C-30 -36 -36 -22 -36 -8M6 -40C22 -36 31 -22 33 -8", "#dcdbdd", 2.8)
    return dark + light


# The waves around a face; those from the temples down are left under a hat.
WAVES = (
    (-41, 8, 8), (-43, -6, 9), (-38, 18, 7), (43, -12, 10), (42, 3, 9), (39, 16, 7),
    (-39, -22, 11), (-29, -38, 12), (-13, -47, 12), (6, -49, 12), (23, -43, 12), (36, -29, 12),
)  # fmt: skip


def waves(look: Look, *, hat: bool = False) -> str:
    shown = WAVES[:6] if hat else WAVES
    rim = "".join(circle(x, y, r, look.hair_color) for x, y, r in shown)
    low = line("M-36 12Q-44 12 -43 18M37 10Q44 12 42 18", "#873b26", 2.6, opacity(0.75))
    return rim + low + line("M-36 -8Q-44 -4 -42 5M37 -8Q45 -4 43 5", "#dbc3b0", 2.8)


def layered(look: Look) -> str:
    """Soft waves around the face, gray where they grow in."""
    gray = (
        "M-14 -34Q-16 -46 -6 -54M-18 -31Q-26 -40 -20 -48M6 -46Q20 -48 26 -38M30 -30Q38 -26 39 -16"
    )
    red = "M-8 -34Q2 -42 14 -36M0 -27Q12 -32 24 -26M-30 -20Q-34 -28 -29 -36M-2 -48Q8 -56 16 -50M24 -20Q32 -18 34 -10"
    return waves(look) + line(red, "#873b26", 2.6, opacity(0.75)) + line(gray, "#dbc3b0", 2.8)


def dense(look: Look) -> str:
    """Small tight curls, higher than wide."""
    around = [pi * step / 12 for step in range(13)]
    rim = "".join(circle(34 * cos(a), -24 - 31 * sin(a), 8.5, look.hair_color) for a in around)
    hairline = "".join(
        circle(x, -28 - (x % 3), 6, look.hair_color) for x in (-24, -14, -4, 6, 16, 25)
    )
    rings = "".join(
        f"M{x} {y}q1 -5 6 -4q4 2 1 6"
        for y, xs in ((-50, (-16, -2, 12)), (-40, (-27, -12, 3, 18)), (-30, (-20, -5, 10, 24)))
        for x in xs
    )
    return rim + hairline + line(rings, "#5a4034", 2.1)


def parted(look: Look) -> str:
    """Rows of braids from a parting in the middle."""
    rows = "M-3 -46C-16 -40 -28 -26 -33 -8M-2 -40C-12 -34 -20 -28 -26 -20M-6 -51C-22 -47 -34 -32 -37 -14"
    return mirrored(line(rows, "#5b463d", 2.2)) + line("M0 -52V-38", look.shade, 2)


def _braid(x: float, to: float, top: float, links: int, color: str) -> str:
    """One braid from a temple down, link by link."""
    drawn = ""
    for link in range(links):
        at, y = x + (to - x) * sin(pi / 2 * link / links), top + 8.4 * link
        lean = 32 if link % 2 else -32
        turned = f' transform="rotate({lean} {at:.1f} {y:.1f})"'
        drawn += ellipse(round(at, 1), round(y, 1), 5, 6.4, color, turned)
        drawn += line(f"M{at - 2:.1f} {y - 1:.1f}l{4 if lean > 0 else 3} {2 if lean > 0 else -2}", "#5b463d", 1.5)  # fmt: skip
    return drawn


def braids(look: Look) -> str:
    """Two on each side over the shoulders, with cuffs of metal."""
    inner = _braid(-32, -31, 14, 13, look.hair_color)
    outer = _braid(-36, -43, 6, 13, look.hair_color)
    cuffs = "".join(
        line(f"M{x - 4} {y}h8", look.earrings or look.hair_color, 4)
        for x, y in ((-31, 96), (-42, 64))
    )
    return mirrored(outer + inner + cuffs)
