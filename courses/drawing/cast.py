"""The cast: how each person is drawn.  Names of parts lead into heads.py, hair.py, clothes.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """One person: parts by name, colors, and where the head is against the others'."""

    skin: str
    shade: str  # neck, ears, nose: the skin a little darker
    hair_color: str
    hair: str
    top: str
    crease: str  # the top a little darker
    outfit: str
    lips: str
    face: str = "oval"
    accent: str = "#f4efe7"
    brow: str = "#3a2c25"
    eyes: str = "#2a201c"
    beard: str = ""
    beard_color: str = ""
    glasses: str = ""
    hearing_aid: str = ""
    earrings: str = ""
    rings: str = "beads"  # what kind of earrings: beads, hoops, studs
    frames: str = "round"  # of the glasses: round, square
    freckles: str = ""
    nose: str = "small"
    brow_width: float = 3.2
    sides: str = ""  # hair at the sides, where it is shaved or of another color
    lashes: bool = False
    bright_eyes: bool = False  # the white of the eyes shows
    lined: bool = False  # the lines that years leave
    weathered: bool = False  # lines of years outdoors
    wheelchair: bool = False
    lower: float = 0  # pixels that the head is below the others'
    width: float = 1  # of the shoulders
    neck: float = 15  # half of its width


LOOKS: dict[str, Look] = {
    "priya": Look(
        skin="#b17a55", shade="#9a6444", hair_color="#2b1d1a", hair="long", top="#b4553c",
        crease="#8f3f2b", outfit="blouse", lips="#7d3a2c", brow="#2b1d1a", lashes=True, width=0.93,
        earrings="#e2b659", lower=3,
    ),
    "tom": Look(
        skin="#eebd9a", shade="#e0a683", hair_color="#6b4a34", hair="short", top="#4a5a78",
        crease="#374560", outfit="collared", lips="#a4604a", brow="#5a3c29", accent="#dfe6f0",
        face="oval", lined=True,
    ),
    "marcus": Look(
        skin="#f1c8a8", shade="#e0ae8c", hair_color="#b9b2a8", hair="swept", top="#2f3a4f",
        crease="#222b3c", outfit="suit", lips="#9c5746", brow="#948c82", accent="#c98a2b",
        face="square", lined=True, width=1.06, lower=-4,
    ),
    "you": Look(
        skin="#855a3e", shade="#6c4630", hair_color="#221a17", hair="crop", top="#1f6f6a",
        crease="#155450", outfit="knit", lips="#43211a", brow="#1d1512", accent="#2b857f",
        width=0.96, bright_eyes=True,
    ),
    "lena": Look(
        skin="#f3cdb3", shade="#e2b196", hair_color="#d3b27a", hair="ponytail", top="#3f5f8a",
        crease="#2f4a70", outfit="workwear", lips="#b0604f", brow="#a5834e", accent="#f2a03d",
        face="heart", lashes=True, lined=True, width=0.94, lower=4,
    ),
    "dev": Look(
        skin="#bd8a62", shade="#a5744f", hair_color="#1f2f57", hair="turban", top="#7a7f8c",
        crease="#5f6470", outfit="hoodie", lips="#8a4a37", brow="#241a15", beard="thin",
        beard_color="#2a1e18", accent="#c9cdd6", face="long", width=0.94,
    ),
    "ray": Look(
        skin="#e3ab86", shade="#cf9470", hair_color="#7a6a58", hair="cap", top="#5b4a44",
        crease="#463833", outfit="workwear", lips="#96523f", brow="#5f5044", beard="stubble",
        beard_color="#6b5a4b", accent="#f2c230", face="round", lined=True, width=1.1,
    ),
    "rosa": Look(
        skin="#cb9470", shade="#b67d5a", hair_color="#3b2a26", hair="bun", top="#5f8f8a",
        crease="#4a7571", outfit="tunic", lips="#964a3d", brow="#32231f", earrings="#f0e4cf",
        face="round", lashes=True, lined=True, lower=8,
    ),
    "amir": Look(
        skin="#d3a27c", shade="#bd8a65", hair_color="#251c1a", hair="curly", top="#e4dccb",
        crease="#c4b9a2", outfit="shirt", lips="#94503f", brow="#221917", beard="short",
        beard_color="#2b211e", wheelchair=True, lower=14,
    ),
    "grace": Look(
        skin="#74492f", shade="#5a3723", hair_color="#1d1513", hair="natural", top="#6a4c7d",
        crease="#523a62", outfit="blazer", lips="#a8423f", brow="#150d0a", bright_eyes=True, earrings="#e2b659",
        accent="#f1e3d2", face="heart", lashes=True, width=0.94, lower=2,
    ),
    "samuel": Look(
        skin="#5d3b29", shade="#48291a", hair_color="#5d3b29", hair="bald", sides="#a7a19b", top="#8a6d3b",
        crease="#6e552b", outfit="cardigan", lips="#8a4a3d", brow="#a8a29c", bright_eyes=True, beard="full",
        beard_color="#b5afa9", glasses="#c9a45c", face="square", lined=True, accent="#eef1f2",
        width=1.05,
    ),
    "ji-woo": Look(
        skin="#f2d2b0", shade="#e0b993", hair_color="#1b1a20", hair="bob", top="#c65b7c",
        crease="#a64565", outfit="turtleneck", lips="#b3564f", brow="#26232a", face="round",
        hearing_aid="#3f6fd1", width=0.9, lower=9,
    ),
    "kofi": Look(
        skin="#664129", shade="#4d2e1c", hair_color="#16100e", hair="high-top", top="#d9902f",
        crease="#b67420", outfit="overshirt", lips="#8f4a3d", brow="#130d0b", bright_eyes=True,
        glasses="#d7a86a", accent="#f4efe7", face="long",
    ),
    "ines": Look(
        skin="#e8bb98", shade="#d4a17d", hair_color="#4a4240", hair="wavy", top="#33424d",
        crease="#25323b", outfit="blazer", lips="#a8473f", brow="#463e3b", accent="#d9e7e4",
        face="heart", lashes=True, lined=True, glasses="#9c2f3f",
    ),
    "leila": Look(
        skin="#dcae88", shade="#c7956f", hair_color="#7d8f5a", hair="headscarf", top="#3f7f9c",
        crease="#30667f", outfit="scrubs", lips="#a5544a", brow="#33241d", accent="#667646",
        lashes=True, width=0.94, lower=3,
    ),
    "walter": Look(
        skin="#dda07c", shade="#bd7b58", hair_color="#aea8a0", hair="receding", top="#8c3d34",
        crease="#6b2b25", outfit="flannel", lips="#8f4a3a", brow="#8a837a", beard="mustache",
        beard_color="#b3ada5", accent="#d8d3c8", face="long", nose="broad", brow_width=4.4,
        lined=True, weathered=True, width=1.04, neck=16,
    ),
    "mei": Look(
        skin="#efcba4", shade="#dcb088", hair_color="#a6a5aa", hair="feathered", top="#2e3440",
        crease="#1d222b", outfit="zip-jacket", lips="#a8524a", brow="#6e6c70", glasses="#2d3138",
        frames="square", accent="#b8483e", face="soft", nose="button", brow_width=2.8, lined=True,
        width=0.92, lower=9,
    ),
    "joao": Look(
        skin="#9c6a48", shade="#815336", hair_color="#2a1b15", hair="dense-curls", top="#c8553d",
        crease="#a03f2b", outfit="henley", lips="#7a3b2e", brow="#241711", beard="light-stubble",
        beard_color="#1a100c", accent="#f0e3cf", face="oval", nose="broad", brow_width=3.8,
        bright_eyes=True, lower=-2,
    ),
    "sky": Look(
        skin="#f6d5c2", shade="#e6b7a0", hair_color="#3d8fb5", hair="undercut", sides="#a98f78",
        top="#a594c4", crease="#8473a6", outfit="soft-shirt", lips="#c06f66", brow="#7c6552",
        accent="#fbf4ea", face="heart", freckles="#c98a68", nose="button", brow_width=2.8,
        earrings="#8f979e", rings="studs", width=0.9, lower=4,
    ),
    "beth": Look(
        skin="#f3c8b0", shade="#e0a58c", hair_color="#ad5535", hair="layered", top="#5d7350",
        crease="#465a3b", outfit="open-cardigan", lips="#b0564c", brow="#8f5138", face="full",
        accent="#f2e6d4", nose="button", lashes=True, lined=True, width=1.2, neck=19, lower=5,
    ),
    "nadia": Look(
        skin="#d8aa83", shade="#c08f67", hair_color="#25242b", hair="headscarf", top="#8a7a4e",
        crease="#6a5d38", outfit="parka", lips="#a04d45", brow="#2a1d17", accent="#4a4853",
        face="soft", nose="hooked", brow_width=4, lashes=True, width=0.96, lower=4,
    ),
    "diego": Look(
        skin="#c98f66", shade="#ae7550", hair_color="#1e1613", hair="fade", top="#d6d2c8",
        crease="#b2aea3", outfit="dungarees", lips="#93503f", brow="#1e1613", accent="#3a5378",
        face="square", nose="long", brow_width=4.2, width=1.02, neck=16,
    ),
    "anneke": Look(
        skin="#efc6a8", shade="#d9a685", hair_color="#dcbf84", hair="pixie", top="#54666b",
        crease="#3f4e53", outfit="jacket", lips="#ab5f52", brow="#a3834d", accent="#f3efe6",
        face="angular", nose="long", lashes=True, lined=True, width=0.98, lower=-15,
    ),
    "victor": Look(
        skin="#e2ae8e", shade="#c58d6c", hair_color="#565459", hair="brushed-back", top="#3b3247",
        crease="#282130", outfit="quarter-zip", lips="#a2584a", brow="#454347", beard="bushy",
        beard_color="#504e51", accent="#dfe3e8", face="broad", nose="hooked", brow_width=4.8,
        lined=True, width=1.2, neck=20, lower=-3,
    ),
    "tasha": Look(
        skin="#6e472f", shade="#543420", hair_color="#211715", hair="braids", top="#d4a02f",
        crease="#a87a1b", outfit="wrap", lips="#9a3d46", brow="#1b110d", earrings="#e8c667",
        rings="hoops", accent="#f3dfae", face="soft", nose="broad", bright_eyes=True, lashes=True,
        width=0.98, lower=2,
    ),
}  # fmt: skip
