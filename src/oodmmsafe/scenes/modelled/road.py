"""Roads, cars and their accessories, and what moves house."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.forms import cloth, limb, patch, rounded
from oodmmsafe.scenes.modelled.workshop import wood

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point
    from oodmmsafe.scenes.blender.materials import Paint


def _post(b: Build, height: float) -> None:
    b.rod((0, 0.02, 0), (0, 0.02, height), 0.03, b.metal("#9a9da1", 0.4))


def _outline(corners: int, radius: float, turn: float, y: float, z: float) -> list[Point]:
    """A regular polygon that faces the viewer."""
    angles = [math.radians(turn) + 2 * math.pi * k / corners for k in range(corners)]
    return [(radius * math.cos(a), y, z + radius * math.sin(a)) for a in angles]


# --- signs and signals


@prop("stop sign", text=("STOP",))
def stop_sign(b: Build) -> None:
    _post(b, 2.3)
    b.sheet(_outline(8, 0.4, 22.5, -0.02, 2.1), b.paint("white", 0.5), 0.01)
    b.sheet(_outline(8, 0.37, 22.5, -0.028, 2.1), b.paint("red", 0.5), 0.006)
    if b.text:
        b.panel(0.6, 0.24, (0, -0.034, 1.98), b.printed(lines_on(b.text, (720, 288), background="red", ink="white")))


@prop("speed limit sign", text=("30",))
@prop("round road sign", text=("30",))
def round_road_sign(b: Build) -> None:
    """A round sign with a red ring; its text inside."""
    _post(b, 2.3)
    for r, colour, y in ((0.35, "red", -0.02), (0.28, "white", -0.027)):
        b.cylinder(r, 0.008, (0, y, 2.1), b.paint(colour, 0.5), tip=(90, 0))
    if b.text:
        b.panel(0.38, 0.3, (0, -0.037, 1.95), b.printed(lines_on(b.text, (600, 474))))


@prop("triangle road sign", text=())
def triangle_road_sign(b: Build) -> None:
    """A triangle with a red edge; its text inside."""
    _post(b, 2.3)
    b.sheet(_outline(3, 0.46, 90, -0.02, 2.0), b.paint("red", 0.5), 0.01)
    b.sheet(_outline(3, 0.34, 90, -0.028, 2.0), b.paint("white", 0.5), 0.006)
    if b.text:
        b.panel(0.3, 0.14, (0, -0.034, 1.88), b.printed(lines_on(b.text, (600, 280))))


@prop("no parking sign")
def no_parking_sign(b: Build) -> None:
    _post(b, 2.3)
    for r, colour, y in ((0.33, "red", -0.02), (0.27, "dark blue", -0.027)):
        b.cylinder(r, 0.008, (0, y, 2.1), b.paint(colour, 0.5), tip=(90, 0))
    b.box((0.56, 0.004, 0.055), (-0.02, -0.037, 2.08), b.paint("red", 0.5), tip=(0, 45), round=0)


@prop("road sign", colour="blue", text=("CENTRE", "2 km"))
@prop("rectangular road sign", colour="blue", text=("CENTRE", "2 km"))
def road_sign(b: Build) -> None:
    """A rectangular board on a post."""
    _post(b, 2.3)
    b.box((0.9, 0.012, 0.6), (0, -0.02, 1.75), b.paint("white", 0.5), round=0.02)
    b.panel(0.86, 0.56, (0, -0.028, 1.77), b.printed(lines_on(b.text, (860, 560), background=b.colour, margin=0.1)))


@prop("traffic light", states=("red", "green", "amber"))
def traffic_light(b: Build) -> None:
    b.rod((0, 0.08, 0), (0, 0.08, 2.9), 0.05, b.metal("#5a5d60", 0.5))
    b.box((0.3, 0.18, 0.9), (0, 0, 2.0), b.paint("#17181a", 0.5), round=0.04)
    for state, colour, z in (("red", "#ff2412", 2.72), ("amber", "#ffb012", 2.45), ("green", "#1fe06a", 2.18)):
        lit = b.has(state)
        dim = {"red": "#5a1a16", "amber": "#5f4a1a", "green": "#17432a"}[state]
        b.cylinder(0.09, 0.01, (0, -0.09, z), b.paint(colour if lit else dim, 0.2, glow=2.5 if lit else 0), tip=(90, 0))
        rows = [
            [(0.105 * math.cos(a), y, z + 0.105 * math.sin(a)) for a in [0.262 * k for k in range(13)]]
            for y in (-0.09, -0.22)
        ]
        b.surface(rows, b.paint("#17181a", 0.5), 0.006)


@prop("breakdown triangle")
@prop("warning triangle")
def breakdown_triangle(b: Build) -> None:
    red = b.paint("#d8281c", 0.3)
    corners = _outline(3, 0.28, 90, 0, 0.18)
    for first, last in zip(corners, [*corners[1:], corners[0]], strict=True):
        b.rod(first, last, 0.024, red)
    for corner in corners:
        b.ball(0.024, (corner[0], corner[1], corner[2] - 0.024), red, steps=12)
    for x in (-0.15, 0.15):
        b.rod((x, -0.12, 0.008), (x, 0.12, 0.008), 0.007, b.metal("#4a4c50"))


@prop("road barrier", colour="red")
def road_barrier(b: Build) -> None:
    """A striped board on two feet."""
    for k in range(8):
        b.box((0.2, 0.03, 0.22), (-0.7 + 0.2 * k, 0, 0.75), b.paint(b.colour if k % 2 else "white", 0.5), round=0)
    for x in (-0.6, 0.6):
        b.box((0.06, 0.05, 0.98), (x, 0.03, 0), b.paint("pale grey", 0.5))
        b.box((0.1, 0.5, 0.06), (x, 0.03, 0), b.paint("#2a2b2e", 0.8))


@prop("bollard", colour="dark grey")
def bollard(b: Build) -> None:
    b.lathe(
        rounded([(0.08, 0), (0.07, 0.03), (0.065, 0.7), (0.085, 0.78), (0.07, 0.9), (0, 0.94)]),
        (0, 0, 0),
        b.paint(b.colour, 0.4),
    )
    b.lathe([(0.068, 0.58), (0.07, 0.59), (0.07, 0.67), (0.068, 0.68)], (0, 0, 0), b.paint("white", 0.4))


@prop("parking meter", text=("2 h",))
def parking_meter(b: Build) -> None:
    b.rod((0, 0, 0), (0, 0, 1.05), 0.035, b.metal("#6a6d70", 0.5))
    b.lathe(
        rounded([(0.05, 1.0), (0.1, 1.05), (0.11, 1.2), (0.1, 1.35), (0.05, 1.4), (0, 1.4)]),
        (0, 0, 0),
        b.paint("dark blue", 0.4),
        scale=(1, 0.7, 1),
    )
    if b.text:
        b.panel(0.12, 0.08, (0, -0.081, 1.2), b.printed(lines_on(b.text, (480, 320), background="#cfe0d0")))
    b.box((0.05, 0.01, 0.008), (0, -0.075, 1.12), b.paint("black"), round=0)


@prop("kerb", colour="#b0aea8")
def kerb(b: Build) -> None:
    """Kerb stones with a strip of pavement behind, 3 m."""
    for k in range(3):
        b.box((0.99, 0.15, 0.13), (-1 + k, -0.35, 0), b.paint(b.colour, 0.9), round=0.015)
    for k in range(6):
        for j in range(2):
            b.box(
                (0.49, 0.34, 0.12),
                (-1.25 + 0.5 * k, -0.1 + 0.35 * j, 0),
                b.paint("#9a9892", 0.9, pattern="noise", scale=7),
            )


@prop("pothole", colour="#2b2b2c")
def pothole(b: Build) -> None:
    """A broken hole in asphalt with crumbs round it."""
    patch(b, 0.85, 0.6, b.paint("#4a4a4b", 1, pattern="noise", scale=15), height=0.006, ragged=0.3)
    patch(b, 0.65, 0.42, b.paint("#17120e", 1), (0, 0, 0.006), 0.001, ragged=0.3)
    for _ in range(26):
        a, r = b.rng.uniform(0, 6.28), b.rng.uniform(0.32, 0.52)
        b.ball(
            b.rng.uniform(0.01, 0.025),
            (r * math.cos(a), 0.7 * r * math.sin(a), 0),
            b.paint(b.colour, 1),
            (1.2, 1, 0.7),
            8,
        )


# --- on and in cars


@prop("number plate", text=("AB 12 CDE",))
@prop("licence plate", text=("AB 12 CDE",))
def number_plate(b: Build) -> None:
    """Upright, its text to the viewer."""
    b.box((0.52, 0.008, 0.11), (0, 0, 0), b.paint("#17181a", 0.4), round=0.006)
    b.panel(0.51, 0.1, (0, -0.0055, 0.005), b.printed(lines_on(b.text, (1020, 200), border=True)))


@prop("car with hood up", colour="dark red")
@prop("car with its hood up", colour="dark red")
@prop("engine bay", colour="dark red")
def engine_bay(b: Build) -> None:
    """The front of a car with its bonnet open, seen from the front: engine, battery, reservoirs."""
    body, dark, steel = b.paint(b.colour, 0.25), b.paint("#1b1c1e", 0.6), b.metal("#8a8c90", 0.4)
    w = 1.7
    b.box((w, 0.12, 0.42), (0, -0.5, 0.32), body, round=0.05)
    b.box((1.0, 0.02, 0.15), (0, -0.565, 0.45), dark, round=0.01)
    for s in (-1, 1):
        b.box((0.22, 1.1, 0.55), (s * 0.76, 0.03, 0.26), body, round=0.06)
        b.ball(0.14, (s * 0.66, -0.56, 0.46), b.paint("#e6eef2", 0.08), (1.1, 0.4, 0.75), 18)
        b.rod((s * 0.68, 0.0, 0.3), (s * 0.87, 0.0, 0.3), 0.3, b.paint("#1d1d1f", 0.85))
        b.rod((s * 0.865, 0.0, 0.3), (s * 0.875, 0.0, 0.3), 0.19, steel)
    b.box((1.32, 0.95, 0.04), (0, 0.0, 0.32), dark, round=0)
    b.box((w, 0.12, 0.5), (0, 0.52, 0.32), body, round=0.04)
    b.box((0.62, 0.42, 0.3), (-0.02, 0.06, 0.36), b.metal("#55585c", 0.5), round=0.03)
    b.box((0.5, 0.28, 0.06), (-0.02, 0.06, 0.66), dark, round=0.02)
    b.cylinder(0.045, 0.04, (0.12, -0.02, 0.7), b.paint("yellow", 0.5))
    b.box((0.26, 0.18, 0.2), (0.47, -0.22, 0.42), b.paint("#17181a", 0.5))
    for x, colour in ((0.4, "red"), (0.54, "#3a3c40")):
        b.cylinder(0.022, 0.03, (x, -0.22, 0.62), b.paint(colour, 0.4))
    b.box((0.2, 0.16, 0.2), (-0.5, -0.25, 0.44), b.paint("#e6e8e0", 0.3, alpha=0.9), round=0.03)
    b.cylinder(0.04, 0.04, (-0.5, -0.25, 0.64), b.paint("blue", 0.4))
    b.box((0.17, 0.16, 0.16), (-0.5, 0.22, 0.46), b.paint("#d8cfb0", 0.3), round=0.03)
    b.cylinder(0.045, 0.035, (-0.5, 0.22, 0.62), b.paint("#17181a", 0.4))
    b.tube([(-0.3, -0.3, 0.5), (-0.1, -0.28, 0.66), (0.2, -0.3, 0.6), (0.3, -0.1, 0.55)], 0.03, dark)
    with b.moved((0, 0.48, 0.84), tip=(-62, 0)):
        b.box((1.45, 1.0, 0.035), (0, -0.5, 0), body, round=0.015)
        b.box((1.2, 0.8, 0.01), (0, -0.5, -0.012), dark)
    rows = [[(x, 0.5 + 0.55 * s, 0.84 + 0.42 * s) for x in (-0.72, -0.3, 0.3, 0.72)] for s in (0, 0.5, 1)]
    b.surface(rows, b.paint("#2c3a44", 0.05), 0.01)


@prop("roof load")
@prop("roof rack with load")
def roof_load(b: Build) -> None:
    """A mattress and a table on a roof rack, held by one thin string: put it on a car."""
    for y in (-0.5, 0.5):
        b.box((1.25, 0.05, 0.05), (0, y, 0), b.metal("#4a4c50"))
    b.box(
        (1.2, 1.9, 0.2), (0, 0, 0.05), b.paint("#dfe4ea", 0.9, pattern="stripes", second="#a9c0d4", scale=5), round=0.05
    )
    b.box((0.9, 1.1, 0.03), (0.04, 0.1, 0.25), wood(b), round=0.004)
    for x in (-0.33, 0.41):
        for y in (-0.35, 0.55):
            b.box((0.05, 0.05, 0.55), (x, y, 0.28), wood(b))
    b.tube(
        [(-0.62, -0.2, 0.03), (-0.5, -0.2, 0.28), (0, -0.2, 0.31), (0.5, -0.2, 0.28), (0.62, -0.2, 0.03)],
        0.005,
        b.paint("orange"),
    )


@prop("roof box", colour="#2a2b2e")
def roof_box(b: Build) -> None:
    limb(
        b,
        [(0, -0.95, 0.14), (0, -0.6, 0.17), (0, 0.4, 0.18), (0, 0.95, 0.16)],
        [(0.12, 0.06), (0.36, 0.15), (0.38, 0.17), (0.3, 0.13)],
        b.paint(b.colour, 0.3),
        20,
    )


@prop("ratchet strap", colour="orange")
def ratchet_strap(b: Build) -> None:
    cloth(b, 0.7, 0.05, lambda x, y: 0.003 + 0.02 * math.sin(5 * x) ** 2, b.paint(b.colour, 0.8), thickness=0.002)
    b.lathe([(0.02, 0), (0.06, 0), (0.06, 0.05), (0.02, 0.05)], (-0.38, 0.06, 0), b.paint(b.colour, 0.8))
    b.box((0.16, 0.06, 0.03), (0.1, 0, 0.02), b.metal("silver"))
    b.box((0.09, 0.05, 0.02), (0.15, 0, 0.05), b.paint("#17181a", 0.4), tip=(0, -25))


@prop("ice scraper", colour="blue")
def ice_scraper(b: Build) -> None:
    b.rod((-0.02, 0, 0.014), (0.14, 0, 0.014), 0.013, b.paint(b.colour, 0.4))
    b.sheet(
        [(-0.02, -0.016, 0.014), (-0.02, 0.016, 0.014), (-0.1, 0.05, 0.01), (-0.1, -0.05, 0.01)],
        b.paint("#d9e6ee", 0.1),
        0.006,
    )


@prop("snow chains")
def snow_chains(b: Build) -> None:
    steel = b.metal("#8a8c90", 0.4)
    for j in range(3):
        for k in range(14):
            a = 2 * math.pi * k / 14
            r = 0.2 - 0.05 * j
            x, y = r * math.cos(a), r * math.sin(a)
            ring = [
                (x + 0.026 * math.cos(c + a), y + 0.026 * math.sin(c + a), 0.01 + 0.012 * j + 0.006 * math.cos(2 * c))
                for c in (0, 1.57, 3.14, 4.71)
            ]
            b.tube(ring, 0.004, steel, closed=True)


@prop("fuel pump", colour="red", text=("PETROL",))
@prop("petrol pump", colour="red", text=("PETROL",))
def fuel_pump(b: Build) -> None:
    """A pump with its nozzle hung up on the right."""
    b.box((0.7, 0.5, 0.12), (0, 0, 0), b.paint("#8a8c8e", 0.9))
    b.box((0.6, 0.4, 1.5), (0, 0, 0.12), b.paint("white", 0.35), round=0.02)
    b.box((0.61, 0.41, 0.25), (0, 0, 1.42), b.paint(b.colour, 0.35), round=0.02)
    b.panel(
        0.44,
        0.2,
        (0, -0.203, 1.12),
        b.printed(lines_on(["45.20", "28.4 L"], (440, 200), background="black", ink="#9fe0a0", face="mono"), 0.2, 0.4),
    )
    if b.text:
        b.panel(0.5, 0.17, (0, -0.207, 1.46), b.printed(lines_on(b.text, (750, 255), background=b.colour)))
    dark = b.paint("#17181a", 0.5)
    b.box((0.06, 0.12, 0.24), (0.31, -0.05, 0.9), dark)
    limb(
        b,
        [(0.36, -0.05, 0.86), (0.37, -0.05, 1.0), (0.36, -0.05, 1.12)],
        [0.022, 0.026, 0.018],
        b.paint(b.colour, 0.4),
        12,
    )
    b.tube(
        [(0.37, -0.05, 0.86), (0.46, -0.08, 0.5), (0.42, -0.12, 0.14), (0.34, -0.1, 0.4), (0.3, -0.1, 0.62)],
        0.016,
        dark,
    )


@prop("charging station", text=("22 kW",), states=("charging",))
@prop("ev charger", text=("22 kW",), states=("charging",))
def charging_station(b: Build) -> None:
    """A charging post for cars, its cable hung up."""
    b.box((0.34, 0.22, 1.5), (0, 0, 0), b.paint("white", 0.35), round=0.03)
    b.panel(0.24, 0.2, (0, -0.1115, 1.15), b.printed(lines_on(b.text, (480, 400), background="dark green"), 0.2, 0.5))
    b.box((0.26, 0.01, 0.02), (0, -0.11, 1.05), b.paint("#3aff6a", glow=3 if b.has("charging") else 0))
    dark = b.paint("#17181a", 0.5)
    b.cylinder(0.05, 0.06, (0, -0.11, 0.82), dark, tip=(90, 0))
    b.tube(
        [(0, -0.17, 0.82), (0.08, -0.24, 0.5), (0.0, -0.24, 0.2), (-0.12, -0.2, 0.5), (-0.1, -0.12, 0.75)], 0.014, dark
    )


@prop("car seat cover", colour="dark grey")
@prop("car passenger seat", colour="dark grey")
def car_passenger_seat(b: Build) -> None:
    """A front seat of a car on its rails, its belt hanging beside."""
    fabric = b.paint(b.colour, 0.95)
    b.box((0.5, 0.5, 0.17), (0, -0.05, 0.2), fabric, round=0.06)
    b.box((0.5, 0.14, 0.66), (0, 0.2, 0.3), fabric, tip=(-14, 0), round=0.06)
    b.box((0.28, 0.1, 0.18), (0, 0.36, 0.98), fabric, tip=(-10, 0), round=0.04)
    for x in (-0.2, 0.2):
        b.box((0.05, 0.5, 0.2), (x, -0.02, 0), b.paint("#232427", 0.5))
    b.box((0.03, 0.05, 0.14), (0.28, 0.05, 0.24), b.paint("red", 0.4))
    b.tube([(-0.28, 0.3, 0.95), (-0.29, 0.2, 0.6), (-0.28, 0.1, 0.2)], 0.012, b.paint("#17181a", 0.8))


# --- wheels for people, and moving house


@prop("e-scooter", colour="#2a2b2e")
@prop("electric scooter", colour="#2a2b2e")
def e_scooter(b: Build) -> None:
    """A kick scooter with a motor, seen from its side; its front to the left."""
    paint, rubber = b.paint(b.colour, 0.4), b.paint("#1d1d1f", 0.85)
    b.box((0.62, 0.16, 0.07), (0.05, 0, 0.1), paint, round=0.02)
    b.box((0.5, 0.14, 0.006), (0.05, 0, 0.17), b.paint("#101112", 1))
    for x in (-0.47, 0.45):
        b.rod((x, -0.03, 0.11), (x, 0.03, 0.11), 0.11, rubber)
        b.rod((x, -0.034, 0.11), (x, 0.034, 0.11), 0.06, b.metal("#6a6d70", 0.4))
    b.tube([(-0.26, 0, 0.14), (-0.36, 0, 0.2), (-0.42, 0, 0.3)], 0.03, paint)
    b.rod((-0.47, 0, 0.2), (-0.36, 0, 1.1), 0.024, paint)
    b.rod((-0.36, -0.24, 1.1), (-0.36, 0.24, 1.1), 0.015, paint)
    for y in (-0.2, 0.2):
        b.rod((-0.36, y - 0.05, 1.1), (-0.36, y + 0.05, 1.1), 0.02, rubber)
    b.ball(0.03, (-0.41, 0, 0.96), b.paint("#f2f4e8", 0.1), steps=12)
    b.box((0.06, 0.02, 0.03), (0.54, 0, 0.2), b.paint("red", 0.3))
    b.anchor("cord", (-0.2, 0.08, 0.14))


@prop("hoverboard", colour="blue", states=("charging",))
def hoverboard(b: Build) -> None:
    for s in (-1, 1):
        limb(
            b,
            [(0, 0, 0.115), (s * 0.12, 0, 0.11), (s * 0.24, 0, 0.115)],
            [(0.05, 0.03), (0.09, 0.035), (0.1, 0.05)],
            b.paint(b.colour, 0.3),
            16,
        )
        b.rod((s * 0.24, 0, 0.085), (s * 0.3, 0, 0.085), 0.085, b.paint("#1d1d1f", 0.8))
        b.box((0.13, 0.12, 0.006), (s * 0.13, 0, 0.145), b.paint("#101112", 1))
        b.box((0.05, 0.01, 0.012), (s * 0.12, -0.09, 0.11), b.paint("#9fd0ff", glow=3 if b.has("charging") else 0.2))
    b.anchor("cord", (0.05, 0.06, 0.11))


@prop("shopping cart", see_through=True)
@prop("shopping trolley", see_through=True)
def shopping_cart(b: Build) -> None:
    """A wire basket on four wheels, its handle to the right; things can be put into it."""
    wire = b.metal("silver", 0.3)
    low, high = (
        [(-0.3, -0.2), (0.3, -0.25), (0.3, 0.25), (-0.3, 0.2)],
        [(-0.42, -0.24), (0.4, -0.29), (0.4, 0.29), (-0.42, 0.24)],
    )
    for ring, z in ((low, 0.5), (high, 0.95)):
        for p, q in zip(ring, [*ring[1:], ring[0]], strict=True):
            b.rod((*p, z), (*q, z), 0.008, wire)
    for k in range(4):
        p0, p1, q0, q1 = low[k], low[(k + 1) % 4], high[k], high[(k + 1) % 4]
        for n in range(9):
            s = n / 8
            foot = (p0[0] + (p1[0] - p0[0]) * s, p0[1] + (p1[1] - p0[1]) * s, 0.5)
            top = (q0[0] + (q1[0] - q0[0]) * s, q0[1] + (q1[1] - q0[1]) * s, 0.95)
            b.rod(foot, top, 0.003, wire)
    b.sheet([(x, y, 0.5) for x, y in low], b.paint("silver", 0.4, alpha=0.5), 0.004)
    for x in (-0.3, 0.3):
        for y in (-0.22, 0.22):
            b.rod((x, y, 0.1), (x * 0.9, y * 0.95, 0.5), 0.012, wire)
            b.rod((x, y - 0.015, 0.06), (x, y + 0.015, 0.06), 0.06, b.paint("#232427", 0.6))
    b.rod((0.46, -0.28, 1.02), (0.46, 0.28, 1.02), 0.016, b.paint("red", 0.4))
    for y in (-0.28, 0.28):
        b.rod((0.4, y, 0.95), (0.46, y, 1.02), 0.01, wire)


@prop("hand truck", colour="red")
@prop("sack truck", colour="red")
def hand_truck(b: Build) -> None:
    paint = b.paint(b.colour, 0.4)
    for x in (-0.18, 0.18):
        b.tube([(x, 0.0, 0.06), (x, 0.06, 0.6), (x, 0.08, 1.05), (x, 0.16, 1.18)], 0.016, paint)
        b.rod((x * 1.3 - 0.03, 0.1, 0.13), (x * 1.3 + 0.03, 0.1, 0.13), 0.13, b.paint("#1d1d1f", 0.8))
        b.rod((x, 0.02, 0.16), (x, 0.1, 0.13), 0.012, paint)
    for z, y in ((0.3, 0.03), (0.65, 0.06), (1.0, 0.08)):
        b.rod((-0.18, y, z), (0.18, y, z), 0.012, paint)
    b.box((0.42, 0.24, 0.01), (0, -0.12, 0.04), b.metal("silver"))


@prop("high visibility vest", colour="lime")
@prop("safety vest", colour="lime")
def safety_vest(b: Build) -> None:
    """Spread out upright, its front to the viewer; hangs."""
    shape = [
        (-0.27, 0),
        (0.27, 0),
        (0.27, 0.42),
        (0.2, 0.5),
        (0.22, 0.68),
        (0.1, 0.7),
        (0, 0.5),
        (-0.1, 0.7),
        (-0.22, 0.68),
        (-0.2, 0.5),
        (-0.27, 0.42),
    ]
    b.sheet([(x, 0, z) for x, z in shape], b.paint(b.colour, 0.8, glow=0.15), 0.01)
    for z in (0.1, 0.25):
        b.box((0.545, 0.016, 0.05), (0, 0, z), b.metal("silver", 0.5), round=0)
    b.box((0.008, 0.018, 0.5), (0, 0, 0), b.paint("#3a3c40"), round=0)


@prop("moving boxes", colour="tan", text=("BOOKS",))
def moving_boxes(b: Build) -> None:
    """Five boxes stacked shakily."""
    for k, (x, z, turn, w) in enumerate(
        ((-0.28, 0, 4, 0.5), (0.27, 0, -6, 0.48), (-0.2, 0.35, -8, 0.44), (0.22, 0.33, 10, 0.42), (-0.1, 0.66, 16, 0.4))
    ):
        h = 0.35 if k % 2 == 0 else 0.33
        with b.moved((x, 0, z), turn=turn):
            b.box((w, 0.36, h - 0.005), (0, 0, 0), b.paint(b.colour, 0.9), round=0.004)
            b.box((0.05, 0.364, 0.002), (0, 0, h - 0.005), b.paint("beige", 0.4), round=0)
            if b.text:
                word = b.text[k % len(b.text)]
                b.panel(
                    w * 0.6,
                    0.12,
                    (0, -0.182, 0.1),
                    b.printed(lines_on([word], (600, 240), background=b.colour, ink="black"), 0.9),
                )


@prop("parcel", colour="tan", text=())
def parcel(b: Build) -> None:
    """A taped parcel with an address label on top."""
    b.box((0.34, 0.24, 0.15), (0, 0, 0), b.paint(b.colour, 0.9), round=0.003)
    b.box((0.345, 0.05, 0.151), (0, 0.05, 0), b.paint("#c9b48a", 0.35), round=0)
    image = Image.new("RGB", (520, 360), srgb("white"))
    if b.text:
        image = lines_on(b.text, (520, 360), face="sans", align="left")
    else:
        pen = ImageDraw.Draw(image)
        for k in range(4):
            pen.rectangle((40, 50 + 60 * k, 300 + 40 * (k % 2), 72 + 60 * k), fill=srgb("grey"))
    b.panel(0.16, 0.11, (0.06, -0.055, 0.1512), b.printed(image), facing="up")


def _paint_of(b: Build) -> Paint:
    return b.paint(b.colour, 0.4)


@prop("car door", colour="dark blue")
def car_door(b: Build) -> None:
    """Standing, its outside to the viewer."""
    outline = [(-0.55, 0.0), (0.5, 0.0), (0.56, 0.5), (0.56, 0.62), (-0.6, 0.62), (-0.6, 0.3)]
    b.sheet([(x, 0, z) for x, z in outline], _paint_of(b), 0.09)
    frame = [(-0.58, 0, 0.62), (-0.2, 0, 1.05), (0.4, 0, 1.08), (0.55, 0, 0.62)]
    b.sheet(frame, b.paint("#2c3a44", 0.05), 0.006)
    for p, q in pairwise(frame):
        b.rod(p, q, 0.022, _paint_of(b))
    b.box((0.16, 0.04, 0.03), (0.42, -0.055, 0.5), b.metal("silver"), round=0.01)
    b.box((0.09, 0.12, 0.1), (-0.5, -0.1, 0.6), _paint_of(b), round=0.03)
