"""Places where people stand and work: warehouse, kitchen, ward, corridor, laboratory; 960 × 400."""

from __future__ import annotations

from courses.drawing.places import wall, window
from courses.drawing.shapes import circle, ellipse, group, line, opacity, path, rect

# Three cartons.
TAN, LIGHT, DARK = "#c99a63", "#ddb583", "#b58250"


def _boxes(x: float, y: float, sizes: tuple[tuple[float, float, str], ...]) -> str:
    """Cartons side by side on a shelf at height y."""
    drawn = ""
    for w, h, tone in sizes:
        drawn += rect(x, y - h, w, h, tone, 2) + rect(
            x + w / 2 - 5, y - h, 10, h, "#ffffff", more=opacity(0.28)
        )
        drawn += rect(x + 6, y - 14, 14, 8, "#ffffff", 1, opacity(0.55))
        x += w + 6
    return drawn  # fmt: skip


def warehouse() -> tuple[str, str]:
    return _warehouse_behind(), _warehouse_before()


def _warehouse_behind() -> str:
    roof = "".join(line(f"M{x} 0L{x + 60} 34", "#c2ccd2", 5) for x in range(0, 960, 80)) + rect(
        0, 30, 960, 8, "#aab7bf"
    )
    lights = "".join(
        rect(x, 38, 110, 9, "#fff7d6", 4) + path(f"M{x - 30} 130L{x + 6} 47H{x + 104}L{x + 140} 130Z", "#fff7d6", opacity(0.28))
        for x in (180, 425, 670)
    )  # fmt: skip
    racks = ""
    for x in (18, 664):
        racks += "".join(rect(x + dx, 62, 9, 240, "#33648c") for dx in (0, 134, 269))
        racks += "".join(rect(x, y, 278, 9, "#e0762f") for y in (132, 208, 284))
        racks += _boxes(
            x + 14,
            132,
            ((48, 44, TAN), (60, 52, LIGHT), (44, 36, DARK), (56, 48, TAN), (30, 30, LIGHT)),
        )
        racks += _boxes(
            x + 14,
            208,
            ((62, 50, LIGHT), (40, 38, DARK), (58, 54, TAN), (34, 30, LIGHT), (44, 46, TAN)),
        )
        racks += _boxes(
            x + 14, 284, ((50, 46, DARK), (56, 50, TAN), (52, 38, LIGHT), (72, 54, DARK))
        )
    door = (
        rect(360, 84, 240, 218, "#8b99a1", 4)
        + rect(370, 94, 220, 208, "#dfe6ea")
        + line("".join(f"M370 {y}H590" for y in range(120, 300, 26)), "#c3ced5", 3)
    )
    number = group(
        circle(0, 0, 24, "#f2c230")
        + path("M2 -14L-12 4V8H2V15H9V8H13V2H9V-14ZM2 -5V2H-3Z", "#28323a"),
        "translate(632 76)",
    )
    back = wall("#dfe6ea", "#b9c5cc", "#a9adb0") + roof + lights + door + number + racks
    back += path("M0 322H960V331H0Z", "#f2c230", opacity(0.85))
    return back


def _warehouse_before() -> str:
    low = path("M0 362H960V400H0Z", "#6f7a82")
    rail = rect(0, 350, 960, 20, "#f2c230") + "".join(
        path(f"M{x} 350h26l-18 20h-26z", "#2b3238") for x in range(10, 980, 62)
    )
    posts = "".join(rect(x, 338, 20, 62, "#d9a91c", 4) for x in (30, 470, 910))
    pallet = _boxes(118, 350, ((60, 38, TAN), (48, 30, LIGHT))) + _boxes(
        720, 350, ((52, 34, LIGHT), (66, 42, DARK))
    )
    return low + pallet + posts + rail  # fmt: skip


def _stove() -> str:
    """A stove with two pots."""
    stove = (
        rect(330, 244, 300, 58, "#5c666d", 4)
        + rect(330, 238, 300, 10, "#3c454b", 3)
        + "".join(circle(x, 270, 8, "#c9d0d4") for x in (366, 420, 540, 594))
    )
    pots = (
        rect(374, 206, 68, 34, "#a8b2b8", 5)
        + line("M366 216h84", "#8b969d", 5)
        + path("M506 222h76l-8 18h-60z", "#3c454b")
        + line("M580 226h44", "#3c454b", 7)
    )
    return stove + pots


def restaurant_kitchen() -> tuple[str, str]:
    return _restaurant_kitchen_behind(), _restaurant_kitchen_before()


def _restaurant_kitchen_behind() -> str:
    tiles = "".join(
        rect(x + (24 if row % 2 else 0) - 24, 84 + row * 27, 46, 25, "#f4f1ea" if (x // 48 + row) % 5 else "#e7e2d6", 2)
        for row in range(8) for x in range(0, 984, 48)
    )  # fmt: skip
    hood = (
        path("M250 0H710L760 76H200Z", "#b4bec4")
        + rect(196, 72, 568, 16, "#8f9ba2", 4)
        + line("M290 14L262 60M480 12V62M670 14L698 60", "#9aa6ad", 4)
    )
    steam = line(
        "M408 206q-12 -20 2 -38t0 -36M540 210q-10 -18 2 -34t0 -30", "#ffffff", 7, opacity(0.7)
    )
    bar = line("M40 118H190M770 118H924", "#8f9ba2", 6)
    pans = "".join(
        line(f"M{x} 118v24", "#6d777d", 4) + circle(x, 168, r, tone) + circle(x, 168, r - 6, inner)
        for x, r, tone, inner in ((70, 25, "#b87345", "#d09060"), (128, 29, "#6d777d", "#89949a"), (810, 28, "#6d777d", "#89949a"), (874, 24, "#b87345", "#d09060"))
    )  # fmt: skip
    spoons = line("M178 118v50M168 118v44", "#8f9ba2", 4) + ellipse(178, 176, 8, 12, "#8f9ba2")
    back = (
        wall("#e9e6df", "#d6d1c6", "#9b8d80")
        + tiles
        + hood
        + steam
        + _stove()
        + bar
        + pans
        + spoons
    )
    back += rect(0, 292, 330, 10, "#8f9ba2") + rect(630, 292, 330, 10, "#8f9ba2")
    return back


def _restaurant_kitchen_before() -> str:
    counter = (
        rect(0, 350, 960, 50, "#9eaab1")
        + rect(0, 338, 960, 15, "#d3dadd")
        + line("M0 354H960", "#7d8990", 3)
        + line("M0 342H960", "#ffffff", 2, opacity(0.8))
    )
    plates = "".join(
        ellipse(x, 338, 46, 8, "#c3c9cc") + ellipse(x, 335, 46, 8, "#ffffff") + ellipse(x, 333, 22, 6, tone) + ellipse(x + 9, 330, 10, 5, "#7d9a4a")
        for x, tone in ((214, "#c9713f"), (392, "#e0b04f"), (746, "#c9713f"))
    )  # fmt: skip
    board = (
        rect(508, 330, 128, 11, "#b98a58", 4)
        + path("M524 328q10 -16 22 0zM552 328q8 -13 18 0z", "#c9503f")
        + line("M586 326h38", "#dfe4e6", 6)
    )
    slips = "".join(
        rect(x, 357, 34, 30, "#fffdf3", 2) + line(f"M{x + 7} 366h20M{x + 7} 374h14", "#b9b3a3", 2.4)
        for x in (80, 122, 164)
    )
    return counter + plates + board + slips  # fmt: skip


def hospital_ward() -> tuple[str, str]:
    return _hospital_ward_behind(), _hospital_ward_before()


def _hospital_ward_behind() -> str:
    band = rect(0, 212, 960, 14, "#8fbcb8")
    rail = line("M40 40H404", "#9fb0b5", 6)
    folds = "".join(
        path(f"M{x} 42h38V276q-19 12 -38 0z", "#a9cfd3" if index % 2 else "#bcdcdf") for index, x in enumerate(range(44, 236, 38))
    )  # fmt: skip
    panel = (
        rect(560, 96, 340, 46, "#e6edee", 6)
        + rect(576, 108, 60, 22, "#c3d3d6", 3)
        + "".join(
            circle(x, 119, 8, tone)
            for x, tone in ((668, "#4c9377"), (696, "#e0b04f"), (724, "#c65b48"))
        )
        + line("M760 119h120", "#b4c6ca", 6)
    )
    monitor = (
        line("M330 176V300", "#8b9aa3", 6)
        + rect(272, 112, 118, 82, "#3d4a52", 8)
        + rect(281, 121, 100, 64, "#173039", 3)
        + line("M286 152h20l7 -18l10 34l9 -24l6 8h36", "#6fe0b2", 3.4)
        + line("M286 174h60", "#f0c95a", 3)
    )
    drip = (
        line("M470 92V300M446 92h48M446 92v12M494 92v12M452 300h36", "#9aa8af", 5)
        + rect(482, 106, 24, 46, "#d3ebf2", 6)
        + line("M494 152q2 40 20 60", "#b8d6df", 3)
    )
    back = wall("#eef5f4", "#d2e3e2", "#b7c6c4") + band + rail + folds + panel + monitor + drip
    back += (
        path("M916 0H960V300H916Z", "#c8dad8")
        + rect(640, 160, 180, 140, "#f7fafa", 10)
        + rect(660, 176, 140, 44, "#ffffff", 12)
        + line("M640 300V164M820 300V164", "#9aa8af", 8)
    )
    return back


def _hospital_ward_before() -> str:
    bed = (
        path("M0 352Q480 330 960 352V400H0Z", "#dfeaf0")
        + path("M0 352Q480 330 960 352V366Q480 344 0 366Z", "#ffffff")
        + line("M150 362Q330 372 420 400M560 400Q640 370 820 362", "#bfd0da", 3)
    )
    side = line(
        "M120 342V384M840 342V384M120 344H840M300 344V384M480 344V384M660 344V384", "#8b9aa3", 6
    ) + line("M120 344H840", "#aebac1", 3)
    chart = (
        rect(442, 332, 76, 50, "#d9a05f", 5)
        + rect(449, 340, 62, 38, "#fffdf6", 2)
        + rect(468, 328, 24, 9, "#6d777d", 3)
        + line("M456 350h44M456 360h34M456 369h40", "#c3cbd0", 3)
    )
    return bed + side + chart  # fmt: skip


def hotel_corridor() -> tuple[str, str]:
    return _hotel_corridor_behind(), _hotel_corridor_before()


def _hotel_corridor_behind() -> str:
    stripes = "".join(rect(x, 0, 22, 212, "#e9d9bd") for x in range(8, 960, 48))
    skirting = (
        rect(0, 206, 960, 8, "#8f6a45")
        + rect(0, 214, 960, 86, "#d9bf97")
        + rect(0, 290, 960, 10, "#8f6a45")
    )
    doors = "".join(
        rect(x - 8, 52, 148, 250, "#7a5434", 5) + rect(x, 60, 132, 242, "#9a6c44", 3)
        + line(f"M{x + 18} 78h96v84h-96zM{x + 18} 182h96v104h-96z", "#83592f", 4)
        + circle(x + 116, 184, 6, "#e2b659") + rect(x + 44, 98, 44, 20, "#e9cf8f", 3) + _digits(x + 50, 102, number)
        for x, number in ((120, 0), (420, 1), (714, 2))
    )  # fmt: skip
    lamps = "".join(
        ellipse(x, 112, 54, 62, "#fff2c4", opacity(0.42)) + path(f"M{x - 17} 126L{x - 11} 92H{x + 11}L{x + 17} 126Z", "#fff4d2") + rect(x - 4, 126, 8, 20, "#b98a3d", 2)
        for x in (338, 634, 914, 52)
    )  # fmt: skip
    carpet = rect(0, 300, 960, 100, "#8d3f45") + "".join(
        path(f"M{x} {y}l15 -9l15 9l-15 9z", "#b96a55") for y, start in ((322, 0), (352, 40), (384, 0)) for x in range(start, 960, 80)
    )  # fmt: skip
    return wall("#f2e6d0", "#e0cba8", "#8d3f45") + stripes + skirting + doors + lamps + carpet


def _hotel_corridor_before() -> str:
    cart = (
        rect(330, 322, 300, 78, "#6f8a86", 8)
        + rect(318, 314, 324, 13, "#8ba5a0", 5)
        + line("M322 316V280q0 -10 10 -10", "#55706c", 7)
    )
    towels = "".join(
        rect(x, 314 - 12 * layer - 12, 76, 11, tone, 5) for x in (344, 428) for layer, tone in ((0, "#ffffff"), (1, "#eef2f2"), (2, "#ffffff"))
    )  # fmt: skip
    bottles = "".join(
        rect(x, 284, 18, 30, tone, 4) + rect(x + 5, 275, 8, 11, "#f4efe7", 2)
        for x, tone in ((520, "#5d93a6"), (545, "#c98a64"), (570, "#7d8f5a"))
    )
    bag = path("M596 330h44l-5 70h-34z", "#f0e6d3")
    return cart + towels + bottles + bag + line("M350 350h220M350 374h220", "#5d7773", 4)  # fmt: skip


def _digits(x: float, y: float, which: int) -> str:
    """The room's number: 212, 214, 216."""
    two = "M0 3q4 -5 7 0q0 4 -7 9h7"
    last = (two, "M5 0L0 8h8M6 4v8", "M6 0Q-1 6 2 11q5 3 5 -2q-2 -4 -6 -1")[which]
    drawn = line(two, "#5d4225", 2) + group(line("M2 2l3 -2v12", "#5d4225", 2), "translate(12 0)")
    return group(
        drawn + group(line(last, "#5d4225", 2), "translate(23 0)"), f"translate({x:g} {y:g})"
    )


def laboratory() -> tuple[str, str]:
    return _laboratory_behind(), _laboratory_before()


def _flask(x: float, y: float, tone: str, size: float = 1) -> str:
    """A conical flask; `y` is where it stands."""
    glass = path("M-8 -58H8V-36L27 -6Q29 0 22 0H-22Q-29 0 -27 -6L-8 -36Z", "#eaf5f7", opacity(0.75))
    liquid = path("M-16 -24H16L27 -6Q29 0 22 0H-22Q-29 0 -27 -6Z", tone, opacity(0.9))
    edge = line("M-8 -58V-36L-27 -6Q-29 0 -22 0H22Q29 0 27 -6L8 -36V-58M-11 -58H11", "#93b4bd", 2.4)
    shine = line("M-14 -18L-19 -9", "#ffffff", 3, opacity(0.8))
    return group(glass + liquid + edge + shine, f"translate({x:g} {y:g}) scale({size:g})")


def _microscope(x: float, y: float) -> str:
    foot = path("M-38 0Q-38 -12 -26 -12H30Q36 -12 36 0Z", "#3b454d")
    arm = line("M18 -12Q40 -48 10 -84", "#56626b", 13) + rect(-36, -38, 50, 7, "#2b3339", 2)
    tube = group(
        rect(-10, -58, 20, 62, "#e6ebee", 5)
        + rect(-6, -74, 12, 18, "#2b3339", 3)
        + path("M-7 4H7L4 20H-4Z", "#8b979f")
        + rect(-10, -34, 20, 6, "#2f7f86"),
        "translate(-6 -62) rotate(-16)",
    )
    knob = circle(24, -40, 9, "#2b3339") + circle(24, -40, 4, "#8b979f")
    return group(foot + arm + tube + knob + rect(-18, -42, 18, 4, "#cfe6ea", 1), f"translate({x:g} {y:g})")  # fmt: skip


def _fume_hood() -> str:
    duct = rect(736, 0, 70, 40, "#c3cdd1") + line("M736 14h70M736 28h70", "#a9b6bb", 3)
    case = rect(630, 36, 282, 270, "#f5f8f8", 6) + rect(630, 36, 282, 34, "#dbe4e6", 6)
    inside = rect(650, 82, 242, 176, "#cfe0df", 3) + path("M650 82H892L872 100H670Z", "#fff6d6")
    tiles = line("M650 140H892M650 200H892M710 100V258M770 100V258M830 100V258", "#bcd2d1", 2)
    things = _flask(700, 256, "#d98a3d", 0.9) + _flask(842, 256, "#6a9bc4", 1.1) + line("M772 256V120M752 256H792M772 150H800", "#6d7b83", 5)  # fmt: skip
    bulb = circle(804, 176, 19, "#eaf5f7", opacity(0.8)) + path("M785 178A19 19 0 0 0 823 178Z", "#7fb069") + line("M804 157V132", "#93b4bd", 5)  # fmt: skip
    sash = rect(650, 82, 242, 60, "#ffffff", more=opacity(0.4)) + rect(646, 138, 250, 9, "#9fb0b5", 3)  # fmt: skip
    shine = path("M664 136L704 84H728L688 136Z", "#ffffff", opacity(0.5))
    panel = circle(660, 53, 6, "#4c9377") + rect(680, 47, 44, 12, "#3d4a52", 3) + line("M860 53h34", "#9fb0b5", 5)  # fmt: skip
    return duct + case + inside + tiles + things + bulb + sash + shine + panel


# What stands on each shelf: color, width, height; the first row are bottles with stoppers.
REAGENTS = (
    (122, (("#9a5f34", 24, 42), ("#9a5f34", 24, 34), ("#f3f6f4", 28, 40), ("#7fae9d", 22, 30),
           ("#9a5f34", 26, 44), ("#f3f6f4", 24, 34), ("#5d93a6", 22, 40))),
    (196, (("#f3f6f4", 34, 36), ("#d9b35a", 24, 30), ("#9a5f34", 26, 42), ("#f3f6f4", 24, 34),
           ("#b76a82", 22, 38), ("#9a5f34", 26, 34), ("#7fae9d", 26, 42))),
)  # fmt: skip


def _reagents() -> str:
    drawn = rect(34, 60, 8, 160, "#9aa8ae") + rect(286, 60, 8, 160, "#9aa8ae")
    for y, row in REAGENTS:
        drawn += rect(28, y, 272, 9, "#b7c2c7", 2)
        x = 50.0
        for tone, w, h in row:
            drawn += rect(x, y - h, w, h, tone, 5) + rect(x + w / 2 - 5, y - h - 9, 10, 11, "#3d4a52", 2)  # fmt: skip
            drawn += rect(x + 3, y - h * 0.62, w - 6, h * 0.36, "#ffffff", 1, opacity(0.85))
            x += w + 9
    return drawn


def _laboratory_behind() -> str:
    drawers = "".join(rect(x, 276, 92, 30, "#e9eff0", 3) + line(f"M{x + 32} 290h28", "#9fb0b5", 4) for x in range(8, 620, 102))  # fmt: skip
    bench = rect(0, 258, 630, 10, "#46535a", 2) + rect(0, 268, 630, 40, "#d3dddf") + drawers
    tap = line("M560 258V216Q560 200 576 200T592 214V222", "#8b979f", 6) + line("M550 232h20", "#8b979f", 5)  # fmt: skip
    stirrer = rect(420, 240, 74, 18, "#8796a0", 4) + circle(480, 249, 4, "#e9eff0") + _flask(452, 240, "#c65b7c", 0.9)  # fmt: skip
    rack = rect(306, 222, 84, 8, "#c79b63", 2) + rect(306, 248, 84, 10, "#c79b63", 2)
    rack += "".join(
        rect(x, 206, 10, 46, "#eef6f8", 5) + rect(x, 230, 10, 22, tone, 5)
        for x, tone in ((314, "#7fb069"), (332, "#e0b04f"), (350, "#6a9bc4"), (368, "#c65b7c"))
    )
    back = wall("#e2eff0", "#bcd3d6", "#aab8bc") + window(344, 40, 240, 140) + _reagents()
    return back + bench + tap + stirrer + rack + _fume_hood()


def _laboratory_before() -> str:
    bench = rect(0, 352, 960, 48, "#dfe7e9") + rect(0, 340, 960, 15, "#3f4b52") + line("M0 342H960", "#73828a", 2.4)  # fmt: skip
    doors = "".join(line(f"M{x} 366h180v40h-180zM{x + 76} 378h28", "#b5c2c7", 3) for x in range(10, 960, 190))  # fmt: skip
    glassware = _flask(392, 340, "#4fa3a0", 0.98) + _flask(436, 340, "#e0b04f", 0.72)
    beaker = path("M722 290H768V334Q768 340 762 340H728Q722 340 722 334Z", "#eaf5f7", opacity(0.75)) + path("M722 312H768V334Q768 340 762 340H728Q722 340 722 334Z", "#6a9bc4", opacity(0.85)) + line("M718 290H722V334Q722 340 728 340H762Q768 340 768 334V290H771M722 302h10M722 312h14M722 322h10", "#93b4bd", 2.4)  # fmt: skip
    notes = path("M540 330H616L628 342H530Z", "#fbf7ee") + line(
        "M552 334h46M548 338h60", "#cfc8ba", 2
    )
    gloves = rect(826, 318, 62, 24, "#5d93a6", 3) + path(
        "M842 318q8 -16 16 -6q10 -10 14 6z", "#bcd9ec"
    )
    return bench + doors + _microscope(214, 341) + glassware + notes + beaker + gloves
