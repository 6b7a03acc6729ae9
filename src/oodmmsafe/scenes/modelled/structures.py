"""Parts of buildings and yards: shelves, walls, stairs, fences, hatches, lines and floors."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.forms import cloth, limb, patch
from oodmmsafe.scenes.modelled.workshop import wood

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


# --- shelves, tables, benches


@prop("plain shelf", colour="pale wood")
@prop("open shelf", colour="pale wood")
def plain_shelf(b: Build) -> None:
    """Four boards between two sides, open at the back: things stand on each board (use `height`)."""
    paint = wood(b, b.colour)
    for x in (-0.44, 0.44):
        b.box((0.022, 0.32, 1.6), (x, 0, 0), paint)
    for z in (0.06, 0.55, 1.04, 1.55):
        b.box((0.86, 0.32, 0.025), (0, 0, z), paint)


@prop("low shelf", colour="white")
def low_shelf(b: Build) -> None:
    paint = b.paint(b.colour, 0.5)
    for x in (-0.5, 0.5):
        b.box((0.025, 0.3, 0.8), (x, 0, 0), paint)
    for z in (0.05, 0.42, 0.78):
        b.box((1.0, 0.3, 0.025), (0, 0, z), paint)
    b.box((1.0, 0.01, 0.75), (0, 0.148, 0.05), paint)


@prop("leaning bookcase", colour="wood")
@prop("loose bookcase", colour="wood")
def loose_bookcase(b: Build) -> None:
    """A tall narrow case that stands free, not screwed to the wall, filled with books."""
    paint = wood(b, b.colour)
    for x in (-0.38, 0.38):
        b.box((0.022, 0.26, 1.9), (x, 0, 0), paint)
    for k in range(6):
        z = 0.04 + 0.37 * k
        b.box((0.76, 0.26, 0.024), (0, 0, z), paint)
        x = -0.35
        while k < 5 and x < 0.25:
            w, h = b.rng.uniform(0.025, 0.05), b.rng.uniform(0.2, 0.29)
            colour = b.rng.choice(
                ("#7a2a24", "#2f4a6a", "#3f5a34", "#c9b88a", "#5a3a5a", "#23272b", "#b5762f", "#d9d3c3")
            )
            b.box((w - 0.002, 0.18, h), (x + w / 2, -0.02, z + 0.024), b.paint(colour, 0.7), round=0.002)
            x += w


@prop("wall shelf", colour="pale wood")
@prop("shelf board", colour="pale wood")
def wall_shelf(b: Build) -> None:
    """One board on two brackets; hangs on a wall, things stand on it."""
    b.box((0.9, 0.24, 0.025), (0, 0, 0.16), wood(b, b.colour))
    for x in (-0.33, 0.33):
        b.box((0.025, 0.22, 0.012), (x, 0.005, 0.148), b.metal("#4a4c50"))
        b.box((0.025, 0.012, 0.16), (x, 0.112, 0), b.metal("#4a4c50"))
        b.rod((x, 0.105, 0.02), (x, -0.07, 0.15), 0.007, b.metal("#4a4c50"))


@prop("wall-mounted cabinet", colour="white", states=("open",))
def wall_mounted_cabinet(b: Build) -> None:
    """Two doors; `open`: the doors stand open, two boards inside take things. Hangs on a wall."""
    paint = b.paint(b.colour, 0.4)
    w, d, h = 0.7, 0.28, 0.62
    b.box((w, 0.012, h), (0, d / 2, 0), paint)
    for x in (-w / 2, w / 2):
        b.box((0.018, d, h), (x, 0, 0), paint)
    for z in (0.0, 0.3, h - 0.018):
        b.box((w, d, 0.018), (0, 0, z), paint)
    for side in (-1, 1):
        with b.moved((side * w / 2, -d / 2, 0), turn=side * 105 if b.has("open") else 0):
            b.box((w / 2 - 0.003, 0.018, h), (-side * w / 4, -0.012, 0), paint)
            b.cylinder(0.012, 0.02, (-side * (w / 2 - 0.04), -0.02, 0.22), b.metal("silver"), tip=(90, 0))


@prop("plain table", colour="pale wood")
def plain_table(b: Build) -> None:
    _table(b, 1.2, 0.75, 0.74)


@prop("small table", colour="pale wood")
@prop("side table", colour="pale wood")
def small_table(b: Build) -> None:
    _table(b, 0.55, 0.5, 0.55)


def _table(b: Build, width: float, depth: float, height: float) -> None:
    paint = wood(b, b.colour)
    b.box((width, depth, 0.03), (0, 0, height - 0.03), paint)
    for x in (-width / 2 + 0.05, width / 2 - 0.05):
        for y in (-depth / 2 + 0.05, depth / 2 - 0.05):
            b.box((0.05, 0.05, height - 0.03), (x, y, 0), paint)
    for y in (-depth / 2 + 0.05, depth / 2 - 0.05):
        b.box((width - 0.12, 0.02, 0.07), (0, y, height - 0.1), paint)


@prop("plain counter", colour="pale green")
@prop("counter", colour="pale green")
def plain_counter(b: Build) -> None:
    """A worktop on cabinets, 1.6 m."""
    b.box((1.6, 0.56, 0.08), (0, 0.02, 0), b.paint("#3a3c40", 0.7))
    b.box((1.6, 0.58, 0.78), (0, 0, 0.08), b.paint(b.colour, 0.5))
    for k in range(3):
        x = -0.533 + 0.533 * k
        b.box((0.51, 0.02, 0.74), (x, -0.295, 0.1), b.paint(b.colour, 0.4))
        b.box((0.14, 0.02, 0.012), (x, -0.315, 0.76), b.metal())
    b.box((1.64, 0.64, 0.04), (0, 0, 0.86), b.paint("#d6d0c4", 0.35, pattern="noise", second="#bdb6a8", scale=6))


@prop("simple workbench", colour="pale wood")
def simple_workbench(b: Build) -> None:
    paint = wood(b, b.colour)
    b.box((1.6, 0.65, 0.06), (0, 0, 0.82), paint)
    for x in (-0.7, 0.7):
        for y in (-0.25, 0.25):
            b.box((0.09, 0.09, 0.82), (x, y, 0), paint)
    b.box((1.4, 0.5, 0.03), (0, 0, 0.2), paint)


@prop("plain bench", colour="wood")
@prop("wooden bench", colour="wood")
def plain_bench(b: Build) -> None:
    paint = wood(b, b.colour)
    for y in (-0.12, 0, 0.12):
        b.box((1.4, 0.105, 0.035), (0, y, 0.42), paint)
    for x in (-0.55, 0.55):
        b.box((0.06, 0.34, 0.42), (x, 0, 0), paint)
    b.box((1.1, 0.03, 0.1), (0, 0, 0.25), paint)


# --- walls and what is in and on them


@prop("drywall", colour="#dcdad4", states=("open",))
@prop("stud wall", colour="#dcdad4", states=("open",))
def drywall(b: Build) -> None:
    """A piece of plasterboard wall; `open`: a hole shows studs, a cable and a water pipe behind the board."""
    board = b.paint(b.colour, 0.9)
    for x in (-0.9, -0.3, 0.3, 0.9):
        b.box((0.05, 0.08, 2.0), (x, 0.05, 0), wood(b, "pale wood"))
    for z in (0.0, 1.95):
        b.box((1.85, 0.08, 0.05), (0, 0.05, z), wood(b, "pale wood"))
    if not b.has("open"):
        b.box((1.85, 0.013, 2.0), (0, 0, 0), board, round=0)
        b.box((0.004, 0.001, 2.0), (0.0, -0.0072, 0), b.paint("#bdbab2", 1), round=0)
        return
    for size, at in (
        ((0.5, 2.0), (-0.675, 0)),
        ((0.5, 2.0), (0.675, 0)),
        ((0.9, 0.55), (0, 0)),
        ((0.9, 0.75), (0, 1.25)),
    ):
        b.box((size[0], 0.013, size[1]), (at[0], 0, at[1]), board, round=0)
    b.rod((-0.12, 0.06, 0), (-0.12, 0.06, 2.0), 0.014, b.metal("copper"))
    b.tube([(0.12, 0.03, 0.0), (0.13, 0.03, 0.7), (0.11, 0.03, 1.2), (0.12, 0.03, 2.0)], 0.009, b.paint("white", 0.5))
    b.box((1.8, 0.01, 2.0), (0, 0.095, 0), b.paint("#6a6459", 1), round=0)


@prop("plasterboard sheets", colour="#dcdad4")
def plasterboard_sheets(b: Build) -> None:
    """Five boards, upright, to be leant on something."""
    for k in range(5):
        b.box((1.2, 0.0125, 1.5 - 0.02 * k), (0.02 * (k % 2), -0.015 * k, 0), b.paint(b.colour, 0.9), round=0)


@prop("mouldy wall patch", colour="#e4e0d6")
@prop("mould on the wall", colour="#e4e0d6")
def mouldy_wall_patch(b: Build) -> None:
    """Black mould in spots; hangs on a wall."""
    size = 700
    image = Image.new("RGB", (size, size), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    for _ in range(900):
        a, out = b.rng.uniform(0, 6.28), abs(b.rng.gauss(0, 0.17))
        x, y, r = size * (0.5 + out * math.cos(a)), size * (0.5 + out * math.sin(a)), b.rng.uniform(2, 15) * (1 - out)
        shade = b.rng.choice(((44, 48, 42), (70, 76, 66), (30, 33, 30), (92, 97, 84)))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=shade)
    b.panel(1.0, 1.0, (0, 0, 0), b.printed(image.filter(ImageFilter.GaussianBlur(1.6)), 0.95))


@prop("cracked wall", colour="#d9d2c2")
@prop("crack in the wall", colour="#d9d2c2")
def cracked_wall(b: Build) -> None:
    """A stepped crack through plaster; hangs on a wall."""
    image = Image.new("RGB", (600, 900), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    x, y = 120.0, 0.0
    while y < 900:
        nx, ny = x + b.rng.uniform(-15, 50), y + b.rng.uniform(18, 46)
        pen.line((x, y, nx, ny), fill=(46, 40, 34), width=int(b.rng.uniform(6, 15)))
        if b.rng.random() < 0.4:
            pen.line((x, y, x + b.rng.uniform(-60, 60), y + b.rng.uniform(0, 60)), fill=(80, 72, 62), width=3)
        x, y = min(nx, 540), ny
    b.panel(0.9, 1.35, (0, 0, 0), b.printed(image, 0.95))


@prop("ceiling stain")
@prop("damp stain")
def damp_stain(b: Build) -> None:
    """A brown water stain; hangs on a wall."""
    image = Image.new("RGB", (500, 500), srgb("#ecebe6"))
    pen = ImageDraw.Draw(image)
    for radius, shade in (
        (210, (178, 146, 96)),
        (200, (219, 203, 170)),
        (150, (186, 156, 108)),
        (140, (222, 208, 178)),
    ):
        points = [
            (
                250 + radius * (1 + 0.1 * math.sin(3 * a + 1) + 0.07 * math.sin(5 * a)) * math.cos(a),
                250 + radius * (1 + 0.1 * math.sin(3 * a + 1)) * math.sin(a),
            )
            for a in [0.1 * k for k in range(63)]
        ]
        pen.polygon(points, fill=shade)
    b.panel(0.8, 0.8, (0, 0, 0), b.printed(image.filter(ImageFilter.GaussianBlur(5)), 0.95))


def _view(width: int, height: int, night: bool, storm: bool) -> Image.Image:
    """What one sees out of a window: sky, hills, houses."""
    top, low = (
        ((14, 20, 40), (44, 52, 82))
        if night
        else ((92, 104, 118), (150, 156, 160))
        if storm
        else ((116, 168, 222), (208, 228, 240))
    )
    image = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(image)
    for y in range(height):
        share = y / height
        pen.line((0, y, width, y), fill=tuple(int(p + (q - p) * share) for p, q in zip(top, low, strict=True)))
    dim = 0.3 if night else 0.7 if storm else 1.0
    for k, shade in enumerate(((120, 150, 130), (92, 128, 80))):
        ridge = [
            (x, height * (0.62 + 0.1 * k) + height * 0.05 * math.sin(x / width * 5 + 2 * k))
            for x in range(0, width + 20, 20)
        ]
        pen.polygon([(0, height), *ridge, (width, height)], fill=tuple(int(dim * c) for c in shade))
    for x, w in ((0.1, 0.2), (0.42, 0.16), (0.72, 0.22)):
        left, right, roof, eaves = width * x, width * (x + w), height * 0.6, height * 0.7
        pen.rectangle((left, eaves, right, height), fill=tuple(int(dim * c) for c in (214, 196, 170)))
        pen.polygon(
            [(left - 8, eaves), (right + 8, eaves), ((left + right) / 2, roof)],
            fill=tuple(int(dim * c) for c in (150, 80, 62)),
        )
        glass = (244, 214, 130) if night else tuple(int(dim * c) for c in (110, 130, 150))
        pen.rectangle((left + 0.3 * (right - left), eaves + 12, left + 0.5 * (right - left), eaves + 38), fill=glass)
    return image


@prop("window with a view", colour="white", states=("night", "storm", "open"))
def window_with_a_view(b: Build) -> None:
    """Hangs on a wall; outside one sees houses and hills."""
    frame = b.paint(b.colour, 0.4)
    glow = 0.25 if b.has("night") else 0.6 if b.has("storm") else 1.1
    b.panel(1.1, 1.1, (0, 0.0, 0.05), b.printed(_view(700, 700, b.has("night"), b.has("storm")), 0.2, glow))
    for x in (-0.57, 0.57):
        b.box((0.06, 0.07, 1.2), (x, -0.02, 0), frame)
    for z in (0, 1.14):
        b.box((1.075, 0.064, 0.06), (0, -0.02, z), frame)
    b.box((1.3, 0.16, 0.03), (0, -0.08, -0.03), frame)
    if b.has("open"):
        with b.moved((-0.54, -0.05, 0.05), turn=-70):
            for x in (0.02, 0.52):
                b.box((0.045, 0.04, 1.1), (x, 0, 0), frame)
            for z in (0, 1.06):
                b.box((0.52, 0.04, 0.045), (0.27, 0, z), frame)
    else:
        b.box((0.06, 0.06, 1.1), (0, -0.02, 0.05), frame)
        b.box((0.02, 0.04, 0.11), (0.045, -0.06, 0.5), b.metal("silver"))


@prop("gas boiler", colour="white", text=())
def gas_boiler(b: Build) -> None:
    """A wall boiler with its pipes and flue; hangs on a wall."""
    b.box((0.44, 0.32, 0.72), (0, 0, 0.2), b.paint(b.colour, 0.3), round=0.015)
    b.box((0.38, 0.012, 0.12), (0, -0.162, 0.24), b.paint("#3a3c40", 0.3))
    b.cylinder(0.03, 0.012, (-0.1, -0.166, 0.3), b.paint("white", 0.4), tip=(90, 0))
    b.panel(0.1, 0.05, (0.06, -0.17, 0.275), b.paint("#7fc0d9", 0.2, glow=0.8))
    for k in range(4):
        x = -0.15 + 0.1 * k
        b.rod((x, 0.06, 0), (x, 0.06, 0.2), 0.012, b.metal("copper") if k != 1 else b.paint("yellow", 0.5))
    b.cylinder(0.055, 0.25, (0, 0.04, 0.92), b.paint("white", 0.4))
    if b.text:
        b.panel(0.2, 0.06, (0, -0.163, 0.72), b.printed(lines_on(b.text, (640, 190))))


@prop("gas meter", states=())
def gas_meter(b: Build) -> None:
    """With its yellow pipe and a valve; hangs on a wall."""
    pipe = b.paint("yellow", 0.5)
    b.box((0.28, 0.18, 0.3), (0, 0, 0.08), b.paint("pale grey", 0.4), round=0.03)
    b.box((0.16, 0.01, 0.05), (0, -0.092, 0.26), b.paint("black", 0.2))
    b.panel(0.14, 0.035, (0, -0.0985, 0.267), b.printed(lines_on(["04 817 6"], (560, 140), background="black")))
    for x in (-0.09, 0.09):
        b.rod((x, 0, 0.37), (x, 0, 0.6), 0.018, pipe)
    b.box((0.09, 0.02, 0.018), (0.09, -0.03, 0.48), b.paint("red", 0.4), turn=0)


@prop("pipe on the wall", colour="copper", states=("leaking",))
def pipe_on_the_wall(b: Build) -> None:
    """A water pipe with a valve; hangs on a wall."""
    pipe = b.metal(b.colour) if b.colour == "copper" else b.paint(b.colour, 0.5)
    b.rod((-0.6, 0, 0.3), (0.6, 0, 0.3), 0.016, pipe)
    b.rod((0.2, 0, 0.3), (0.2, 0, 0), 0.016, pipe)
    for x in (-0.5, 0.5):
        b.box((0.02, 0.04, 0.05), (x, 0.01, 0.275), b.metal())
    b.cylinder(0.024, 0.05, (-0.15, 0, 0.275), b.metal("brass"))
    b.rod((-0.15, -0.02, 0.3), (-0.15, -0.06, 0.3), 0.007, b.metal("brass"))
    b.cylinder(0.03, 0.008, (-0.15, -0.06, 0.3), b.paint("red", 0.4), tip=(90, 0))
    if b.has("leaking"):
        for k in range(6):
            b.ball(0.007, (0.05 + 0.003 * k, -0.014, 0.255 - 0.045 * k), b.paint("#cfe3ee", 0.05), (1, 1, 1.6), 10)


@prop("ventilation grille", colour="white", states=("taped",))
@prop("air vent", colour="white", states=("taped",))
def ventilation_grille(b: Build) -> None:
    """Hangs on a wall; `taped`: closed with film and tape."""
    b.box((0.28, 0.015, 0.2), (0, 0, 0), b.paint(b.colour, 0.5))
    for k in range(8):
        b.box((0.24, 0.012, 0.004), (0, -0.01, 0.02 + 0.021 * k), b.paint("#2a2b2e", 0.8), round=0)
    if b.has("taped"):
        b.box((0.31, 0.004, 0.23), (0, -0.02, -0.015), b.paint("#dfe6e8", 0.15, alpha=0.7), round=0)
        for z in (-0.02, 0.19):
            b.box((0.36, 0.003, 0.045), (0, -0.024, z), b.paint("#9a9da1", 0.4), round=0)
        for x in (-0.155, 0.155):
            b.box((0.045, 0.003, 0.25), (x, -0.025, -0.02), b.paint("#9a9da1", 0.4), round=0)


# --- stairs, railings, roofs, hatches


@prop("stairs", colour="wood")
def stairs(b: Build) -> None:
    """Eight steps up to the back, with a handrail on the right."""
    side = b.paint("white", 0.5)
    for k in range(8):
        b.box((0.95, 0.29, 0.03), (0, -1.0 + 0.26 * k, 0.15 + 0.18 * k), wood(b, b.colour))
        b.box((0.93, 0.02, 0.16), (0, -0.87 + 0.26 * k, 0.18 * k), side, round=0)
    for x in (-0.49, 0.49):
        edge = [(-1.15, 0), (-0.9, 0), (1.0, 1.32), (1.0, 1.64), (0.85, 1.64), (-1.15, 0.24)]
        b.sheet([(x, y, z) for y, z in edge], side, 0.03)
    for k in range(0, 8, 2):
        b.box((0.03, 0.03, 0.85), (0.49, -0.95 + 0.26 * k, 0.2 + 0.18 * k), side)
    b.rod((0.49, -1.05, 1.05), (0.49, 0.95, 2.43), 0.025, wood(b, b.colour))


@prop("railing", colour="dark grey", see_through=True)
def railing(b: Build) -> None:
    """Bars 11 cm apart, 1.5 m long, 1 m high."""
    _bars(b, 14)


@prop("railing with wide gaps", colour="dark grey", see_through=True)
def railing_with_wide_gaps(b: Build) -> None:
    """Bars 25 cm apart: a small child fits through."""
    _bars(b, 7)


def _bars(b: Build, count: int) -> None:
    paint = b.paint(b.colour, 0.4)
    for z in (0.1, 1.0):
        b.box((1.54, 0.04, 0.03), (0, 0, z), paint)
    for k in range(count):
        b.rod((-0.75 + 1.5 * k / (count - 1), 0, 0.1), (-0.75 + 1.5 * k / (count - 1), 0, 1.0), 0.008, paint)
    for x in (-0.76, 0.76):
        b.box((0.05, 0.05, 1.03), (x, 0, 0), paint)


@prop("gutter", colour="#8a8f94", states=("leaves",))
@prop("roof edge", colour="#8a8f94", states=("leaves",))
def gutter(b: Build) -> None:
    """The eaves of a roof with its gutter and down-pipe, 2.6 m high."""
    tiles = b.paint("#9a4f38", 0.9)
    for row in range(5):
        for k in range(10):
            b.box(
                (0.25, 0.3, 0.02),
                (-1.15 + 0.255 * k, -0.05 + 0.2 * row, 2.42 + 0.12 * row),
                tiles,
                tip=(26, 0),
                round=0.006,
            )
    b.box((2.6, 0.5, 0.04), (0, 0.2, 2.36), b.paint("white", 0.6))
    b.box((2.6, 0.08, 2.4), (0, 0.5, 0), b.paint("#d8cfbb", 0.9))
    rows = [
        [(x, -0.1 - 0.06 * math.cos(a), 2.4 - 0.065 * math.sin(a)) for a in [0.262 * k for k in range(13)]]
        for x in (-1.3, 1.3)
    ]
    b.surface(rows, b.paint(b.colour, 0.4), 0.004)
    b.tube([(1.2, -0.08, 2.36), (1.2, -0.06, 2.25), (1.2, 0.36, 2.1), (1.2, 0.41, 1.9)], 0.04, b.paint(b.colour, 0.4))
    b.rod((1.2, 0.41, 0), (1.2, 0.41, 1.92), 0.04, b.paint(b.colour, 0.4))
    if b.has("leaves"):
        for _ in range(60):
            x = b.rng.uniform(-1.25, 1.2)
            b.box(
                (0.07, 0.045, 0.003),
                (x, -0.1 + b.rng.uniform(-0.03, 0.03), 2.39 + b.rng.uniform(0, 0.04)),
                b.paint(b.rng.choice(("#8a5a2a", "#a5722f", "#6a4a24")), 1),
                turn=b.rng.uniform(0, 180),
                tip=(b.rng.uniform(-30, 30), 0),
                round=0,
            )


@prop("manhole", states=("open",))
def manhole(b: Build) -> None:
    """A cast-iron cover in the ground; `open`: it lies beside the dark shaft."""
    iron = b.paint("#45474a", 0.6, metal=0.5)
    b.cylinder(0.36, 0.012, (0, 0, 0), b.paint("#77787a", 0.9))
    if b.has("open"):
        b.cylinder(0.3, 0.002, (0, 0, 0.012), b.paint("#050505", 1))
        b.lathe([(0.3, 0.012), (0.3, 0.022), (0.33, 0.022), (0.33, 0.012)], (0, 0, 0), iron)
    with b.moved((0.72, 0.1, 0.0) if b.has("open") else (0, 0, 0.012)):
        b.cylinder(0.31, 0.02, (0, 0, 0), iron)
        for k in range(5):
            for j in range(5):
                x, y = -0.18 + 0.09 * k, -0.18 + 0.09 * j
                if x * x + y * y < 0.07:
                    b.box((0.05, 0.05, 0.008), (x, y, 0.018), iron, turn=45, round=0.002)


@prop("trench", colour="#7a5c3c")
def trench(b: Build) -> None:
    """A dug trench with steep sides, its earth thrown up beside it."""
    earth = b.paint(b.colour, 1, pattern="noise", second="#5a4028", scale=5)
    b.box((2.4, 0.62, 0.004), (0, 0, 0), b.paint("#120d08", 1), round=0)
    for s in (-1, 1):
        path = [(-1.3 + 0.325 * k, s * (0.62 + b.rng.uniform(-0.03, 0.03)), 0.0) for k in range(9)]
        radii = [(0.12, 0.05) if k in (0, 8) else (0.33, b.rng.uniform(0.26, 0.4)) for k in range(9)]
        limb(b, path, radii, earth, 20, floor=0)
    b.rod((0.6, -0.9, 0.25), (0.2, -0.5, 1.1), 0.016, b.paint("tan", 0.8))


@prop("dock boards", colour="#8a7358")
def dock_boards(b: Build) -> None:
    """A landing stage of planks, 2 x 1.2 m, 0.35 m high."""
    for k in range(14):
        b.box((0.135, 1.2, 0.035), (-0.93 + 0.143 * k, b.rng.uniform(-0.01, 0.01), 0.31), wood(b, b.colour))
    for x in (-0.85, 0.85):
        for y in (-0.5, 0.5):
            b.rod((x, y, 0), (x, y, 0.31), 0.06, wood(b, "#5a4630"))


# --- fences, gates, lines


@prop("picket fence", colour="white", see_through=True)
def picket_fence(b: Build) -> None:
    paint = b.paint(b.colour, 0.6)
    for z in (0.22, 0.68):
        b.box((2.0, 0.03, 0.07), (0, 0.025, z), paint)
    for k in range(17):
        x = -0.96 + 0.12 * k
        b.sheet(
            [(x - 0.035, 0, 0.05), (x + 0.035, 0, 0.05), (x + 0.035, 0, 0.85), (x, 0, 0.92), (x - 0.035, 0, 0.85)],
            paint,
            0.018,
        )


@prop("wire fence", see_through=True)
def wire_fence(b: Build) -> None:
    """Chain link between two posts."""
    wire = b.metal("#8a8f94", 0.4)
    for x in (-1.0, 0, 1.0):
        b.rod((x, 0, 0), (x, 0, 1.3), 0.025, b.paint("#3f5a48", 0.5))
    for k in range(-13, 21):
        x = 0.1 * k
        for slope in (1, -1):
            ends = []
            for z in (0.08, 1.24):
                ends.append((x + slope * (z - 0.66), z))
            (x0, z0), (x1, z1) = ends
            if x0 > x1:
                x0, z0, x1, z1 = x1, z1, x0, z0
            if x1 <= -1 or x0 >= 1:
                continue
            if x0 < -1:
                z0, x0 = z0 + (z1 - z0) * (-1 - x0) / (x1 - x0), -1
            if x1 > 1:
                z1, x1 = z0 + (z1 - z0) * (1 - x0) / (x1 - x0), 1
            b.rod((x0, 0, z0), (x1, 0, z1), 0.0025, wire)


@prop("barbed wire fence", see_through=True)
@prop("pasture fence", see_through=True)
def barbed_wire_fence(b: Build) -> None:
    for x in (-1.4, 0, 1.4):
        b.rod((x, 0, 0), (x, 0, 1.25), 0.045, b.paint("#7a6248", 0.95))
    for z in (0.45, 0.8, 1.12):
        b.rod((-1.5, -0.045, z), (1.5, -0.045, z), 0.004, b.metal("#6f6a64", 0.6))
        for k in range(21):
            x = -1.5 + 0.15 * k
            b.rod((x - 0.015, -0.06, z - 0.015), (x + 0.015, -0.03, z + 0.015), 0.003, b.metal("#6f6a64", 0.6))


@prop("electric fence", see_through=True)
def electric_fence(b: Build) -> None:
    """Thin posts with insulators and white tape, and the energiser box."""
    for x in (-1.2, 0, 1.2):
        b.rod((x, 0, 0), (x, 0, 1.15), 0.018, b.paint("white", 0.5))
        for z in (0.5, 0.8, 1.08):
            b.cylinder(0.02, 0.03, (x, 0, z - 0.015), b.paint("#17181a", 0.4))
    for z in (0.5, 0.8, 1.08):
        b.box(
            (2.8, 0.003, 0.04),
            (0, -0.024, z - 0.02),
            b.paint("#f2f1ec", 0.6, pattern="stripes", second="#d9731a", scale=2),
            round=0,
        )
    b.box((0.22, 0.1, 0.26), (0.5, -0.14, 0), b.paint("#e0861a", 0.4), round=0.02)
    b.tube([(0.5, -0.14, 0.26), (0.45, -0.06, 0.4), (0.4, -0.02, 0.5)], 0.004, b.paint("black"))


@prop("field gate", colour="#8f979c", states=("open",), see_through=True)
@prop("gate", colour="#8f979c", states=("open",), see_through=True)
def field_gate(b: Build) -> None:
    """A five-barred gate; `open`: swung back."""
    bar = b.metal(b.colour, 0.4)
    for x in (-1.35, 1.35):
        b.rod((x, 0, 0), (x, 0, 1.4), 0.075, b.paint("#6a5440", 0.95))
    with b.moved((-1.25, 0, 0), turn=70 if b.has("open") else 0):
        for k in range(5):
            b.rod((0, 0, 0.25 + 0.21 * k), (2.45, 0, 0.25 + 0.21 * k), 0.02, bar)
        for x in (0, 1.22, 2.45):
            b.rod((x, 0, 0.22), (x, 0, 1.12), 0.02, bar)
        b.rod((0, 0, 0.25), (2.45, 0, 1.09), 0.015, bar)


@prop("fence post", colour="#7a6248")
@prop("post", colour="#7a6248")
def fence_post(b: Build) -> None:
    b.rod((0, 0, 0), (0, 0, 1.25), 0.05, b.paint(b.colour, 0.95, pattern="noise", scale=6))


@prop("bollard and chain", colour="dark grey")
@prop("barrier rope", colour="dark red")
def barrier_rope(b: Build) -> None:
    """Two posts with a rope or chain slung between them."""
    for x in (-0.7, 0.7):
        b.cylinder(0.15, 0.02, (x, 0, 0), b.metal("brass"))
        b.rod((x, 0, 0), (x, 0, 0.95), 0.022, b.metal("brass"))
        b.ball(0.035, (x, 0, 0.94), b.metal("brass"))
    b.tube(
        [(-0.7, 0, 0.88), (-0.35, 0, 0.68), (0, 0, 0.62), (0.35, 0, 0.68), (0.7, 0, 0.88)], 0.02, b.paint(b.colour, 0.9)
    )


@prop("clothes line", states=("laundry",), see_through=True)
@prop("washing line", states=("laundry",), see_through=True)
def clothes_line(b: Build) -> None:
    """Two posts with two lines; `laundry`: shirts and sheets hang on it."""
    for x in (-1.5, 1.5):
        b.rod((x, 0, 0), (x, 0, 1.9), 0.035, b.paint("#5f6a70", 0.5))
        b.rod((x, -0.3, 1.88), (x, 0.3, 1.88), 0.025, b.paint("#5f6a70", 0.5))
    for y in (-0.26, 0.26):
        b.tube([(-1.5, y, 1.89), (0, y, 1.83), (1.5, y, 1.89)], 0.005, b.paint("white", 0.6))
    if b.has("laundry"):
        for x, w, h, colour in (
            (-1.0, 0.5, 0.75, "white"),
            (-0.3, 0.55, 0.9, "pale blue"),
            (0.42, 0.5, 0.6, "#c95a4a"),
            (1.02, 0.45, 0.8, "pale yellow"),
        ):
            rows = [
                [(x + w * (j / 8 - 0.5), -0.26 + 0.03 * s * math.sin(2.2 * j), 1.84 - h * s) for j in range(9)]
                for s in (0, 0.35, 0.7, 1.0)
            ]
            b.surface(rows[::-1], b.paint(colour, 0.9), 0.003)
            for dx in (-0.4, 0.4):
                b.box((0.012, 0.02, 0.05), (x + w * dx, -0.26, 1.82), b.paint("tan", 0.8), round=0.002)


# --- floors and heaps


@prop("floor mat", colour="dark grey")
@prop("mat", colour="dark grey")
def floor_mat(b: Build) -> None:
    b.box((0.75, 0.5, 0.012), (0, 0, 0), b.paint(b.colour, 1, pattern="noise", scale=30), round=0.004)


@prop("yoga mat", colour="purple")
def yoga_mat(b: Build) -> None:
    b.box((1.7, 0.6, 0.006), (0, 0, 0), b.paint(b.colour, 0.9), round=0.002)
    b.rod((0.88, -0.3, 0.05), (0.88, 0.3, 0.05), 0.05, b.paint(b.colour, 0.9))


@prop("small rug", colour="dark red", states=("rumpled",))
@prop("loose rug", colour="dark red", states=("rumpled",))
def small_rug(b: Build) -> None:
    """A rug 1.4 x 0.8 m with a border; `rumpled`: its corner is turned up and it lies in waves."""
    image = Image.new("RGB", (840, 480), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    pen.rectangle((24, 24, 815, 455), outline=srgb("cream"), width=14)
    pen.rectangle((60, 60, 779, 419), outline=srgb("gold"), width=8)
    for k in range(5):
        x = 170 + 125 * k
        pen.polygon([(x, 160), (x + 50, 240), (x, 320), (x - 50, 240)], fill=srgb("dark blue"), outline=srgb("cream"))

    def height(x: float, y: float) -> float:
        if not b.has("rumpled"):
            return 0.009
        curl = max(0.0, x + 0.9 * -y - 0.72)
        return 0.012 + 0.035 * max(0.0, math.sin(9 * x + 3 * y)) ** 2 + 0.9 * curl**1.5

    cloth(b, 1.4, 0.8, height, b.printed(image, 0.95), cells=32)
    for x in (-0.705, 0.705):
        for k in range(40):
            y = -0.39 + 0.02 * k
            if not b.has("rumpled") or x < 0:
                b.box((0.04, 0.006, 0.003), (x * 1.025, y, 0.004), b.paint("cream", 1), round=0)


@prop("brick pile", colour="#a5563c")
@prop("bricks", colour="#a5563c")
def brick_pile(b: Build) -> None:
    for row in range(5):
        for k in range(5):
            for j in range(2):
                x, y = -0.54 + 0.24 * k + 0.12 * (row % 2) + b.rng.uniform(-0.006, 0.006), -0.06 + 0.125 * j
                b.box((0.215, 0.103, 0.065), (x, y, 0.067 * row), b.paint(b.colour, 0.95, pattern="noise", scale=9))


@prop("brick", colour="#a5563c")
def brick(b: Build) -> None:
    b.box((0.215, 0.103, 0.065), (0, 0, 0), b.paint(b.colour, 0.95, pattern="noise", scale=9))


@prop("roof tiles", colour="#9a4f38")
def roof_tiles(b: Build) -> None:
    for k in range(12):
        b.box((0.28, 0.018, 0.4), (0, -0.16 + 0.028 * k, 0), b.paint(b.colour, 0.9), tip=(6, 0), round=0.006)


@prop("insulation roll", colour="#e0b04a")
def insulation_roll(b: Build) -> None:
    """A roll of mineral wool, its end turned up."""
    wool = b.paint(b.colour, 1, pattern="noise", scale=12)
    b.rod((-0.6, 0, 0.22), (0.6, 0, 0.22), 0.22, wool)
    for k in range(1, 5):
        b.lathe([(0.045 * k, 0), (0.045 * k + 0.008, 0.002)], (0.6, 0, 0.22), b.paint("#a5762a", 1), tip=(0, 90))
    b.box((1.2, 0.5, 0.08), (0, -0.4, 0), wool, round=0.03)


@prop("concrete mixer", colour="orange")
def concrete_mixer(b: Build) -> None:
    steel, drum = b.paint("#35373b", 0.6), b.paint(b.colour, 0.5)
    for y in (-0.3, 0.3):
        b.rod((-0.4, y, 0.05), (0, 0.6 * y, 0.75), 0.03, steel)
        b.rod((0.4, y, 0.05), (0, 0.6 * y, 0.75), 0.03, steel)
    with b.moved((0, 0, 0.85), tip=(28, 0)):
        b.lathe(
            [(0, -0.32), (0.26, -0.3), (0.36, -0.1), (0.36, 0.05), (0.2, 0.42), (0.19, 0.42), (0.33, 0.05), (0, -0.2)],
            (0, 0, 0),
            drum,
        )
        b.lathe([(0.368, -0.04), (0.38, -0.02), (0.38, 0.0), (0.368, 0.02)], (0, 0, 0), steel)
    for s in (-1, 1):
        b.rod((s * 0.43, 0.3, 0.14), (s * 0.49, 0.3, 0.14), 0.14, b.paint("#1d1d1f", 0.8))
    b.box((0.2, 0.25, 0.25), (0.34, 0.1, 0.7), b.paint("#35373b", 0.5), round=0.02)
    b.anchor("cord", (0.34, 0.22, 0.75))


@prop("rubble", colour="#b5aa98")
@prop("rubble heap", colour="#b5aa98")
def rubble(b: Build) -> None:
    patch(b, 1.1, 0.9, b.paint(b.colour, 1, pattern="noise", scale=8), dome=0.22, ragged=0.25)
    for _ in range(46):
        a, out = b.rng.uniform(0, 6.28), math.sqrt(b.rng.random())
        x, y = 0.58 * out * math.cos(a), 0.48 * out * math.sin(a)
        s = b.rng.uniform(0.05, 0.15)
        shade = b.rng.choice((b.colour, "#a5563c", "#8f897c", "#d0c9bb"))
        b.box(
            (s, s * 0.7, s * 0.5),
            (x, y, max(0.03, 0.24 * (1 - out * out) - 0.02)),
            b.paint(shade, 1),
            turn=b.rng.uniform(0, 180),
            tip=(b.rng.uniform(-25, 25), b.rng.uniform(-25, 25)),
        )


@prop("tree swing", colour="wood", see_through=True)
@prop("rope swing", colour="wood", see_through=True)
def rope_swing(b: Build) -> None:
    """A seat board on two ropes, 2 m; hang it from a branch."""
    b.box((0.5, 0.2, 0.03), (0, 0, 0), wood(b, b.colour))
    for x in (-0.21, 0.21):
        b.rod((x, 0, 0.0), (x, 0, 2.0), 0.011, b.paint("straw", 0.9))
        b.ball(0.025, (x, 0, -0.03), b.paint("straw", 0.9), steps=10)


@prop("ceiling hook")
def ceiling_hook(b: Build) -> None:
    b.cylinder(0.025, 0.008, (0, 0, 0.1), b.metal("silver"))
    b.tube([(0, 0, 0.1), (0, 0, 0.05), (0.02, 0, 0.015), (0.045, 0, 0.02), (0.05, 0, 0.045)], 0.005, b.metal("silver"))


@prop("slackline", see_through=True)
def slackline(b: Build) -> None:
    """A flat webbing between two posts, 60 cm up, 4 m."""
    for x in (-2.0, 2.0):
        b.rod((x, 0, 0), (x, 0, 1.2), 0.11, b.paint("#5a4130", 0.95, pattern="noise", scale=5))
    b.box((4.0, 0.05, 0.004), (0, 0, 0.6), b.paint("orange", 0.6), round=0)
    limb(b, [(1.7, 0, 0.6), (1.78, 0, 0.6), (1.86, 0, 0.6)], [0.02, 0.035, 0.02], b.metal("silver"), 10)
