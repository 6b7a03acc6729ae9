"""Tools and machines of garden, forest and home workshop that cases asked for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import loft, product_label

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point


def _flat_text(b: Build, width: float, height: float, at: Point, background: str, **panel) -> None:
    """The prop's lines on a flat label."""
    if b.text:
        image = lines_on(b.text, (640, max(60, int(640 * height / width))), background=background, margin=0.06)
        b.panel(width, height, at, b.printed(image), **panel)


# --- held in the hand


@prop("hedge trimmer", colour="green", states=("battery",))
def hedge_trimmer(b: Build) -> None:
    """It lies, its blade to the left; "battery": a block battery sits in its back, otherwise the socket is empty."""
    skin, dark, steel = b.paint(b.colour, 0.4), b.paint("black", 0.6), b.metal("silver", 0.3)
    b.box((0.6, 0.03, 0.006), (-0.19, 0, 0.055), dark, round=0.001)
    for k in range(15):
        for side in (-1, 1):
            x = -0.465 + 0.038 * k
            tooth = [(x - 0.009, side * 0.012, 0.063), (x + 0.009, side * 0.012, 0.063),
                (x - 0.002, side * 0.052, 0.063), (x - 0.008, side * 0.052, 0.063)]  # fmt: skip
            b.sheet(tooth, steel, 0.005)
            b.sheet([(p + 0.019, q, 0.056) for p, q, _ in tooth], steel, 0.005)
    with b.moved((0.1, 0, 0.06), tip=(0, 90)):
        loft(b, [(0, 0, 0), (0, 0.09, 0.08), (0.04, 0.13, 0.1), (0.13, 0.13, 0.11), (0.2, 0.09, 0.075), (0.2, 0, 0)],
            (0, 0, 0), skin)  # fmt: skip
    b.tube([(0.14, -0.07, 0.09), (0.12, -0.08, 0.2), (0.12, 0, 0.24), (0.12, 0.08, 0.2), (0.14, 0.07, 0.09)], 0.013,
        dark)  # fmt: skip
    b.tube([(0.27, 0, 0.085), (0.3, 0, 0.14), (0.38, 0, 0.15), (0.43, 0, 0.12), (0.43, 0, 0.06)], 0.02, skin)
    b.tube([(0.28, 0, 0.045), (0.36, 0, 0.035), (0.43, 0, 0.055)], 0.02, skin)
    b.box((0.05, 0.02, 0.02), (0.34, 0, 0.115), b.paint("red", 0.5))
    b.box((0.035, 0.1, 0.09), (0.445, 0, 0.025), dark, round=0.006)
    if b.has("battery"):
        with b.moved((0.515, 0, 0.02), turn=90):
            _battery(b)
    else:
        b.box((0.004, 0.075, 0.06), (0.463, 0, 0.04), b.paint("#050505", 0.9), round=0)
        for y in (-0.02, 0.02):
            b.box((0.012, 0.008, 0.04), (0.464, y, 0.05), b.metal("gold"), round=0)


def _battery(b: Build) -> None:
    dark = b.paint("#202124", 0.5)
    b.box((0.12, 0.076, 0.05), (0, 0, 0), dark, round=0.007)
    b.box((0.1206, 0.0766, 0.008), (0, 0, 0.026), b.paint(b.colour, 0.4), round=0.007)
    b.box((0.1, 0.06, 0.02), (0.005, 0, 0.05), dark, round=0.004)
    for y in (-0.033, 0.033):
        b.box((0.1, 0.006, 0.007), (0.005, y, 0.062), dark, round=0.001)
    for y in (-0.018, 0, 0.018):
        b.box((0.03, 0.005, 0.003), (0.035, y, 0.069), b.metal("gold"), round=0)


@prop("drill battery", colour="red", text=("18 V",))
@prop("tool battery", colour="red", text=("18 V",))
def drill_battery(b: Build) -> None:
    """A loose block battery of a cordless tool."""
    _battery(b)
    _flat_text(b, 0.06, 0.022, (0, -0.0386, 0.003), "#f2f1ec")


@prop("sledgehammer", colour="pale wood")
def sledgehammer(b: Build) -> None:
    """It stands on its head; lean it on a wall."""
    with b.moved((-0.1, 0, 0.0425), tip=(0, 90)):
        b.lathe([(0, 0), (0.032, 0), (0.039, 0.012), (0.039, 0.06), (0.043, 0.08), (0.043, 0.12), (0.039, 0.14),
            (0.039, 0.188), (0.032, 0.2), (0, 0.2)], (0, 0, 0), b.metal("#55585c", 0.45), steps=8)  # fmt: skip
    b.lathe([(0.017, 0.03), (0.015, 0.3), (0.017, 0.7), (0.021, 0.88), (0.018, 0.9), (0, 0.9)], (0, 0, 0),
        b.paint(b.colour, 0.6), 16)  # fmt: skip


@prop("metal detector", colour="dark grey")
def metal_detector(b: Build) -> None:
    """It stands on its search coil, the shaft rising backwards."""
    dark, grey = b.paint("black", 0.5), b.paint(b.colour, 0.45)
    b.lathe([(0.085, 0), (0.13, 0), (0.135, 0.012), (0.13, 0.024), (0.085, 0.024), (0.08, 0.012), (0.085, 0)],
        (0, 0, 0), dark)  # fmt: skip
    b.box((0.18, 0.035, 0.02), (0, 0, 0.003), dark, round=0.006)
    b.box((0.03, 0.19, 0.02), (0, 0, 0.003), dark, round=0.006)
    end = (0, 0.55, 0.95)
    b.rod((0, 0.02, 0.02), end, 0.011, b.metal("silver", 0.35))
    coil = [(0.013 * math.cos(a), 0.06 + 0.025 * a + 0.013 * math.sin(a) * 0.86, 0.09 + 0.043 * a)
        for a in (k * 0.7 for k in range(16))]  # fmt: skip
    b.tube(coil, 0.003, dark)
    b.tube([(0, 0.39, 0.68), (0, 0.36, 0.76), (0, 0.34, 0.8)], 0.017, dark)
    with b.moved((0, 0.42, 0.79), tip=(-20, 0)):
        b.box((0.11, 0.05, 0.08), (0, 0, 0), grey, round=0.01)
        b.panel(0.075, 0.05, (0, -0.0255, 0.017), b.printed(lines_on(["42"], (300, 200), background="#9fc98a"),
            glow=0.5))  # fmt: skip
    with b.moved((0, 0.55, 0.95), tip=(-30, 0)):
        loft(b, [(0, 0, 0.0), (0, 0.05, 0.03)], (0, 0, -0.03), dark)
        rows = [[(0.05 * math.sin(t), y, 0.05 - 0.05 * math.cos(t)) for t in (k * 0.28 - 1.4 for k in range(11))]
            for y in (-0.06, 0.06)]  # fmt: skip
        b.surface(rows, dark, 0.008)


# --- machines on the bench


@prop("drill press", colour="dark green")
def drill_press(b: Build) -> None:
    """A bench drill: column, table, belt cover, chuck with a bit, three-armed feed lever."""
    skin, steel, dark = b.paint(b.colour, 0.4), b.metal("silver", 0.25), b.paint("black", 0.5)
    b.box((0.26, 0.42, 0.035), (0, 0.02, 0), b.metal("#6d7072", 0.5), round=0.008)
    b.cylinder(0.036, 0.66, (0, 0.15, 0.03), steel)
    b.cylinder(0.055, 0.05, (0, 0.15, 0.035), skin)
    b.box((0.09, 0.14, 0.05), (0, 0.11, 0.24), skin, round=0.01)
    b.box((0.26, 0.26, 0.025), (0, -0.06, 0.265), b.metal("#8a8d90", 0.4), round=0.004)
    b.box((0.2, 0.012, 0.003), (0, -0.06, 0.289), dark, round=0)
    b.box((0.012, 0.2, 0.003), (0, -0.06, 0.289), dark, round=0)
    b.box((0.17, 0.34, 0.17), (0, 0.02, 0.56), skin, round=0.025)
    loft(b, [(0, 0, 0), (0, 0.21, 0.46), (0.08, 0.21, 0.46), (0.1, 0.17, 0.42), (0.1, 0, 0)], (0, 0.03, 0.73), skin,
        power=5)  # fmt: skip
    b.cylinder(0.085, 0.2, (0, 0.26, 0.55), dark)
    b.cylinder(0.035, 0.06, (0, -0.06, 0.51), steel)
    b.lathe([(0, 0), (0.014, 0.0), (0.026, 0.03), (0.026, 0.07), (0, 0.07)], (0, -0.06, 0.445), steel, 20)
    b.lathe([(0, 0), (0.006, 0.01), (0.006, 0.11)], (0, -0.06, 0.34), b.metal("#caa24a", 0.3), 12)
    b.rod((0.08, -0.02, 0.62), (0.13, -0.02, 0.62), 0.018, steel)
    for k in range(3):
        a = 0.5 + k * 2.09
        y, z = -0.02 + 0.17 * math.cos(a), 0.62 + 0.17 * math.sin(a)
        b.rod((0.12, -0.02, 0.62), (0.16, y, z), 0.007, steel)
        b.ball(0.02, (0.16, y, z - 0.02), dark)
    b.box((0.05, 0.004, 0.07), (-0.04, -0.152, 0.6), b.paint("pale grey"), round=0)
    for z, colour in ((0.615, "red"), (0.645, "green")):
        b.cylinder(0.012, 0.008, (-0.04, -0.153, z), b.paint(colour, 0.4), tip=(90, 0))
    b.anchor("cord", (0, 0.33, 0.6))


@prop("bench grinder", colour="dark grey")
def bench_grinder(b: Build) -> None:
    """Two stone wheels, left and right of a motor."""
    skin, steel, stone = b.paint(b.colour, 0.45), b.metal("silver", 0.3), b.paint("#8e9aa3", 0.95, pattern="noise",
        scale=60)  # fmt: skip
    b.box((0.2, 0.17, 0.025), (0, 0, 0), b.paint("black", 0.6))
    loft(b, [(0, 0.15, 0.12), (0.06, 0.1, 0.09), (0.09, 0.11, 0.1)], (0, 0, 0.02), skin)
    with b.moved((-0.11, 0, 0.155), tip=(0, 90)):
        b.lathe([(0, 0), (0.055, 0), (0.07, 0.015), (0.07, 0.205), (0.055, 0.22), (0, 0.22)], (0, 0, 0), skin)
        for z in (0.03, 0.19):
            b.lathe([(0.0705, 0), (0.0715, 0.004), (0.0705, 0.008)], (0, 0, z), b.paint("black"))
    for side in (-1, 1):
        x = side * 0.175
        with b.moved((x - 0.013, 0, 0.155), tip=(0, 90)):
            b.cylinder(0.078, 0.026, (0, 0, 0), stone)
            b.cylinder(0.03, 0.034, (0, 0, -0.004), steel)
            b.cylinder(0.012, 0.06, (0, 0, -0.017), steel, steps=6)
        rows = [[(x + dx, 0.088 * math.sin(t), 0.155 + 0.088 * math.cos(t))
            for t in (-0.7 + 0.27 * k for k in range(14))] for dx in (-0.022, 0.022)]  # fmt: skip
        b.surface(rows, skin, 0.004)
        b.box((0.012, 0.1, 0.1), (side * 0.15, 0.03, 0.11), skin, round=0.003)
        b.box((0.06, 0.06, 0.006), (x, -0.115, 0.15), steel, round=0.001)
        b.box((0.02, 0.012, 0.09), (side * 0.15, -0.1, 0.065), steel, round=0)
        b.sheet([(x - 0.03, -0.1, 0.2), (x + 0.03, -0.1, 0.2), (x + 0.03, -0.06, 0.27), (x - 0.03, -0.06, 0.27)],
            b.paint("#c7d4d8", 0.05, alpha=0.12), 0.003)  # fmt: skip
    b.box((0.03, 0.01, 0.02), (0, -0.085, 0.005), b.paint("red", 0.4))
    b.anchor("cord", (0, 0.085, 0.02))


@prop("air compressor", colour="red", text=("8 BAR", "50 L"))
def air_compressor(b: Build) -> None:
    """A tank on wheels, the motor on it, a gauge and a hose."""
    skin, dark, steel = b.paint(b.colour, 0.35), b.paint("black", 0.5), b.metal("silver", 0.3)
    with b.moved((-0.34, 0, 0.24), tip=(0, 90)):
        b.lathe([(0, 0), (0.06, 0.006), (0.11, 0.03), (0.14, 0.07), (0.14, 0.61), (0.11, 0.65), (0.06, 0.674),
            (0, 0.68)], (0, 0, 0), skin)  # fmt: skip
    for y in (-0.15, 0.15):
        b.cylinder(0.085, 0.035, (0.22, y + 0.0175, 0.085), dark, tip=(90, 0))
        b.cylinder(0.04, 0.037, (0.22, y + 0.0185, 0.085), b.paint("pale grey"), tip=(90, 0))
        b.rod((-0.25, y * 0.6, 0.14), (-0.25, y * 0.6, 0.0), 0.015, dark)
    b.box((0.4, 0.2, 0.012), (0, 0, 0.375), dark)
    with b.moved((-0.04, 0, 0.47), tip=(0, -90)):
        b.cylinder(0.085, 0.19, (0, 0, 0), b.paint("dark grey", 0.4))
        b.cylinder(0.09, 0.03, (0, 0, 0.17), dark)
    b.box((0.14, 0.13, 0.11), (0.08, 0, 0.385), b.metal("#6d7072", 0.5))
    for k in range(6):
        b.box((0.13, 0.15, 0.006), (0.08, 0, 0.5 + 0.018 * k), b.metal("#9a9da1", 0.4), round=0)
    b.box((0.09, 0.11, 0.1), (0.08, 0, 0.495), b.metal("#6d7072", 0.5))
    b.tube([(0.1, -0.04, 0.59), (0.22, -0.07, 0.58), (0.24, -0.07, 0.46), (0.2, -0.05, 0.36)], 0.009,
        b.metal("copper", 0.3))  # fmt: skip
    b.box((0.07, 0.08, 0.11), (0.26, 0, 0.375), dark, round=0.012)
    with b.moved((0.26, -0.045, 0.41), tip=(90, 0)):
        b.cylinder(0.045, 0.022, (0, 0, 0), steel)
        b.cylinder(0.04, 0.0225, (0, 0, 0), b.paint("white"))
        b.box((0.004, 0.032, 0.001), (0.008, 0.01, 0.0225), b.paint("red"), tip=(0, 0), turn=-35, round=0)
    b.tube([(0.34, 0, 0.24), (0.4, 0, 0.3), (0.4, 0, 0.52), (0.36, 0, 0.56)], 0.013, dark)
    if b.text:
        image = product_label(b.text, 0.3 / 0.13, b.colour)
        rows = [[(x, -0.1415 * math.cos(t), 0.24 + 0.1415 * math.sin(t)) for x in (-0.24, 0.08)]
            for t in (-0.5 + 0.1 * k for k in range(11))]  # fmt: skip
        b.surface(rows, b.printed(image))
    b.anchor("cord", (-0.25, 0.05, 0.45))


@prop("pressure washer", colour="yellow")
def pressure_washer(b: Build) -> None:
    """Upright, on wheels; its lance lies before it, the hose between them."""
    skin, dark = b.paint(b.colour, 0.4), b.paint("black", 0.55)
    loft(b, [(0, 0, 0), (0, 0.26, 0.22), (0.05, 0.3, 0.27), (0.22, 0.29, 0.25), (0.42, 0.2, 0.18, 0, 0.02),
        (0.5, 0.14, 0.12, 0, 0.04), (0.5, 0, 0)], (0, 0.05, 0.05), skin)  # fmt: skip
    loft(b, [(0, 0.305, 0.28), (0.09, 0.31, 0.28)], (0, 0.05, 0.1), dark)
    for x in (-0.16, 0.16):
        b.cylinder(0.1, 0.04, (x - 0.02, 0.12, 0.1), dark, tip=(0, 90))
        b.cylinder(0.05, 0.044, (x - 0.022, 0.12, 0.1), skin, tip=(0, 90))
        b.tube([(x * 0.6, 0.12, 0.3), (x * 0.6, 0.14, 0.6), (x * 0.6, 0.16, 0.86)], 0.012, dark)
    b.tube([(-0.096, 0.16, 0.85), (-0.09, 0.163, 0.9), (0.09, 0.163, 0.9), (0.096, 0.16, 0.85)], 0.017, dark)
    b.cylinder(0.03, 0.02, (0, -0.06, 0.35), b.paint("red", 0.4), tip=(70, 0))
    hose = [(0.1, -0.08, 0.16), (0.2, -0.22, 0.02), (0.36, -0.3, 0.012), (0.42, -0.12, 0.012), (0.26, -0.14, 0.012),
        (0.3, -0.4, 0.03), (0.1, -0.46, 0.02), (-0.12, -0.4, 0.04)]  # fmt: skip
    b.tube(hose, 0.011, dark)
    b.tube([(-0.12, -0.4, 0.03), (-0.16, -0.37, 0.07), (-0.24, -0.36, 0.075)], 0.021, dark)
    b.tube([(-0.2, -0.39, 0.07), (-0.17, -0.43, 0.04), (-0.13, -0.41, 0.03)], 0.006, skin)
    b.rod((-0.24, -0.36, 0.075), (-0.68, -0.33, 0.02), 0.011, b.metal("silver", 0.3))
    b.rod((-0.66, -0.331, 0.024), (-0.74, -0.326, 0.015), 0.019, skin)
    b.anchor("cord", (0.08, 0.18, 0.2))


# --- wood


def _rings(b: Build, radius: float, at: Point) -> None:
    """The cut face of a log, towards the viewer."""
    x, y, z = at
    for k, share in enumerate((0.93, 0.8, 0.76, 0.6, 0.56, 0.38, 0.34, 0.16, 0.1)):
        paint = b.paint("#d3a868" if k % 2 == 0 else "#a87a42", 0.85)
        b.cylinder(radius * share, 0.002, (x, y - 0.001 * k, z), paint, tip=(90, 0), steps=20)


def _lying_log(b: Build, radius: float, length: float, at: Point, bark: str) -> None:
    """A log that lies along y, its near end at `at`."""
    x, y, z = at
    b.cylinder(radius, length, (x, y + length, z), b.paint(bark, 0.95, pattern="noise", scale=4), tip=(90, 0), steps=20)
    _rings(b, radius, (x, y - 0.0005, z))


@prop("timber stack", colour="#5a4632", states=("chocked",))
@prop("log pile", colour="#5a4632", states=("chocked",))
def timber_stack(b: Build) -> None:
    """Twelve trunks in a pyramid, cut faces to the viewer; "chocked": posts on both sides hold it."""
    r = 0.25
    for row, count in enumerate((5, 4, 3)):
        for k in range(count):
            radius = r * b.rng.uniform(0.94, 1.0)
            x = (k - (count - 1) / 2) * 2 * r
            _lying_log(b, radius, 2.4, (x, -1.2 + b.rng.uniform(-0.1, 0.1), r + row * r * 1.732), b.colour)
    if b.has("chocked"):
        post = b.metal("#3d5a78", 0.5)
        for x in (-1.34, 1.34):
            for y in (-0.95, 0.95):
                b.box((0.11, 0.11, 1.75), (x, y, 0), post)
        for y in (-0.95, 0.95):
            b.box((2.8, 0.12, 0.06), (0, y, 0.0), post)


def _birch_bark() -> Image.Image:
    image = Image.new("RGB", (400, 640), srgb("#e9e6dc"))
    pen = ImageDraw.Draw(image)
    for k in range(46):
        x, y, long = (k * 97) % 400, (k * 71) % 640, 14 + (k * 37) % 60
        pen.rectangle((x, y, x + long, y + 3 + k % 5), fill=srgb("#3a3531"))
    for x, y in ((90, 200), (280, 460), (200, 60)):
        pen.ellipse((x - 26, y - 16, x + 26, y + 16), fill=srgb("#27231f"))
    return image


@prop("birch log", colour="#e9e6dc")
def birch_log(b: Build) -> None:
    """A short round log that lies across, white bark with black marks."""
    r = 0.06
    with b.moved((-0.15, 0, r), tip=(0, 90)):
        b.lathe([(r, 0), (r, 0.3)], (0, 0, 0), b.printed(_birch_bark(), 0.8))
    with b.moved((0, 0, 0), turn=90):
        _rings(b, r, (0, -0.1505, r))
    with b.moved((0, 0, 0), turn=-90):
        _rings(b, r, (0, -0.1505, r))


@prop("dead tree", colour="#8d8983")
def dead_tree(b: Build) -> None:
    """Bare and grey, its boughs broken; one hangs, half torn off."""
    bark = b.paint(b.colour, 0.95, pattern="noise", scale=5)

    def bough(points: list[Point], thick: float) -> None:
        for k in range(len(points) - 1):
            low, high = thick * (1 - k / len(points)), thick * (1 - (k + 1) / len(points))
            b.rod(points[k], points[k + 1], (low + high) / 2, bark)
            b.ball(high * 0.96, (points[k + 1][0], points[k + 1][1], points[k + 1][2] - high * 0.96), bark, steps=12)

    b.lathe([(0.36, 0), (0.26, 0.25), (0.21, 1.5), (0.18, 3.2), (0.13, 4.6)], (0, 0, 0), bark, 16)
    bough([(0, 0, 4.5), (-0.1, 0, 5.2), (0.05, 0.05, 5.7), (-0.05, 0, 6.1)], 0.12)
    bough([(0, 0, 3.4), (-0.7, -0.1, 4.1), (-1.2, -0.1, 4.9), (-1.35, 0, 5.4)], 0.12)
    bough([(-0.7, -0.1, 4.1), (-1.3, -0.3, 4.25), (-1.8, -0.3, 4.6)], 0.07)
    bough([(0, 0, 3.9), (0.6, 0.1, 4.7), (0.9, 0.1, 5.5)], 0.1)
    bough([(0.6, 0.1, 4.7), (1.1, 0.0, 4.95), (1.4, 0, 5.5)], 0.06)
    bough([(0, 0, 2.6), (-0.55, 0.2, 2.95), (-0.75, 0.2, 3.3)], 0.08)
    bough([(0, 0, 3.0), (0.7, -0.2, 3.35), (1.05, -0.25, 3.2)], 0.12)  # bends over and hangs
    bough([(1.02, -0.25, 3.25), (1.3, -0.3, 2.5), (1.55, -0.3, 1.8), (1.6, -0.3, 1.35)], 0.12)
    bough([(1.3, -0.3, 2.5), (1.0, -0.35, 2.05), (0.95, -0.35, 1.7)], 0.06)
    bough([(1.5, -0.3, 1.95), (1.85, -0.3, 1.6), (1.95, -0.3, 1.3)], 0.05)
    for k in range(7):
        a = k * 0.9
        b.lathe([(0.02, 0), (0.05, 0.12), (0, 0.24)], (1.04 + 0.08 * math.cos(a), -0.25 + 0.08 * math.sin(a), 3.16),
            b.paint("#d6b98a", 0.9), 5, tip=(20 * math.sin(a), 20))  # fmt: skip
    b.cylinder(0.13, 0.05, (0, 0, 4.56), b.paint("#c9a676", 0.9), top=0.02)
