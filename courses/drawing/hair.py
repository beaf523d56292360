"""Hair: what is behind the shoulders, beside the face, over the forehead; and under a hat."""

from __future__ import annotations

from courses.drawing import coverings, strands
from courses.drawing.cast import Look
from courses.drawing.shapes import circle, line, mirrored, opacity, path

# Behind the shoulders.
BACK = {
    "long": "M-40 -8C-44 -60 44 -60 41 -8C46 30 46 62 40 92C18 100 -18 100 -40 92C-46 62 -45 30 -40 -8Z",
    "bob": "M-40 -6C-44 -58 44 -58 40 -6C43 18 42 34 36 44C14 52 -14 52 -36 44C-42 34 -43 18 -40 -6Z",
    "wavy": "M-40 -8C-46 -58 46 -58 41 -8C47 8 44 20 46 34C42 48 28 50 18 46L-18 46C-28 50 -42 48 -46 34C-44 20 -47 8 -40 -8Z",
    "natural": "M0 -72C38 -74 64 -44 60 -8C62 22 44 38 30 40L-30 40C-44 38 -62 22 -60 -8C-64 -44 -38 -74 0 -72Z",
    "ponytail": "M14 -40C52 -54 66 -16 60 22C57 48 50 70 36 84C34 62 40 44 40 18C40 -6 32 -18 14 -24Z",
    "headscarf": "M0 -56C40 -56 48 -20 45 10C46 44 58 70 66 92C40 112 -40 112 -66 92C-58 70 -46 44 -45 10C-48 -20 -40 -56 0 -56Z",
    "braids": "M-37 -10C-44 -58 44 -58 37 -10C45 22 47 62 44 104C30 112 -30 112 -44 104C-47 62 -45 22 -37 -10Z",
    "feathered": "M-36 -8C-42 -56 42 -56 36 -8C39 8 37 22 31 32C14 38 -14 38 -31 32C-37 22 -39 8 -36 -8Z",
    "layered": "M-40 -8C-46 -56 46 -56 40 -8C43 4 42 14 40 22C34 30 26 32 18 34H-18C-26 32 -34 30 -40 22C-42 14 -43 4 -40 -8Z",
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
    "receding": "M-35 6C-38 -8 -39 -22 -34 -32C-28 -44 -14 -49 0 -49C14 -49 28 -44 34 -32C39 -22 38 -8 35 6C33 -2 31 -8 30 -14C28 -26 24 -35 14 -37C9 -33 5 -31 0 -31C-5 -31 -9 -33 -14 -37C-24 -35 -28 -26 -30 -14C-31 -8 -33 -2 -35 6Z",
    "braids": "M-36 4C-42 -36 -22 -53 0 -53C22 -53 42 -36 36 4C33 -14 18 -29 0 -37C-18 -29 -33 -14 -36 4Z",
    "fade": "M-32 -19C-36 -38 -30 -54 -14 -56C-4 -60 16 -60 22 -54C33 -50 35 -36 32 -19L28 -19L25 -27C10 -30 -10 -30 -25 -27L-28 -19Z",
    "pixie": "M-36 6C-38 -4 -40 -18 -37 -30C-32 -50 -16 -57 4 -57C26 -57 40 -44 38 -22C38 -10 37 -2 35 4L31 -10C29 -17 26 -22 24 -27L17 -19L13 -26L4 -17L0 -25L-10 -16L-13 -23L-22 -13L-25 -18C-30 -10 -32 -2 -31 6Q-34 9 -36 6Z",
    "feathered": "M-37 14C-43 -14 -38 -52 2 -52C42 -52 43 -14 37 14C35 18 31 18 30 13C31 2 30 -10 25 -18C16 -18 -2 -22 -12 -33C-16 -22 -26 -14 -29 -6C-31 0 -31 8 -30 13C-31 18 -35 18 -37 14Z",
    "layered": "M-38 8C-46 -30 -30 -54 0 -54C30 -54 46 -30 38 8C36 0 35 -8 32 -14C26 -18 20 -20 16 -20C4 -20 -8 -24 -14 -32C-18 -24 -26 -18 -31 -10C-34 -4 -36 2 -38 8Z",
    "brushed-back": "M-37 2C-41 -14 -40 -34 -28 -46C-18 -54 18 -56 29 -46C40 -34 41 -14 37 2L32 -8C32 -18 29 -26 24 -32C18 -36 8 -36 0 -31C-8 -36 -18 -36 -24 -32C-29 -26 -32 -18 -32 -8Z",
    "dense-curls": "M-35 -2C-40 -38 -22 -52 0 -52C22 -52 40 -38 35 -2L31 -12C29 -22 24 -28 18 -28C8 -25 -8 -25 -18 -28C-24 -28 -29 -22 -31 -12Z",
}  # fmt: skip


# Under a hat: hair that stands or is tied higher than a hat goes is flattened or left out.
FLAT_BACK = {
    "natural": "M-40 -20C-62 -14 -66 16 -52 32C-44 42 -34 40 -26 36H26C34 40 44 42 52 32C66 16 62 -14 40 -20Z",
    "ponytail": "M22 12C50 2 62 22 58 46C54 66 48 78 38 88C38 68 40 48 30 38Z",
    "bun": "",
}  # fmt: skip
SIDE = "M-35 5C-38 -8 -37 -18 -34 -26L-27 -26C-31 -12 -31 -4 -31 4Z"
ONLY_SIDES = {"cap", "high-top", "fade", "dense-curls", "bald"}

TOUCHES = {
    "curly": strands.curls, "cap": coverings.cap, "turban": coverings.turban,
    "headscarf": coverings.headscarf, "bald": strands.bald, "natural": strands.natural,
    "bun": strands.pulled_back, "ponytail": strands.pulled_back, "wavy": strands.streaked,
    "bob": strands.shining, "high-top": strands.faded, "swept": strands.gray_sides,
    "receding": strands.combed, "undercut": strands.undercut, "braids": strands.parted,
    "fade": strands.fade, "pixie": strands.tousled, "feathered": strands.feathered,
    "layered": strands.layered, "brushed-back": strands.brushed, "dense-curls": strands.dense,
}  # fmt: skip


def hair_behind(look: Look, *, hat: bool = False) -> str:
    """What hangs or stands behind head and shoulders."""
    if hat and look.hair in FLAT_BACK:
        return path(FLAT_BACK[look.hair], look.hair_color) if FLAT_BACK[look.hair] else ""
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
    if look.hair == "braids":
        return strands.braids(look)
    if look.hair not in LOCKS:
        return ""
    return mirrored(path(LOCKS[look.hair], look.hair_color))


def hair_before(look: Look, *, hat: bool = False) -> str:
    """What frames the forehead, and a hat if one is worn."""
    if hat and coverings.takes_hat(look):
        return _under_hat(look) + coverings.hard_hat(look)
    drawn = path(FRONT[look.hair], look.hair_color) if look.hair in FRONT else ""
    touch = TOUCHES.get(look.hair)
    return drawn + (touch(look) if touch else "")


def _under_hat(look: Look) -> str:
    if look.hair == "headscarf":
        return coverings.headscarf(look)
    if look.hair in ONLY_SIDES:
        return mirrored(path(SIDE, look.sides or look.hair_color))
    if look.hair == "undercut":
        return strands.shaved(look) + path(strands.FRINGE, look.hair_color)
    waves = strands.waves(look, hat=True) if look.hair == "layered" else ""
    return path(FRONT[look.hair], look.hair_color) + waves
