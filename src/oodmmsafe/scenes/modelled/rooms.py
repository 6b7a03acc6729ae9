"""Fixtures that settings stand on: worktops, benches, shelves, counters and what makes a room that room."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.modelled import prop

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


def _fronts(b: Build, width: float, count: int, y: float, low: float, high: float, colour: str) -> None:
    """A row of cabinet doors with handles."""
    step = width / count
    paint, handle = b.paint(colour, 0.4), b.metal()
    for i in range(count):
        x = -width / 2 + step * (i + 0.5)
        b.box((step - 0.012, 0.02, high - low - 0.012), (x, y, low + 0.006), paint)
        b.box((0.12, 0.02, 0.012), (x, y - 0.02, high - 0.07), handle)


def _units(b: Build, width: float, worktop: str) -> None:
    """Base cabinets with a worktop, 0.9 m high."""
    b.box((width, 0.56, 0.86), (0, 0.02, 0), b.paint("white", 0.6))
    _fronts(b, width, max(2, round(width / 0.6)), -0.27, 0.1, 0.86, b.colour)
    b.box((width, 0.62, 0.04), (0, 0, 0.86), b.paint(worktop, 0.35, pattern="noise", scale=6))


@prop("kitchen units", colour="pale green")
def kitchen_units(b: Build) -> None:
    _units(b, 3.0, "pale wood")


@prop("short kitchen units", colour="pale green")
def short_kitchen_units(b: Build) -> None:
    _units(b, 1.1, "pale wood")


@prop("sink unit", colour="white", states=("water", "soapy water"))
def sink_unit(b: Build) -> None:
    """A worktop with a basin 50 x 36 cm, 18 cm deep, and a tap."""
    w, d, deep = 1.6, 0.62, 0.18
    b.box((w, 0.56, 0.62), (0, 0.02, 0), b.paint("white", 0.6))
    _fronts(b, w, 3, -0.27, 0.1, 0.86, b.colour)
    top, steel = b.paint("pale grey", 0.4, pattern="noise", scale=6), b.metal("steel", 0.35)
    for x in (-(w + 0.5) / 4, (w + 0.5) / 4):
        b.box(((w - 0.5) / 2, d, 0.04), (x, 0, 0.86), top)
    for y, depth in ((-d / 2 + 0.05, 0.10), (d / 2 - 0.08, 0.16)):
        b.box((0.5, depth, 0.04), (0, y, 0.86), top)
    z = 0.9 - deep
    b.box((0.5, 0.36, 0.01), (0, -0.03, z), steel)
    for x in (-0.25, 0.25):
        b.box((0.012, 0.36, deep + 0.004), (x, -0.03, z), steel)
    for y in (-0.21, 0.15):
        b.box((0.51, 0.012, deep + 0.004), (0, y, z), steel)
    b.tube(
        [(0, 0.22, 0.9), (0, 0.22, 1.1), (0, 0.16, 1.19), (0, 0.06, 1.17), (0, 0.04, 1.12)],
        0.013,
        b.metal("silver", 0.15),
    )
    b.box((0.02, 0.07, 0.02), (0.06, 0.22, 0.93), b.metal("silver", 0.15))
    if b.has("water") or b.has("soapy water"):
        b.box((0.49, 0.35, 0.004), (0, -0.03, 0.84), b.paint("#9fc3cf", 0.08))
    if b.has("soapy water"):
        for _ in range(40):
            x, y = b.rng.uniform(-0.2, 0.2), b.rng.uniform(-0.16, 0.1)
            b.ball(b.rng.uniform(0.012, 0.03), (x, y, 0.83), b.paint("white", 0.5), steps=12)


@prop("plain desk", colour="pale wood")
def plain_desk(b: Build) -> None:
    """A desk 160 x 75 cm."""
    top, leg = b.paint(b.colour, 0.4, pattern="noise", scale=3), b.paint("dark grey", 0.4)
    b.box((1.6, 0.75, 0.035), (0, 0, 0.705), top)
    for x in (-0.74, 0.74):
        for y in (-0.33, 0.33):
            b.box((0.05, 0.05, 0.705), (x, y, 0), leg)


@prop("plain dining table", colour="wood")
def plain_dining_table(b: Build) -> None:
    """A table 180 x 90 cm."""
    wood = b.paint(b.colour, 0.4, pattern="noise", scale=3)
    b.box((1.8, 0.9, 0.04), (0, 0, 0.71), wood, round=0.01)
    for x in (-0.8, 0.8):
        for y in (-0.37, 0.37):
            b.box((0.07, 0.07, 0.71), (x, y, 0), wood)


@prop("long workbench", colour="pale wood")
def long_workbench(b: Build) -> None:
    """A heavy bench 200 x 70 cm with a lower board."""
    wood, dark = b.paint(b.colour, 0.7, pattern="noise", scale=4), b.paint("brown", 0.7)
    b.box((2.0, 0.7, 0.06), (0, 0, 0.82), wood)
    b.box((1.8, 0.55, 0.03), (0, 0, 0.22), dark)
    for x in (-0.9, 0.9):
        for y in (-0.27, 0.27):
            b.box((0.09, 0.09, 0.82), (x, y, 0), dark)


@prop("pegboard", colour="tan")
def pegboard(b: Build) -> None:
    """A board with tools on it, for the wall behind a bench."""
    b.box((1.6, 0.02, 0.8), (0, 0, 0), b.paint(b.colour, 0.8))
    steel, grip = b.metal(), b.paint("red", 0.5)
    for i, x in enumerate((-0.6, -0.4, -0.2, 0.05, 0.3, 0.5)):
        long = 0.2 + 0.05 * (i % 3)
        b.rod((x, -0.03, 0.62), (x, -0.03, 0.62 - long), 0.009, steel)
        b.rod((x, -0.03, 0.62 - long), (x, -0.03, 0.5 - long), 0.018, grip)


@prop("laboratory bench", colour="white")
def laboratory_bench(b: Build) -> None:
    """A bench 240 x 75 cm with a dark top, and a shelf at its back."""
    b.box((2.4, 0.68, 0.86), (0, 0.02, 0), b.paint("white", 0.5))
    _fronts(b, 2.4, 4, -0.33, 0.1, 0.86, b.colour)
    b.box((2.4, 0.75, 0.04), (0, 0, 0.86), b.paint("dark grey", 0.35))
    for x in (-1.1, 0, 1.1):
        b.rod((x, 0.31, 0.9), (x, 0.31, 1.35), 0.015, b.metal())
    b.box((2.4, 0.2, 0.025), (0, 0.27, 1.35), b.paint("white", 0.5))


@prop("shop counter", colour="teal")
def shop_counter(b: Build) -> None:
    """A counter 200 x 60 cm."""
    b.box((2.0, 0.55, 0.88), (0, 0, 0), b.paint(b.colour, 0.6))
    b.box((2.1, 0.65, 0.045), (0, 0, 0.88), b.paint("pale wood", 0.4, pattern="noise", scale=4))


@prop("wall shelves", colour="pale wood")
def wall_shelves(b: Build) -> None:
    """Three open boards 180 cm wide on a back, 190 cm high; a place for stock."""
    wood = b.paint(b.colour, 0.6, pattern="noise", scale=3)
    b.box((1.8, 0.02, 1.9), (0, 0.16, 0), wood)
    for x in (-0.9, 0.9):
        b.box((0.03, 0.34, 1.9), (x, 0, 0), wood)
    for z in (0.08, 0.55, 1.02, 1.49, 1.87):
        b.box((1.8, 0.34, 0.03), (0, 0, z), wood)


@prop("stocked shelves", colour="pale grey")
def stocked_shelves(b: Build) -> None:
    """Shop shelves full of boxes and jars, for the background."""
    wall_shelves(b)
    for z in (0.11, 0.58, 1.05, 1.52):
        x = -0.84
        while x < 0.78:
            w, h = b.rng.uniform(0.07, 0.2), b.rng.uniform(0.14, 0.3)
            paint = b.paint(b.rng.choice(("beige", "pale blue", "terracotta", "olive", "cream", "teal", "amber")), 0.6)
            if b.rng.random() < 0.5:
                b.box((w, 0.2, h), (x + w / 2, 0, z), paint)
            else:
                b.cylinder(w / 2, h, (x + w / 2, 0, z), paint, steps=20)
            x += w + b.rng.uniform(0.01, 0.05)


@prop("server rack", colour="black")
def server_rack(b: Build) -> None:
    """A rack 60 x 80 x 200 cm with servers and lights."""
    b.box((0.6, 0.8, 2.0), (0, 0, 0), b.paint(b.colour, 0.4))
    unit, green, amber = b.paint("dark grey", 0.35), b.paint("#38e06a", glow=4), b.paint("#ffb020", glow=4)
    for i in range(20):
        z = 0.12 + i * 0.09
        b.box((0.5, 0.02, 0.078), (0, -0.405, z), unit)
        for k in range(6):
            b.box((0.03, 0.006, 0.03), (-0.2 + k * 0.045, -0.416, z + 0.024), b.paint("black", 0.5), round=0)
        for k in range(3):
            b.box(
                (0.008, 0.006, 0.008),
                (0.16 + k * 0.025, -0.418, z + 0.034),
                b.rng.choice((green, green, amber)),
                round=0,
            )


@prop("school desk", colour="pale wood")
def school_desk(b: Build) -> None:
    """A desk for two, 130 x 55 cm."""
    b.box((1.3, 0.55, 0.03), (0, 0, 0.72), b.paint(b.colour, 0.4, pattern="noise", scale=3))
    for x in (-0.58, 0.58):
        for y in (-0.22, 0.22):
            b.rod((x, y, 0), (x, y, 0.72), 0.016, b.paint("dark blue", 0.4))


@prop("wall chalkboard")
def wall_chalkboard(b: Build) -> None:
    """A blank green board, 220 x 110 cm, for the background of a class room."""
    b.box((2.2, 0.02, 1.1), (0, 0, 0), b.paint("#24463a", 0.9))
    for z in (-0.03, 1.1):
        b.box((2.26, 0.035, 0.04), (0, 0, z), b.paint("pale wood", 0.6))
    for x in (-1.12, 1.12):
        b.box((0.04, 0.035, 1.17), (x, 0, -0.03), b.paint("pale wood", 0.6))


@prop("house facade", colour="cream")
def house_facade(b: Build) -> None:
    """A house front 9 m wide with door, two windows, a roof's edge and a gutter at 3.1 m."""
    wall, frame = b.paint(b.colour, 0.9), b.paint("white", 0.5)
    b.box((9, 0.3, 3.1), (0, 0.15, 0), wall, round=0)
    pane = b.paint("#5f7685", 0.1)
    for x in (-2.7, 2.6):
        b.box((1.3, 0.06, 1.3), (x, -0.01, 1.0), frame)
        for dx in (-0.3, 0.3):
            b.box((0.52, 0.02, 1.16), (x + dx, -0.05, 1.07), pane, round=0)
        b.box((1.5, 0.16, 0.06), (x, -0.06, 0.93), frame)
    b.box((1.0, 0.06, 2.1), (0, -0.01, 0), b.paint("dark green", 0.4))
    b.box((1.16, 0.05, 2.2), (0, 0.0, 0), frame)
    b.ball(0.03, (0.38, -0.07, 1.0), b.metal("brass"))
    b.sheet(
        [(-4.7, -0.45, 3.05), (4.7, -0.45, 3.05), (4.7, 2.5, 4.6), (-4.7, 2.5, 4.6)],
        b.paint("terracotta", 0.8, pattern="stripes", scale=2),
        0.08,
    )
    b.rod((-4.7, -0.5, 3.02), (4.7, -0.5, 3.02), 0.06, b.paint("grey", 0.4))


@prop("wooden fence", colour="wood")
def wooden_fence(b: Build) -> None:
    """A garden fence 8 m long, 1.4 m high."""
    wood = b.paint(b.colour, 0.8, pattern="noise", scale=3)
    for z in (0.35, 1.05):
        b.box((8, 0.04, 0.08), (0, 0.03, z), wood)
    for i in range(54):
        b.box((0.12, 0.02, 1.4 + 0.02 * b.rng.random()), (-3.97 + i * 0.15, 0, 0), wood)


@prop("board railing", colour="dark grey", see_through=True)
def board_railing(b: Build) -> None:
    """A balcony railing 4 m long, 1.05 m high, with thin bars."""
    bar = b.paint(b.colour, 0.4)
    b.box((4, 0.05, 0.04), (0, 0, 1.01), bar)
    b.box((4, 0.03, 0.03), (0, 0, 0.1), bar)
    for i in range(34):
        b.rod((-1.98 + i * 0.12, 0, 0), (-1.98 + i * 0.12, 0, 1.02), 0.008, bar)


def _water(b: Build, width: float, depth: float, colour: str) -> None:
    rows = []
    for i in range(13):
        y = depth * (i / 12 - 0.5)
        rows.append([(width * (j / 20 - 0.5), y, 0.012 * b.rng.uniform(-1, 1)) for j in range(21)])
    b.surface(rows, b.paint(colour, 0.06))


@prop("open water", colour="#3d6a78")
def open_water(b: Build) -> None:
    """A sea or lake, 60 x 40 m, just above the ground."""
    with b.moved((0, 0, 0.03)):
        _water(b, 60, 40, b.colour)


@prop("natural pond", colour="#3f5a52")
def natural_pond(b: Build) -> None:
    """A pond 4 x 2.4 m with a soft bank, reeds and lily pads."""
    b.lathe([(0, 0.02), (1.9, 0.02)], (0, 0, 0), b.paint(b.colour, 0.06), scale=(1, 0.6, 1))
    b.lathe([(1.85, 0.02), (2.0, 0.07), (2.3, 0.0)], (0, 0, 0), b.paint("#4b5a2c", 0.95), scale=(1, 0.6, 1))
    reed, pad = b.paint("#56702f", 0.8), b.paint("leaf", 0.6)
    for _ in range(60):
        a = b.rng.uniform(0.35, 2.7)
        x, y = 1.95 * b.rng.uniform(0.9, 1.05), b.rng.uniform(0.6, 1.2)
        px, py = x * math.cos(a), 0.6 * x * math.sin(a)
        b.rod((px, py, 0), (px + b.rng.uniform(-0.08, 0.08), py, y), 0.007, reed)
    for _ in range(7):
        b.cylinder(b.rng.uniform(0.08, 0.14), 0.006, (b.rng.uniform(-1.2, 0.9), b.rng.uniform(0.1, 0.7), 0.024), pad)


@prop("jetty", colour="#8a7358")
def jetty(b: Build) -> None:
    """A dock of boards 3 m wide and 5 m deep, 0.35 m above the water, with posts."""
    wood, post = b.paint(b.colour, 0.85, pattern="noise", scale=4), b.paint("dark brown", 0.9)
    for i in range(33):
        b.box((3.0, 0.14, 0.04), (0, -2.4 + i * 0.15, 0.31), wood)
    for x in (-1.55, 1.55):
        for y in (-2.2, 0, 2.2):
            b.cylinder(0.1, 0.95, (x, y, 0), post, steps=20)


@prop("stall wall", colour="wood")
def stall_wall(b: Build) -> None:
    """The wooden side of a horse's stall with bars above, 4 m wide, and a hay rack."""
    wood, iron = b.paint(b.colour, 0.85, pattern="planks", scale=1.5, upright=True), b.paint("dark grey", 0.5)
    b.box((4.0, 0.06, 1.3), (0, 0, 0), wood)
    b.box((4.0, 0.08, 0.08), (0, 0, 1.3), iron)
    for i in range(27):
        b.rod((-1.95 + i * 0.15, 0, 1.35), (-1.95 + i * 0.15, 0, 2.1), 0.012, iron)
    b.box((4.0, 0.08, 0.08), (0, 0, 2.1), iron)


@prop("scaffold", colour="silver", see_through=True)
def scaffold(b: Build) -> None:
    """A scaffold 4 m wide, 1 m deep, boards at 2 m."""
    pipe, board = b.metal(b.colour, 0.4), b.paint("tan", 0.9, pattern="noise", scale=3)
    for x in (-2, 0, 2):
        for y in (-0.5, 0.5):
            b.rod((x, y, 0), (x, y, 3.2), 0.025, pipe)
    for z in (1.0, 2.0, 3.0):
        for y in (-0.5, 0.5):
            b.rod((-2, y, z), (2, y, z), 0.02, pipe)
    for y in (-0.33, 0, 0.33):
        b.box((4, 0.3, 0.04), (0, y, 2.0), board)


@prop("unfinished wall", colour="#a6a39c")
def unfinished_wall(b: Build) -> None:
    """A wall of concrete blocks 5 m wide, still to be plastered."""
    b.box(
        (5, 0.2, 2.6),
        (0, 0, 0),
        b.paint(b.colour, 0.95, pattern="brick", scale=1.5, upright=True, second="grey"),
        round=0,
    )


@prop("tent inside", colour="orange")
def tent_inside(b: Build) -> None:
    """A ridge tent 3.2 m wide and 2.2 m deep, seen into from its open front, with a ground sheet."""
    cloth, ground = b.paint(b.colour, 0.8), b.paint("dark blue", 0.9)
    w, d, h = 1.6, 1.1, 1.9
    for x in (-w, w):
        b.sheet([(x, -d, 0), (x, d, 0), (0, d, h), (0, -d, h)], cloth, 0.01)
    b.sheet([(-w, d, 0), (w, d, 0), (0, d, h)], cloth, 0.01)
    b.box((2 * w, 2 * d, 0.01), (0, 0, 0), ground, round=0)
    b.rod((0, d, 0), (0, d, h), 0.015, b.metal())
    for x in (-w, w):  # the entrance is held up at its sides, so that one sees in
        b.rod((x, -d, 0), (0, -d, h), 0.015, b.metal())


@prop("glasshouse", see_through=True)
def glasshouse(b: Build) -> None:
    """A greenhouse of panes, 4 m wide, open to the viewer, with a bench along its back."""
    frame, pane = b.paint("white", 0.5), b.paint("#dfeeea", 0.1, alpha=0.18)
    for i in range(6):
        x = -2 + i * 0.8
        b.rod((x, 1.2, 0), (x, 1.2, 2.0), 0.025, frame)
        b.rod((x, 1.2, 2.0), (x, -0.4, 2.9), 0.02, frame)
    for z in (0.05, 1.0, 2.0):
        b.rod((-2, 1.2, z), (2, 1.2, z), 0.02, frame)
    b.sheet([(-2, 1.2, 0), (2, 1.2, 0), (2, 1.2, 2.0), (-2, 1.2, 2.0)], pane, 0.005)
    b.sheet([(-2, 1.2, 2.0), (2, 1.2, 2.0), (2, -0.4, 2.9), (-2, -0.4, 2.9)], pane, 0.005)


@prop("potting bench", colour="pale wood")
def potting_bench(b: Build) -> None:
    """A slatted bench 220 x 60 cm."""
    wood = b.paint(b.colour, 0.8, pattern="noise", scale=4)
    for i in range(7):
        b.box((2.2, 0.08, 0.03), (0, -0.26 + i * 0.087, 0.77), wood)
    for x in (-1.0, 1.0):
        for y in (-0.25, 0.25):
            b.box((0.06, 0.06, 0.77), (x, y, 0), wood)


@prop("car boot", colour="dark blue")
def car_boot(b: Build) -> None:
    """The open boot of an estate car, seen from behind: a floor 1.1 m wide at 0.65 m, seat backs, raised tailgate."""
    body, dark, cloth = b.paint(b.colour, 0.25), b.paint("black", 0.5), b.paint("dark grey", 0.95)
    b.box((1.66, 1.2, 0.55), (0, 0.25, 0.1), body, round=0.05)
    b.box((1.1, 1.0, 0.03), (0, 0.22, 0.64), cloth)
    for x in (-0.66, 0.66):
        b.box((0.24, 1.1, 0.75), (x, 0.28, 0.6), body, round=0.06)
        b.box((0.02, 1.0, 0.6), (0.54 if x > 0 else -0.54, 0.24, 0.66), cloth)
    b.box((1.1, 0.12, 0.6), (0, 0.74, 0.66), b.paint("grey", 0.9))
    for x in (-0.35, 0.35):
        b.box((0.28, 0.1, 0.16), (x, 0.76, 1.28), b.paint("grey", 0.9), round=0.03)
    b.box((1.56, 1.1, 0.06), (0, 0.3, 1.55), body, round=0.02)
    with b.moved((0, -0.3, 1.56), tip=(-25, 0)):
        b.box((1.5, 0.9, 0.05), (0, -0.4, 0), body, round=0.02)
    b.box((1.7, 0.14, 0.2), (0, -0.4, 0.25), dark, round=0.03)
    for x in (-0.74, 0.74):
        b.box((0.12, 0.04, 0.3), (x, -0.29, 0.75), b.paint("dark red", 0.2))
        b.cylinder(0.31, 0.2, (x, 0.5, 0.31), dark, tip=(0, 90))
    b.box((0.52, 0.02, 0.11), (0, -0.48, 0.3), b.paint("white", 0.5))


@prop("car dashboard", colour="dark grey")
def car_dashboard(b: Build) -> None:
    """The front of a car's inside seen from the back seat's middle: dashboard, wheel, screen, windscreen, seats."""
    plastic, dark = b.paint(b.colour, 0.7), b.paint("black", 0.5)
    b.box((1.5, 0.4, 0.3), (0, 0.35, 0.55), plastic, round=0.06)
    b.box((1.5, 0.3, 0.03), (0, 0.42, 0.84), dark, round=0.01)
    b.box((0.3, 0.5, 0.25), (0, -0.05, 0.3), plastic, round=0.04)
    b.box((0.26, 0.02, 0.16), (0, 0.14, 0.68), b.paint("#2d4f6b", 0.2, glow=0.6))
    with b.moved((-0.38, 0.05, 0.72), tip=(-65, 0)):
        ring = [(0.18 * math.cos(k * 0.785), 0.18 * math.sin(k * 0.785), 0) for k in range(8)]
        b.tube(ring, 0.016, dark, closed=True)
        b.box((0.34, 0.05, 0.02), (0, 0, -0.01), dark)
    for x in (-0.8, 0.8):
        b.rod((x, 0.5, 0.85), (x * 0.78, 0.0, 1.42), 0.035, plastic)
    b.rod((-0.62, 0.0, 1.42), (0.62, 0.0, 1.42), 0.04, plastic)
    b.box((0.22, 0.02, 0.07), (0, 0.1, 1.28), dark, round=0.01)
    for x in (-0.38, 0.38):
        b.box((0.5, 0.5, 0.16), (x, -0.35, 0.22), b.paint("grey", 0.9), round=0.05)


@prop("attic beams", colour="wood")
def attic_beams(b: Build) -> None:
    """Sloping rafters and a collar beam, for the back of an attic 4.6 m wide."""
    wood = b.paint(b.colour, 0.85, pattern="noise", scale=3)
    for y in (-0.9, 0.0, 0.9):
        for side in (-1, 1):
            b.rod((side * 2.3, y, 0.6), (0, y, 2.5), 0.05, wood)
        b.rod((-1.1, y, 1.6), (1.1, y, 1.6), 0.045, wood)


@prop("small window", see_through=True)
def small_window(b: Build) -> None:
    """A bright window 90 x 100 cm for the wall."""
    b.box((0.98, 0.05, 1.08), (0, 0, 0), b.paint("white", 0.5))
    for x in (-0.23, 0.23):
        b.box((0.42, 0.02, 0.96), (x, -0.025, 0.06), b.paint("#cfe3f2", 0.1, glow=0.9), round=0)


@prop("big window", see_through=True)
def big_window(b: Build) -> None:
    """A bright window 200 x 120 cm for the wall."""
    b.box((2.08, 0.05, 1.28), (0, 0, 0), b.paint("white", 0.5))
    for x in (-0.67, 0, 0.67):
        b.box((0.62, 0.02, 1.16), (x, -0.025, 0.06), b.paint("#cfe3f2", 0.1, glow=0.9), round=0)


@prop("museum plinth", colour="white")
def museum_plinth(b: Build) -> None:
    """A plinth 60 x 60 cm, 90 cm high, with a cord on posts before it."""
    b.box((0.6, 0.6, 0.9), (0, 0, 0), b.paint(b.colour, 0.7))


@prop("picture frame", colour="#5d7a8c")
def picture_frame(b: Build) -> None:
    """A painting 90 x 70 cm, for the wall."""
    b.box((0.9, 0.04, 0.7), (0, 0, 0), b.paint("gold", 0.4))
    b.box((0.78, 0.02, 0.58), (0, -0.02, 0.06), b.paint(b.colour, 0.8, pattern="noise", scale=2, second="tan"), round=0)


@prop("café table", colour="dark brown")
def cafe_table(b: Build) -> None:
    """A round table, 80 cm across."""
    b.cylinder(0.4, 0.03, (0, 0, 0.71), b.paint(b.colour, 0.4))
    b.cylinder(0.035, 0.71, (0, 0, 0), b.paint("black", 0.4))
    b.cylinder(0.24, 0.02, (0, 0, 0), b.paint("black", 0.4))


@prop("picnic table", colour="wood")
def picnic_table(b: Build) -> None:
    """A table with benches, 180 cm long."""
    wood = b.paint(b.colour, 0.85, pattern="noise", scale=4)
    for i in range(5):
        b.box((1.8, 0.13, 0.04), (0, -0.28 + i * 0.14, 0.71), wood)
    for y in (-0.7, 0.7):
        b.box((1.8, 0.26, 0.04), (0, y, 0.42), wood)
    for x in (-0.65, 0.65):
        for side in (-1, 1):
            b.rod((x, side * 0.75, 0), (x, side * 0.15, 0.72), 0.035, wood)
        b.rod((x, -0.75, 0.4), (x, 0.75, 0.4), 0.03, wood)


@prop("row of houses", colour="#b08a72")
def row_of_houses(b: Build) -> None:
    """The other side of a street, 24 m wide, for the background."""
    x = -12.0
    while x < 12:
        w, h = b.rng.uniform(3.5, 5), b.rng.uniform(5.5, 8)
        b.box(
            (w, 0.5, h),
            (x + w / 2, 0, 0),
            b.paint(b.rng.choice((b.colour, "cream", "pale blue", "terracotta", "beige")), 0.9),
            round=0,
        )
        for z in (0.9, 3.4, 5.6):
            if z + 1.4 < h:
                for dx in (-0.25, 0.25):
                    b.box((0.9, 0.06, 1.2), (x + w * (0.5 + dx), -0.27, z), b.paint("#5f7685", 0.15))
        x += w


@prop("road", colour="#55565a")
def road(b: Build) -> None:
    """A street 30 m long and 5 m wide with a pavement's edge and a broken middle line."""
    b.box((40, 5, 0.02), (0, 0, 0), b.paint(b.colour, 0.9, pattern="noise", scale=40), round=0)
    for i in range(14):
        b.box((1.4, 0.12, 0.004), (-19 + i * 2.9, 0, 0.02), b.paint("white", 0.8), round=0)
    for y in (-2.6, 2.6):
        b.box((40, 0.2, 0.12), (0, y, 0), b.paint("pale grey", 0.9), round=0.01)


@prop("trail", colour="#8a7350")
def trail(b: Build) -> None:
    """A footpath that leads away from the viewer, 1.2 m wide."""
    rows = [[(0.5 * math.sin(y / 2.5) + x, y, 0.012) for x in (-0.6, 0, 0.6)] for y in range(-4, 16)]
    b.surface(rows, b.paint(b.colour, 0.95, pattern="noise", scale=6))


@prop("broad tree", colour="#3f5f26")
def broad_tree(b: Build) -> None:
    """A leafy tree 5 m high."""
    b.cylinder(0.16, 2.2, (0, 0, 0), b.paint("#5a4632", 0.95), top=0.1)
    for _ in range(14):
        x, y, z = b.rng.uniform(-1, 1), b.rng.uniform(-1, 1), b.rng.uniform(1.6, 3.7)
        b.ball(b.rng.uniform(0.5, 0.85), (x, y, z), b.paint(b.colour, 0.95, pattern="noise", scale=3), steps=14)


@prop("fir tree", colour="#27452a")
def fir_tree(b: Build) -> None:
    """A fir 6 m high."""
    b.cylinder(0.12, 1.2, (0, 0, 0), b.paint("#4d3b2a", 0.95))
    for k in range(6):
        b.cylinder(
            1.35 - 0.2 * k,
            1.4,
            (0, 0, 0.7 + 0.85 * k),
            b.paint(b.colour, 0.95, pattern="noise", scale=6),
            top=0.05,
            steps=18,
        )


@prop("round bush", colour="#45682e")
def round_bush(b: Build) -> None:
    """A bush about 1 m across."""
    for _ in range(9):
        b.ball(
            b.rng.uniform(0.22, 0.36), (b.rng.uniform(-0.35, 0.35), b.rng.uniform(-0.3, 0.3), b.rng.uniform(0, 0.35)),
            b.paint(b.colour, 0.95, pattern="noise", scale=5), steps=14,
        )  # fmt: skip
