"""Big things that stand or lie outdoors or are built in: tracks, sheets, tanks, prams."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point


@prop("corrugated sheets", colour="#8b8f8c", text=("ETERNIT 1968",))
def corrugated_sheets(b: Build) -> None:
    """Five old corrugated roof sheets in a stack, mossy, a stamp on the top one."""
    waves = 18

    def height(x: float) -> float:
        return 0.016 * (1 - math.cos(x / 1.6 * waves * 2 * math.pi))

    for k in range(5):
        dx, dy = ((0, 0), (0.02, -0.03), (-0.03, 0.02), (0.03, 0.03), (0, -0.02))[k]
        skin = b.paint(b.colour, 0.95, pattern="noise", scale=(1.1, 1.7, 0.9, 2.1, 1.3)[k], second="#5f6b4c")
        xs = [-0.8 + 1.6 * i / 144 for i in range(145)]
        rows = [[(x + dx, y + dy, height(x) + 0.012 + k * 0.02) for x in xs] for y in (-0.45, 0.45)]
        b.surface(rows, skin, 0.009)
    for _ in range(26):
        x, y = b.rng.uniform(-0.75, 0.75), b.rng.uniform(-0.42, 0.42)
        if abs(x) < 0.42 and -0.34 < y < 0.02:
            continue
        b.ball(b.rng.uniform(0.014, 0.035), (x, y, height(x) + 0.085), b.paint("#55702f", 1), (1, 1, 0.4), 10)
    if b.text:
        image = lines_on(b.text, (800, 170), background="#d9d2bd", ink="#2c2e30", margin=0.06)
        with b.moved((0.05, -0.515, 0.0), tip=(-14, 2)):  # a plate that is wired to the front
            b.box((0.62, 0.006, 0.134), (0, 0.004, -0.001), b.metal("#77746a", 0.6), round=0)
            b.panel(0.61, 0.13, (0, 0, 0), b.printed(image, 0.9))


@prop("railway track", colour="#5d4a38")
@prop("railway tracks", colour="#5d4a38")
def railway_track(b: Build) -> None:
    """Two rails on wooden sleepers in gravel, 9 m along x."""
    long = 9.0
    gravel = b.paint("#8a8580", 1, pattern="noise", scale=14, second="#4f4b47")
    profile = [(-1.45, 0.0), (-1.15, 0.13), (1.15, 0.13), (1.45, 0.0)]
    b.surface([[(x, y, z) for y, z in profile] for x in (-long / 2, long / 2)], gravel)
    for k in range(150):
        x, y = b.rng.uniform(-long / 2, long / 2), b.rng.uniform(-1.4, 1.4)
        z = 0.13 if abs(y) < 1.15 else max(0, 0.13 * (1.45 - abs(y)) / 0.3)
        b.ball(b.rng.uniform(0.02, 0.045), (x, y, z - 0.015), b.paint(("#9c9791", "#6d6862", "#807a73")[k % 3], 1),
            (1, 0.8, 0.7), 6)  # fmt: skip
    count = 15
    for k in range(count):
        b.box((0.24, 2.2, 0.11), (-long / 2 + long * (k + 0.5) / count, 0, 0.08),
            b.paint(b.colour, 0.95, pattern="noise", scale=3), round=0.01)  # fmt: skip
    rust, bright = b.metal("#7a4a30", 0.6), b.metal("#c4c8cc", 0.22)
    for y in (-0.72, 0.72):
        b.box((long, 0.13, 0.02), (0, y, 0.19), rust, round=0)
        b.box((long, 0.025, 0.12), (0, y, 0.2), rust, round=0)
        b.box((long, 0.07, 0.035), (0, y, 0.31), rust, round=0.006)
        b.box((long, 0.06, 0.004), (0, y, 0.344), bright, round=0)


@prop("covered pram", colour="dark blue", states=("parasol",))
def covered_pram(b: Build) -> None:
    """A pram with a white cloth over the whole opening of its hood; "parasol": no cloth but a clip-on parasol."""
    skin, dark, steel = b.paint(b.colour, 0.7), b.paint("black", 0.6), b.metal("silver", 0.3)
    with b.moved((0, 0, 0), turn=35):  # it looks to the left front
        for x in (-0.33, 0.33):
            for y in (-0.24, 0.24):
                b.cylinder(0.14, 0.04, (x, y + 0.02, 0.14), dark, tip=(90, 0))
                b.cylinder(0.1, 0.044, (x, y + 0.022, 0.14), b.paint("pale grey"), tip=(90, 0))
        for y in (-0.2, 0.2):
            b.rod((-0.33, y, 0.14), (0.3, y, 0.52), 0.012, steel)
            b.rod((0.33, y, 0.14), (-0.3, y, 0.52), 0.012, steel)
            b.tube([(0.3, y, 0.5), (0.5, y, 0.8), (0.62, y, 1.0)], 0.012, steel)
        b.tube([(0.6, -0.2, 0.97), (0.64, -0.2, 1.02), (0.64, 0.2, 1.02), (0.6, 0.2, 0.97)], 0.018, dark)
        tub = [(0, 0, 0), (0, 0.6, 0.3), (0.05, 0.72, 0.36), (0.24, 0.8, 0.4)]
        loft(b, tub, (0, 0, 0.5), skin, power=3.2)
        loft(b, [(0, 0.77, 0.37), (0.002, 0, 0)], (0, 0, 0.64), b.paint("white", 0.9), power=3.2)
        # the hood: a quarter of a ball at the handle's end
        rows = []
        for i in range(9):
            lean = math.radians(2 + i * 13)
            rows.append(
                [
                    (
                        0.06 + 0.34 * math.cos(lean),
                        0.2 * math.cos(t),
                        0.73 + 0.34 * math.sin(lean) * max(0.0, math.sin(t)) ** 0.6,
                    )
                    for t in (0.001 + k * math.pi / 14.001 for k in range(15))
                ]
            )
        b.surface(rows, skin, 0.006)
        if b.has("parasol"):
            b.rod((0.2, -0.21, 0.72), (-0.12, -0.34, 1.38), 0.009, steel)
            with b.moved((-0.15, -0.28, 1.3), tip=(12, -14)):
                b.lathe([(0.36, 0), (0.27, 0.08), (0.14, 0.13), (0, 0.15)], (0, 0, 0), b.paint("cream", 0.8), 12)
                b.lathe([(0.36, 0.0), (0.27, 0.075), (0.14, 0.125), (0, 0.145)], (0, 0, 0), b.paint("beige", 0.8), 12)
            _sleeping_baby(b, (0.06, 0, 0.66))
        else:
            rows = []
            for i in range(15):
                t = i / 14
                x, top = 0.12 - 0.62 * t, 1.125 - 0.3 * t**1.2 if t < 0.86 else 0.856 - (t - 0.86) * 2.6
                row = []
                for k in range(21):
                    s = k / 10 - 1
                    y = 0.245 * s
                    drop = 0.0 if abs(s) < 0.8 else (abs(s) - 0.8) * 1.1
                    z = top - (0.09 * (1 - t) + 0.01) * abs(s) ** 3 - drop + 0.006 * math.sin(7 * t + 5 * s)
                    row.append((x, y + 0.01 * math.sin(9 * t) * abs(s), z))
                rows.append(row)
            b.surface(rows, b.paint("white", 0.9), 0.006)


def _sleeping_baby(b: Build, at: Point) -> None:
    with b.moved(at):
        b.ball(0.065, (0.1, 0, 0.02), b.paint("skin", 0.6))
        b.ball(0.068, (0.112, 0, 0.022), b.paint("pale blue", 0.9))
        b.ball(0.1, (-0.1, 0, -0.02), b.paint("pale yellow", 0.9), (2.0, 1.2, 0.8))


# --- water behind glass


@prop("fish tank", colour="#7fb6cf", states=("fish", "empty"), see_through=True)
@prop("glass aquarium", colour="#7fb6cf", states=("fish", "empty"), see_through=True)
def fish_tank(b: Build) -> None:
    """An aquarium one sees into: gravel, plants, water ("empty": none), "fish"."""
    w, d, h = 1.0, 0.4, 0.5
    dark, glass = b.paint("#1c1d1f", 0.5), b.paint("#cfe3ea", 0.03, alpha=0.1)
    for z in (0, h - 0.03):
        for size, at in (
            ((w, 0.02, 0.03), (0, -d / 2 + 0.01, z)),
            ((w, 0.02, 0.03), (0, d / 2 - 0.01, z)),
            ((0.02, d, 0.03), (-w / 2 + 0.01, 0, z)),
            ((0.02, d, 0.03), (w / 2 - 0.01, 0, z)),
        ):
            b.box(size, at, dark, round=0.002)
    b.box((w - 0.02, d - 0.02, 0.012), (0, 0, 0.002), dark, round=0)
    for y in (-d / 2 + 0.006, d / 2 - 0.006):
        b.panel(w - 0.01, h - 0.02, (0, y, 0.01), glass)
    for x in (-w / 2 + 0.006, w / 2 - 0.006):
        b.panel(d - 0.01, h - 0.02, (x, 0, 0.01), glass, turn=90)
        for y in (-d / 2 + 0.006, d / 2 - 0.006):
            b.box((0.01, 0.01, h), (x, y, 0), dark, round=0)
    b.box((w - 0.03, d - 0.03, 0.05), (0, 0, 0.012), b.paint("sand", 1, pattern="noise", scale=30, second="#8a7350"),
        round=0)  # fmt: skip
    if b.has("empty"):
        return
    b.box((w - 0.034, 0.002, 0.36), (0, d / 2 - 0.018, 0.06), b.paint(b.colour, 0.6, glow=0.25), round=0)
    b.panel(w - 0.03, 0.37, (0, -d / 2 + 0.012, 0.06), b.paint(b.colour, 0.02, alpha=0.1))
    b.box((w - 0.03, d - 0.03, 0.003), (0, 0, 0.43), b.paint("#bfe0ea", 0.02, alpha=0.35), round=0)
    for x, y, count in ((-0.36, 0.08, 7), (-0.2, 0.12, 5), (0.12, 0.1, 6), (0.38, 0.06, 8), (0.28, 0.13, 5)):
        for k in range(count):
            a, top = k * 2.4, 0.16 + 0.2 * ((k * 37) % 10) / 10
            dx, dy = 0.05 * math.cos(a), 0.025 * math.sin(a)
            green = b.paint(("#3f8a3a", "#5aa04a", "#2f6a34")[k % 3], 0.7)
            b.sheet([(x + dx * 0.3 - 0.008, y, 0.055), (x + dx * 0.3 + 0.008, y, 0.055),
                     (x + dx + 0.018, y + dy, 0.05 + top * 0.6), (x + dx * 1.8, y + dy, 0.05 + top),
                     (x + dx - 0.014, y + dy, 0.05 + top * 0.6)], green, 0.002)  # fmt: skip
    for x, r in ((-0.05, 0.06), (0.02, 0.04)):
        b.ball(r, (x, 0.03, 0.045), b.paint("#6d6a66", 0.9), (1.3, 1, 0.8), 14)
    if b.has("fish"):
        for x, y, z, turn, colour in (
            (-0.28, -0.08, 0.3, 0, "orange"),
            (0.05, -0.1, 0.22, 180, "#e8b420"),
            (0.2, -0.06, 0.33, 0, "orange"),
            (0.34, -0.1, 0.18, 180, "#d84a2a"),
            (-0.1, -0.05, 0.36, 0, "#3a6ad0"),
            (-0.36, -0.1, 0.15, 180, "#e8b420"),
        ):
            with b.moved((x, y, z), turn):
                _fish(b, colour)


def _fish(b: Build, colour: str) -> None:
    """A small fish that swims to the left."""
    skin = b.paint(colour, 0.35, glow=0.25)
    b.ball(0.02, (0, 0, 0), skin, (1.7, 0.6, 1.0), 16)
    b.sheet([(0.026, 0, 0.02), (0.056, 0, 0.04), (0.05, 0, 0.02), (0.056, 0, 0.0)], skin, 0.003)
    b.sheet([(-0.012, 0, 0.037), (0.015, 0, 0.035), (0.014, 0, 0.052)], skin, 0.002)
    for y in (-0.0095, 0.0095):
        b.ball(0.003, (-0.02, y, 0.02), b.paint("black", 0.1), steps=8)


@prop("roses in a vase", colour="pink")
def roses_in_a_vase(b: Build) -> None:
    """Seven roses in a blue vase."""
    b.lathe(
        [
            (0, 0),
            (0.045, 0),
            (0.06, 0.03),
            (0.062, 0.1),
            (0.04, 0.17),
            (0.038, 0.19),
            (0.05, 0.2),
            (0.047, 0.2),
            (0.034, 0.19),
        ],
        (0, 0, 0),
        b.paint("#3f6f9c", 0.15),
    )
    green, leaf = b.paint("#3f6b34", 0.8), b.paint("#2f5a2c", 0.7)
    places = ((0, 0, 0.44), (-0.1, -0.03, 0.4), (0.1, -0.04, 0.39), (-0.05, -0.1, 0.36), (0.06, -0.11, 0.35),
        (-0.07, 0.08, 0.42), (0.08, 0.08, 0.42))  # fmt: skip
    for k, (x, y, z) in enumerate(places):
        b.tube([(x * 0.15, y * 0.15, 0.15), (x * 0.5, y * 0.5, 0.27), (x, y, z)], 0.004, green)
        for side in (-1, 1):
            px, py, pz = x * 0.65, y * 0.65, 0.2 + (z - 0.2) * 0.55
            a = k * 1.3 + side * 1.4
            c, s = 0.035 * math.cos(a), 0.035 * math.sin(a)
            b.sheet([(px, py, pz), (px + c - s * 0.45, py + s + c * 0.45, pz + 0.012),
                (px + 2.1 * c, py + 2.1 * s, pz + 0.005), (px + c + s * 0.45, py + s - c * 0.45, pz + 0.012)], leaf,
                0.002)  # fmt: skip
        with b.moved((x, y, z - 0.01), tip=(-y * 200, x * 200)):
            _rose(b)


def _rose(b: Build) -> None:
    """A rose's head: petals round a bud, the outer ones open."""
    b.lathe([(0.004, 0), (0.016, 0.008), (0.0, 0.012)], (0, 0, 0), b.paint("#3f6b34", 0.8), 8)
    shade = (b.paint(b.colour, 0.7), b.paint(b.colour, 0.7, pattern="noise", scale=12))
    b.lathe([(0, 0.008), (0.014, 0.012), (0.017, 0.03), (0.012, 0.046), (0.003, 0.05)], (0, 0, 0), shade[1], 16)
    for ring, (count, radius, top, flare) in enumerate(((3, 0.018, 0.052, 1.05), (5, 0.025, 0.046, 1.25),
        (6, 0.03, 0.036, 1.6))):  # fmt: skip
        for k in range(count):
            a0, half = 2 * math.pi * k / count + ring * 0.5, 1.25 * math.pi / count
            rows = []
            for i in range(5):
                t = i / 4
                r = radius * (0.5 + 0.5 * math.sin(t * 1.9)) * (1 + (flare - 1) * t**2)
                z = 0.008 + (top - 0.008) * t
                rows.append([(r * math.cos(a0 + half * s), r * math.sin(a0 + half * s), z - 0.007 * s * s * t)
                    for s in (-1, -0.5, 0, 0.5, 1)])  # fmt: skip
            b.surface(rows, shade[ring % 2], 0.0012)
