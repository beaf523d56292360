"""What covers heads: cap, turban, headscarf, bald scalp; and the hard hat of a building site."""

from __future__ import annotations

from courses.drawing.cast import Look
from courses.drawing.shapes import group, line, mirrored, opacity, path, rect

# A turban stays as it is: its wearers may go without, and nothing fits over it.
NO_HAT = {"turban"}


def cap(look: Look) -> str:
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


def turban(look: Look) -> str:
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


def headscarf(look: Look) -> str:
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


def takes_hat(look: Look) -> bool:
    return look.hair not in NO_HAT


def hard_hat(look: Look) -> str:
    """Over the hair; a headscarf needs a size more."""
    shell = path("M-42 -20C-45 -54 -27 -71 0 -71C27 -71 45 -54 42 -20Z", "#f4c531")
    side = path("M14 -69C34 -64 44 -48 42 -20H30C32 -44 26 -60 14 -69Z", "#d9a41f", opacity(0.55))
    ridge = path("M-9 -70C-12 -56 -13 -42 -13 -26H13C13 -42 12 -56 9 -70C4 -74 -4 -74 -9 -70Z", "#f9d862")  # fmt: skip
    ribs = mirrored(line("M-26 -62C-31 -52 -33 -42 -33 -30", "#d9a41f", 2.6))
    shine = line("M-30 -46Q-28 -56 -21 -61", "#fff3bf", 3.4, opacity(0.9))
    brim = path(
        "M-47 -19C-26 -34 26 -34 47 -19C50 -15 47 -13 42 -14C19 -25 -19 -25 -42 -14C-47 -13 -50 -15 -47 -19Z",
        "#e3ae24",
    )
    under = line("M-41 -13C-19 -24 19 -24 41 -13", "#000000", 2, opacity(0.16))
    hat = shell + side + ridge + ribs + shine + under + brim
    return group(hat, "translate(0 5) scale(1.16 1.12)") if look.hair == "headscarf" else hat
