"""Gardens, woods and water: what grows, lies or is spilled there, and what people take along."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.fire import log
from oodmmsafe.scenes.modelled.forms import blades, cloth, coil, limb, patch, rounded
from oodmmsafe.scenes.modelled.parts import hollow, label_round

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point
    from oodmmsafe.scenes.blender.materials import Paint


def leaf(b: Build, at: Point, length: float, width: float, paint: Paint, turn: float, rise: float = 25) -> None:
    """A leaf that springs from a point, rises and hangs over."""
    rows = []
    up = math.radians(rise)
    for k in range(7):
        s = k / 6
        half = width / 2 * math.sin(math.pi * min(1, 0.12 + 0.88 * s)) ** 0.8
        x = length * s * math.cos(up)
        z = length * (s * math.sin(up) - 0.45 * s * s * math.cos(up))
        rows.append([(x, -half, z + 0.15 * half), (x, 0, z - 0.1 * half), (x, half, z + 0.15 * half)])
    with b.moved(at, turn=turn):
        b.surface(rows, paint)


# --- bees and birds


@prop("beehive", colour="pale yellow", states=("open",))
def beehive(b: Build) -> None:
    """A hive of two boxes on a stand, bees at its entrance."""
    paint, dark = b.paint(b.colour, 0.6), b.paint("#2b1c10", 0.9)
    for x in (-0.2, 0.2):
        b.box((0.05, 0.46, 0.2), (x, 0, 0), b.paint("wood", 0.8))
    b.box((0.48, 0.56, 0.03), (0, -0.03, 0.2), b.paint("tan", 0.8))
    for z in (0.23, 0.48):
        b.box((0.45, 0.46, 0.245), (0, 0, z), paint)
        b.box((0.14, 0.02, 0.025), (0, -0.235, z + 0.15), b.paint("wood", 0.8))
    b.box((0.3, 0.01, 0.02), (0, -0.228, 0.233), b.paint("black"), round=0)
    if b.has("open"):
        for k in range(9):
            b.box((0.025, 0.42, 0.012), (-0.17 + 0.043 * k, 0, 0.722), b.paint("pale wood", 0.8))
        b.box((0.5, 0.06, 0.5), (0.34, 0.05, 0.052), b.metal("silver"), tip=(0, 12))
    else:
        b.box((0.5, 0.52, 0.07), (0, 0, 0.72), b.metal("silver", 0.4))
    for _ in range(24):
        on_board = b.rng.random() < 0.5
        x = b.rng.uniform(-0.17, 0.17) if on_board else b.rng.uniform(-0.35, 0.35)
        at = (
            (x, b.rng.uniform(-0.3, -0.24), 0.231)
            if on_board
            else (x, b.rng.uniform(-0.6, -0.26), b.rng.uniform(0.2, 0.6))
        )
        with b.moved(at, turn=b.rng.uniform(0, 360)):
            b.ball(0.007, (0, 0, 0), b.paint("#d69a1c", 0.6), (1.7, 1, 1), 10)
            b.ball(0.005, (-0.009, 0, 0.001), dark, (1.1, 1, 1), 8)
            b.ball(0.007, (0.003, 0, 0.01), b.paint("white", 0.2, alpha=0.6), (0.8, 1.6, 0.2), 8)


@prop("hive frame")
def hive_frame(b: Build) -> None:
    """A wooden frame of honeycomb, lying."""
    frame = b.paint("pale wood", 0.8)
    b.box(
        (0.4, 0.2, 0.022),
        (0, 0, 0.003),
        b.paint("#c98a1e", 0.35, pattern="checker", second="#8a5a12", scale=22),
        round=0,
    )
    for y in (-0.105, 0.105):
        b.box((0.5 if y > 0 else 0.42, 0.02, 0.028), (0, y, 0), frame)
    for x in (-0.205, 0.205):
        b.box((0.02, 0.21, 0.028), (x, 0, 0), frame)


@prop("wasp nest")
def wasp_nest(b: Build) -> None:
    """Grey paper nest, its entrance below; hangs."""
    shape = rounded([(0, 0), (0.05, 0.01), (0.1, 0.06), (0.13, 0.15), (0.11, 0.24), (0.04, 0.29), (0, 0.3)])
    b.lathe(shape, (0, 0, 0), b.paint("#b3a78f", 1, pattern="stripes", second="#8b7f6a", scale=9))
    b.cylinder(0.02, 0.01, (0, -0.05, 0.006), b.paint("black"))


# --- plants


@prop("foxglove", colour="#a8468f")
def foxglove(b: Build) -> None:
    """A spike of bells over a rosette of leaves."""
    green = b.paint("#55793a", 0.8)
    for k in range(11):
        leaf(b, (0, 0, 0.02), b.rng.uniform(0.22, 0.32), 0.1, green, 33 * k, b.rng.uniform(20, 50))
    for k in range(6):
        leaf(b, (0, 0, 0.12 + 0.06 * k), 0.17 - 0.015 * k, 0.05, green, 75 * k, 40)
    b.tube([(0, 0, 0), (0.01, 0, 0.5), (0, 0, 1.08)], 0.009, green)
    bell = [(0.006, 0), (0.012, 0.01), (0.016, 0.03), (0.024, 0.05)]
    paint, inside = b.paint(b.colour, 0.6), b.paint("#ecd0e2", 0.7)
    for k in range(34):
        z, size = 0.42 + 0.019 * k, 1.25 - 0.022 * k
        turn = 137.5 * k
        with b.moved((0, 0, z), turn=turn), b.moved((0.012, 0, 0), tip=(0, 118), scale=size):
            b.lathe(bell, (0, 0, 0), paint, 12)
            b.cylinder(0.0215, 0.001, (0, 0, 0.046), inside, steps=12)


@prop("stinging nettles")
def stinging_nettles(b: Build) -> None:
    green = b.paint("#3f6a2a", 0.9)
    for k in range(9):
        x, y, h = b.rng.uniform(-0.25, 0.25), b.rng.uniform(-0.2, 0.2), b.rng.uniform(0.4, 0.75)
        b.rod((x, y, 0), (x, y, h), 0.004, green)
        for n in range(6):
            for side in (0, 180):
                leaf(b, (x, y, h * (0.3 + 0.12 * n)), 0.11 - 0.01 * n, 0.05, green, side + 90 * n + 20 * k, 30)


@prop("giant hogweed")
def giant_hogweed(b: Build) -> None:
    """Tall, thick stem, huge jagged leaves and white umbels."""
    green = b.paint("#4c7a34", 0.85)
    limb(
        b,
        [(0, 0, 0), (0.02, 0, 0.9), (0, 0, 1.9)],
        [0.035, 0.03, 0.02],
        b.paint("#6c7a3c", 0.8, pattern="noise", second="#7a3a4a", scale=8),
    )
    for k in range(7):
        z, turn = 0.15 + 0.17 * k, 137 * k
        for spread in (-38, -15, 0, 15, 38):
            leaf(b, (0, 0, z), 0.55 - 0.035 * k - abs(spread) * 0.004, 0.16, green, turn + spread, 28)
    _umbel(b, (0, 0, 1.85), 0.3, green)
    for turn in (40, 190):
        a = math.radians(turn)
        top = (0.3 * math.cos(a), 0.3 * math.sin(a), 1.6)
        b.tube([(0, 0, 1.3), (0.18 * math.cos(a), 0.18 * math.sin(a), 1.42), top], 0.011, green)
        _umbel(b, top, 0.2, green)


def _umbel(b: Build, at: Point, radius: float, green: Paint) -> None:
    """A flat head of small white flowers on rays."""
    white = b.paint("#f3f2e6", 0.9)
    for k in range(26):
        out, a = radius * math.sqrt((k + 0.5) / 26), 2.4 * k
        top = (
            at[0] + out * math.cos(a),
            at[1] + out * math.sin(a),
            at[2] + 0.45 * radius * (1.25 - (out / radius) ** 2),
        )
        b.rod(at, top, 0.0025, green)
        b.ball(0.19 * radius, (top[0], top[1], top[2] - 0.02), white, (1, 1, 0.4), 10)


@prop("lily of the valley")
@prop("lilies of the valley")
def lily_of_the_valley(b: Build) -> None:
    """A clump: broad leaf pairs and stalks of white bells."""
    green, white = b.paint("#3f7038", 0.5), b.paint("#f7f6ee", 0.5)
    for _ in range(10):
        x, y = b.rng.uniform(-0.09, 0.09), b.rng.uniform(-0.06, 0.06)
        leaf(b, (x, y, 0), b.rng.uniform(0.17, 0.23), 0.055, green, b.rng.uniform(0, 360), 72)
    for k in range(6):
        x, y, a = -0.08 + 0.033 * k, b.rng.uniform(-0.06, 0.02), b.rng.uniform(-2.4, -0.7)
        dx, dy = math.cos(a), math.sin(a)
        stalk = [
            (x, y, 0),
            (x + 0.01 * dx, y + 0.01 * dy, 0.12),
            (x + 0.05 * dx, y + 0.05 * dy, 0.2),
            (x + 0.09 * dx, y + 0.09 * dy, 0.2),
        ]
        b.tube(stalk, 0.0016, green)
        for n in range(5):
            s = 0.02 + 0.017 * n
            b.lathe(
                [(0, 0.011), (0.005, 0.01), (0.0065, 0.004), (0.008, 0)],
                (x + s * dx, y + s * dy, 0.172 + 0.003 * n - 0.004 * (n == 4)),
                white,
                10,
            )


@prop("wild garlic")
def wild_garlic(b: Build) -> None:
    """A clump of broad leaves with white star flowers."""
    green, white = b.paint("#4a8a3c", 0.45), b.paint("#f7f6ee", 0.5)
    for _ in range(16):
        x, y = b.rng.uniform(-0.12, 0.12), b.rng.uniform(-0.09, 0.09)
        leaf(b, (x, y, 0), b.rng.uniform(0.16, 0.23), 0.045, green, b.rng.uniform(0, 360), 65)
    for _ in range(5):
        x, y, h = b.rng.uniform(-0.1, 0.1), b.rng.uniform(-0.08, 0.08), b.rng.uniform(0.2, 0.26)
        b.rod((x, y, 0), (x, y, h), 0.002, green)
        for n in range(12):
            a, out = 2.4 * n, 0.02 * math.sqrt(n / 12)
            b.ball(0.006, (x + out * math.cos(a), y + out * math.sin(a), h + 0.008 - 8 * out * out), white, steps=8)


@prop("reeds")
def reeds(b: Build) -> None:
    blades(b, 90, 0.9, 0.5, 1.3, b.paint("#6f8a3c", 0.9), thick=0.02, bend=0.25)
    for _ in range(8):
        x, y, h = b.rng.uniform(-0.35, 0.35), b.rng.uniform(-0.18, 0.18), b.rng.uniform(1.0, 1.35)
        b.rod((x, y, 0), (x, y, h), 0.005, b.paint("#7a8a4a"))
        b.rod((x, y, h - 0.18), (x, y, h - 0.03), 0.017, b.paint("#4d2f1b", 1))


@prop("water lilies", colour="pink")
def water_lilies(b: Build) -> None:
    """Leaves and blossoms that float; flat below."""
    for k in range(9):
        a, out = 2.4 * k, 0.15 * math.sqrt(k)
        x, y, r = out * math.cos(a), out * math.sin(a), b.rng.uniform(0.09, 0.14)
        cut = b.rng.uniform(0, 6.28)
        rim = [
            (x + r * math.cos(cut + 0.2 + 0.254 * n), y + r * math.sin(cut + 0.2 + 0.254 * n), 0.006) for n in range(24)
        ]
        b.sheet([(x, y, 0.004), *rim], b.paint("#3f7a42", 0.35), 0.003)
    for x, y in ((0.05, -0.12), (-0.25, 0.1)):
        for ring, (count, tilt) in enumerate(((9, 18), (8, 42), (6, 65))):
            for n in range(count):
                leaf(
                    b,
                    (x, y, 0.012),
                    0.075 - 0.01 * ring,
                    0.035,
                    b.paint(b.colour, 0.5),
                    360 / count * n + 15 * ring,
                    tilt + 14,
                )
        b.ball(0.014, (x, y, 0.02), b.paint("yellow"), steps=10)


@prop("water hyacinth")
def water_hyacinth(b: Build) -> None:
    """Floating rosettes with lilac flowers."""
    for x, y in ((-0.16, 0.02), (0.14, -0.05), (0.02, 0.15)):
        for k in range(9):
            leaf(b, (x, y, 0.0), 0.15, 0.1, b.paint("#4a8f3f", 0.35), 40 * k, 45)
        for k in range(10):
            a = 2.4 * k
            b.ball(
                0.022,
                (x + 0.025 * math.cos(a), y + 0.025 * math.sin(a), 0.13 + 0.012 * k),
                b.paint("lilac", 0.6),
                (1, 1, 0.7),
                10,
            )


@prop("algae", colour="#5d7f2a")
def algae(b: Build) -> None:
    patch(b, 1.1, 0.8, b.paint(b.colour, 0.9, pattern="noise", second="#86a63f", scale=9), height=0.004, ragged=0.35)


@prop("frogspawn")
def frogspawn(b: Build) -> None:
    """A raft of clear jelly balls with black dots."""
    jelly, dot = b.paint("#cfdcd0", 0.08, alpha=0.3), b.paint("#15140f", 0.4)
    for _ in range(95):
        a, out = b.rng.uniform(0, 6.28), math.sqrt(b.rng.random())
        x, y = 0.16 * out * math.cos(a), 0.12 * out * math.sin(a)
        z = b.rng.uniform(0, 0.022) * (1.2 - out)
        b.ball(0.013, (x, y, z), jelly, steps=10)
        b.ball(0.005, (x, y, z + 0.018), dot, steps=8)


@prop("dry grass", colour="#c9b06a")
def dry_grass(b: Build) -> None:
    blades(b, 260, 1.2, 0.9, 0.42, b.paint(b.colour, 1), thick=0.008, bend=0.6)


@prop("tall grass", colour="#5f8a35")
def tall_grass(b: Build) -> None:
    blades(b, 260, 1.1, 0.8, 0.6, b.paint(b.colour, 0.95), thick=0.009, bend=0.45)


@prop("moss", colour="#5f7f2c")
def moss(b: Build) -> None:
    patch(b, 0.8, 0.6, b.paint(b.colour, 1, pattern="noise", second="#3f5a1e", scale=16), dome=0.05, ragged=0.3)


@prop("leaf pile", colour="#a5622a")
@prop("dry leaves", colour="#a5622a")
def leaf_pile(b: Build) -> None:
    patch(b, 1.0, 0.9, b.paint("#7a4a22", 1, pattern="noise", second="#4a2c14", scale=12), dome=0.25)
    colours = (b.colour, "#c98a2c", "#8a3a1c", "#b5772c")
    for _ in range(110):
        a, out = b.rng.uniform(0, 6.28), math.sqrt(b.rng.random())
        x, y = 0.52 * out * math.cos(a), 0.46 * out * math.sin(a)
        leaf(
            b,
            (x, y, 0.27 * (1 - out * out) + 0.035),
            0.1,
            0.06,
            b.paint(b.rng.choice(colours), 0.9),
            b.rng.uniform(0, 360),
            b.rng.uniform(0, 40),
        )


@prop("compost heap")
def compost_heap(b: Build) -> None:
    for x in (-0.5, 0.5):
        for k in range(4):
            b.box((0.025, 0.9, 0.1), (x, 0, 0.05 + 0.15 * k), b.paint("wood", 0.9))
    for k in range(4):
        b.box((1.0, 0.025, 0.1), (0, 0.45, 0.05 + 0.15 * k), b.paint("wood", 0.9))
    patch(b, 0.92, 0.85, b.paint("#4a3a26", 1, pattern="noise", second="#6d7a35", scale=11), dome=0.42, ragged=0.08)
    for _ in range(22):
        x, y = b.rng.uniform(-0.25, 0.25), b.rng.uniform(-0.25, 0.2)
        z = 0.43 * (1 - (x / 0.47) ** 2 - (y / 0.43) ** 2)
        colour = b.rng.choice(("#d9731a", "#9dbb2f", "#c7c08a", "#6c8a33"))
        b.ball(0.028, (x, y, z - 0.01), b.paint(colour, 0.8), (1.3, 0.8, 0.6), 8)


@prop("tree stump", colour="#6a5038", states=("honey fungus",))
def tree_stump(b: Build) -> None:
    bark = b.paint(b.colour, 0.95, pattern="noise", second="#3d2e20", scale=7)
    b.lathe(rounded([(0.36, 0), (0.27, 0.06), (0.24, 0.2), (0.235, 0.36)]), (0, 0, 0), bark)
    b.cylinder(0.235, 0.01, (0, 0, 0.352), b.paint("#cfa873", 0.9))
    for k in range(1, 6):
        b.lathe([(0.038 * k, 0.3625), (0.038 * k + 0.004, 0.3628)], (0, 0, 0), b.paint("#9c7748", 0.9))
    for k in range(5):
        a = 1.26 * k + 0.3
        limb(
            b,
            [
                (0.22 * math.cos(a), 0.22 * math.sin(a), 0.1),
                (0.36 * math.cos(a), 0.36 * math.sin(a), 0.03),
                (0.5 * math.cos(a), 0.5 * math.sin(a), -0.01),
            ],
            [0.07, 0.05, 0.02],
            bark,
            floor=0,
        )
    if b.has("honey fungus"):
        for _ in range(16):
            a, z = b.rng.uniform(3.6, 5.8), b.rng.uniform(0.02, 0.18)
            x, y = 0.29 * math.cos(a), 0.29 * math.sin(a)
            b.rod((x * 0.85, y * 0.85, z), (x, y, z + 0.06), 0.007, b.paint("cream"))
            b.ball(0.028, (x, y, z + 0.05), b.paint("#c7902f", 0.5), (1, 1, 0.5), 12)


@prop("tree trunk")
@prop("fallen trunk")
def tree_trunk(b: Build) -> None:
    """A felled trunk, 2.6 m, lying."""
    log(b, (-1.3, 0, 0.19), (1.3, 0, 0.17), 0.18)
    log(b, (0.4, -0.1, 0.28), (0.6, -0.3, 0.42), 0.035)


@prop("log")
def single_log(b: Build) -> None:
    log(b, (-0.3, 0, 0.09), (0.3, 0, 0.09), 0.09)


@prop("branches")
def branches(b: Build) -> None:
    """A heap of cut branches."""
    bark = b.paint("#5b4733", 0.95)
    for _ in range(16):
        a, x, y = b.rng.uniform(-0.5, 0.5), b.rng.uniform(-0.2, 0.2), b.rng.uniform(-0.2, 0.2)
        dx, dy, z = 0.6 * math.cos(a), 0.6 * math.sin(a), b.rng.uniform(0.02, 0.22)
        limb(
            b,
            [(x - dx, y - dy, z), (x, y, z + b.rng.uniform(0, 0.05)), (x + dx, y + dy, z)],
            [0.02, 0.014, 0.006],
            bark,
            8,
        )
        for s in (0.2, 0.5, 0.8):
            leaf(b, (x + s * dx, y + s * dy, z), 0.09, 0.045, b.paint("#4f7032", 0.8), b.rng.uniform(0, 360), 30)


# --- spilled and lying


@prop("puddle", colour="#7f95a3")
def puddle(b: Build) -> None:
    """A liquid on the floor, of any colour."""
    patch(b, 0.62, 0.45, b.paint(b.colour, 0.04, metal=0.15), height=0.003)


@prop("large puddle", colour="#7f95a3")
def large_puddle(b: Build) -> None:
    patch(b, 1.6, 1.1, b.paint(b.colour, 0.04, metal=0.15), height=0.003)


@prop("spilled liquid", colour="#7f95a3")
def spilled_liquid(b: Build) -> None:
    """A small spill for a table."""
    patch(b, 0.2, 0.15, b.paint(b.colour, 0.04), height=0.002, ragged=0.3)
    for _ in range(7):
        a, r = b.rng.uniform(0, 6.28), b.rng.uniform(0.1, 0.16)
        patch(
            b, 0.018, 0.016, b.paint(b.colour, 0.04), (r * math.cos(a), 0.8 * r * math.sin(a), 0), 0.0015, ragged=0.05
        )


@prop("oil slick", colour="#16140f")
def oil_slick(b: Build) -> None:
    patch(b, 0.8, 0.6, b.paint(b.colour, 0.05), height=0.003, ragged=0.3)
    for k, colour in enumerate(("#3f2f5f", "#234f5f", "#5f5a25")):
        patch(
            b,
            0.5 - 0.14 * k,
            0.34 - 0.1 * k,
            b.paint(colour, 0.08, metal=0.6),
            (0.05 - 0.03 * k, 0.02, 0.0035 + 0.0006 * k),
            0.0004,
            ragged=0.4,
        )


@prop("spilled granules", colour="#3f8fc0")
@prop("slug pellets", colour="#3f7fb0")
def spilled_granules(b: Build) -> None:
    """Pellets, grains or beads that lie about."""
    paint = b.paint(b.colour, 0.6)
    for _ in range(130):
        a, out = b.rng.uniform(0, 6.28), b.rng.random()
        size = b.rng.uniform(0.005, 0.008)
        b.ball(
            size,
            (0.22 * out * math.cos(a), 0.16 * out * math.sin(a), b.rng.uniform(0, 0.02) * (1 - out)),
            paint,
            (1.4, 1, 1),
            6,
        )


@prop("spilled powder", colour="white")
@prop("heap of powder", colour="white")
def spilled_powder(b: Build) -> None:
    patch(b, 0.22, 0.17, b.paint(b.colour, 1), height=0.001, ragged=0.3)
    patch(b, 0.13, 0.1, b.paint(b.colour, 1), dome=0.03)


@prop("snow patch", colour="#f4f7fa")
@prop("snow", colour="#f4f7fa")
def snow_patch(b: Build) -> None:
    patch(b, 1.8, 1.3, b.paint(b.colour, 0.9, pattern="noise", second="#e3eaf2", scale=5), height=0.03, dome=0.09)


@prop("ice patch", colour="#c4dbe8")
@prop("icy patch", colour="#c4dbe8")
def ice_patch(b: Build) -> None:
    patch(b, 1.5, 1.0, b.paint(b.colour, 0.03, pattern="noise", second="#eef6fb", scale=4), height=0.006)


@prop("icicles")
def icicles(b: Build) -> None:
    """A row of icicles under a board; hangs."""
    ice = b.paint("#d9ecf5", 0.03, alpha=0.8)
    b.box((1.2, 0.06, 0.03), (0, 0, 0.6), b.paint("#f4f7fa", 0.9))
    for k in range(15):
        h = b.rng.uniform(0.15, 0.58)
        b.cylinder(0.004, h, (-0.55 + 0.079 * k, 0, 0.6 - h), ice, top=b.rng.uniform(0.015, 0.03))


@prop("waterline")
def waterline(b: Build) -> None:
    """A strip of wet sand, foam and weed such as the tide leaves."""
    patch(b, 2.6, 0.5, b.paint("#8a7452", 0.3), height=0.003, ragged=0.1)
    for k in range(18):
        x = -1.2 + 0.14 * k
        patch(b, 0.16, 0.06, b.paint("#f2f4f2", 0.9), (x, 0.12 + 0.05 * math.sin(1.3 * k), 0.003), 0.006, ragged=0.3)
    for k in range(10):
        x = -1.1 + 0.25 * k
        coil(b, 0.05, 1, 0.006, b.paint("#3f4a1e", 0.5), (x, -0.06 + 0.03 * math.sin(k), 0))


@prop("sand pile with tunnel", colour="sand")
def sand_pile_with_tunnel(b: Build) -> None:
    """A heap of sand, a hole as high as a child dug into its front."""
    sand, dark = b.paint(b.colour, 1, pattern="noise", second="#b79c6c", scale=7), b.paint("#3a2d1a", 1)
    rows = []
    for i in range(17):
        s = i / 16
        row = []
        for k in range(65):
            a = 2 * math.pi * k / 64
            lump = 1 + 0.05 * math.sin(3 * a + 1) + 0.03 * math.sin(7 * a)
            r = 1 - s
            z = 1.4 * (1 - r**1.6) ** 1.15 + 0.03 * math.sin(9 * a + 8 * s) * s * (1 - s)
            row.append((1.5 * r * lump * math.cos(a), 1.1 * r * lump * math.sin(a), max(0.0, z)))
        rows.append(row)
    b.surface(rows, sand)
    # a short ring of dug sand stands before the dark hole
    for radius, paint, y, thick in ((0.36, sand, -0.93, 0.1), (0.27, dark, -0.97, 0.02)):
        arch = [
            (radius * math.cos(0.2 * k - 0.05), y, max(0.0, 0.2 + radius * math.sin(0.2 * k - 0.05))) for k in range(17)
        ]
        b.sheet([(radius, y, 0), *arch, (-radius, y, 0)], paint, thick)
    limb(
        b,
        [(-0.3, -0.98, 0), (-0.31, -0.98, 0.25), (0, -0.95, 0.53), (0.31, -0.98, 0.25), (0.3, -0.98, 0)],
        [0.09, 0.07, 0.07, 0.07, 0.09],
        sand,
        10,
    )
    patch(b, 0.9, 0.5, sand, (0.5, -1.25, 0), 0.01, dome=0.12)
    patch(b, 0.6, 0.4, sand, (-0.6, -1.2, 0), 0.01, dome=0.09)


@prop("hole in the sand", colour="sand")
def hole_in_the_sand(b: Build) -> None:
    """A deep pit, the sand thrown up round it; it ends flat on the ground."""
    sand = b.paint(b.colour, 1, pattern="noise", second="#b79c6c", scale=7)
    shape = [(1.0, 0), (0.85, 0.12), (0.65, 0.24), (0.5, 0.2), (0.47, 0.05)]
    b.lathe(rounded(shape), (0, 0, 0), sand)
    b.cylinder(0.48, 0.004, (0, 0, 0), b.paint("#4a3a22", 1))


@prop("frozen pond", colour="#b9cfdb", states=("hole", "thin"))
@prop("ice-covered pond", colour="#b9cfdb", states=("hole", "thin"))
def frozen_pond(b: Build) -> None:
    """Ice with snow round it; `hole`: a ragged hole of dark water; `thin`: cracks and wet dark patches."""
    patch(b, 5.0, 3.4, b.paint("#f1f5f8", 0.95), height=0.02, dome=0.02, ragged=0.12)
    ice = b.paint(b.colour, 0.06, pattern="noise", second="#dfeaf0", scale=2)
    patch(b, 4.2, 2.7, ice, (0, 0, 0.034), 0.012, ragged=0.12)
    if b.has("hole"):
        patch(b, 0.8, 0.6, b.paint("#10202b", 0.03), (0.3, -0.2, 0.049), 0.002, ragged=0.22)
    if b.has("thin"):
        for x, y in ((-0.9, -0.3), (0.4, 0.2), (1.1, -0.5)):
            patch(b, 0.7, 0.45, b.paint("#3c5464", 0.03), (x, y, 0.048), 0.0012, ragged=0.25)
    if b.has("hole") or b.has("thin"):
        for k in range(9):
            a = 0.7 * k
            x, y = 0.3 + 0.38 * math.cos(a), -0.2 + 0.3 * math.sin(a)
            path = [(x, y, 0.05)]
            for _ in range(4):
                a += b.rng.uniform(-0.5, 0.5)
                x, y = x + 0.28 * math.cos(a), y + 0.2 * math.sin(a)
                path.append((x, y, 0.05))
            b.tube(path, 0.005, b.paint("#f4f9fc", 0.5))


@prop("cliff edge", colour="#8a8274")
def cliff_edge(b: Build) -> None:
    """Rock that falls away steeply to the viewer, 3 m wide and 1.6 m high, grass on top."""
    rock = b.paint(b.colour, 0.95, pattern="noise", second="#5f584c", scale=3)
    rows = []
    for level in range(9):
        z = 1.55 * level / 8
        edge = []
        for k in range(33):
            x = -1.5 + 3.0 * k / 32
            out = 0.1 * math.sin(4.1 * x + 1.7 * level) + 0.08 * math.sin(9 * x - 2.3 * level)
            edge.append((x, -0.75 + out + 0.04 * level, z))
        rows.append(edge)
    rows.append([(x, y + 0.12, 1.6) for x, y, _ in rows[-1]])
    b.surface(rows, rock)
    turf = b.paint("#68863f", 1, pattern="noise", second="#4c6a2c", scale=6)
    b.surface([[(x, y - 0.03, z - 0.01) for x, y, z in rows[-1]], [(x, 1.2, 1.62) for x, _, _ in rows[-1]]], turf)
    for x in (-1.5, 1.5):
        side = [(p[0][0] if x < 0 else p[-1][0], p[0][1] if x < 0 else p[-1][1], p[0][2]) for p in rows]
        b.sheet([*side, (x, 1.2, 1.6), (x, 1.2, 0)], rock, 0.01)
    blades(b, 160, 2.8, 1.4, 0.14, b.paint("#5f8a35", 0.95), (0, 0.3, 1.6), 0.012)


# --- water


@prop("fishing rod", colour="dark green")
def fishing_rod(b: Build) -> None:
    """Upright, to be leant on something; tip it to lay it down."""
    b.rod((0, 0, 0), (0, 0, 0.35), 0.016, b.paint("#b5895a", 0.9))
    b.cylinder(0.012, 1.9, (0, 0, 0.35), b.paint(b.colour, 0.3), top=0.004)
    b.rod((0, 0, 0.33), (0, 0, 0.48), 0.013, b.paint("#232427", 0.5))
    b.rod((0, 0, 0.42), (0, -0.05, 0.42), 0.006, b.metal())
    with b.moved((0, -0.06, 0.385)):
        b.lathe(
            rounded([(0, 0), (0.028, 0.005), (0.022, 0.02), (0.022, 0.055), (0.028, 0.07), (0, 0.075)]),
            (0, 0, 0),
            b.metal("silver"),
        )
        b.tube([(0.02, 0, 0.03), (0.06, 0, 0.03), (0.06, 0, 0.0)], 0.004, b.metal())
        b.cylinder(0.01, 0.03, (0.06, 0, -0.03), b.paint("#232427"))
    for z in (0.8, 1.2, 1.6, 2.0, 2.24):
        ring = [(0.009 * math.cos(a), -0.016 + 0.009 * math.sin(a), z) for a in (0, 1.57, 3.14, 4.71)]
        b.tube(ring, 0.0015, b.metal(), closed=True)
    line = b.paint("white", 0.4)
    b.tube([(0, -0.06, 0.46), (0, -0.016, 0.8), (0, -0.014, 1.6), (0, -0.012, 2.24)], 0.0009, line)
    b.tube([(0, -0.012, 2.24), (0.02, -0.06, 1.9), (0.03, -0.08, 1.3)], 0.0009, line)
    b.ball(0.018, (0.03, -0.08, 1.26), b.paint("#e0301a", 0.3), (1, 1, 1.3), 14)
    b.tube([(0.03, -0.08, 1.26), (0.03, -0.08, 1.2), (0.036, -0.08, 1.19), (0.04, -0.08, 1.2)], 0.0015, b.metal())


@prop("tackle box", colour="dark green", states=("lead",))
def tackle_box(b: Build) -> None:
    """Open, with floats and hooks; `lead` adds grey sinkers."""
    paint = b.paint(b.colour, 0.4)
    b.box((0.34, 0.2, 0.005), (0, 0, 0), paint)
    for x in (-0.17, -0.06, 0.06, 0.17):
        b.box((0.005, 0.2, 0.06), (x, 0, 0), paint, round=0)
    for y in (-0.1, 0, 0.1):
        b.box((0.34, 0.005, 0.06), (0, y, 0), paint, round=0)
    b.box((0.34, 0.005, 0.2), (0, 0.105, 0.06), paint, tip=(-15, 0))
    for i in range(3):
        for j in range(2):
            for _ in range(7):
                x, y = -0.113 + 0.114 * i + b.rng.uniform(-0.035, 0.035), -0.05 + 0.1 * j + b.rng.uniform(-0.03, 0.03)
                if b.has("lead") and j == 0:
                    b.ball(0.012, (x, y, 0.006 + b.rng.uniform(0, 0.02)), b.metal("#6a6d72", 0.5), (0.8, 0.8, 1.3), 10)
                else:
                    b.ball(
                        0.01,
                        (x, y, 0.006),
                        b.paint(b.rng.choice(("#e0301a", "#e3bd2b", "white", "#2f7d3b")), 0.3),
                        (1, 1, 1.4),
                        10,
                    )


@prop("bucket of bait", colour="white", text=())
def bucket_of_bait(b: Build) -> None:
    hollow(b, [(0, 0), (0.11, 0), (0.13, 0.22), (0.136, 0.23)], 0.004, (0, 0, 0), b.paint(b.colour, 0.4))
    label_round(b, 0.122, 0.08, 0.07)
    b.cylinder(0.123, 0.01, (0, 0, 0.15), b.paint("#4a3826", 1, pattern="noise", second="#2c2016", scale=14))
    for _ in range(26):
        a, out = b.rng.uniform(0, 6.28), 0.09 * math.sqrt(b.rng.random())
        x, y, t = out * math.cos(a), out * math.sin(a), b.rng.uniform(0, 6.28)
        worm = [
            (x + 0.022 * k * math.cos(t + 0.8 * k), y + 0.022 * k * math.sin(t + 0.8 * k), 0.163 + 0.006 * (k % 2))
            for k in range(3)
        ]
        b.tube(worm, 0.0042, b.paint("#c77b6a", 0.4))


@prop("fishing net", colour="#3f6f5f", see_through=True)
def fishing_net(b: Build) -> None:
    """A net thrown in a heap, with floats."""
    cord = b.paint(b.colour, 0.9)

    def hump(x: float, y: float) -> float:
        return (
            0.012 + max(0.0, 0.2 * (1 - (x / 0.6) ** 2 - (y / 0.45) ** 2)) + 0.008 * math.sin(14 * x) * math.cos(11 * y)
        )

    for k in range(11):
        x = -0.6 + 0.12 * k
        b.tube(
            [(x + 0.03 * math.sin(3 * n + k), -0.45 + 0.15 * n, hump(x, -0.45 + 0.15 * n)) for n in range(7)],
            0.003,
            cord,
        )
    for k in range(9):
        y = -0.45 + 0.1125 * k
        b.tube(
            [(-0.6 + 0.2 * n, y + 0.03 * math.sin(2 * n + k), hump(-0.6 + 0.2 * n, y)) for n in range(7)],
            0.003,
            cord,
        )
    for k in range(7):
        b.ball(0.035, (-0.5 + 0.16 * k, -0.4 + 0.05 * (k % 2), 0.01), b.paint("orange", 0.5), (1.3, 1, 1), 12)


@prop("landing net", colour="dark green", see_through=True)
def landing_net(b: Build) -> None:
    hoop = [(0.2 * math.cos(a), 0.16 * math.sin(a), 0.015) for a in [0.785 * k for k in range(8)]]
    b.tube(hoop, 0.008, b.metal("silver"), closed=True)
    b.rod((0.2, 0, 0.015), (0.9, 0, 0.02), 0.012, b.paint("#232427"))
    for k in range(9):
        x = -0.16 + 0.04 * k
        reach = 0.16 * math.sqrt(1 - (x / 0.2) ** 2)
        b.tube([(x, -reach, 0.015), (x, 0, 0.012), (x, reach, 0.015)], 0.002, b.paint(b.colour))
        y = -0.13 + 0.0325 * k
        wide = 0.2 * math.sqrt(1 - (y / 0.16) ** 2)
        b.tube([(-wide, y, 0.015), (0, y, 0.012), (wide, y, 0.015)], 0.002, b.paint(b.colour))


@prop("kayak", colour="orange")
def kayak(b: Build) -> None:
    """3.2 m long, lying along x, its paddle on deck."""
    hull = [
        (-1.6, 0, 0.3),
        (-1.3, 0, 0.2),
        (-0.7, 0, 0.17),
        (0, 0, 0.165),
        (0.7, 0, 0.17),
        (1.3, 0, 0.2),
        (1.6, 0, 0.3),
    ]
    limb(
        b,
        hull,
        [(0.01, 0.02), (0.14, 0.12), (0.28, 0.16), (0.33, 0.165), (0.28, 0.16), (0.14, 0.12), (0.01, 0.02)],
        b.paint(b.colour, 0.3),
        24,
    )
    seat = [(0.4 * math.cos(a), 0.2 * math.sin(a), 0.32) for a in [0.393 * k for k in range(16)]]
    b.sheet(seat, b.paint("#141516", 0.9), 0.03)
    b.tube(seat, 0.018, b.paint("#232427", 0.6), closed=True)
    b.box((0.03, 0.3, 0.14), (0.3, 0, 0.31), b.paint("#232427", 0.8), tip=(0, 14))
    _paddle(b, (-0.2, -0.12, 0.365), 4)


def _paddle(b: Build, at: Point, turn: float) -> None:
    """A double paddle that lies along x."""
    with b.moved(at, turn=turn):
        b.rod((-0.8, 0, 0), (0.8, 0, 0), 0.014, b.paint("#232427", 0.4))
        for s in (-1, 1):
            b.ball(0.09, (s * 0.95, 0, -0.012), b.paint("yellow", 0.4), (2.1, 0.9, 0.12), 16)


@prop("paddle")
def paddle(b: Build) -> None:
    _paddle(b, (0, 0, 0.014), 0)


@prop("surfboard", colour="pale blue")
def surfboard(b: Build) -> None:
    """Lying along x."""
    limb(
        b,
        [(-1.05, 0, 0.09), (-0.6, 0, 0.05), (0, 0, 0.04), (0.6, 0, 0.04), (1.0, 0, 0.06)],
        [(0.01, 0.012), (0.2, 0.03), (0.27, 0.035), (0.22, 0.03), (0.06, 0.012)],
        b.paint(b.colour, 0.25),
        20,
    )


@prop("life ring", colour="red")
@prop("ring buoy", colour="red")
def life_ring(b: Build) -> None:
    """Upright, its ring to the viewer; hangs or leans."""
    for k in range(8):
        arc = [
            (0.29 * math.cos(0.785 * k + 0.157 * n), 0, 0.41 + 0.29 * math.sin(0.785 * k + 0.157 * n)) for n in range(6)
        ]
        b.tube(arc, 0.075, b.paint(b.colour if k % 2 else "white", 0.5))
    for k in range(4):
        a = 1.571 * k
        arc = [
            (0.385 * math.cos(a + 0.3 * n), -0.01, 0.41 + (0.385 + 0.02 * (n % 2)) * math.sin(a + 0.3 * n))
            for n in range(6)
        ]
        b.tube(arc, 0.007, b.paint("white", 0.8))


@prop("life jacket", colour="orange")
def life_jacket(b: Build) -> None:
    """Standing as if worn, its front to the viewer."""
    paint, dark = b.paint(b.colour, 0.8), b.paint("#232427", 0.7)
    for s in (-1, 1):
        b.box((0.19, 0.1, 0.42), (s * 0.11, -0.1, 0), paint, round=0.04)
        b.box((0.09, 0.22, 0.09), (s * 0.15, 0, 0.42), paint, tip=(0, s * 8), round=0.03)
    b.box((0.42, 0.08, 0.5), (0, 0.11, 0), paint, round=0.035)
    for z in (0.1, 0.24):
        b.box((0.44, 0.32, 0.03), (0, 0.0, z), dark, round=0.004)
        b.box((0.05, 0.02, 0.045), (0, -0.165, z - 0.008), b.paint("#3a3c40", 0.4))


@prop("diving mask", colour="teal", see_through=True)
def diving_mask(b: Build) -> None:
    """With its snorkel, lying on the strap."""
    frame, rubber = b.paint(b.colour, 0.4), b.paint("#232427", 0.6)
    for s in (-1, 1):
        lens = [
            (s * 0.042 + 0.036 * math.cos(a), -0.045, 0.055 + 0.032 * math.sin(a))
            for a in [0.524 * k for k in range(12)]
        ]
        b.sheet(lens, b.paint("#a9cbd6", 0.05, alpha=0.6), 0.004)
        b.tube(lens, 0.006, frame, closed=True)
    rim = [(0.085 * math.cos(a), -0.04, 0.05 + 0.045 * math.sin(a)) for a in [0.524 * k for k in range(12)]]
    back = [(0.072 * math.cos(a), 0.015, 0.05 + 0.045 * math.sin(a)) for a in [0.524 * k for k in range(12)]]
    b.surface([[*rim, rim[0]], [*back, back[0]]], rubber, 0.003)
    b.tube(
        [(-0.085, -0.02, 0.05), (-0.1, 0.08, 0.04), (0, 0.14, 0.03), (0.1, 0.08, 0.04), (0.085, -0.02, 0.05)],
        0.007,
        rubber,
    )
    b.tube(
        [(0.1, -0.1, 0.02), (0.14, -0.08, 0.012), (0.16, 0.02, 0.012), (0.16, 0.2, 0.012), (0.15, 0.3, 0.012)],
        0.011,
        frame,
    )
    b.rod((0.15, 0.24, 0.012), (0.148, 0.31, 0.012), 0.0125, b.paint("orange", 0.4))


@prop("flippers", colour="teal")
def flippers(b: Build) -> None:
    for s in (-1, 1):
        with b.moved((s * 0.13, 0, 0), turn=-s * 6):
            b.surface(
                [
                    [(-0.05, -0.12, 0.02), (0, -0.12, 0.03), (0.05, -0.12, 0.02)],
                    [(-0.06, 0.05, 0.02), (0, 0.05, 0.025), (0.06, 0.05, 0.02)],
                    [(-0.1, 0.32, 0.012), (0, 0.34, 0.012), (0.1, 0.32, 0.012)],
                ],
                b.paint(b.colour, 0.5),
                0.008,
            )
            limb(
                b,
                [(0, -0.26, 0.05), (0, -0.16, 0.05), (0, -0.06, 0.03)],
                [(0.04, 0.045), (0.05, 0.045), (0.05, 0.02)],
                b.paint("#232427", 0.6),
            )


@prop("buoy", colour="red")
def buoy(b: Build) -> None:
    b.lathe(
        rounded([(0, 0), (0.16, 0.02), (0.22, 0.14), (0.19, 0.28), (0.06, 0.38), (0, 0.39)]),
        (0, 0, 0),
        b.paint(b.colour, 0.4),
    )
    b.lathe([(0.222, 0.12), (0.224, 0.14), (0.222, 0.18)], (0, 0, 0), b.paint("white", 0.5))
    b.tube([(0, 0, 0.37), (0.03, 0, 0.42), (0, 0, 0.46), (-0.03, 0, 0.42), (0, 0, 0.37)], 0.009, b.metal())


@prop("anchor")
def anchor(b: Build) -> None:
    """Lying."""
    iron = b.paint("#3f4348", 0.6, metal=0.5)
    b.rod((0, -0.25, 0.03), (0, 0.25, 0.03), 0.02, iron)
    b.tube(
        [(-0.2, -0.1, 0.03), (-0.13, -0.22, 0.03), (0, -0.26, 0.03), (0.13, -0.22, 0.03), (0.2, -0.1, 0.03)], 0.02, iron
    )
    for s in (-1, 1):
        b.sheet([(s * 0.2, -0.06, 0.03), (s * 0.15, -0.13, 0.03), (s * 0.25, -0.14, 0.03)], iron, 0.02)
    b.rod((-0.12, 0.18, 0.03), (0.12, 0.18, 0.03), 0.014, iron)
    b.tube(
        [(0.03 * math.cos(a), 0.28 + 0.03 * math.sin(a), 0.03) for a in (0, 1.57, 3.14, 4.71)], 0.009, iron, closed=True
    )


@prop("jellyfish", colour="lilac")
def jellyfish(b: Build) -> None:
    """Washed ashore."""
    b.lathe(
        rounded([(0.16, 0.0), (0.15, 0.035), (0.1, 0.07), (0, 0.085)]), (0, 0, 0), b.paint(b.colour, 0.08, alpha=0.7)
    )
    for k in range(4):
        a = 1.571 * k + 0.4
        ring = [
            (0.06 * math.cos(a) + 0.03 * math.cos(c), 0.06 * math.sin(a) + 0.03 * math.sin(c), 0.081)
            for c in (0, 1.57, 3.14, 4.71)
        ]
        b.tube(ring, 0.006, b.paint("purple", 0.3), closed=True)
    for k in range(14):
        a = 0.45 * k
        path = [
            (
                (0.13 + 0.06 * n) * math.cos(a + 0.15 * math.sin(2 * n + k)),
                (0.13 + 0.06 * n) * math.sin(a + 0.15 * math.sin(2 * n + k)),
                0.004,
            )
            for n in range(5)
        ]
        b.tube(path, 0.004, b.paint(b.colour, 0.2))


@prop("starfish", colour="orange")
def starfish(b: Build) -> None:
    for k in range(5):
        a = 1.257 * k + 0.3
        x, y = math.cos(a), math.sin(a)
        limb(
            b,
            [(0, 0, 0.012), (0.04 * x, 0.04 * y, 0.012), (0.1 * x, 0.1 * y, 0.006)],
            [(0.03, 0.014), (0.022, 0.011), (0.003, 0.003)],
            b.paint(b.colour, 0.9, pattern="noise", scale=30),
        )


@prop("sea shells")
@prop("shells")
def sea_shells(b: Build) -> None:
    """Five shells."""
    for k, (x, y) in enumerate(((-0.08, 0.02), (0.0, -0.04), (0.07, 0.03), (0.1, -0.05), (-0.03, 0.06))):
        paint = b.paint(("#e6cdb5", "#f1e7da", "#d6a58a", "#c9b8a6", "#eedcc3")[k], 0.4)
        if k % 2:
            with b.moved((x, y, 0.014), turn=60 * k):
                limb(
                    b,
                    [(-0.035, 0, 0), (-0.01, 0, 0.002), (0.02, 0, 0.0), (0.035, 0, -0.006)],
                    [0.002, 0.012, 0.018, 0.008],
                    paint,
                )
        else:
            with b.moved((x, y, 0), turn=50 * k):
                rows = [
                    [
                        (
                            s * 0.038 * math.sin(0.16 * n - 1.3),
                            s * 0.045 * math.cos(0.16 * n - 1.3),
                            0.018 * math.sin(2.6 * s) + 0.0015 * (n % 2),
                        )
                        for n in range(17)
                    ]
                    for s in (0.05, 0.35, 0.7, 1.0)
                ]
                b.surface(rows, paint, 0.0015)


@prop("warning flag", colour="red")
@prop("beach flag", colour="red")
def beach_flag(b: Build) -> None:
    """A flag on a pole in the sand."""
    patch(b, 0.5, 0.4, b.paint("sand", 1), dome=0.08)
    b.rod((0, 0, 0), (0, 0, 2.2), 0.018, b.paint("white", 0.5))
    rows = [[(0.02 + 0.1 * n, 0.05 * math.sin(0.9 * n), z - 0.012 * n) for n in range(8)] for z in (1.65, 1.9, 2.15)]
    b.surface(rows, b.paint(b.colour, 0.8), 0.004)


# --- camp and garden


@prop("tarp", colour="blue")
def tarp(b: Build) -> None:
    """A tarpaulin that lies in folds, with eyelets."""

    def folds(x: float, y: float) -> float:
        return 0.012 + 0.012 * math.sin(7 * x + 2 * y) + 0.01 * math.sin(9 * y - 3 * x)

    cloth(b, 1.9, 1.4, folds, b.paint(b.colour, 0.45), cells=30)
    for x in (-0.9, 0, 0.9):
        for y in (-0.65, 0.65):
            b.cylinder(0.025, 0.006, (x, y, folds(x, y)), b.metal("silver"))


@prop("covered heap", colour="blue")
def covered_heap(b: Build) -> None:
    """Something bulky under a tarpaulin."""

    def hump(x: float, y: float) -> float:
        base = max(abs(x) / 0.75, abs(y) / 0.55)
        return 0.01 + 0.62 * (1 - min(1.0, base) ** 5) + 0.015 * math.sin(11 * x + 7 * y)

    cloth(b, 1.5, 1.1, hump, b.paint(b.colour, 0.45), cells=34)


@prop("cooler", colour="dark blue", states=("open",))
@prop("cool box", colour="dark blue", states=("open",))
def cooler(b: Build) -> None:
    paint, white = b.paint(b.colour, 0.4), b.paint("white", 0.4)
    w, d, h = 0.46, 0.3, 0.3
    if not b.has("open"):
        b.box((w, d, h), (0, 0, 0), paint, round=0.02)
        b.box((w + 0.02, d + 0.02, 0.06), (0, 0, h), white, round=0.02)
        b.tube(
            [(-w / 2 - 0.01, 0, h), (-w / 2 - 0.02, 0, h + 0.11), (w / 2 + 0.02, 0, h + 0.11), (w / 2 + 0.01, 0, h)],
            0.012,
            white,
        )
        return
    b.box((w, d, 0.03), (0, 0, 0), white)
    for x in (-w / 2, w / 2):
        b.box((0.03, d, h), (x, 0, 0), paint)
        b.box((0.006, d - 0.03, h - 0.01), (x * 0.93, 0, 0.005), white, round=0)
    for y in (-d / 2, d / 2):
        b.box((w, 0.03, h), (0, y, 0), paint)
        b.box((w - 0.03, 0.006, h - 0.01), (0, y * 0.89, 0.005), white, round=0)
    b.box((w + 0.02, d + 0.02, 0.06), (0, d / 2 + 0.05, h - 0.03), white, tip=(-80, 0), round=0.02)


@prop("robot mower", colour="#3c4a3c")
def robot_mower(b: Build) -> None:
    """A lawn robot, its front to the viewer."""
    rows = []
    for z, w, d in ((0.05, 0.22, 0.3), (0.1, 0.24, 0.32), (0.17, 0.22, 0.3), (0.23, 0.16, 0.22), (0.25, 0.0, 0.0)):
        rows.append(
            [
                (
                    w * math.copysign(abs(math.cos(a)) ** 0.6, math.cos(a)),
                    d * math.copysign(abs(math.sin(a)) ** 0.7, math.sin(a)),
                    z,
                )
                for a in [0.1745 * k for k in range(37)]
            ]
        )
    b.surface(rows, b.paint(b.colour, 0.35))
    b.sheet(rows[0][:-1], b.paint("#17181a"), 0.01)
    for x in (-0.24, 0.24):
        b.rod((x - 0.03, 0.14, 0.115), (x + 0.03, 0.14, 0.115), 0.115, b.paint("#1d1d1f", 0.8))
        b.rod((x * 1.13, 0.14, 0.115), (x * 1.14, 0.14, 0.115), 0.06, b.paint("orange", 0.5))
    for x in (-0.11, 0.11):
        b.ball(0.035, (x, -0.25, 0), b.paint("#1d1d1f", 0.8))
    b.cylinder(0.05, 0.02, (0, 0.05, 0.245), b.paint("red", 0.4))
    b.box((0.12, 0.1, 0.01), (0, -0.08, 0.235), b.paint("#17181a", 0.1), tip=(14, 0))
    for x in (-0.06, 0.06):
        b.cylinder(0.016, 0.01, (x, -0.305, 0.15), b.paint("pale grey", 0.2), tip=(90, 0))


@prop("hose on a tap", colour="green")
def hose_on_a_tap(b: Build) -> None:
    """A wall tap with a hose screwed on that hangs in a coil beside it; hangs on a wall."""
    brass, hose = b.metal("brass"), b.paint(b.colour, 0.5)
    b.cylinder(0.03, 0.01, (-0.16, 0.07, 0.5), brass, tip=(90, 0))
    b.tube([(-0.16, 0.06, 0.5), (-0.16, 0.0, 0.5), (-0.16, -0.03, 0.49), (-0.16, -0.04, 0.45)], 0.014, brass)
    b.rod((-0.16, 0.0, 0.5), (-0.16, 0.0, 0.55), 0.008, brass)
    b.box((0.08, 0.016, 0.012), (-0.16, 0, 0.55), b.paint("red", 0.4))
    b.cylinder(0.021, 0.035, (-0.16, -0.04, 0.42), b.paint("#e0861a", 0.5))
    b.tube(
        [(-0.16, -0.04, 0.42), (-0.16, -0.04, 0.25), (-0.12, -0.03, 0.08), (0.02, 0, 0.02), (0.1, 0, 0.03)], 0.012, hose
    )
    b.box((0.14, 0.1, 0.02), (0.1, 0.03, 0.42), b.metal("#4a4c50", 0.5))
    for k in range(5):
        rx, rz, y = 0.13 + 0.006 * (k % 2), 0.2 + 0.006 * (k % 3), 0.06 - 0.026 * k
        loop = [(0.1 + rx * math.cos(a), y, 0.24 + rz * math.sin(a)) for a in [0.785 * n for n in range(8)]]
        b.tube(loop, 0.012, hose, closed=True)


@prop("garden hose", colour="green")
def garden_hose(b: Build) -> None:
    hose = b.paint(b.colour, 0.5)
    start, _ = coil(b, 0.25, 5, 0.011, hose)
    b.tube([start, (0.27, -0.14, 0.011), (0.12, -0.34, 0.011), (-0.1, -0.38, 0.02)], 0.011, hose)
    b.rod((-0.1, -0.38, 0.02), (-0.24, -0.36, 0.03), 0.016, b.paint("#e0861a", 0.5))


@prop("sprinkler", states=("on",))
def sprinkler(b: Build) -> None:
    b.box((0.34, 0.03, 0.02), (0, -0.05, 0), b.paint("#3a3c40"))
    b.box((0.34, 0.03, 0.02), (0, 0.05, 0), b.paint("#3a3c40"))
    b.rod((-0.17, 0, 0.03), (0.17, 0, 0.03), 0.018, b.paint("green", 0.4))
    if b.has("on"):
        for k in range(15):
            x = -0.15 + 0.0214 * k
            for y in (0.25, -0.25):
                b.tube(
                    [(x, 0, 0.05), (2.2 * x, y, 0.5), (3.2 * x, 2.4 * y, 0.05)],
                    0.0022,
                    b.paint("#d9ecf5", 0.1, alpha=0.6),
                )


@prop("watering can", colour="green")
def watering_can(b: Build) -> None:
    paint = b.paint(b.colour, 0.4)
    hollow(b, [(0, 0), (0.11, 0), (0.11, 0.2), (0.09, 0.24)], 0.004, (0, 0, 0), paint)
    b.rod((-0.09, 0, 0.04), (-0.28, 0, 0.28), 0.016, paint)
    b.cylinder(0.015, 0.06, (-0.27, 0, 0.27), paint, top=0.05, tip=(0, -50))
    b.tube([(-0.05, 0, 0.235), (0, 0, 0.33), (0.1, 0, 0.31), (0.16, 0, 0.2), (0.11, 0, 0.06)], 0.011, paint)


@prop("rake")
def rake(b: Build) -> None:
    """Upright, to be leant on something, its teeth below."""
    b.rod((0, 0, 0.06), (0, 0, 1.5), 0.014, b.paint("tan", 0.8))
    b.rod((-0.2, 0, 0.06), (0.2, 0, 0.06), 0.012, b.metal("#4a4c50"))
    for k in range(12):
        b.rod((-0.2 + 0.0364 * k, 0, 0.06), (-0.2 + 0.0364 * k, -0.04, 0), 0.004, b.metal("#4a4c50"))


@prop("pitchfork")
def pitchfork(b: Build) -> None:
    """Upright, to be leant on something, its prongs below."""
    b.rod((0, 0, 0.3), (0, 0, 1.5), 0.016, b.paint("tan", 0.8))
    for x in (-0.1, -0.035, 0.035, 0.1):
        b.tube([(0, 0, 0.34), (x, 0, 0.28), (x, -0.02, 0.14), (x, 0, 0)], 0.006, b.metal("#4a4c50"))


@prop("seedlings")
def seedlings(b: Build) -> None:
    """A tray of young plants."""
    b.box((0.4, 0.26, 0.05), (0, 0, 0), b.paint("#232427", 0.7))
    b.box((0.38, 0.24, 0.004), (0, 0, 0.048), b.paint("#3d2a1a", 1), round=0)
    for i in range(6):
        for j in range(4):
            x, y = -0.15 + 0.06 * i, -0.09 + 0.06 * j
            for k in range(4):
                leaf(b, (x, y, 0.06), 0.04, 0.02, b.paint("#5a9a3c", 0.6), 90 * k + 20 * i, 45)


@prop("flower pot", colour="terracotta", states=("soil",))
def flower_pot(b: Build) -> None:
    hollow(b, [(0, 0), (0.075, 0), (0.105, 0.16), (0.118, 0.16), (0.12, 0.2)], 0.008, (0, 0, 0), b.paint(b.colour, 0.9))
    if b.has("soil"):
        b.cylinder(0.1, 0.01, (0, 0, 0.165), b.paint("#3d2a1a", 1))


@prop("sandcastle", colour="sand")
def sandcastle(b: Build) -> None:
    sand = b.paint(b.colour, 1, pattern="noise", second="#b79c6c", scale=12)
    patch(b, 0.7, 0.6, sand, dome=0.06)
    for x, y, h in ((-0.14, -0.1, 0.2), (0.14, -0.1, 0.2), (-0.14, 0.12, 0.2), (0.14, 0.12, 0.2), (0, 0.02, 0.3)):
        b.cylinder(0.08, h, (x, y, 0.02), sand, top=0.06)
        for k in range(6):
            a = 1.047 * k
            b.box((0.025, 0.025, 0.03), (x + 0.05 * math.cos(a), y + 0.05 * math.sin(a), 0.02 + h), sand, round=0)


@prop("storm cloud", states=("lightning",))
def storm_cloud(b: Build) -> None:
    """A dark cloud to hang in a sky (its foot at z = 0)."""
    for _ in range(26):
        x, y = b.rng.uniform(-2.2, 2.2), b.rng.uniform(-0.5, 0.5)
        r = b.rng.uniform(0.5, 0.9) * (1.1 - abs(x) / 3.2)
        b.ball(
            r,
            (x, y, 0.2 + b.rng.uniform(0, 0.3)),
            b.paint(b.rng.choice(("#4a4f58", "#5b616b", "#3b3f47")), 1),
            (1.3, 1, 0.8),
            18,
        )
    if b.has("lightning"):
        bolt = [(0.1, 0.3), (-0.15, -0.5), (0.02, -0.5), (-0.3, -1.4), (0.12, -0.3), (-0.03, -0.3), (0.25, 0.3)]
        b.sheet([(x, -0.6, z) for x, z in bolt], b.paint("#fff6c0", glow=8), 0.02)


@prop("information stake", text=("TOMATOES",))
def information_stake(b: Build) -> None:
    """A small wooden label in a bed."""
    b.box((0.02, 0.008, 0.3), (0, 0, 0), b.paint("pale wood", 0.8))
    b.box((0.2, 0.012, 0.09), (0, -0.008, 0.24), b.paint("cream", 0.7))
    if b.text:
        b.panel(0.19, 0.08, (0, -0.0148, 0.245), b.printed(lines_on(b.text, (640, 270), background="cream")))
