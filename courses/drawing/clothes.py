"""Clothes: a torso, and what makes it somebody's.  Worn in a person's own coordinates."""

from __future__ import annotations

from courses.drawing.cast import Look
from courses.drawing.shapes import circle, group, line, mirrored, opacity, path, rect

TORSO = (
    "M-82 300C-86 190 -86 128 -70 98C-60 80 -36 74 -17 66C-10 76 10 76 17 66"
    "C36 74 60 80 70 98C86 128 86 190 82 300Z"
)
SHIRT_FRONT = "M-19 66L-26 76L0 128L26 76L19 66L0 86Z"


def body(look: Look, extra: str = "") -> str:
    """Neck, torso and outfit; `extra` is worn over it, such as a vest."""
    neck = path("M-15 22H15V70C10 80 -10 80 -15 70Z", look.shade)
    torso = path(TORSO, look.top)
    creases = mirrored(line("M-54 148C-50 186 -52 236 -52 300", look.crease, 4, opacity(0.55)))
    dressed = torso + creases + OUTFITS[look.outfit](look) + (EXTRAS[extra]() if extra else "")
    return neck + (group(dressed, f"scale({look.width:g} 1)") if look.width != 1 else dressed)


def _knit(look: Look) -> str:
    collar = path("M-23 64C-14 84 14 84 23 64L17 60C10 74 -10 74 -17 60Z", look.accent)
    return collar + line("M-10 100V300M0 103V300M10 100V300", look.crease, 1.6, opacity(0.35))


def _blouse(look: Look) -> str:
    neckline = path("M-17 64L0 112L17 64C10 78 -10 78 -17 64Z", look.skin)
    edge = line("M-20 66L0 114L20 66", look.crease, 3.4)
    return neckline + edge + line("M0 114V300", look.crease, 2, opacity(0.6))


def _collared(look: Look) -> str:
    collar = path("M-20 62L-27 78L-8 96L0 84L8 96L27 78L20 62L0 82Z", look.accent)
    edge = line("M-27 78L-8 96L0 84L8 96L27 78", look.crease, 1.6, opacity(0.6))
    return path("M-17 64L0 106L17 64Z", "#f7f9fc") + collar + edge


def _suit(look: Look) -> str:
    shirt = path("M-20 64L-30 84L0 168L30 84L20 64L0 82Z", "#ffffff")
    tie = path("M-7 84L7 84L9 94L13 148L0 166L-13 148L-9 94Z", look.accent) + path(
        "M-7 84H7L9 95H-9Z", "#a8701d"
    )
    lapels = mirrored(path("M-20 63L-40 82L-34 104L-40 110L0 184L-2 160L-27 88Z", look.crease))
    return shirt + tie + lapels + rect(34, 128, 24, 5, "#f4efe7", 1)


def _blazer(look: Look) -> str:
    shell = path("M-18 64L-24 78L0 150L24 78L18 64C10 78 -10 78 -18 64Z", look.accent)
    skin = path("M-15 66C-8 92 8 92 15 66C8 76 -8 76 -15 66Z", look.skin)
    lapels = mirrored(path("M-18 63L-36 80L-32 106L-37 112L-1 178L-2 148L-22 84Z", look.crease))
    return shell + skin + lapels + circle(0, 190, 4.5, look.crease)


def _workwear(look: Look) -> str:
    return (
        path("M-19 62L-28 80L0 100L28 80L19 62L0 82Z", look.crease) + line("M0 100V300", look.crease, 3)
        + _vest(look.accent)
    )  # fmt: skip


def _vest(color: str = "#f2a03d") -> str:
    half = path("M-27 76C-40 78 -50 82 -56 87C-48 130 -50 210 -52 300H-4V138Z", color)
    stripes = path("M-45 83L-34 79L-30 132V300H-43V134Z", "#f6f3ea") + path(
        "M-51 176H-4V192H-51Z", "#f6f3ea"
    )
    return mirrored(half + stripes) + line("M-27 77L-3 138V300M27 77L3 138V300", "#c96f1e", 2.4, opacity(0.7))  # fmt: skip


def _hoodie(look: Look) -> str:
    hood = path(
        "M-42 78C-34 56 -22 54 -17 62C-10 76 10 76 17 62C22 54 34 56 42 78C26 104 -26 104 -42 78Z",
        look.crease,
    )
    strings = line("M-9 96V134M9 96V128", look.accent, 3.4)
    return hood + strings + line("M-34 214Q0 200 34 214L42 262H-42Z", look.crease, 3)  # fmt: skip


def _tunic(look: Look) -> str:
    collar = mirrored(path("M-19 62L-30 82L-3 104L0 86Z", "#f4efe7"))
    buttons = "".join(circle(0, y, 3.4, "#f4efe7") for y in (124, 156, 188))
    tag = rect(26, 118, 30, 13, "#f4efe7", 3) + line("M31 124.5H50", "#7e8f8c", 2.4)
    return path("M-16 66L0 98L16 66Z", look.skin) + collar + buttons + tag


def _shirt(look: Look) -> str:
    collar = mirrored(path("M-19 62L-29 80L-6 104L0 88Z", "#f2ecdf"))
    placket = line("M0 106V300", look.crease, 2.6) + "".join(
        circle(0, y, 2.8, look.crease) for y in (128, 158, 188)
    )
    edge = mirrored(line("M-29 80L-6 104L0 88", look.crease, 1.8))
    return path("M-16 66L0 102L16 66Z", look.skin) + collar + edge + placket


def _cardigan(look: Look) -> str:
    shirt = path("M-20 62L-28 78L0 170L28 78L20 62L0 82Z", look.accent)
    collar = mirrored(line("M-19 64L-26 80L-7 98L0 84", "#c7ced1", 2.4))
    edges = mirrored(line("M-26 74L0 172V300", look.crease, 6))
    cord = line("M-21 72L0 152L21 72", "#2c6e9b", 3) + rect(-12, 150, 24, 32, "#ffffff", 4)
    return shirt + collar + edges + cord + rect(-7, 156, 14, 12, "#9bbcd3", 2)


def _turtleneck(look: Look) -> str:
    roll = path("M-19 46C-10 54 10 54 19 46L22 70C12 82 -12 82 -22 70Z", look.top)
    return roll + line("M-21 70C-12 82 12 82 21 70M-19 56C-10 64 10 64 19 56", look.crease, 2.4)


def _overshirt(look: Look) -> str:
    tee = path(
        "M-24 64C-28 110 -20 200 -22 300H22C20 200 28 110 24 64C14 84 -14 84 -24 64Z", look.accent
    )
    edges = mirrored(
        path("M-22 62L-38 82L-22 112L-22 300H-14C-16 200 -20 110 -22 62Z", look.crease)
    )
    return tee + edges + line("M-58 150h22v26h-22z", look.crease, 2.6)  # fmt: skip


def _scrubs(look: Look) -> str:
    neckline = path("M-19 66L0 104L19 66Z", look.skin) + line("M-21 68L0 107L21 68", look.crease, 4)
    pocket = line("M22 138h28v30h-28z", look.crease, 2.6)
    return (
        neckline + pocket + rect(30, 126, 4, 22, "#f4efe7", 2) + rect(38, 128, 4, 20, "#d98a3d", 2)
    )


def _apron() -> str:
    bib = path("M-34 112H34L46 300H-46Z", "#f4efe7")
    return (
        mirrored(line("M-24 72L-32 114", "#f4efe7", 7))
        + bib
        + line("M-30 190Q0 200 30 190", "#d8cfc0", 3)
    )


OUTFITS = {
    "knit": _knit, "blouse": _blouse, "collared": _collared, "suit": _suit, "blazer": _blazer,
    "workwear": _workwear, "hoodie": _hoodie, "tunic": _tunic, "shirt": _shirt,
    "cardigan": _cardigan, "turtleneck": _turtleneck, "overshirt": _overshirt, "scrubs": _scrubs,
}  # fmt: skip

# What people put on over their own clothes in some places.
EXTRAS = {"vest": _vest, "apron": _apron}


def wheelchair_behind() -> str:
    """Backrest and handles, behind the person."""
    back = rect(-62, 104, 124, 150, "#39434d", 14)
    handles = mirrored(
        line("M-66 118V88Q-66 80 -76 80", "#22292f", 9) + line("M-76 80H-88", "#5a646d", 10)
    )
    return back + handles


def wheelchair_before() -> str:
    """Armrests and the tops of the wheels, before the person."""
    wheels = mirrored(
        line("M-112 300A52 96 0 0 1 -92 176", "#22292f", 9)
        + line("M-104 300A44 86 0 0 1 -86 190", "#9aa4ad", 4)
    )
    return wheels + mirrored(rect(-100, 180, 34, 11, "#39434d", 5))
