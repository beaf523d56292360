"""Places out of doors: a lane that is being repaired, a camp at dusk; 960 × 400."""

from __future__ import annotations

from courses.drawing.places import cup, wall
from courses.drawing.shapes import circle, ellipse, group, line, opacity, path, rect


def _tree(x: float, y: float, size: float, tone: str = "#6fa37f", dark: str = "#5b8f6e") -> str:
    """A leafy tree; `y` is where it stands."""
    crown = circle(-20, -74, 26, dark) + circle(20, -70, 27, dark) + circle(0, -96, 30, tone)
    crown += circle(-14, -66, 20, tone) + circle(24, -86, 17, tone)
    trunk = path("M-6 0L-4 -50H4L6 0Z", "#7d6048") + line("M0 -44L12 -62", "#7d6048", 4)
    return group(trunk + crown, f"translate({x:g} {y:g}) scale({size:g})")


def _house(x: float, w: float, h: float, tone: str, roof: str) -> str:
    """A house across the street, standing at 264."""
    top = 264 - h
    gable = path(f"M{x - 12} {top}L{x + w / 2} {top - 50}L{x + w + 12} {top}Z", roof)
    chimney = rect(x + w * 0.7, top - 48, 16, 34, "#a8705a", 1)
    panes = ""
    for fx in (0.16, 0.62):
        for fy in (0.14, 0.56):
            px, py = x + w * fx, top + h * fy
            panes += rect(px - 3, py - 3, 34, 40, "#ffffff", 2) + rect(px, py, 28, 34, "#9cc3d1", 1)
            panes += line(f"M{px + 14} {py}v34M{px} {py + 15}h28", "#ffffff", 2.4)
    door = rect(x + w / 2 - 12, 216, 24, 48, roof, 2) + circle(x + w / 2 + 6, 242, 2, "#f4e3b5")
    shade = rect(x, top, w, 7, "#000000", more=opacity(0.08))
    return chimney + rect(x, top, w, h, tone) + shade + panes + door + gable


def _cone(x: float, y: float, size: float) -> str:
    """A traffic cone; `y` is where it stands."""
    body = path("M-17 0L-5 -60Q0 -64 5 -60L17 0Z", "#ee6c30")
    bands = path("M-8.8 -41H8.8L11.6 -27H-11.6Z", "#fdf8ee") + path("M-14 -15H14L15.6 -7H-15.6Z", "#fdf8ee")  # fmt: skip
    side = path("M5 -60L17 0H8L2 -62Z", "#000000", opacity(0.1))
    foot = ellipse(0, 5, 34, 5, "#000000", opacity(0.18)) + rect(-27, -3, 54, 9, "#c9501d", 3)
    return group(foot + body + bands + side, f"translate({x:g} {y:g}) scale({size:g})")


def _roller() -> str:
    """A road roller, its drum to the left; 0, 0 is on the ground under the drum."""
    drum = (
        circle(0, -44, 44, "#596168") + circle(0, -44, 34, "#747d85") + circle(0, -44, 9, "#3d454b")
    )
    wheel = (
        circle(168, -40, 40, "#33393e")
        + circle(168, -40, 20, "#e0a92a")
        + circle(168, -40, 7, "#33393e")
    )
    treads = line("M168 -78v8M168 -10v8M130 -40h8M198 -40h8M141 -67l6 6M195 -67l-6 6", "#4d555b", 5)
    arm = path("M-8 -52H8L44 -84V-104H30Z", "#d39b1f")
    body = path(
        "M28 -116H92L100 -74H124Q128 -92 168 -92Q206 -92 214 -58V-128Q214 -136 206 -136H132V-116L108 -60H28Z",
        "#efb82f",
    )
    engine = rect(132, -136, 82, 40, "#efb82f", 5) + line(
        "M150 -126V-106M162 -126V-106M174 -126V-106M186 -126V-106", "#b98617", 4
    )
    cab = line("M64 -116V-204M148 -136V-204", "#4a5258", 7) + rect(46, -214, 120, 13, "#efb82f", 5)
    seat = path("M100 -116V-146Q100 -152 107 -152H114V-116Z", "#a07a2c") + line(
        "M72 -116L84 -146M76 -150l16 8", "#33393e", 5
    )
    light = rect(98, -228, 16, 14, "#f28a2e", 4) + rect(
        46, -206, 120, 5, "#000000", more=opacity(0.12)
    )
    shadow = ellipse(90, 0, 140, 7, "#000000", opacity(0.2))
    return shadow + cab + seat + light + engine + body + arm + wheel + treads + drum  # fmt: skip


def street_works() -> tuple[str, str]:
    return _street_works_behind(), _street_works_before()


def _street_works_behind() -> str:
    clouds = "".join(
        ellipse(x, y, w, w * 0.24, "#ffffff", opacity(0.75)) + ellipse(x - w * 0.2, y - w * 0.18, w * 0.5, w * 0.24, "#ffffff", opacity(0.75))
        for x, y, w in ((150, 52, 74), (520, 38, 60), (800, 62, 84))
    )  # fmt: skip
    houses = (
        _house(34, 150, 128, "#f0dcc0", "#b5674c")
        + _house(226, 132, 108, "#dce3da", "#6a7d80")
        + _house(420, 150, 120, "#edcdb4", "#8f5a4a")
        + _house(800, 150, 126, "#e6dfcb", "#6a7d80")
    )
    trees = _tree(206, 268, 1.2) + _tree(394, 268, 1.05, "#7fb08a") + _tree(612, 268, 1.5) + _tree(770, 268, 1.15, "#7fb08a") + _tree(14, 268, 1.1)  # fmt: skip
    pavement = rect(0, 262, 960, 14, "#cfc9bd") + rect(0, 274, 960, 6, "#aaa599")
    road = rect(0, 280, 960, 120, "#7d8388") + path("M0 318H960V400H0Z", "#4d5359")
    edge = line("M0 318H960", "#3f454a", 3) + line("M20 298h60M180 298h60M340 298h60M500 298h60", "#f1ede2", 5)  # fmt: skip
    sign = line("M213 150V312M196 312h34", "#8b959b", 6) + path("M213 96L250 160H176Z", "#d8442f") + path("M213 113L236 153H190Z", "#fff6df")  # fmt: skip
    digger = circle(209, 127, 4, "#2b3238") + line("M208 132L204 148M207 135L218 142M218 142L224 148M222 149h9", "#2b3238", 3.6)  # fmt: skip
    roller = group(_roller(), "translate(584 318) scale(1.06)")
    row = _cone(334, 316, 0.62) + _cone(446, 316, 0.66) + _cone(522, 318, 0.7)
    back = wall("#bfdfee", "#eef4ee", "#7d8388", at=270) + clouds + houses + trees
    return back + pavement + road + edge + sign + digger + roller + row + _cone(104, 318, 0.62)


def _street_works_before() -> str:
    ground = rect(0, 382, 960, 18, "#3f454a")
    boards = "".join(
        rect(x, 344, 400, 26, "#fdf8ee", 4)
        + "".join(path(f"M{x + dx} 344h30l-18 26h-30z", "#d8442f") for dx in range(26, 380, 64))
        + line(f"M{x + 4} 346H{x + 396}", "#ffffff", 2, opacity(0.6))
        for x in (26, 534)
    )  # fmt: skip
    posts = "".join(rect(x - 6, 334, 12, 58, "#6d777d", 3) + rect(x - 30, 388, 60, 9, "#33393e", 3) for x in (70, 382, 578, 890))  # fmt: skip
    lamps = "".join(
        circle(x, 326, 17, "#ffd27a", opacity(0.35)) + circle(x, 326, 10, "#f29a2e") + circle(x - 3, 323, 3.4, "#ffe2a6") + rect(x - 7, 334, 14, 7, "#33393e", 2)
        for x in (70, 382, 578, 890)
    )  # fmt: skip
    return ground + posts + boards + lamps + _cone(480, 388, 1.06)


def _dusk(top: str, bottom: str, at: int) -> str:
    """A sky in so many bands that none is seen."""
    high, low = (tuple(int(tone[n : n + 2], 16) for n in (1, 3, 5)) for tone in (top, bottom))
    drawn = ""
    for y in range(0, at, 5):
        mixed = (round(a + (b - a) * y / at) for a, b in zip(high, low, strict=True))
        drawn += rect(0, y, 960, 6, "#" + "".join(f"{part:02x}" for part in mixed))
    return drawn


def _pine(x: float, y: float, size: float, tone: str) -> str:
    shape = "M0 -100L16 -68H9L24 -42H14L32 -12H4V0H-4V-12H-32L-14 -42H-24L-9 -68H-16Z"
    return group(path(shape, tone), f"translate({x:g} {y:g}) scale({size:g})")


def _tent(tone: str, side: str, glow: str) -> str:
    """A tent seen from a corner, with light in it; 0, 0 is the middle of its entrance's foot."""
    cloth = path("M0 -128L150 -118L212 0H84Z", side) + path("M0 -128L-86 0H84Z", tone)
    inside = path("M0 -112L-42 0H42Z", glow) + path("M0 -60L-20 0H20Z", "#fff1c9", opacity(0.6))
    flaps = path("M0 -118L-58 0H-36Q-20 -50 0 -118Z", side) + path(
        "M0 -118L58 0H36Q20 -50 0 -118Z", side
    )
    seams = line("M0 -128L84 0M150 -118L148 0M0 -128V-138", "#000000", 2, opacity(0.22))
    ropes = line("M-86 0L-112 8M212 0L240 8M0 -128L-70 -40", "#efe3c8", 1.8, opacity(0.55))
    return cloth + inside + flaps + seams + ropes  # fmt: skip


def _field_car() -> str:
    """A high car with a rack on its roof; 0, 0 is on the ground under its front wheel."""
    body = path(
        "M-52 -34Q-54 -74 -40 -80L6 -86L34 -132Q38 -138 46 -138H184Q194 -138 194 -128V-34Z",
        "#b9b89a",
    )
    dark = path("M-52 -34Q-53 -52 -50 -60H194V-34Z", "#8f8f75")
    panes = path("M18 -88L41 -124Q43 -128 48 -128H88V-88Z", "#4d6079") + rect(
        98, -128, 84, 40, "#4d6079", 5
    )
    shine = path("M34 -94L56 -124H66L44 -94Z", "#9fb0c4", opacity(0.6)) + line(
        "M93 -128V-44M6 -86H194M104 -74h14", "#77775f", 2.6
    )
    wheels = "".join(
        circle(x, -22, 30, "#2a2c33") + circle(x, -22, 14, "#8d9199") + circle(x, -22, 5, "#2a2c33")
        for x in (0, 148)
    )
    rack = (
        line("M44 -146H188M58 -138v-8M116 -138v-8M174 -138v-8", "#3f4147", 4)
        + rect(58, -170, 54, 22, "#96683f", 3)
        + rect(118, -166, 50, 18, "#5f7a68", 5)
    )
    lamp = ellipse(-46, -64, 7, 8, "#ffe9b0") + rect(-60, -40, 22, 9, "#4a4c50", 3)
    return ellipse(76, 4, 150, 8, "#000000", opacity(0.25)) + rack + body + dark + panes + shine + lamp + wheels  # fmt: skip


def campsite() -> tuple[str, str]:
    return _campsite_behind(), _campsite_before()


def _campsite_behind() -> str:
    stars = "".join(circle(x, y, r, "#fff6df", opacity(0.8)) for x, y, r in ((60, 30, 1.6), (168, 58, 1.2), (300, 24, 1.7), (402, 66, 1.1), (548, 30, 1.5), (640, 70, 1.2), (726, 22, 1.6), (900, 48, 1.4)))  # fmt: skip
    moon = path("M832 37A20 20 0 1 0 850 65A18 18 0 0 1 832 37Z", "#fbeecb")
    sun = ellipse(470, 236, 300, 62, "#ffd9a0", opacity(0.3)) + ellipse(470, 240, 170, 36, "#ffe3b3", opacity(0.4))  # fmt: skip
    hills = (
        path("M0 214Q110 140 236 190T470 196T700 168T960 200V290H0Z", "#8f6f8d")
        + path("M0 240Q150 186 320 226T620 222T960 214V290H0Z", "#6b5a80")
        + path("M0 258Q240 226 480 252T960 244V290H0Z", "#4c4d6b")
    )
    pines = "".join(_pine(x, 268, size, "#34405a") for x, size in ((20, 1.3), (56, 1), (330, 0.9), (362, 1.15), (392, 0.8), (548, 0.9), (576, 1.2), (610, 1), (930, 1.5), (890, 1.1)))  # fmt: skip
    ground = path("M0 262Q480 252 960 262V400H0Z", "#5a6150") + path("M0 310Q480 296 960 310V400H0Z", "#4b5244")  # fmt: skip
    grass = line("M40 330l4 -12M52 332l-2 -10M270 318l4 -10M560 322l-3 -10M570 322l3 -12M900 330l4 -12", "#6f7860", 3)  # fmt: skip
    tents = group(_tent("#e08a45", "#b9632f", "#ffcf7d"), "translate(128 308) scale(1.2)")
    tents += group(_tent("#4d8a8c", "#376a70", "#f7c987"), "translate(500 296) scale(0.86)")
    post = line("M391 312V112Q391 100 403 100H414", "#3b3430", 6) + _lantern(414, 104, 1)
    car = group(_field_car(), "translate(742 316)")
    back = _dusk("#474a7c", "#f3b183", 265) + stars + moon + sun + hills + pines
    return back + ground + grass + tents + car + post


def _lantern(x: float, y: float, size: float) -> str:
    """A lamp that hangs; `y` is its ring."""
    glow = circle(0, 26, 60, "#ffdf9a", opacity(0.16)) + circle(0, 26, 34, "#ffe6ae", opacity(0.26))
    glass = rect(-11, 12, 22, 28, "#fff0c2", 6) + path("M0 18q8 10 0 18q-8 -8 0 -18z", "#f5a93c")
    frame = rect(-14, 38, 28, 8, "#3f474d", 3) + path("M-14 14L-8 4H8L14 14Z", "#3f474d")
    ring = line("M-6 4Q0 -8 6 4M-11 14V38M11 14V38", "#3f474d", 2.6)
    return group(glow + glass + frame + ring, f"translate({x:g} {y:g}) scale({size:g})")


def _crate(x: float, y: float, w: float, h: float, tone: str, edge: str) -> str:
    slats = line(f"M{x} {y + h / 3:g}h{w}M{x} {y + 2 * h / 3:g}h{w}", edge, 3)
    corners = rect(x, y, 10, h, edge, 2) + rect(x + w - 10, y, 10, h, edge, 2)
    return rect(x, y, w, h, tone, 3) + slats + corners


def _campsite_before() -> str:
    # The light goes: people are in it as much as the hills.
    evening = rect(0, 0, 960, 400, "#2b2556", more=opacity(0.09))
    crates = _crate(20, 346, 124, 54, "#a87a4d", "#83592f") + _crate(826, 350, 116, 50, "#a87a4d", "#83592f")  # fmt: skip
    rope = line("M846 346q20 -16 44 -4q22 10 -6 8t-36 -2", "#e5d3a8", 5)
    table = rect(196, 346, 574, 14, "#c59a68", 4) + line("M198 361H768", "#8a6238", 3) + line("M232 362L262 400M734 362L704 400M290 362L250 400M676 362L716 400", "#6d777d", 6)  # fmt: skip
    sheet = path("M440 333L520 331L532 345H430Z", "#efe6cf") + line("M446 340q18 -8 34 -2t30 -4l14 2", "#6f9a7f", 2.4) + line("M462 334l-4 10M490 333l4 11", "#d6c8a5", 2)  # fmt: skip
    flask = rect(592, 306, 24, 40, "#3f7f72", 6) + rect(596, 296, 16, 12, "#dfe4e6", 3) + rect(592, 322, 24, 6, "#f2c230")  # fmt: skip
    lamp = _lantern(391, 292, 1.16)
    return evening + crates + rope + table + sheet + cup(562, 338) + flask + lamp
