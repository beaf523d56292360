"""Clothes: a torso, and what makes it somebody's.  Worn in a person's own coordinates."""

from __future__ import annotations

from dataclasses import replace

from courses.drawing.cast import Look
from courses.drawing.shapes import circle, group, line, mirrored, opacity, path, rect

TORSO = (
    "M-82 300C-86 190 -86 128 -70 98C-60 80 -36 74 -17 66C-10 76 10 76 17 66"
    "C36 74 60 80 70 98C86 128 86 190 82 300Z"
)
SHIRT_FRONT = "M-19 66L-26 76L0 128L26 76L19 66L0 86Z"


def body(look: Look, extra: str = "") -> str:
    """Neck, torso and outfit; `extra` is worn over it, such as a vest."""
    n = look.neck
    neck = path(f"M{-n} 22H{n}V70C{n - 5} 80 {5 - n} 80 {-n} 70Z", look.shade)
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


def _flannel(look: Look) -> str:
    """A checked shirt with rolled collar over a light undershirt."""
    checks = line("M-54 96V300M-30 84V300M30 84V300M54 96V300", look.crease, 9, opacity(0.6))
    checks += line("M-76 128H76M-80 164H80M-80 200H80M-80 236H80", look.crease, 9, opacity(0.45))
    checks += line("M-42 88V300M42 88V300M-78 146H78M-80 182H80", "#f0d9b0", 1.8, opacity(0.7))
    tee = path("M-17 64L0 108L17 64C10 78 -10 78 -17 64Z", look.accent)
    collar = mirrored(
        path("M-19 60L-32 80L-9 106L0 90Z", look.top)
        + line("M-32 80L-9 106L0 90", look.crease, 2.4)
    )
    placket = rect(-5, 104, 10, 196, look.top) + line("M-5 106V300M5 106V300", look.crease, 1.6)
    buttons = "".join(circle(0, y, 2.6, look.accent) for y in (124, 154, 184))
    return checks + placket + buttons + tee + collar  # fmt: skip


def _zip_jacket(look: Look) -> str:
    collar = mirrored(path("M-24 82C-25 66 -22 54 -17 48C-14 60 -8 68 0 74V92Z", look.crease))
    scarf = path("M-17 54C-9 66 9 66 17 54L18 66C10 82 -10 82 -18 66Z", look.accent)
    seams = mirrored(
        line("M-24 82C-40 88 -54 96 -62 108", look.crease, 3)
        + line("M-26 164l-20 -8", look.crease, 4)
    )
    zipper = line("M0 90V300", "#8d97a3", 2.6) + rect(-2.5, 92, 5, 11, "#c6cdd4", 2)
    return scarf + collar + seams + zipper + mirrored(line("M-24 82C-20 88 -8 92 0 93", "#566070", 1.8))  # fmt: skip


def _henley(look: Look) -> str:
    neckline = path("M-18 64C-12 86 12 86 18 64C10 78 -10 78 -18 64Z", look.skin)
    band = line("M-20 64C-13 90 13 90 20 64", look.accent, 5)
    placket = path("M-7 84H7V132Q0 136 -7 132Z", look.accent)
    buttons = "".join(circle(0, y, 2.2, look.crease) for y in (94, 108, 122))
    raglan = mirrored(line("M-22 74C-36 94 -48 122 -54 150", look.crease, 2.4, opacity(0.8)))
    return neckline + raglan + band + placket + buttons


def _soft_shirt(look: Look) -> str:
    """Loose, with a wide open collar over a light tee."""
    tee = path("M-19 64L-18 84L0 146L18 84L19 64C10 80 -10 80 -19 64Z", look.accent)
    neckline = line("M-18 66C-10 84 10 84 18 66", "#d9cfbf", 2.2)
    collar = mirrored(
        path("M-19 60L-42 84L-24 112L-16 104L0 148L-19 84Z", look.crease)
        + line("M-40 86L-23 110", look.top, 2)
    )
    placket = line("M0 148V300", look.crease, 2.4) + circle(4, 166, 2.6, look.accent)
    pocket = path("M24 138h28v24q-14 8 -28 0z", look.crease, opacity(0.6))
    return tee + neckline + collar + placket + pocket


def _open_cardigan(look: Look) -> str:
    top = path(
        "M-22 62C-30 120 -24 200 -22 300H22C24 200 30 120 22 62C14 84 -14 84 -22 62Z", look.accent
    )
    neckline = path("M-17 64C-12 92 12 92 17 64C10 78 -10 78 -17 64Z", look.skin)
    dots = "".join(
        circle(x, y, 1.9, "#c98a64")
        for y, xs in (
            (112, (-10, 4)),
            (126, (-3, 11)),
            (140, (-12, 2)),
            (154, (-5, 9)),
            (168, (-12, 2)),
        )
        for x in xs
    )
    edges = mirrored(
        path("M-20 60C-38 96 -32 200 -30 300H-18C-20 210 -26 130 -16 68Z", look.crease)
        + line("M-52 170h16", look.crease, 3)
    )
    beads = "".join(
        circle(x, y, 2.8, "#c25b4c")
        for x, y in ((-15, 76), (-12, 84), (-7, 91), (0, 94), (7, 91), (12, 84), (15, 76))
    )
    return top + dots + neckline + edges + beads  # fmt: skip


def _parka(look: Look) -> str:
    knit = path("M-20 62L-26 90L-14 300H14L26 90L20 62C10 80 -10 80 -20 62Z", "#d9dcd6")
    hood = mirrored(
        path(
            "M-17 58C-36 56 -52 72 -54 92C-40 84 -30 84 -24 96L-12 150C-18 110 -20 80 -17 58Z",
            look.crease,
        )
    )
    edges = mirrored(path("M-24 92C-22 150 -16 220 -16 300H-8C-8 230 -12 150 -20 84Z", look.crease))
    flaps = mirrored(rect(-58, 152, 32, 10, look.crease, 3) + circle(-42, 157, 2, "#d9c9a0"))
    cords = line("M-21 96V130M21 96V122", "#e8dfc6", 2.8)
    return knit + hood + edges + flaps + cords  # fmt: skip


def _dungarees(look: Look) -> str:
    neckline = path("M-18 64C-12 86 12 86 18 64C10 78 -10 78 -18 64Z", look.skin)
    rib = line("M-20 64C-13 89 13 89 20 64", look.crease, 4)
    bib = path(
        "M-36 124Q0 130 36 124L40 200C52 222 66 230 80 236V300H-80V236C-66 230 -52 222 -40 200Z",
        look.accent,
    )
    straps = mirrored(
        path("M-54 88L-42 84L-24 134H-38Z", look.accent) + circle(-31, 132, 4, "#d9c27a")
    )
    seam = line("M-35 129Q0 135 35 129", "#c3cede", 1.6, opacity(0.8))
    pocket = line("M-19 148H19V176Q0 184 -19 176ZM4 148V178", "#c3cede", 1.6, opacity(0.8))
    return neckline + rib + bib + straps + seam + pocket  # fmt: skip


def _jacket(look: Look) -> str:
    shirt = path("M-20 62L-28 82L0 156L28 82L20 62C10 80 -10 80 -20 62Z", look.accent)
    neckline = path("M-17 64L0 96L17 64C10 78 -10 78 -17 64Z", look.skin)
    edge = line("M-19 64L0 98L19 64", "#d5cebf", 2)
    collar = mirrored(
        path("M-18 58L-46 82L-36 108L-26 100L0 158L-22 82Z", look.crease)
        + line("M-46 82L-36 108L-26 100", look.top, 1.6)
    )
    front = line("M0 158V300", look.crease, 3) + circle(5, 174, 3, look.crease)
    pockets = line("M24 140h30M-54 140h30", look.crease, 3.4)
    return shirt + neckline + edge + collar + front + pockets  # fmt: skip


def _quarter_zip(look: Look) -> str:
    collar = mirrored(
        path("M-19 56L-31 76L-6 98L0 84Z", look.accent)
        + line("M-31 76L-6 98L0 84", look.crease, 1.6, opacity(0.5))
    )
    stand = mirrored(path("M-22 66C-34 70 -38 80 -34 88L-2 134V104Z", look.crease))
    zipper = line("M0 100V142", "#a8adb8", 2.8) + rect(-2.5, 138, 5, 11, "#c6cbd4", 2)
    ribs = mirrored(line("M-34 88L-2 136", look.top, 2))
    return stand + collar + ribs + zipper  # fmt: skip


def _wrap(look: Look) -> str:
    """A blouse crossed over, left over right."""
    neckline = path("M-18 64L4 126L18 64C10 78 -10 78 -18 64Z", look.skin)
    under = path("M18 62L30 78L6 138L-6 124Z", look.crease)
    over = path("M-18 62L-31 76L-10 130L68 234L80 222L4 124Z", look.crease)
    edge = line("M-19 63L2 124L79 222", look.accent, 3)
    chain = line("M-13 74Q0 104 13 74", "#f0d58a", 1.8) + circle(0, 91, 2.6, "#f0d58a")
    return neckline + chain + under + over + edge + line("M8 122L19 64", look.accent, 3)


def _apron() -> str:
    bib = path("M-34 112H34L46 300H-46Z", "#f4efe7")
    return (
        mirrored(line("M-24 72L-32 114", "#f4efe7", 7))
        + bib
        + line("M-30 190Q0 200 30 190", "#d8cfc0", 3)
    )


def _coat() -> str:
    """A white coat, buttoned below the chest."""
    half = path("M-19 62C-38 73 -60 80 -70 98C-86 128 -86 190 -82 300H0V168L-27 84Z", "#eff4f6")
    lapel = path("M-17 57L-47 82L-36 106L-41 112L0 176L-24 86Z", "#e2eaed")
    seams = line("M-54 148C-50 186 -52 236 -52 300M-36 106L-41 112L0 176V300", "#c3d0d5", 2)
    pocket = line("M24 136h28v30h-28z", "#c3d0d5", 2.2) + rect(31, 126, 4, 20, "#2c6e9b", 2)
    edge = line("M-82 300C-86 190 -86 128 -70 98C-60 80 -38 73 -19 64", "#a9bac1", 2.2)
    return mirrored(half + edge + lapel + seams) + pocket + circle(0, 192, 3, "#c3d0d5")


OUTFITS = {
    "knit": _knit, "blouse": _blouse, "collared": _collared, "suit": _suit, "blazer": _blazer,
    "workwear": _workwear, "hoodie": _hoodie, "tunic": _tunic, "shirt": _shirt,
    "cardigan": _cardigan, "turtleneck": _turtleneck, "overshirt": _overshirt, "scrubs": _scrubs,
    "flannel": _flannel, "zip-jacket": _zip_jacket, "henley": _henley, "soft-shirt": _soft_shirt,
    "open-cardigan": _open_cardigan, "parka": _parka, "dungarees": _dungarees, "jacket": _jacket,
    "quarter-zip": _quarter_zip, "wrap": _wrap,
}  # fmt: skip

# What people put on over their own clothes in some places.
EXTRAS = {"vest": _vest, "apron": _apron, "coat": _coat}
COAT_SLEEVES = ("#eff4f6", "#b7c6cc")


def sleeved(look: Look, extra: str) -> Look:
    """The look with the sleeves that are seen: a coat's cover one's own."""
    if extra != "coat":
        return look
    return replace(look, top=COAT_SLEEVES[0], crease=COAT_SLEEVES[1])


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
