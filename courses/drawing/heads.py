"""Heads: the shape of a face, hair behind and before it, beards, glasses, hearing aids.

Coordinates are a person's own: the middle of the head is 0, 0; the chin is at about 42.
"""

from __future__ import annotations

from courses.drawing.cast import Look
from courses.drawing.shapes import circle, ellipse, line, mirrored, opacity, path, rect

FACES = {
    "oval": "M-33 -4C-33 -44 33 -44 33 -4C33 24 16 41 0 41C-16 41 -33 24 -33 -4Z",
    "round": "M-35 -2C-36 -43 36 -43 35 -2C35 26 18 39 0 39C-18 39 -35 26 -35 -2Z",
    "long": "M-31 -6C-31 -46 31 -46 31 -6C31 26 15 44 0 44C-15 44 -31 26 -31 -6Z",
    "square": "M-34 -8C-34 -44 34 -44 34 -8L33 12C31 32 17 42 0 42C-17 42 -31 32 -33 12Z",
    "heart": "M-34 -8C-34 -44 34 -44 34 -8C34 18 13 42 0 42C-13 42 -34 18 -34 -8Z",
}

# Behind the shoulders.
BACK = {
    "long": "M-40 -8C-44 -60 44 -60 41 -8C46 30 46 62 40 92C18 100 -18 100 -40 92C-46 62 -45 30 -40 -8Z",
    "bob": "M-40 -6C-44 -58 44 -58 40 -6C43 18 42 34 36 44C14 52 -14 52 -36 44C-42 34 -43 18 -40 -6Z",
    "wavy": "M-40 -8C-46 -58 46 -58 41 -8C47 8 44 20 46 34C42 48 28 50 18 46L-18 46C-28 50 -42 48 -46 34C-44 20 -47 8 -40 -8Z",
    "natural": "M0 -72C38 -74 64 -44 60 -8C62 22 44 38 30 40L-30 40C-44 38 -62 22 -60 -8C-64 -44 -38 -74 0 -72Z",
    "ponytail": "M14 -40C52 -54 66 -16 60 22C57 48 50 70 36 84C34 62 40 44 40 18C40 -6 32 -18 14 -24Z",
    "headscarf": "M0 -56C40 -56 48 -20 45 10C46 44 58 70 66 92C40 112 -40 112 -66 92C-58 70 -46 44 -45 10C-48 -20 -40 -56 0 -56Z",
}  # fmt: skip

# Over the shoulders, beside the face.
LOCKS = {
    "long": "M-30 -20C-44 14 -46 60 -40 96C-32 102 -20 100 -14 92C-26 66 -30 36 -29 8Z",
    "wavy": "M-31 -18C-48 0 -38 16 -46 32C-44 48 -30 50 -23 45C-30 32 -30 18 -29 4Z",
}

# Over the forehead.
FRONT = {
    "long": "M-35 6C-40 -36 -20 -49 2 -49C24 -49 40 -34 35 6C31 -10 20 -24 4 -33C-8 -18 -24 -10 -35 6Z",
    "short": "M-36 0C-42 -40 -20 -58 6 -56C32 -54 43 -34 36 -4C30 -18 24 -28 14 -30C0 -24 -20 -26 -27 -20C-32 -14 -34 -8 -36 0Z",
    "swept": "M-36 -4C-37 -40 -20 -55 2 -55C28 -55 41 -36 36 -4C30 -14 25 -26 22 -31C6 -22 -18 -24 -28 -28C-32 -20 -34 -12 -36 -4Z",
    "crop": "M-35 0C-41 -44 -20 -60 4 -59C30 -58 42 -36 35 0C32 -12 28 -22 22 -28C4 -22 -14 -22 -24 -26C-30 -18 -33 -8 -35 0Z",
    "ponytail": "M-35 2C-40 -34 -22 -50 0 -50C24 -50 40 -34 35 2C31 -14 22 -26 6 -31C-14 -26 -30 -16 -35 2Z",
    "bun": "M-36 2C-41 -36 -22 -51 0 -51C22 -51 41 -36 36 2C32 -16 20 -28 0 -31C-20 -28 -32 -16 -36 2Z",
    "natural": "M-34 0C-42 -34 -22 -50 0 -50C22 -50 42 -34 34 0C31 -14 24 -25 12 -29C4 -32 -4 -32 -12 -29C-24 -25 -31 -14 -34 0Z",
    "bob": "M-38 34C-44 4 -44 -52 0 -53C44 -52 43 -10 38 4C35 -2 33 -8 32 -14C24 -20 -6 -20 -28 -14C-32 0 -30 22 -28 38C-31 40 -36 40 -38 34Z",
    "high-top": "M-34 -4C-38 -30 -40 -58 -32 -66C-20 -76 18 -76 31 -66C40 -58 37 -30 33 -4C31 -14 29 -22 26 -27C12 -31 -12 -31 -26 -27C-30 -22 -32 -14 -34 -4Z",
    "wavy": "M-36 8C-46 -34 -26 -54 0 -53C30 -53 46 -32 36 8C34 -8 26 -22 10 -32C-2 -40 -12 -34 -18 -24C-26 -16 -33 -8 -36 8Z",
    "curly": "M-36 0C-42 -40 -18 -52 2 -52C26 -52 42 -38 36 0C33 -12 30 -20 24 -26C8 -30 -12 -30 -24 -26C-30 -20 -33 -12 -36 0Z",
}  # fmt: skip


def hair_behind(look: Look) -> str:
    """What hangs or stands behind head and shoulders."""
    drawn = path(BACK[look.hair], look.hair_color) if look.hair in BACK else ""
    if look.hair == "headscarf":
        drawn = path(BACK["headscarf"], look.accent)
    if look.hair == "bun":
        drawn += circle(2, -55, 19, look.hair_color) + line(
            "M-9 -60q10 -8 21 0M-7 -50q9 -6 18 0", "#8b7d78", 2.5, opacity(0.55)
        )
    return drawn


def locks(look: Look) -> str:
    """Hair that falls over the shoulders on both sides."""
    if look.hair not in LOCKS:
        return ""
    return mirrored(path(LOCKS[look.hair], look.hair_color))


def head(look: Look) -> str:
    """Ears and face, without an expression."""
    ears = mirrored(ellipse(-33, 4, 6.5, 9, look.shade)) if look.hair != "headscarf" else ""
    rings = mirrored(circle(-34, 17, 3.6, look.earrings)) if look.earrings else ""
    blush = mirrored(ellipse(-19, 15, 7, 4.5, look.lips, opacity(0.13)))
    lines = ""
    if look.lined:
        lines = line("M-15 -22q15 -4 30 0", look.shade, 2, opacity(0.7)) + mirrored(
            line("M-13 17q-4 4 -4 9M-27 0l4 2M-27 6l4 -1", look.shade, 2, opacity(0.8))
        )
    return ears + path(FACES[look.face], look.skin) + lines + blush + rings


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
        case "short":
            return path(whole, look.beard_color, opacity(0.92))
        case "stubble":
            return path(whole, look.beard_color, opacity(0.28))
        case "thin":
            mustache = line("M-11 17q5 -4 11 -1q6 -3 11 1", look.beard_color, 3.4)
            return path(chin, look.beard_color) + mustache
    return ""


def hair_before(look: Look) -> str:
    """What frames the forehead."""
    special = {
        "curly": _curls, "cap": _cap, "turban": _turban, "headscarf": _headscarf, "bald": _bald,
        "natural": _natural, "bun": _pulled_back, "ponytail": _pulled_back, "wavy": _streaked,
        "bob": _shining, "high-top": _faded, "swept": _gray_sides,
    }.get(look.hair)  # fmt: skip
    drawn = path(FRONT[look.hair], look.hair_color) if look.hair in FRONT else ""
    return drawn + (special(look) if special else "")


def _curls(look: Look) -> str:
    places = [
        (-33, -18, 11), (-30, -34, 13), (-18, -46, 14), (-2, -51, 14), (15, -48, 14),
        (28, -36, 13), (34, -20, 11), (-10, -36, 12), (10, -36, 12), (0, -30, 9),
    ]  # fmt: skip
    shine = line("M-20 -48q5 -6 11 -4M4 -53q7 -4 12 1M24 -42q6 0 8 6", "#4a3a36", 2.6)
    return "".join(circle(x, y, r, look.hair_color) for x, y, r in places) + shine


def _natural(look: Look) -> str:
    shine = (
        "M-44 -34q6 -16 20 -24M-6 -62q12 -3 24 3M40 -46q8 8 10 20M-51 -8q-1 12 3 20M52 2q0 10 -5 18"
    )
    return line(shine, "#43312c", 3, opacity(0.8))


def _pulled_back(look: Look) -> str:
    strands = "M-22 -24Q-16 -42 0 -47M-8 -29Q-4 -42 6 -48M14 -27Q18 -38 16 -46"
    tone = "#8b7d78" if look.hair == "bun" else "#b8935a"
    return line(strands, tone, 2.4, opacity(0.7))


def _streaked(look: Look) -> str:
    strands = "M4 -46Q26 -40 32 -8M-8 -44Q-24 -38 -32 -10M12 -44Q30 -34 38 6"
    return line(strands, "#c9c4c0", 3.4) + line("M-2 -48Q-22 -44 -33 -16", "#8d8581", 2.4)


def _shining(look: Look) -> str:
    return line("M-24 -36Q-12 -46 6 -45M-20 -28Q-4 -36 18 -32", "#4a4a5c", 3, opacity(0.8))


def _faded(look: Look) -> str:
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


def _gray_sides(look: Look) -> str:
    return line("M-26 -36Q-8 -48 18 -46M-22 -30Q0 -40 24 -38", "#dcd7cf", 2.6, opacity(0.9))


def _bald(look: Look) -> str:
    shine = ellipse(-12, -30, 9, 4, "#ffffff", ' opacity="0.14" transform="rotate(-24 -12 -30)"')
    sides = mirrored(path("M-34 -6C-36 -12 -35 -18 -33 -22C-31 -14 -31 -6 -32 2Z", "#a7a19b"))
    return sides + shine


def _cap(look: Look) -> str:
    hair = mirrored(
        path("M-35 4C-38 -8 -37 -18 -34 -22L-28 -20C-31 -12 -31 -4 -31 4Z", look.hair_color)
    )
    crown = path(
        "M-37 -17C-38 -50 -18 -60 0 -60C20 -60 39 -50 37 -17C14 -27 -14 -27 -37 -17Z", "#2f4b45"
    )
    brim = path(
        "M-38 -16C-16 -30 18 -30 38 -16C42 -12 40 -8 34 -9C12 -17 -12 -17 -34 -9C-40 -8 -42 -12 -38 -16Z",
        "#22382f",
    )
    badge = rect(-9, -47, 18, 13, look.accent, 3) + line("M0 -60V-52", "#22382f", 2)
    return hair + crown + badge + brim  # fmt: skip


def _turban(look: Look) -> str:
    wrap = path(
        "M-38 -2C-50 -44 -30 -70 2 -69C34 -68 49 -42 38 -2C34 -16 22 -26 0 -33C-20 -26 -33 -16 -38 -2Z",
        look.hair_color,
    )
    folds = line(
        "M-38 -10C-34 -34 -16 -50 8 -62M-40 -24C-34 -42 -18 -56 0 -65M38 -10C32 -30 14 -46 -4 -52M41 -24C34 -42 24 -52 10 -58",
        "#34497f",
        3,
    )
    under = path("M-14 -28L0 -36L14 -28L0 -32Z", "#c8793a")
    return wrap + folds + under  # fmt: skip


def _headscarf(look: Look) -> str:
    around = (
        "M0 -58C44 -58 50 -22 46 10C45 34 34 50 20 58C8 64 -8 64 -20 58C-34 50 -45 34 -46 10"
        "C-50 -22 -44 -58 0 -58ZM0 -32C-22 -34 -29 -16 -29 0C-29 22 -14 39 0 39C14 39 29 22 29 0"
        "C29 -16 22 -34 0 -32Z"
    )
    drape = path(
        "M-40 36C-24 62 22 66 42 34C50 60 60 78 68 94C40 116 -6 106 -30 98C-44 82 -44 58 -40 36Z",
        look.hair_color,
    )
    folds = line(
        "M-34 52C-16 74 20 76 44 58M-28 72C0 92 36 90 56 78M-38 -24C-30 -44 -12 -52 6 -52",
        look.accent,
        3,
        opacity(0.8),
    )
    return drape + path(around, look.hair_color, ' fill-rule="evenodd"') + folds  # fmt: skip


def worn(look: Look) -> str:
    """Glasses and hearing aids, over hair and face."""
    drawn = ""
    if look.glasses:
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
