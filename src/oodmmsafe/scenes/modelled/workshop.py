"""Ladders, saws, hand tools and what stands about in garages and on building sites."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.forms import coil, limb, patch, rounded

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point
    from oodmmsafe.scenes.blender.materials import Paint


def wood(b: Build, colour: str = "pale wood") -> Paint:
    """Sawn timber."""
    darker = "#" + "".join(f"{int(0.86 * channel):02x}" for channel in srgb(colour))
    return b.paint(colour, 0.8, pattern="noise", second=darker, scale=1.6)


def _text(b: Build, width: float, height: float, at: Point, background: str, **panel) -> None:
    """The prop's lines on a flat label."""
    if b.text:
        image = lines_on(b.text, (640, max(60, int(640 * height / width))), background=background)
        b.panel(width, height, at, b.printed(image), **panel)


def disc(b: Build, radius: float, thick: float, at: Point, paint: Paint, teeth: int = 0, **turned) -> None:
    """A flat round blade, with teeth."""
    with b.moved(at, **turned):
        b.cylinder(radius, thick, (0, 0, -thick / 2), paint)
        for k in range(teeth):
            a = 2 * math.pi * k / teeth
            tooth = [
                ((radius + r) * math.cos(a + d), (radius + r) * math.sin(a + d), 0)
                for r, d in ((-0.004, -0.05), (0.008, 0.05), (-0.004, 0.07))
            ]
            b.sheet(tooth, paint, thick)


# --- ladders and boards


def _ladder(b: Build, width: float, height: float, y: float, low: float, paint: Paint) -> None:
    for x in (-width / 2, width / 2):
        b.box((0.028, 0.065, height), (x, y, low), paint, round=0.004)
    for k in range(int(height / 0.28)):
        z = low + 0.18 + 0.28 * k
        b.rod((-width / 2, y, z), (width / 2, y, z), 0.016, paint)


@prop("extension ladder", states=("short",))
def extension_ladder(b: Build) -> None:
    """Two sections, 4.2 m (2.6 m `short`); upright, to be leant on something."""
    length = 2.4 if b.has("short") else 2.8
    _ladder(b, 0.44, length, 0, 0, b.metal("silver", 0.35))
    _ladder(b, 0.38, length, -0.07, 0.25 if b.has("short") else 1.4, b.metal("pale grey", 0.35))
    for x in (-0.22, 0.22):
        b.box((0.05, 0.09, 0.05), (x, 0, 0), b.paint("#232427", 0.7))
        b.box((0.06, 0.05, 0.04), (x, -0.05, length - 0.1), b.paint("red", 0.5))


@prop("ladder", colour="silver")
def ladder(b: Build) -> None:
    _ladder(b, 0.42, 2.9, 0, 0, b.metal("silver", 0.35) if b.colour == "silver" else b.paint(b.colour, 0.6))
    for x in (-0.21, 0.21):
        b.box((0.045, 0.085, 0.05), (x, 0, 0), b.paint("#232427", 0.7))


@prop("wooden ladder")
def wooden_ladder(b: Build) -> None:
    _ladder(b, 0.44, 2.6, 0, 0, wood(b, "tan"))


@prop("wooden board", colour="pale wood")
@prop("plank", colour="pale wood")
def wooden_board(b: Build) -> None:
    b.box((1.6, 0.2, 0.03), (0, 0, 0), wood(b, b.colour))


@prop("short board", colour="pale wood")
def short_board(b: Build) -> None:
    b.box((0.6, 0.18, 0.025), (0, 0, 0), wood(b, b.colour))


@prop("scaffold plank", colour="tan")
def scaffold_plank(b: Build) -> None:
    b.box((3.0, 0.23, 0.04), (0, 0, 0), wood(b, b.colour))
    for x in (-1.48, 1.48):
        b.box((0.05, 0.235, 0.044), (x, 0, -0.002), b.metal("steel"))


@prop("stack of boards", colour="pale wood")
def stack_of_boards(b: Build) -> None:
    for row in range(4):
        for k in range(4):
            x = b.rng.uniform(-0.03, 0.03)
            b.box((1.8, 0.14, 0.028), (x, -0.225 + 0.15 * k, 0.05 + 0.031 * row), wood(b, b.colour))
    for x in (-0.6, 0.6):
        b.box((0.06, 0.6, 0.05), (x, 0, 0), wood(b, "tan"))


@prop("plywood sheet", colour="pale wood")
def plywood_sheet(b: Build) -> None:
    """Upright, to be leant on something."""
    b.box((1.2, 0.018, 1.2), (0, 0, 0), wood(b, b.colour), round=0.001)


@prop("board with nails", colour="tan")
@prop("nails and board", colour="tan")
def board_with_nails(b: Build) -> None:
    """An old board, nails sticking up through it."""
    b.box((0.9, 0.12, 0.025), (0, 0, 0), wood(b, b.colour))
    for k in range(7):
        x, y = -0.36 + 0.12 * k, 0.03 * (-1) ** k
        b.rod(
            (x, y, 0.02),
            (x + b.rng.uniform(-0.01, 0.01), y + b.rng.uniform(-0.01, 0.01), 0.085),
            0.0028,
            b.metal("#8a7a70", 0.5),
        )


@prop("nails")
def nails(b: Build) -> None:
    """A scatter of loose nails."""
    for _ in range(16):
        x, y, a = b.rng.uniform(-0.09, 0.09), b.rng.uniform(-0.07, 0.07), b.rng.uniform(0, 6.28)
        end = (x + 0.06 * math.cos(a), y + 0.06 * math.sin(a), 0.003)
        b.rod((x, y, 0.003), end, 0.0019, b.metal("steel"))
        b.ball(0.004, (x, y, 0), b.metal("steel"), (1, 1, 0.7), 8)


@prop("saw horse", colour="pale wood")
@prop("sawhorse", colour="pale wood")
def saw_horse(b: Build) -> None:
    paint = wood(b, b.colour)
    b.box((0.95, 0.09, 0.09), (0, 0, 0.68), paint)
    for x in (-0.36, 0.36):
        for y in (-1, 1):
            b.box((0.07, 0.035, 0.74), (x, y * 0.21, 0), paint, tip=(y * 13, 0))
        b.box((0.03, 0.36, 0.07), (x, 0, 0.26), paint)


@prop("saw horses with a board", colour="pale wood")
def saw_horses_with_a_board(b: Build) -> None:
    for x in (-0.55, 0.55):
        with b.moved((x, 0, 0), turn=90, scale=(0.8, 1, 1)):
            saw_horse(b)
    b.box((1.8, 0.5, 0.03), (0, 0, 0.77), wood(b, b.colour))


# --- saws


@prop("table saw", states=("guard",))
def table_saw(b: Build) -> None:
    """The blade stands through the table, with or without its `guard`."""
    steel, dark = b.metal("silver", 0.35), b.paint("#3a4a5c", 0.5)
    for x in (-0.3, 0.3):
        for y in (-0.24, 0.24):
            b.box((0.04, 0.04, 0.68), (x, y, 0), dark, tip=(-5 if y < 0 else 5, 5 if x < 0 else -5))
    b.box((0.5, 0.4, 0.24), (0, 0, 0.6), dark, round=0.02)
    b.box((0.7, 0.6, 0.03), (0, 0, 0.84), steel)
    b.box((0.022, 0.3, 0.002), (-0.03, 0, 0.869), b.paint("black"), round=0)
    disc(b, 0.125, 0.003, (-0.03, 0, 0.85), b.metal("pale grey", 0.2), 28, tip=(0, 90))
    b.box((0.045, 0.62, 0.055), (0.17, 0, 0.87), b.metal("steel"))
    b.box((0.05, 0.02, 0.05), (0.17, -0.32, 0.83), b.paint("#232427"))
    b.cylinder(0.025, 0.02, (-0.15, -0.2, 0.72), b.paint("red", 0.4), tip=(90, 0))
    b.cylinder(0.06, 0.02, (0.1, -0.2, 0.7), b.paint("#232427", 0.4), tip=(90, 0))
    if b.has("guard"):
        b.box((0.004, 0.12, 0.09), (-0.03, 0.19, 0.87), steel, round=0)
        for x in (-0.055, -0.005):
            side = [
                (x, -0.17, 0.91),
                (x, -0.12, 1.0),
                (x, 0.15, 1.0),
                (x, 0.2, 0.95),
                (x, 0.15, 0.89),
                (x, -0.16, 0.89),
            ]
            b.sheet(side, b.paint("#ffb347", 0.2, alpha=0.65), 0.003)
        b.sheet(
            [(-0.055, -0.12, 1.0), (-0.005, -0.12, 1.0), (-0.005, 0.15, 1.0), (-0.055, 0.15, 1.0)],
            b.paint("#ffb347", 0.2, alpha=0.65),
            0.003,
        )
    b.anchor("cord", (0.2, 0.2, 0.65))


@prop("circular saw", colour="teal")
def circular_saw(b: Build) -> None:
    """A hand-held saw on its base plate; the blade to the viewer."""
    paint, dark = b.paint(b.colour, 0.4), b.paint("#232427", 0.4)
    b.box((0.29, 0.14, 0.004), (0, 0, 0.062), b.metal("silver"))
    disc(b, 0.09, 0.003, (-0.01, -0.05, 0.09), b.metal("pale grey", 0.2), 22, tip=(90, 0))
    rows = [
        [(-0.01 + r * math.cos(0.21 * k), y, 0.09 + r * math.sin(0.21 * k)) for k in range(16)]
        for r, y in ((0.03, -0.07), (0.1, -0.07), (0.105, -0.03), (0.03, -0.03))
    ]
    b.surface(rows, dark, 0.003)
    b.rod((-0.01, -0.03, 0.1), (-0.01, 0.12, 0.1), 0.045, paint)
    b.tube([(0.0, 0.0, 0.14), (0.04, 0.0, 0.19), (0.12, 0, 0.18), (0.15, 0, 0.11), (0.1, 0, 0.075)], 0.017, paint)
    b.rod((-0.09, -0.02, 0.15), (-0.09, 0.08, 0.15), 0.015, dark)
    b.anchor("cord", (0.15, 0, 0.11))


@prop("jigsaw", colour="teal")
def jigsaw(b: Build) -> None:
    paint, dark = b.paint(b.colour, 0.4), b.paint("#232427", 0.4)
    b.box((0.19, 0.075, 0.004), (0, 0, 0.075), b.metal("silver"))
    limb(b, [(-0.07, 0, 0.12), (0.02, 0, 0.125), (0.1, 0, 0.12)], [(0.03, 0.04), (0.033, 0.045), (0.02, 0.035)], paint)
    b.tube([(-0.06, 0, 0.15), (-0.02, 0, 0.205), (0.07, 0, 0.2), (0.1, 0, 0.13)], 0.017, dark)
    b.box((0.008, 0.0015, 0.09), (-0.07, 0, 0), b.metal("silver"), round=0)
    b.anchor("cord", (0.1, 0, 0.15))


@prop("chainsaw", colour="orange")
def chainsaw(b: Build) -> None:
    """A petrol chainsaw: the bar to the left."""
    paint, dark = b.paint(b.colour, 0.4), b.paint("#2a2b2e", 0.5)
    b.box((0.24, 0.17, 0.15), (0.1, 0, 0.01), paint, round=0.03)
    b.box((0.12, 0.1, 0.06), (0.08, -0.02, 0.13), dark, round=0.02)
    b.cylinder(0.055, 0.02, (0.12, -0.085, 0.085), dark, tip=(90, 0))
    edge = [(0.0, 0.045), (-0.38, 0.035), (-0.43, 0.02), (-0.445, 0.0), (-0.43, -0.02), (-0.38, -0.035), (0.0, -0.045)]
    b.sheet([(x, -0.06, 0.075 + z) for x, z in edge], b.metal("silver", 0.3), 0.005)
    b.tube([(x, -0.06, 0.075 + z) for x, z in edge], 0.007, b.metal("#4a4c50", 0.5))
    for k in range(16):
        for z in (0.05, -0.05):
            b.box(
                (0.011, 0.007, 0.014),
                (-0.03 - 0.022 * k, -0.06, 0.068 + z * (1 - 0.012 * k)),
                b.metal("#6a6c70", 0.4),
                tip=(0, 25),
                round=0,
            )
    b.tube([(0.02, -0.1, 0.03), (0.01, -0.1, 0.2), (0.0, 0, 0.24), (0.0, 0.1, 0.17), (0.02, 0.1, 0.02)], 0.013, dark)
    b.sheet([(-0.045, -0.08, 0.16), (-0.045, 0.07, 0.16), (-0.07, 0.07, 0.25), (-0.07, -0.08, 0.25)], dark, 0.008)
    b.tube([(0.2, 0, 0.14), (0.27, 0, 0.15), (0.36, 0, 0.13), (0.37, 0, 0.04), (0.21, 0, 0.03)], 0.018, dark)


@prop("hand axe", colour="wood")
@prop("axe", colour="wood")
def axe(b: Build) -> None:
    """Lying, the blade to the left and towards the viewer."""
    limb(
        b,
        [(-0.3, 0, 0.022), (0, 0.01, 0.02), (0.25, 0.0, 0.02), (0.33, -0.02, 0.022)],
        [(0.016, 0.011), (0.014, 0.01), (0.016, 0.011), (0.02, 0.012)],
        wood(b, b.colour),
    )
    steel, edge = b.metal("#6a6d72", 0.35), b.metal("pale grey", 0.15)
    for z in (0.009, 0.035):
        b.sheet(
            [
                (-0.31, 0.06, z),
                (-0.25, 0.06, z),
                (-0.26, -0.02, z),
                (-0.23, -0.09, 0.022),
                (-0.33, -0.09, 0.022),
                (-0.3, -0.02, z),
            ],
            steel,
            0.004,
        )
    b.box((0.06, 0.07, 0.028), (-0.28, 0.025, 0.008), b.paint("red", 0.4))
    b.sheet(
        [
            (-0.226, -0.085, 0.022),
            (-0.22, -0.11, 0.022),
            (-0.28, -0.118, 0.022),
            (-0.34, -0.11, 0.022),
            (-0.333, -0.085, 0.022),
        ],
        edge,
        0.004,
    )


# --- power tools


@prop("nail gun", colour="yellow")
def nail_gun(b: Build) -> None:
    """Lying on its side, the nose to the left."""
    paint, dark = b.paint(b.colour, 0.4), b.paint("#232427", 0.4)
    b.box((0.13, 0.1, 0.075), (-0.02, 0.05, 0), paint, round=0.02)
    b.box((0.1, 0.03, 0.03), (-0.12, 0.02, 0.02), dark)
    b.box((0.05, 0.015, 0.015), (-0.18, 0.02, 0.028), b.metal("silver"))
    b.box((0.045, 0.16, 0.04), (0.02, -0.06, 0.018), paint, turn=-8, round=0.015)
    b.box((0.03, 0.2, 0.03), (-0.11, -0.08, 0.02), b.metal("#3a3c40", 0.4), turn=18)
    b.box((0.012, 0.03, 0.02), (-0.012, -0.02, 0.03), b.paint("red"))
    b.tube([(0.03, -0.14, 0.035), (0.05, -0.2, 0.02), (0.14, -0.22, 0.008), (0.26, -0.12, 0.008)], 0.007, dark)


@prop("heat gun", colour="red", states=("on",))
def heat_gun(b: Build) -> None:
    """Lying, its nozzle to the left."""
    paint, dark = b.paint(b.colour, 0.4), b.paint("#232427", 0.4)
    limb(b, [(-0.1, 0, 0.042), (0.0, 0, 0.042), (0.08, 0, 0.042), (0.1, 0, 0.042)], [0.028, 0.038, 0.04, 0.03], paint)
    b.rod((-0.2, 0, 0.042), (-0.1, 0, 0.042), 0.019, b.metal("silver", 0.3))
    b.rod((-0.205, 0, 0.042), (-0.2, 0, 0.042), 0.016, b.paint("#ff4a06", glow=4) if b.has("on") else b.paint("black"))
    limb(
        b,
        [(0.04, -0.02, 0.04), (0.05, -0.1, 0.036), (0.06, -0.17, 0.034)],
        [(0.022, 0.02), (0.02, 0.018), (0.022, 0.02)],
        paint,
    )
    b.box((0.012, 0.02, 0.015), (0.022, -0.06, 0.03), dark)
    b.anchor("cord", (0.06, -0.17, 0.034))


@prop("sander", colour="teal")
def sander(b: Build) -> None:
    paint, dark = b.paint(b.colour, 0.4), b.paint("#232427", 0.4)
    b.box((0.12, 0.12, 0.012), (0, 0, 0), b.paint("tan", 1))
    b.box((0.12, 0.12, 0.02), (0, 0, 0.012), dark, round=0.006)
    b.lathe(rounded([(0.045, 0.03), (0.045, 0.08), (0.05, 0.12), (0.04, 0.15), (0, 0.16)]), (0, 0, 0), paint)
    b.rod((0.04, 0.02, 0.05), (0.1, 0.03, 0.05), 0.015, dark)
    b.box((0.05, 0.06, 0.075), (0.12, 0.03, 0.03), b.paint("#3a3c40", 0.9), round=0.02)
    b.anchor("cord", (0.04, 0.03, 0.1))


@prop("glue gun", colour="blue", states=("on",))
def glue_gun(b: Build) -> None:
    """A hot-melt glue gun on its wire stand."""
    paint = b.paint(b.colour, 0.4)
    limb(b, [(-0.05, 0, 0.1), (0.02, 0, 0.1), (0.08, 0, 0.1)], [(0.013, 0.017), (0.016, 0.022), (0.014, 0.02)], paint)
    b.cylinder(0.009, 0.03, (-0.05, 0, 0.1), b.metal("brass"), top=0.003, tip=(0, -90))
    b.rod((0.07, 0, 0.105), (0.14, 0, 0.105), 0.0055, b.paint("#f0e8cf", 0.4))
    limb(b, [(0.045, 0, 0.09), (0.06, 0, 0.04), (0.07, 0, 0.005)], [(0.012, 0.016)] * 3, paint)
    b.box((0.01, 0.008, 0.03), (0.03, 0, 0.05), b.paint("red"))
    b.tube(
        [(-0.02, -0.03, 0.003), (-0.02, -0.015, 0.09), (-0.02, 0.015, 0.09), (-0.02, 0.03, 0.003)], 0.0018, b.metal()
    )
    b.anchor("cord", (0.07, 0, 0.01))


@prop("welding torch", states=("on",))
def welding_torch(b: Build) -> None:
    """A gas torch with its two hoses, lying."""
    brass = b.metal("brass")
    b.rod((-0.02, 0, 0.02), (0.14, 0, 0.02), 0.013, brass)
    b.tube([(-0.02, 0, 0.02), (-0.12, 0, 0.03), (-0.19, 0, 0.05), (-0.22, 0, 0.03)], 0.006, brass)
    b.rod((-0.215, 0, 0.037), (-0.235, 0, 0.016), 0.008, b.metal("copper"))
    for colour, y in (("red", -1), ("blue", 1)):
        b.cylinder(0.01, 0.01, (0.12, y * 0.016, 0.02), b.paint(colour))
        b.tube(
            [
                (0.14, y * 0.006, 0.02),
                (0.22, y * 0.02, 0.008),
                (0.3, 0.1 + y * 0.015, 0.007),
                (0.2, 0.2 + y * 0.015, 0.007),
                (0.05, 0.18 + y * 0.015, 0.007),
            ],
            0.0065,
            b.paint(colour, 0.5),
        )
    if b.has("on"):
        with b.moved((-0.237, 0, 0.016), tip=(0, -110)):
            b.flame((0, 0, 0), 0.06, blue=True)


@prop("welding machine", colour="red", text=("MIG 200",))
def welding_machine(b: Build) -> None:
    paint, dark = b.paint(b.colour, 0.4), b.paint("#232427", 0.5)
    b.box((0.26, 0.5, 0.38), (0, 0, 0.02), paint, round=0.012)
    b.box((0.24, 0.01, 0.35), (0, -0.252, 0.035), dark)
    _text(b, 0.2, 0.06, (0, -0.259, 0.31), b.colour)
    for x in (-0.06, 0.06):
        b.cylinder(0.024, 0.02, (x, -0.257, 0.23), b.paint("grey"), tip=(90, 0))
    b.tube([(-0.06, -0.27, 0.1), (-0.1, -0.4, 0.02), (-0.3, -0.42, 0.012), (-0.4, -0.3, 0.012)], 0.011, dark)
    b.box((0.16, 0.025, 0.02), (-0.44, -0.24, 0.0), dark, turn=-50)
    b.tube([(0.06, -0.27, 0.1), (0.12, -0.36, 0.012), (0.28, -0.36, 0.012)], 0.009, dark)
    b.box((0.09, 0.03, 0.02), (0.32, -0.36, 0), b.metal("copper"))
    b.tube([(-0.0, -0.2, 0.4), (0, -0.15, 0.46), (0, 0.15, 0.46), (0, 0.2, 0.4)], 0.014, dark)
    b.anchor("cord", (0, 0.25, 0.08))


@prop("welding helmet", colour="#2a2b2e")
def welding_helmet(b: Build) -> None:
    sections = [
        (0.0, 0.07, 0.05),
        (0.04, 0.115, 0.11),
        (0.14, 0.12, 0.12),
        (0.22, 0.11, 0.115),
        (0.28, 0.07, 0.08),
        (0.3, 0.0, 0.0),
    ]
    rows = [
        [(w * math.cos(0.2 * k - 3.24), d * math.sin(0.2 * k - 3.24), z) for k in range(18)] for z, w, d in sections
    ]
    b.surface(rows, b.paint(b.colour, 0.35), 0.004)
    b.box((0.11, 0.012, 0.09), (0, -0.118, 0.13), b.paint("#1b1c1e", 0.4))
    b.box((0.095, 0.01, 0.05), (0, -0.123, 0.155), b.paint("#1d4a2a", 0.05))


# --- hand tools


@prop("wrench")
def wrench(b: Build) -> None:
    steel = b.metal("silver", 0.25)
    b.box((0.2, 0.018, 0.008), (0, 0, 0), steel, round=0.003)
    for x, s in ((-0.105, -1), (0.105, 1)):
        jaw = [
            (x + s * r * math.cos(a), r * math.sin(a), 0.004)
            for r, a in (
                (0.02, 0.9),
                (0.02, 1.6),
                (0.02, 2.5),
                (0.02, 3.6),
                (0.02, 4.4),
                (0.02, 5.4),
                (0.007, 5.9),
                (0.003, 3.14),
                (0.007, 0.4),
            )
        ]
        b.sheet(jaw, steel, 0.01)


@prop("pliers", colour="red")
def pliers(b: Build) -> None:
    steel = b.metal("#8a8c90", 0.3)
    for s in (-1, 1):
        b.tube(
            [(-0.02, s * 0.004, 0.008), (0.03, s * 0.022, 0.008), (0.11, s * 0.024, 0.008)],
            0.0075,
            b.paint(b.colour, 0.4),
        )
        b.sheet(
            [
                (-0.02, s * 0.001, 0.008),
                (-0.03, s * 0.014, 0.008),
                (-0.075, s * 0.004, 0.008),
                (-0.075, s * 0.001, 0.008),
            ],
            steel,
            0.01,
        )
    b.cylinder(0.01, 0.014, (-0.022, 0, 0.001), steel)


@prop("crowbar", colour="dark blue")
def crowbar(b: Build) -> None:
    b.tube(
        [(0.3, 0, 0.012), (-0.2, 0, 0.012), (-0.28, 0.03, 0.012), (-0.27, 0.09, 0.012)],
        0.011,
        b.paint(b.colour, 0.35, metal=0.6),
    )
    b.box((0.05, 0.03, 0.008), (0.31, 0, 0.006), b.paint(b.colour, 0.35, metal=0.6))


@prop("utility knife", colour="yellow")
def utility_knife(b: Build) -> None:
    b.box((0.12, 0.028, 0.014), (0.02, 0, 0), b.paint(b.colour, 0.4), round=0.005)
    b.box((0.02, 0.012, 0.006), (-0.0, 0, 0.013), b.paint("#232427"))
    b.sheet(
        [(-0.04, 0.009, 0.007), (-0.09, 0.009, 0.007), (-0.072, -0.009, 0.007), (-0.04, -0.009, 0.007)],
        b.metal("silver", 0.15),
        0.001,
    )


@prop("chisel", colour="wood")
def chisel(b: Build) -> None:
    b.rod((0.02, 0, 0.015), (0.14, 0, 0.015), 0.014, wood(b, b.colour))
    b.box((0.13, 0.02, 0.005), (-0.045, 0, 0.012), b.metal("silver", 0.2), round=0.001)


@prop("vise", colour="dark blue")
@prop("bench vise", colour="dark blue")
def bench_vise(b: Build) -> None:
    paint, steel = b.paint(b.colour, 0.4), b.metal("silver")
    b.cylinder(0.075, 0.03, (0, 0.04, 0), paint)
    b.box((0.09, 0.14, 0.06), (0, 0.02, 0.03), paint, round=0.015)
    for y in (0.02, -0.07):
        b.box((0.13, 0.04, 0.075), (0, y, 0.075), paint, round=0.01)
        b.box((0.13, 0.006, 0.03), (0, y + (-0.022 if y > 0 else 0.022), 0.12), steel)
    b.rod((0, -0.19, 0.085), (0, 0.0, 0.085), 0.014, steel)
    b.rod((-0.09, -0.17, 0.085), (0.09, -0.17, 0.085), 0.006, steel)
    for x in (-0.09, 0.09):
        b.ball(0.01, (x, -0.17, 0.075), steel, steps=12)


@prop("spirit level", colour="yellow")
def spirit_level(b: Build) -> None:
    b.box((0.6, 0.025, 0.05), (0, 0, 0), b.paint(b.colour, 0.4))
    b.box((0.06, 0.027, 0.02), (0, 0, 0.028), b.paint("#c8e03a", 0.2))
    b.box((0.014, 0.028, 0.012), (0.003, 0, 0.032), b.paint("white", 0.2))


@prop("toolbox", colour="red", states=("open",))
def toolbox(b: Build) -> None:
    paint = b.paint(b.colour, 0.4)
    w, d, h = 0.46, 0.22, 0.17
    b.box((w, d, 0.006), (0, 0, 0), paint)
    for x in (-w / 2, w / 2):
        b.box((0.006, d, h), (x, 0, 0), paint, round=0)
    for y in (-d / 2, d / 2):
        b.box((w, 0.006, h), (0, y, 0), paint, round=0)
    with b.moved((0, d / 2, h), tip=(-100, 0) if b.has("open") else (0, 0)):
        b.box((w + 0.01, d + 0.01, 0.045), (0, -d / 2, 0), paint, round=0.01)
        b.tube(
            [(-0.08, -d / 2, 0.045), (-0.07, -d / 2, 0.08), (0.07, -d / 2, 0.08), (0.08, -d / 2, 0.045)],
            0.01,
            b.paint("#232427"),
        )
    if b.has("open"):
        b.rod((-0.2, -0.04, 0.12), (0.08, -0.02, 0.15), 0.008, b.metal("silver"))
        b.rod((-0.1, 0.04, 0.13), (0.16, 0.05, 0.15), 0.013, b.paint("orange"))


@prop("paint roller", colour="white")
def paint_roller(b: Build) -> None:
    """A roller in its tray; `colour` is that of the paint."""
    dark = b.paint("#3a3c40", 0.5)
    b.box((0.3, 0.36, 0.006), (0, 0, 0.02), dark, tip=(6, 0))
    for x in (-0.15, 0.15):
        b.box((0.006, 0.36, 0.06), (x, 0, 0.0), dark)
    for y in (-0.18, 0.18):
        b.box((0.3, 0.006, 0.06), (0, y, 0), dark)
    b.box((0.288, 0.2, 0.016), (0, -0.075, 0.018), b.paint(b.colour, 0.25))
    b.rod((-0.11, -0.02, 0.075), (0.11, -0.02, 0.075), 0.03, b.paint(b.colour, 0.9))
    b.tube(
        [(0.11, -0.02, 0.075), (0.14, -0.02, 0.075), (0.14, 0.06, 0.09), (0.0, 0.1, 0.1), (0.0, 0.16, 0.11)],
        0.004,
        b.metal(),
    )
    b.rod((0.0, 0.15, 0.108), (0, 0.28, 0.13), 0.014, b.paint("red", 0.4))


@prop("paintbrush", colour="white")
def paintbrush(b: Build) -> None:
    """Lying; `colour` is that of the paint on it."""
    limb(
        b,
        [(0.0, 0, 0.01), (0.06, 0, 0.011), (0.13, 0, 0.01)],
        [(0.02, 0.008), (0.009, 0.009), (0.011, 0.008)],
        wood(b, "wood"),
    )
    b.box((0.03, 0.052, 0.016), (-0.012, 0, 0.002), b.metal("silver"))
    b.box((0.05, 0.05, 0.014), (-0.05, 0, 0.002), b.paint("#4a3a2c", 1), round=0.004)
    b.box((0.022, 0.049, 0.0145), (-0.075, 0, 0.002), b.paint(b.colour, 0.3), round=0.006)


@prop("caulking gun", colour="red", text=("SILICONE",))
def caulking_gun(b: Build) -> None:
    b.rod((-0.13, 0, 0.03), (0.09, 0, 0.03), 0.025, b.paint("white", 0.4))
    _text(b, 0.16, 0.03, (-0.02, 0, 0.0553), "white", facing="up")
    b.cylinder(0.009, 0.08, (-0.13, 0, 0.03), b.paint("white", 0.4), top=0.003, tip=(0, -90))
    frame = b.paint(b.colour, 0.4)
    for x in (-0.135, 0.09):
        b.rod((x, 0, 0.03), (x + 0.006, 0, 0.03), 0.028, frame)
    for y in (-0.026, 0.026):
        b.rod((-0.135, y, 0.02), (0.09, y, 0.02), 0.004, frame)
    b.rod((0.09, 0, 0.03), (0.25, 0, 0.03), 0.004, b.metal())
    b.tube([(0.1, 0, 0.03), (0.12, -0.06, 0.025), (0.14, -0.13, 0.02)], 0.011, frame)
    b.tube([(0.1, -0.02, 0.03), (0.08, -0.06, 0.025), (0.07, -0.12, 0.02)], 0.006, frame)


@prop("safety goggles", see_through=True)
def safety_goggles(b: Build) -> None:
    clear = b.paint("#cfe3ea", 0.1, alpha=0.55)
    rows = [
        [(0.085 * math.sin(a), 0.06 - 0.06 * math.cos(a), z) for a in [-1.2 + 0.16 * k for k in range(16)]]
        for z in (0.005, 0.03, 0.055, 0.075)
    ]
    b.surface(rows, clear, 0.003)
    frame = b.paint("#3a6ea5", 0.4)
    for z in (0.005, 0.075):
        b.tube([rows[0 if z < 0.03 else 3][k] for k in range(0, 16, 3)], 0.004, frame)
    for s in (-1, 1):
        b.tube(
            [(s * 0.08, 0.038, 0.04), (s * 0.075, 0.1, 0.02), (s * 0.02, 0.14, 0.012), (0, 0.145, 0.012)],
            0.006,
            b.paint("black", 0.7),
        )


@prop("ear defenders", colour="red")
def ear_defenders(b: Build) -> None:
    for s in (-1, 1):
        b.rod((s * 0.06, 0, 0.05), (s * 0.095, 0, 0.05), 0.048, b.paint(b.colour, 0.4))
        b.rod((s * 0.045, 0, 0.05), (s * 0.062, 0, 0.05), 0.046, b.paint("#232427", 0.8))
    b.tube(
        [(-0.085, 0, 0.08), (-0.075, 0, 0.16), (0, 0, 0.2), (0.075, 0, 0.16), (0.085, 0, 0.08)],
        0.008,
        b.paint("#232427", 0.6),
    )


@prop("hard hat", colour="yellow")
def hard_hat(b: Build) -> None:
    b.lathe(
        rounded([(0.125, 0.012), (0.12, 0.06), (0.1, 0.11), (0.06, 0.145), (0, 0.155)]),
        (0, 0, 0),
        b.paint(b.colour, 0.35),
        scale=(0.9, 1.1, 1),
    )
    b.lathe(
        [(0.112, 0.01), (0.14, 0.004), (0.14, 0.008), (0.12, 0.02)],
        (0, -0.012, 0),
        b.paint(b.colour, 0.35),
        scale=(0.9, 1.15, 1),
    )
    limb(
        b,
        [(0, -0.12, 0.08), (0, -0.06, 0.15), (0, 0.06, 0.15), (0, 0.12, 0.08)],
        [(0.018, 0.01)] * 4,
        b.paint(b.colour, 0.35),
    )


@prop("sawdust pile", colour="#d8b27c")
def sawdust_pile(b: Build) -> None:
    patch(b, 0.6, 0.5, b.paint(b.colour, 1, pattern="noise", second="#b68a52", scale=18), dome=0.11, ragged=0.25)
    for _ in range(26):
        x, y = b.rng.uniform(-0.36, 0.36), b.rng.uniform(-0.3, 0.3)
        b.box((0.03, 0.01, 0.002), (x, y, 0.002), b.paint("#e5c48e", 1), turn=b.rng.uniform(0, 180), round=0)


# --- cars lifted, and their wheels


@prop("car jack", colour="red")
def car_jack(b: Build) -> None:
    """A scissor jack, half raised."""
    paint, steel = b.paint(b.colour, 0.4), b.metal("silver")
    b.box((0.2, 0.09, 0.012), (0, 0, 0), paint)
    for s in (-1, 1):
        for z0, z1 in ((0.015, 0.15), (0.29, 0.15)):
            for y in (-0.022, 0.022):
                b.sheet(
                    [
                        (s * 0.02, y, z0 - 0.014),
                        (s * 0.02, y, z0 + 0.014),
                        (s * 0.17, y, z1 + 0.018),
                        (s * 0.17, y, z1 - 0.018),
                    ],
                    paint,
                    0.006,
                )
        b.rod((s * 0.16, -0.035, 0.15), (s * 0.16, 0.035, 0.15), 0.016, steel)
    b.rod((-0.2, 0, 0.15), (0.26, 0, 0.15), 0.009, steel)
    b.tube([(0.26, 0, 0.15), (0.3, 0, 0.15), (0.32, 0, 0.08), (0.38, 0, 0.08)], 0.007, steel)
    b.box((0.08, 0.07, 0.025), (0, 0, 0.29), paint)


@prop("jack stand", colour="red")
def jack_stand(b: Build) -> None:
    paint, steel = b.paint(b.colour, 0.4), b.metal("silver")
    for x in (-1, 1):
        for y in (-1, 1):
            b.sheet(
                [
                    (x * 0.11, y * 0.11, 0),
                    (x * 0.11, y * 0.07, 0),
                    (x * 0.03, y * 0.03, 0.26),
                    (x * 0.035, y * 0.035, 0.26),
                ],
                paint,
                0.006,
            )
            b.box((0.05, 0.05, 0.006), (x * 0.1, y * 0.1, 0), paint)
    for a in (0, 90):
        with b.moved(turn=a):
            for y in (-0.1, 0.1):
                b.box((0.2, 0.008, 0.02), (0, y, 0.04), paint)
    b.box((0.08, 0.08, 0.06), (0, 0, 0.23), paint)
    b.box((0.035, 0.045, 0.2), (0, 0, 0.22), steel)
    for k in range(6):
        b.box((0.012, 0.046, 0.012), (0.02, 0, 0.28 + 0.022 * k), steel, tip=(0, 30), round=0)
    b.box((0.06, 0.1, 0.012), (0, 0, 0.42), steel)
    for y in (-0.045, 0.045):
        b.box((0.06, 0.012, 0.035), (0, y, 0.42), steel)


@prop("jack stands", colour="red")
def jack_stands(b: Build) -> None:
    """A pair."""
    for x in (-0.3, 0.3):
        with b.moved((x, 0, 0)):
            jack_stand(b)


@prop("trolley jack", colour="red")
def trolley_jack(b: Build) -> None:
    paint, steel = b.paint(b.colour, 0.4), b.metal("silver")
    for y in (-0.1, 0.1):
        b.box((0.5, 0.02, 0.11), (0, y, 0.03), paint, round=0.006)
    for x, r in ((-0.23, 0.035), (0.23, 0.03)):
        for y in (-0.13, 0.13):
            b.rod((x, y - 0.015, r), (x, y + 0.015, r), r, b.paint("#232427", 0.6))
    b.rod((0.18, 0, 0.1), (-0.2, 0, 0.27), 0.022, paint)
    b.cylinder(0.05, 0.03, (-0.2, 0, 0.27), steel)
    b.rod((0.2, 0, 0.1), (0.62, 0, 0.75), 0.014, steel)
    b.rod((0.57, 0, 0.67), (0.64, 0, 0.78), 0.018, b.paint("#232427", 0.7))


def _tyre(b: Build, at: Point, rim: bool, radius: float = 0.31, width: float = 0.2, **turned) -> None:
    """A tyre that lies, with or without its rim."""
    r, w = radius, width
    rubber = b.paint("#1d1d1f", 0.85)
    with b.moved(at, **turned):
        treads = [(r - 0.008 * (k % 2), w * (0.2 + 0.06 * k)) for k in range(11)]
        outer = [
            (0.62 * r, 0.02),
            (0.66 * r, 0),
            (0.88 * r, 0.0),
            (0.97 * r, 0.12 * w),
            *treads,
            (0.97 * r, 0.88 * w),
            (0.88 * r, w),
            (0.66 * r, w),
            (0.62 * r, w - 0.02),
        ]
        b.lathe([*outer, (0.64 * r, 0.5 * w), outer[0]], (0, 0, 0), rubber)
        if rim:
            steel = b.metal("silver", 0.3)
            b.lathe(
                [
                    (0.2 * r, 0.75 * w),
                    (0.25 * r, 0.8 * w),
                    (0.5 * r, 0.7 * w),
                    (0.6 * r, 0.95 * w),
                    (0.62 * r, 0.95 * w),
                ],
                (0, 0, 0),
                steel,
            )
            b.cylinder(0.2 * r, 0.75 * w, (0, 0, 0.02), steel)
            for k in range(5):
                a = 1.257 * k
                b.cylinder(
                    0.05 * r,
                    0.02,
                    (0.36 * r * math.cos(a), 0.36 * r * math.sin(a), 0.74 * w),
                    b.metal("#4a4c50"),
                    steps=6,
                )


@prop("tyre")
@prop("old tyre")
def tyre(b: Build) -> None:
    _tyre(b, (0, 0, 0), rim=False)


@prop("car wheel")
@prop("wheel")
def car_wheel(b: Build) -> None:
    """Lying, its outside up."""
    _tyre(b, (0, 0, 0), rim=True)


@prop("standing tyre")
def standing_tyre(b: Build) -> None:
    """A wheel with its rim, upright, its outside to the viewer."""
    _tyre(b, (0, 0.1, 0.31), rim=True, tip=(90, 0))


@prop("stack of tyres")
def stack_of_tyres(b: Build) -> None:
    for k in range(4):
        _tyre(b, (b.rng.uniform(-0.02, 0.02), b.rng.uniform(-0.02, 0.02), 0.2 * k), rim=False)


@prop("tow rope", colour="orange", states=("frayed",))
def tow_rope(b: Build) -> None:
    """A heap of rope with a hook at each end."""
    paint, steel = b.paint(b.colour, 0.8), b.metal("silver")
    for k, r in enumerate((0.17, 0.13, 0.15)):
        coil(b, r, 2, 0.011, paint, (0.03 * k, 0.01 * k, 0.02 * k))
    ends = (
        [(0.15, -0.03, 0.02), (0.1, -0.16, 0.012), (0.26, -0.2, 0.012)],
        [(-0.12, 0.0, 0.03), (-0.14, -0.14, 0.012), (-0.3, -0.17, 0.012)],
    )
    for path in ends:
        b.tube(path, 0.011, paint)
        x, y, z = path[-1]
        s = math.copysign(1, x)
        b.tube(
            [
                (x, y, z),
                (x + s * 0.05, y, z),
                (x + s * 0.09, y + 0.03, z),
                (x + s * 0.06, y + 0.055, z),
                (x + s * 0.035, y + 0.04, z),
            ],
            0.008,
            steel,
        )
        b.rod((x, y, z), (x + s * 0.025, y, z), 0.014, steel)
    if b.has("frayed"):
        b.tube([(-0.12, -0.08, 0.03), (-0.06, -0.235, 0.012), (0.0, -0.25, 0.012)], 0.011, paint)
        b.tube([(0.16, -0.08, 0.03), (0.14, -0.235, 0.012), (0.1, -0.25, 0.012)], 0.011, paint)
        for _ in range(34):
            y, z = b.rng.uniform(-0.07, 0.07), b.rng.uniform(0.0, 0.05)
            side, reach = b.rng.choice((0, 1)), b.rng.uniform(0.025, 0.09)
            x0, s = (0.0, 1) if side == 0 else (0.1, -1)
            b.tube(
                [
                    (x0, -0.25, 0.012),
                    (x0 + s * reach * 0.5, -0.25 + 0.5 * y, 0.012 + z),
                    (x0 + s * reach, -0.25 + y, 0.008 + z),
                ],
                0.0026,
                b.paint(b.rng.choice((b.colour, "white")), 0.9),
            )


@prop("car trailer", colour="pale grey")
def car_trailer(b: Build) -> None:
    """An open box trailer, its drawbar to the left."""
    steel, dark = b.metal(b.colour, 0.4), b.paint("#232427", 0.6)
    w, d, low, h = 1.75, 1.1, 0.42, 0.33
    b.box((w, d, 0.03), (0.35, 0, low), wood(b, "tan"))
    for x in (0.35 - w / 2, 0.35 + w / 2):
        b.box((0.025, d, h), (x, 0, low), steel)
    for y in (-d / 2, d / 2):
        b.box((w, 0.025, h), (0.35, y, low), steel)
        for k in range(4):
            b.box((0.03, 0.04, h), (0.35 - w / 2 + w * k / 3, y, low), steel)
        _tyre(b, (0.45, y + math.copysign(0.13, y) + 0.08, 0.27), rim=True, radius=0.27, width=0.16, tip=(90, 0))
        rows = [
            [(0.45 + 0.31 * math.cos(a), yy, 0.3 + 0.31 * math.sin(a)) for a in [0.262 * k for k in range(13)]]
            for yy in (y + math.copysign(0.02, y), y + math.copysign(0.24, y))
        ]
        b.surface(rows, dark, 0.006)
    for y in (-0.4, 0.4):
        b.rod((-0.5, y, low - 0.02), (-1.0, 0.0, low - 0.02), 0.028, steel)
    b.rod((-0.95, 0, low - 0.02), (-1.3, 0, low), 0.032, steel)
    b.box((0.13, 0.08, 0.08), (-1.3, 0, low - 0.03), dark, round=0.02)
    b.rod((-0.9, 0.06, 0.0), (-0.9, 0.06, 0.6), 0.02, steel)
    b.rod((-0.9, 0.04, 0.07), (-0.9, 0.08, 0.07), 0.07, dark)
    for y in (-0.42, 0.42):
        b.box((0.02, 0.14, 0.06), (0.36 + w / 2, y, low - 0.06), b.paint("red", 0.3))
