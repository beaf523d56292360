"""Places indoors where people sit or meet: each a background and a foreground, 960 × 400."""

from __future__ import annotations

from courses.drawing.shapes import circle, ellipse, group, line, opacity, path, rect

FLOOR = 300


def wall(top: str, bottom: str, floor: str, *, at: float = FLOOR) -> str:
    """A wall that gets a little darker downwards, and a floor."""
    shade = "".join(
        rect(0, at * step / 20, 960, at / 20, bottom, more=opacity(0.05 * step))
        for step in range(1, 20)
    )
    return (
        rect(0, 0, 960, at, top)
        + shade
        + rect(0, at, 960, 400 - at, floor)
        + rect(0, at, 960, 5, "#000000", more=opacity(0.07))
    )


def window(x: float, y: float, w: float, h: float, *, night: bool = False) -> str:
    """A window with hills or, at night, with lights."""
    sky, frame = ("#26385c", "#f1e7d6") if night else ("#bfe0ea", "#ffffff")
    glass = rect(x, y, w, h, sky, 6)
    if night:
        roofs = f"M{x} {y + h}V{y + h * 0.62}h{w * 0.18}v{-h * 0.2}h{w * 0.2}v{h * 0.32}h{w * 0.16}v{-h * 0.42}h{w * 0.22}v{h * 0.3}h{w * 0.24}V{y + h}Z"
        lights = "".join(
            rect(x + w * fx, y + h * fy, 6, 8, "#f6cf7a", 1)
            for fx, fy in (
                (0.06, 0.72),
                (0.24, 0.54),
                (0.3, 0.7),
                (0.6, 0.45),
                (0.68, 0.6),
                (0.85, 0.78),
                (0.45, 0.82),
            )
        )
        view = path(roofs, "#182744") + lights + circle(x + w * 0.86, y + h * 0.2, 11, "#f4ead2")
    else:
        far = f"M{x} {y + h * 0.68}q{w * 0.22} {-h * 0.3} {w * 0.48} {-h * 0.08}t{w * 0.52} {-h * 0.1}V{y + h}H{x}Z"
        near = f"M{x} {y + h * 0.86}q{w * 0.3} {-h * 0.2} {w * 0.6} {-h * 0.04}t{w * 0.4} {-h * 0.06}V{y + h}H{x}Z"
        view = path(far, "#a5cdb9") + path(near, "#7fb29f")
    bars = line(f"M{x + w / 2} {y}V{y + h}M{x} {y + h * 0.46}H{x + w}", frame, 6)
    sill = rect(x - 8, y + h - 2, w + 16, 9, frame, 3)
    return glass + view + bars + line(f"M{x} {y}H{x + w}V{y + h}H{x}Z", frame, 5) + sill  # fmt: skip


def plant(x: float, y: float, size: float = 1) -> str:
    """A pot plant; `y` is where it stands."""
    leaves = (
        path("M0 -40C-36 -56 -44 -92 -30 -104C-12 -96 -2 -70 0 -40Z", "#3f8067")
        + path("M0 -40C34 -60 46 -88 34 -108C12 -98 4 -72 0 -40Z", "#4c9377")
        + path("M0 -38C-10 -80 -6 -116 4 -126C16 -108 12 -70 0 -38Z", "#5aa586")
        + path("M0 -36C-40 -36 -58 -58 -56 -70C-30 -72 -10 -56 0 -36Z", "#357059")
        + path("M0 -36C36 -34 56 -52 58 -66C32 -70 12 -54 0 -36Z", "#3f8067")
    )
    pot = path("M-24 -42H24L18 0H-18Z", "#c46f4d") + rect(-27, -46, 54, 11, "#d5815d", 3)
    return group(leaves + pot, f"translate({x:g} {y:g}) scale({size:g})")


def long_table(top: str, edge: str, front: str) -> str:
    """A table seen from its long side, as wide as the picture."""
    return (
        path("M44 338Q480 288 916 338L950 400H10Z", front)
        + path("M44 338Q480 288 916 338L922 352Q480 302 38 352Z", top)
        + line("M38 353Q480 303 922 353", edge, 3)
    )


def cup(x: float, y: float, inside: str = "#6b4a34") -> str:
    """A cup, seen a little from above."""
    return (
        ellipse(x, y + 8, 21, 6, "#000000", opacity(0.1)) + line(f"M{x + 13} {y - 2}q12 1 6 9t-9 2", "#ffffff", 4)
        + path(f"M{x - 15} {y - 8}Q{x - 14} {y + 11} {x} {y + 11}T{x + 15} {y - 8}Z", "#ffffff")
        + ellipse(x, y - 8, 15, 5, "#f1ece2") + ellipse(x, y - 8, 11.5, 3.4, inside)
    )  # fmt: skip


def sheet(x: float, y: float, tilt: float) -> str:
    """A sheet of paper lying on a table."""
    page = path("M0 0H76L86 20H-8Z", "#fbf7ee") + line("M9 6H58M8 12H66", "#cfc8ba", 2.2)
    return group(page, f"translate({x:g} {y:g}) rotate({tilt:g})")


def meeting_room() -> tuple[str, str]:
    board = (
        rect(616, 44, 262, 152, "#c9d6d2", 9) + rect(622, 50, 250, 140, "#ffffff", 6)
        + line("M648 160l46 -34l44 16l52 -52l54 22", "#1f6f6a", 5)
        + line("M648 84h84M648 102h56", "#cfd8d6", 7)
        + rect(690, 194, 112, 6, "#9fb0ab", 3)
    )  # fmt: skip
    lamp = (
        line("M480 0V30", "#9fb0ab", 3)
        + path("M420 52Q480 8 540 52Z", "#2b5f5b")
        + ellipse(480, 52, 60, 6, "#f7edc9")
    )
    back = wall("#ecf3f0", "#cfdfda", "#d3c3ab") + window(72, 46, 250, 156) + board + lamp
    back += rect(0, 290, 960, 10, "#c3d3ce") + plant(926, 312, 1.0)
    front = long_table("#c49a6f", "#8f6844", "#a97f57") + sheet(250, 334, -4) + sheet(690, 332, 5)
    front += cup(592, 330) + cup(392, 328, "#c99a5b") + path("M452 322h70l8 24h-86z", "#3b444c")
    return back, front + path("M457 325h60l6 17h-72z", "#55626c")  # fmt: skip


def dining_room() -> tuple[str, str]:
    return _dining_room_behind(), _dining_room_before()


def _dining_room_behind() -> str:
    panel = "".join(line(f"M{x} 224h142v62h-142z", "#c9a97e", 3) for x in range(22, 960, 158))
    frames = ""
    for x, tone in ((384, "#8fb0a5"), (500, "#c98a64")):
        frames += rect(x, 62, 84, 104, "#8a6238", 3) + rect(x + 8, 70, 68, 88, "#f7efe0")
        frames += path(f"M{x + 14} {152}q20 -50 34 -26t22 -18v44z", tone) + circle(
            x + 54, 94, 9, "#e2b659"
        )
    lamps = "".join(
        line(f"M{x} 0V34", "#6d5138", 3) + path(f"M{x - 34} 62Q{x} 18 {x + 34} 62Z", "#a9432f")
        + ellipse(x, 62, 34, 5, "#fff2c4") + ellipse(x, 76, 70, 26, "#fff2c4", opacity(0.16))
        for x in (250, 690)
    )  # fmt: skip
    curtains = path("M612 32H664Q658 130 640 214H612Z", "#8d3a34") + path(
        "M912 32H860Q866 130 884 214H912Z", "#8d3a34"
    )
    view = rect(602, 26, 320, 10, "#6d5138", 4) + window(648, 48, 228, 158, night=True) + curtains
    cabinet = rect(56, 118, 150, 190, "#8a6238", 4) + rect(64, 126, 134, 80, "#6d4b29")
    bottles = "".join(
        rect(x, 160, 14, 40, tone, 4) + rect(x + 4, 146, 6, 18, tone, 2)
        for x, tone in (
            (76, "#3c5b3f"),
            (98, "#6d2a33"),
            (120, "#3c5b3f"),
            (146, "#a8843c"),
            (170, "#6d2a33"),
        )
    )
    doors = line("M131 216V300M72 216h118v82H72zM122 256h.1M140 256h.1", "#5d4225", 3)
    back = wall("#f3e3cb", "#dcc09a", "#9a7350") + rect(0, 214, 960, 86, "#e2c79e") + panel
    back += rect(0, 208, 960, 8, "#c9a97e") + view + frames + cabinet + bottles + doors + lamps
    return back


def _dining_room_before() -> str:
    cloth = path("M30 340Q480 290 930 340L958 400H2Z", "#efe9dc") + path(
        "M30 340Q480 290 930 340L936 354Q480 304 24 354Z", "#fffdf7"
    )
    folds = line("M150 352L138 400M330 336L324 400M640 336L648 400M812 350L826 400", "#ddd4c2", 3)
    plates = "".join(
        ellipse(x, y, 42, 9, "#ddd5c5") + ellipse(x, y - 2, 42, 9, "#ffffff") + ellipse(x, y - 2, 27, 5.4, "#f2ece0")
        for x, y in ((160, 346), (330, 332), (640, 332), (806, 345))
    )  # fmt: skip
    glasses = "".join(
        _wine(x, y, full)
        for x, y, full in ((222, 334, True), (404, 322, False), (570, 322, True), (724, 332, True))
    )
    candle = (
        rect(480, 292, 10, 32, "#fff6df", 2)
        + path("M485 276q8 10 0 17q-8 -7 0 -17z", "#f0a63a")
        + ellipse(485, 326, 18, 4.6, "#b98a3d")
    )
    return cloth + folds + plates + glasses + candle  # fmt: skip


def _wine(x: float, y: float, full: bool) -> str:
    bowl = f"M{x - 11} {y - 38}Q{x - 12} {y - 14} {x} {y - 12}T{x + 11} {y - 38}Z"
    wine = (
        path(f"M{x - 10.6} {y - 29}Q{x - 10} {y - 14} {x} {y - 13}T{x + 10.6} {y - 29}Z", "#8c2f3f")
        if full
        else ""
    )
    return path(bowl, "#ffffff", opacity(0.55)) + wine + line(f"M{x} {y - 12}V{y + 3}M{x - 9} {y + 4}H{x + 9}", "#cfd9dc", 2.6)  # fmt: skip


def office() -> tuple[str, str]:
    return _office_behind(), _office_before()


def _office_behind() -> str:
    shelf = rect(392, 96, 150, 12, "#b58a5f", 2) + rect(392, 164, 150, 12, "#b58a5f", 2)
    books = "".join(
        rect(x, 96 - h, w, h, tone, 1)
        for x, w, h, tone in (
            (400, 12, 44, "#c65b48"),
            (414, 10, 38, "#e0b04f"),
            (426, 14, 46, "#3f7f9c"),
            (442, 9, 40, "#7d8f5a"),
            (500, 14, 42, "#6a4c7d"),
            (516, 12, 36, "#c65b48"),
        )
    )
    boxes = (
        rect(402, 128, 46, 36, "#d9c6a3", 3)
        + rect(458, 134, 34, 30, "#e7dac0", 3)
        + line("M414 142h22", "#a98f67", 3)
    )
    clock = (
        circle(588, 96, 30, "#ffffff")
        + circle(588, 96, 30, "none", ' stroke="#8ca0a8" stroke-width="5"')
        + line("M588 96V76M588 96l12 7", "#3d4a52", 4)
    )
    screens = "".join(
        rect(x, 216, 96, 60, "#3d4a52", 5) + rect(x + 6, 222, 84, 48, tone, 2) + rect(x + 42, 276, 12, 16, "#6d7b83")
        + line(f"M{x + 16} 234h38M{x + 16} 246h56M{x + 16} 258h30", "#ffffff", 4, opacity(0.75))
        for x, tone in ((180, "#5d93a6"), (356, "#7fae9d"), (652, "#5d93a6"))
    )  # fmt: skip
    back = (
        wall("#eef1f4", "#d3dce2", "#c3b8a8") + window(70, 42, 270, 158) + window(650, 42, 240, 158)
    )
    back += shelf + books + boxes + clock + rect(120, 290, 720, 12, "#a9b6bd", 3) + screens
    back += plant(918, 316, 1.15)
    return back


def _office_before() -> str:
    desk = (
        rect(0, 346, 960, 54, "#b98d61")
        + rect(0, 340, 960, 14, "#d3a97c")
        + line("M0 355H960", "#94693f", 3)
    )
    laptop = (
        path("M196 300h104l10 42h-124z", "#dfe4e8")
        + path("M204 306h88l7 30H197z", "#7d95a3")
        + rect(176, 340, 144, 7, "#c4ccd2", 3)
    )
    lamp = (
        line("M772 340L792 286L744 262", "#2f5d73", 7)
        + path("M718 272L752 246L770 268Z", "#2f5d73")
        + rect(746, 336, 54, 8, "#24485a", 4)
    )
    return desk + laptop + cup(402, 330) + sheet(556, 342, 2) + lamp  # fmt: skip


# What stands on each shelf: color, width, height.
GOODS = {
    128: (("#c65b48", 34, 40), ("#f0d9a8", 26, 30), ("#5d93a6", 40, 34), ("#7d8f5a", 28, 44),
          ("#e0b04f", 34, 28), ("#b76a82", 30, 38)),
    196: (("#e0b04f", 28, 34), ("#5d93a6", 36, 44), ("#f4efe7", 40, 26), ("#c65b48", 28, 40),
          ("#6a4c7d", 34, 30), ("#7fae9d", 34, 36)),
    264: (("#7fae9d", 44, 30), ("#d98a6a", 34, 42), ("#5d93a6", 26, 28), ("#e0b04f", 40, 36),
          ("#c65b48", 44, 28)),
}  # fmt: skip


def _goods(y: float, row: tuple[tuple[str, float, float], ...]) -> str:
    """Goods side by side on a shelf at height y."""
    drawn, x = "", 652.0
    for tone, w, h in row:
        drawn += rect(x, y - h, w, h, tone, 4)
        x += w + 10
    return drawn


def shop() -> tuple[str, str]:
    return _shop_behind(), _shop_before()


def _shop_behind() -> str:
    sign = (
        rect(340, 0, 280, 44, "#2f6f63", 10)
        + line("M400 21h160", "#f6efe0", 7)
        + circle(376, 21, 8, "#e2b659")
    )
    rail = line("M66 92H300M66 92V300M300 92V300", "#8d969c", 6)
    hanging = "".join(
        line(f"M{x} 92v10", "#6d767c", 3)
        + path(f"M{x - 24} 120Q{x} 96 {x + 24} 120L{x + 18} {bottom}H{x - 18}Z", tone)
        for x, tone, bottom in ((96, "#c65b48", 214), (134, "#e0b04f", 226), (172, "#3f7f9c", 206), (210, "#7d8f5a", 230), (248, "#6a4c7d", 214), (276, "#d98a6a", 222))
    )  # fmt: skip
    shelves = (
        "".join(rect(640, y, 276, 10, "#a47f58", 2) for y in (128, 196, 264))
        + rect(634, 70, 8, 230, "#8a6844")
        + rect(914, 70, 8, 230, "#8a6844")
    )
    goods = "".join(_goods(y, row) for y, row in GOODS.items())
    return wall("#f6efe4", "#e3d6c2", "#cdb698") + sign + rail + hanging + shelves + goods


def _shop_before() -> str:
    counter = (
        rect(0, 348, 960, 52, "#7b9a8e")
        + rect(0, 340, 960, 14, "#f0e6d5")
        + line("M0 355H960", "#5c7a6f", 3)
    )
    panels = "".join(line(f"M{x} 366h150v40h-150z", "#6a897d", 3) for x in range(14, 960, 186))
    till = (
        path("M590 300h92l10 42H580z", "#3d4a52")
        + path("M598 288h76v22h-76z", "#55656f")
        + rect(606, 292, 60, 14, "#a9d3c4", 2)
        + line("M602 322h66M600 331h70", "#8b9aa3", 4)
    )
    bag = path("M300 296h56l6 46h-68z", "#e9c48c") + line("M314 298q14 -26 28 0", "#b98d53", 4)
    tags = rect(420, 330, 36, 12, "#ffffff", 3) + rect(462, 332, 36, 10, "#f0d9a8", 3)
    return counter + panels + till + bag + tags  # fmt: skip
