"""Gestures: arms and hands, drawn over the people.  `side` is -1 for left, 1 for right."""

from __future__ import annotations

from courses.drawing.cast import Look
from courses.drawing.shapes import circle, ellipse, group, line, path

SLEEVE = 27


# From this width on, arms would be drawn inside the body: they move out with the shoulders.
LARGE = 1.15


def arms(look: Look, gesture: str, side: int) -> str:
    """The gesture made towards a side; "none" lets the arms hang."""
    beyond = 84 * (look.width - 1) if look.width >= LARGE else 0
    match gesture:
        case "folded-arms":
            return _wider(_folded(look), look)
        case "reaching":
            return _sided(_reaching(look), side, beyond)
        case "hand-up":
            return _sided(_hand_up(look), side, beyond)
        case "pointing":
            return _sided(_pointing(look), side, beyond)
        case "holding-paper":
            return _wider(_paper(look), look)
    return ""


def _sided(drawn: str, side: int, beyond: float) -> str:
    return group(drawn, f"scale({side} 1)" + (f" translate({beyond:g} 0)" if beyond else ""))


def _wider(drawn: str, look: Look) -> str:
    """Both arms, as large as the body is."""
    if look.width < LARGE:
        return drawn
    return group(drawn, f"translate(0 {122 * (1 - look.width):g}) scale({look.width:g})")


def _sleeve(look: Look, d: str) -> str:
    """An arm, with an edge that sets it off from the body."""
    return line(d, look.crease, SLEEVE + 4) + line(d, look.top, SLEEVE)


def _folded(look: Look) -> str:
    under = _sleeve(look, "M60 106C62 128 40 130 -6 122")
    over = _sleeve(look, "M-60 106C-62 132 -36 134 22 118")
    hands = ellipse(30, 115, 13, 10, look.skin) + ellipse(-35, 126, 7, 9, look.skin)
    fingers = line("M34 109l9 1M35 115l10 1M34 121l8 2", look.shade, 2)
    return under + over + hands + fingers


def _reaching(look: Look) -> str:
    hand = (
        ellipse(80, 122, 12, 10, look.skin)
        + line("M86 118l11 -2M88 123l12 1M86 128l10 4", look.skin, 5.6)
        + line("M76 115q5 -7 11 -6", look.skin, 5.4)
    )
    return _sleeve(look, "M54 108C50 142 62 144 70 130") + hand


def _hand_up(look: Look) -> str:
    palm = ellipse(76, 66, 12, 13, look.skin)
    fingers = line("M68 58l-3 -15M74 55l-1 -18M80 56l3 -16M86 60l6 -12", look.skin, 6.2)
    thumb = line("M66 70l-9 -8", look.skin, 6.2)
    return (
        _sleeve(look, "M58 112C66 152 88 144 78 92")
        + palm
        + fingers
        + thumb
        + line("M70 68q6 5 12 1", look.shade, 1.8)
    )


def _pointing(look: Look) -> str:
    hand = circle(80, 88, 11, look.skin) + line("M84 84L101 72", look.skin, 6.4)
    folded = line("M87 91q4 3 0 6M82 96q4 3 -1 5", look.shade, 2)
    return _sleeve(look, "M58 112C64 150 86 142 80 104") + hand + folded


def _paper(look: Look) -> str:
    sheet = path("M-27 102L25 98L30 152L-24 156Z", "#fffdf6") + line(
        "M-17 113L17 110M-16 122L18 119M-15 131L8 129M-14 140L14 138", "#c3cbd0", 2.8
    )
    edge = line("M-27 102L25 98L30 152L-24 156Z", "#d9d4c6", 1.4)
    sleeves = _sleeve(look, "M-62 122C-64 156 -50 158 -38 148") + _sleeve(
        look, "M62 122C66 154 54 156 42 146"
    )
    hands = ellipse(-29, 143, 11, 9.5, look.skin) + ellipse(32, 140, 11, 9.5, look.skin)
    thumbs = line("M-26 138l9 -4", look.skin, 5.5) + line("M29 135l-9 -3", look.skin, 5.5)
    return sleeves + sheet + edge + hands + thumbs
