"""Electrical things: what they are plugged into, what warms and lights, and what stores current."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.forms import cloth, coil, grille, rounded

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point
    from oodmmsafe.scenes.blender.materials import Paint

_GLOW = "#ff3a06"


def _label(b: Build, width: float, height: float, at: Point, background: str = "white", **panel) -> None:
    """The prop's text on a flat label."""
    if b.text:
        image = lines_on(b.text, (800, max(60, int(800 * height / width))), background=background)
        b.panel(width, height, at, b.printed(image), **panel)


def _socket_on_top(b: Build, at: Point, name: str) -> None:
    """A round socket in a surface that faces up."""
    x, y, z = at
    b.cylinder(0.02, 0.003, at, b.paint("pale grey"), steps=24)
    b.cylinder(0.017, 0.0035, at, b.paint("dark grey", 0.6), steps=24)
    for side in (-0.007, 0.007):
        b.cylinder(0.003, 0.004, (x + side, y, z), b.paint("black"), steps=10)
    b.anchor(name, (x, y, z + 0.003))


def _plug(b: Build, at: Point, turn: float = 0, colour: str = "black") -> None:
    """A plug that lies on the surface, its pins to the right."""
    dark = b.paint(colour, 0.4)
    with b.moved(at, turn):
        b.box((0.045, 0.036, 0.026), (0, 0, 0), dark, round=0.009)
        for y in (-0.008, 0.008):
            b.rod((0.02, y, 0.013), (0.042, y, 0.013), 0.0023, b.metal("brass"))


# --- sockets, strips and cords


@prop("wall outlet")
def wall_outlet(b: Build) -> None:
    b.box((0.084, 0.006, 0.122), (0, 0, 0), b.paint("pale grey", 0.5), round=0.003)
    b.box((0.078, 0.010, 0.116), (0, -0.001, 0.003), b.paint("white", 0.4), round=0.004)
    for name, z in (("socket", 0.0815), ("socket 2", 0.0405)):
        b.box((0.036, 0.004, 0.031), (0, -0.007, z - 0.0155), b.paint("cream", 0.4), round=0.0015)
        for x in (-0.007, 0.007):
            b.box((0.004, 0.004, 0.011), (x, -0.0085, z - 0.002), b.paint("black"), round=0)
        b.cylinder(0.0035, 0.002, (0, -0.0085, z - 0.009), b.paint("black"), steps=10, tip=(90, 0))
        b.anchor(name, (0, -0.009, z))


@prop("light switch", states=("on",))
def light_switch(b: Build) -> None:
    b.box((0.084, 0.009, 0.084), (0, 0, 0), b.paint("white", 0.4), round=0.004)
    b.box((0.054, 0.008, 0.054), (0, -0.005, 0.015), b.paint("ivory", 0.3), tip=(4 if b.has("on") else -4, 0))


@prop("power strip", colour="white", states=("on", "full"))
def power_strip(b: Build) -> None:
    b.box((0.40, 0.062, 0.038), (0, 0, 0), b.paint(b.colour, 0.4), round=0.008)
    red = b.paint("#e0201a", 0.4, glow=2 if b.has("on") else 0)
    b.box((0.022, 0.03, 0.006), (-0.172, 0, 0.036), red, tip=(0, 8))
    for number in range(6):
        x = -0.128 + number * 0.056
        _socket_on_top(b, (x, 0, 0.038), "socket" if number == 0 else f"socket {number + 1}")
        if b.has("full"):
            _plug_and_cord(b, x, number)
    b.anchor("cord", (-0.2, 0, 0.015))


def _plug_and_cord(b: Build, x: float, number: int) -> None:
    """A plug in a power strip whose cord runs away, with a double adapter now and then."""
    colour = ("black", "white", "dark grey", "black", "white", "black")[number]
    tall = 0.075 if number % 3 == 1 else 0.045
    b.box((0.042, 0.05 if number % 3 == 1 else 0.042, tall), (x, 0, 0.041), b.paint(colour, 0.4), round=0.007)
    away = 0.22 if number % 2 else -0.2
    start = (x, math.copysign(0.02, away), 0.041 + tall * 0.6)
    middle = (x + 0.02, away * 0.55, 0.05)
    b.tube([start, middle, (x + b.rng.uniform(-0.08, 0.08), away, 0.005)], 0.0042, b.paint(colour, 0.4))


@prop("extension cord", colour="orange")
def extension_cord(b: Build) -> None:
    paint = b.paint(b.colour, 0.5)
    start, end = coil(b, 0.13, 4, 0.006, paint)
    b.tube([start, (0.16, -0.09, 0.006), (0.09, -0.19, 0.012)], 0.006, paint)
    b.tube([end, (0.14, 0.1, 0.02), (0.03, 0.13, 0.02), (-0.14, 0.17, 0.012)], 0.006, paint)
    _plug(b, (0.075, -0.2, 0), 200, b.colour)
    b.box((0.075, 0.05, 0.032), (-0.17, 0.17, 0), paint, turn=-12, round=0.008)
    for number, x in enumerate((-0.185, -0.155)):
        _socket_on_top(b, (x, 0.17, 0.03), "socket" if number == 0 else "socket 2")
    b.anchor("cord", (0.09, -0.19, 0.012))


@prop("extension reel", colour="orange", states=("unwound",))
def extension_reel(b: Build) -> None:
    dark, cable = b.paint("#2a2b2e", 0.5), b.paint(b.colour, 0.5)
    wound = 0.085 if b.has("unwound") else 0.125
    with b.moved((0, 0.08, 0.17), tip=(90, 0)):
        ridges = [(wound + 0.006 * (k % 2), 0.012 + k * 0.01) for k in range(14)]
        b.lathe([(0.06, 0.012), *ridges, (0.06, 0.15)], (0, 0, 0), cable)
        for z in (0, 0.15):
            b.cylinder(0.145, 0.01, (0, 0, z), dark)
        b.cylinder(0.09, 0.02, (0, 0, 0.15), b.paint("#3d4044", 0.4))
        for number, (x, y) in enumerate(((0, 0.045), (0.045, 0), (0, -0.045), (-0.045, 0))):
            _socket_on_top(b, (x, y, 0.17), "socket" if number == 0 else f"socket {number + 1}")
    frame = b.metal("silver")
    for y in (-0.1, 0.1):
        b.rod((-0.16, y, 0.01), (0.16, y, 0.01), 0.01, frame)
        for x in (-0.13, 0.13):
            b.rod((x, y, 0.01), (0.6 * x, 0, 0.33), 0.009, frame)
    b.tube([(-0.078, 0, 0.33), (-0.05, 0, 0.38), (0.05, 0, 0.38), (0.078, 0, 0.33)], 0.013, dark)
    if b.has("unwound"):
        b.tube([(0.08, 0, 0.1), (0.2, -0.06, 0.006), (0.3, 0.1, 0.006), (0.16, 0.2, 0.006)], 0.006, cable)
    b.anchor("cord", (0.1, 0.02, 0.08))


@prop("plug adapter", colour="white")
def plug_adapter(b: Build) -> None:
    paint = b.paint(b.colour, 0.4)
    b.box((0.055, 0.05, 0.055), (0, 0, 0), paint, round=0.006)
    _socket_on_top(b, (0, 0, 0.055), "socket")
    for x in (-0.008, 0.008):
        b.rod((x, 0.02, 0.027), (x, 0.048, 0.027), 0.0025, b.metal("brass"))
    with b.moved((0, -0.025, 0.027), tip=(90, 0)):
        _socket_on_top(b, (0, 0, 0), "socket 2")


@prop("plug", colour="black")
def plug(b: Build) -> None:
    _plug(b, (0.06, 0, 0), 0, b.colour)
    points = [(0.04, 0, 0.013), (-0.02, 0.02, 0.005), (-0.09, -0.03, 0.005), (-0.15, 0.02, 0.005)]
    b.tube(points, 0.0045, b.paint(b.colour, 0.4))


@prop("frayed cable", colour="black")
def frayed_cable(b: Build) -> None:
    paint, copper = b.paint(b.colour, 0.45), b.metal("#d98247")
    b.tube([(-0.22, 0.08, 0.006), (-0.16, -0.02, 0.006), (-0.09, 0.02, 0.006), (-0.045, 0, 0.01)], 0.006, paint)
    b.tube([(0.045, 0, 0.01), (0.09, -0.02, 0.006), (0.13, 0.04, 0.006), (0.17, 0, 0.008)], 0.006, paint)
    for number, colour in enumerate(("#2b62b8", "#7a4a26", "#d9c02b")):
        y = (number - 1) * 0.007
        b.tube(
            [(-0.055, y / 2, 0.01), (0, 2.4 * y, 0.013 + 0.004 * number), (0.055, y / 2, 0.01)], 0.0024, b.paint(colour)
        )
    for _ in range(14):
        y, z = b.rng.uniform(-0.022, 0.022), b.rng.uniform(0.004, 0.036)
        side = b.rng.choice((-1, 1))
        b.tube([(side * 0.045, 0, 0.01), (side * 0.015, y, z), (side * -0.012, 1.5 * y, z + 0.004)], 0.0009, copper)
    _plug(b, (0.19, 0, 0), 0, b.colour)
    b.anchor("cord", (0.19, 0, 0.01))


@prop("breaker panel", states=("open",))
def breaker_panel(b: Build) -> None:
    b.box((0.36, 0.09, 0.5), (0, 0, 0), b.paint("pale grey", 0.4), round=0.006)
    b.box((0.30, 0.01, 0.43), (0, -0.046, 0.035), b.paint("#3a3d42", 0.5), round=0.002)
    for row in range(3):
        z = 0.07 + row * 0.135
        b.box((0.26, 0.014, 0.085), (0, -0.05, z), b.paint("white", 0.4))
        for k in range(8):
            x = -0.112 + k * 0.032
            b.box((0.014, 0.018, 0.022), (x, -0.058, z + 0.04), b.paint("black" if (k + row) % 5 else "red", 0.4))
    if b.has("open"):
        b.box((0.008, 0.3, 0.46), (-0.18, -0.19, 0.02), b.paint("pale grey", 0.4))


@prop("transformer box", colour="dark green", text=("HIGH VOLTAGE",))
def transformer_box(b: Build) -> None:
    paint = b.paint(b.colour, 0.5)
    b.box((1.2, 1.0, 0.12), (0, 0, 0), b.paint("grey", 0.9))
    b.box((1.05, 0.85, 1.1), (0, 0, 0.12), paint, round=0.02)
    b.box((1.12, 0.92, 0.06), (0, 0, 1.22), paint, round=0.02)
    for x in (-0.26, 0.26):
        b.box((0.5, 0.02, 0.95), (x, -0.43, 0.19), paint, round=0.006)
        for k in range(5):
            b.box((0.3, 0.012, 0.012), (x, -0.445, 0.9 + k * 0.035), b.paint("black"), round=0)
    _label(b, 0.32, 0.2, (0.26, -0.443, 0.55), "yellow")


@prop("paper shredder", colour="#2a2b2e", states=("paper",))
def paper_shredder(b: Build) -> None:
    """A shredder on its bin; `paper`: a sheet is half way in."""
    b.box((0.34, 0.24, 0.3), (0, 0, 0), b.paint("pale grey", 0.4, alpha=0.9), round=0.02)
    b.box((0.28, 0.004, 0.18), (0, -0.121, 0.06), b.paint("#dfe5e8", 0.1), round=0)
    for _ in range(40):
        x, z = b.rng.uniform(-0.12, 0.12), b.rng.uniform(0.07, 0.16)
        b.box((0.006, 0.002, 0.07), (x, -0.1235, z), b.paint("white", 0.8), tip=(0, b.rng.uniform(-60, 60)), round=0)
    b.box((0.37, 0.26, 0.1), (0, 0, 0.3), b.paint(b.colour, 0.4), round=0.015)
    b.box((0.24, 0.012, 0.004), (-0.02, 0, 0.398), b.paint("black"), round=0)
    b.box((0.03, 0.02, 0.008), (0.15, -0.06, 0.398), b.paint("#2f9d4b", 0.4, glow=1))
    if b.has("paper"):
        b.box((0.21, 0.002, 0.2), (-0.02, 0, 0.38), b.paint("white", 0.8), tip=(-8, 0), round=0)
    b.anchor("cord", (0.1, 0.13, 0.32))


# --- what warms


@prop("space heater", colour="white", states=("on",))
def space_heater(b: Build) -> None:
    """A radiant heater with quartz bars behind a wire guard."""
    shell, dark, wire = b.paint(b.colour, 0.4), b.paint("#2a2b2e", 0.5), b.metal("silver")
    on = b.has("on")
    for x in (-0.2, 0.2):
        b.box((0.05, 0.2, 0.025), (x, 0, 0), dark, round=0.008)
        b.box((0.04, 0.15, 0.40), (x, 0, 0.02), shell, round=0.012)
    b.box((0.4, 0.02, 0.38), (0, 0.06, 0.03), shell)
    b.box((0.4, 0.14, 0.03), (0, 0, 0.39), shell, round=0.01)
    b.box((0.4, 0.14, 0.03), (0, 0, 0.03), shell, round=0.01)
    mirror = b.paint("#c8521c", 0.3, glow=0.35) if on else b.metal("silver", 0.2)
    rows = []
    for k in range(13):
        z, a = 0.06 + 0.33 * k / 12, 2 * math.pi * k / 6
        rows.append([(x, 0.03 - 0.015 * math.cos(a), z) for x in (0.18, -0.18)])
    b.surface(rows, mirror)
    for z in (0.14, 0.31):
        bar = b.paint(_GLOW, 0.5, glow=4) if on else b.paint("pale grey", 0.3)
        b.rod((-0.18, -0.005, z), (0.18, -0.005, z), 0.011, bar)
    for k in range(7):
        z = 0.085 + k * 0.047
        b.rod((-0.185, -0.065, z), (0.185, -0.065, z), 0.0025, wire)
    grille(b, 0.3, 0.33, (0, -0.065, 0.06), 4, 0.004, wire)
    b.cylinder(0.016, 0.02, (0.2, -0.075, 0.1), dark, tip=(90, 0))
    if on:
        b.light((0, -0.16, 0.22), 1.2, "#ff5a1a", 0.1)
    b.anchor("cord", (0.16, 0.08, 0.06))


@prop("fan heater", colour="white", states=("on",))
def fan_heater(b: Build) -> None:
    shell, dark = b.paint(b.colour, 0.4), b.paint("#232427", 0.6)
    b.box((0.24, 0.13, 0.27), (0, 0, 0.015), shell, round=0.03)
    for x in (-0.08, 0.08):
        b.box((0.05, 0.13, 0.02), (x, 0, 0), dark)
    b.cylinder(0.092, 0.004, (0, -0.064, 0.155), dark, tip=(90, 0))
    hot = b.paint(_GLOW, 0.5, glow=4) if b.has("on") else b.metal("#6a5a50", 0.5)
    turns = [
        ((0.012 + 0.0032 * k) * math.cos(0.8 * k), -0.071, 0.155 + (0.012 + 0.0032 * k) * math.sin(0.8 * k))
        for k in range(24)
    ]
    b.tube(turns, 0.0038, hot)
    for r in (0.03, 0.06, 0.09):
        ring = [(r * math.cos(a), -0.082, 0.155 + r * math.sin(a)) for a in (0, 1.05, 2.09, 3.14, 4.19, 5.24)]
        b.tube(ring, 0.0022, shell, closed=True)
    for k in range(4):
        a = math.pi * k / 4
        x, z = 0.094 * math.cos(a), 0.094 * math.sin(a)
        b.rod((-x, -0.082, 0.155 - z), (x, -0.082, 0.155 + z), 0.0022, shell)
    for x in (-0.05, 0.05):
        b.cylinder(0.018, 0.016, (x, -0.01, 0.284), dark)
        b.box((0.004, 0.03, 0.006), (x, -0.01, 0.299), shell)
    b.tube([(-0.09, 0.03, 0.27), (-0.06, 0.05, 0.315), (0.06, 0.05, 0.315), (0.09, 0.03, 0.27)], 0.009, dark)
    if b.has("on"):
        b.light((0, -0.15, 0.155), 0.6, "#ff5a1a", 0.06)
    b.anchor("cord", (0.05, 0.065, 0.05))


@prop("oil radiator", colour="white", states=("on",))
def oil_radiator(b: Build) -> None:
    paint, dark = b.paint(b.colour, 0.35), b.paint("#2a2b2e", 0.5)
    for k in range(9):
        b.box((0.02, 0.15, 0.52), (-0.2 + k * 0.045, 0, 0.09), paint, round=0.01)
    for z in (0.14, 0.55):
        b.rod((-0.2, 0, z), (0.18, 0, z), 0.018, paint)
    b.box((0.08, 0.16, 0.5), (0.22, 0, 0.1), dark, round=0.02)
    b.cylinder(0.022, 0.012, (0.22, -0.08, 0.5), b.paint("pale grey"), tip=(90, 0))
    lamp = b.paint("#ff2a12", glow=4) if b.has("on") else b.paint("dark red")
    b.box((0.03, 0.012, 0.015), (0.22, -0.084, 0.43), lamp)
    for x in (-0.17, 0.19):
        b.box((0.03, 0.26, 0.02), (x, 0, 0.06), dark)
        for y in (-0.11, 0.11):
            b.cylinder(0.032, 0.025, (x - 0.0125, y, 0.032), dark, tip=(0, 90))
    b.anchor("cord", (0.22, 0.08, 0.14))


def _heated_cloth(b: Build, width: float, depth: float, lines: int) -> None:
    """A quilted cloth with a hand control on a cable."""
    pitch = width / lines

    def quilted(x: float, y: float) -> float:
        edge = min(width / 2 - abs(x), depth / 2 - abs(y)) / (0.03 * width)
        return 0.004 + min(1, max(0, edge)) * 0.012 * (1 + 0.6 * abs(math.sin(math.pi * (x / pitch))))

    cloth(b, width, depth, quilted, b.paint(b.colour, 0.95), cells=max(24, 4 * lines), thickness=0.004)
    for k in range(lines):
        x = pitch * (k - lines / 2 + 0.5)
        b.tube([(x, -depth * 0.44, 0.026), (x, 0, 0.026), (x, depth * 0.44, 0.026)], 0.003, b.paint("tan", 0.9))
    x, y = width * 0.3, -depth * 0.3
    b.tube([(width * 0.49, -depth * 0.48, 0.02), (x + 0.1, y - 0.02, 0.034), (x, y, 0.034)], 0.004, b.paint("white"))
    b.box((0.055, 0.13, 0.028), (x, y, 0.024), b.paint("white", 0.4), turn=20, round=0.01)
    b.cylinder(0.014, 0.005, (x, y, 0.052), b.paint("#ff2a12", glow=3 if b.has("on") else 0))
    b.anchor("cord", (width * 0.49, -depth * 0.48, 0.02))


@prop("electric blanket", colour="cream", states=("on",))
def electric_blanket(b: Build) -> None:
    _heated_cloth(b, 1.35, 0.95, 11)


@prop("heating pad", colour="pale blue", states=("on",))
def heating_pad(b: Build) -> None:
    _heated_cloth(b, 0.42, 0.32, 6)


@prop("hair dryer", colour="purple", states=("on",))
def hair_dryer(b: Build) -> None:
    """Lying on its side: the nozzle to the left, the handle to the viewer."""
    paint, dark = b.paint(b.colour, 0.3), b.paint("#232427", 0.4)
    with b.moved((0.1, 0.06, 0.044), tip=(0, -90)):
        b.lathe(
            [(0, -0.01), (0.03, -0.008), (0.042, 0.012), (0.044, 0.06), (0.036, 0.13), (0.03, 0.15), (0, 0.15)],
            (0, 0, 0),
            paint,
        )
        b.cylinder(0.031, 0.004, (0, 0, -0.013), dark)
        b.lathe([(0.032, 0.148), (0.034, 0.17), (0.03, 0.2), (0.026, 0.2), (0.02, 0.16)], (0, 0, 0), dark)
        if b.has("on"):
            b.cylinder(0.022, 0.002, (0, 0, 0.17), b.paint(_GLOW, glow=6))
    with b.moved((0.075, 0.04, 0.042), tip=(90, 0), turn=8):
        b.lathe(
            [(0, 0), (0.022, 0), (0.017, 0.04), (0.019, 0.1), (0.015, 0.14), (0, 0.142)],
            (0, 0, 0),
            paint,
            scale=(1.15, 0.85, 1),
        )
        b.box((0.012, 0.008, 0.03), (0, 0.016, 0.05), dark)
    b.tube([(0.094, -0.1, 0.04), (0.1, -0.15, 0.022), (0.11, -0.19, 0.006)], 0.0045, dark)
    b.anchor("cord", (0.11, -0.19, 0.006))


@prop("curling iron", colour="black", states=("on",))
def curling_iron(b: Build) -> None:
    dark = b.paint(b.colour, 0.4)
    b.rod((-0.01, 0, 0.022), (-0.19, 0, 0.022), 0.013, b.metal("gold", 0.25))
    b.rod((-0.18, 0, 0.022), (-0.205, 0, 0.022), 0.011, dark)
    b.rod((-0.01, 0, 0.022), (0.15, 0, 0.022), 0.017, dark)
    b.box((0.15, 0.016, 0.004), (-0.095, 0, 0.036), b.metal("silver"), round=0.001)
    b.box((0.05, 0.014, 0.008), (0.03, 0, 0.042), dark, tip=(0, 12))
    lamp = b.paint("#ff2a12", glow=5) if b.has("on") else b.paint("dark red")
    b.cylinder(0.005, 0.004, (0.07, 0, 0.037), lamp)
    b.sheet(
        [(-0.04, -0.03, 0), (-0.04, 0.03, 0), (-0.03, 0.02, 0.022), (-0.03, -0.02, 0.022)], b.metal("silver"), 0.002
    )
    b.anchor("cord", (0.15, 0, 0.022))


@prop("iron", colour="teal", states=("upright", "on"))
def iron(b: Build) -> None:
    """A clothes iron, flat on its plate or, `upright`, on its heel."""
    with b.moved((0.02, 0, 0.16), tip=(0, 90)) if b.has("upright") else b.moved():
        _flat_iron(b)


def _flat_iron(b: Build) -> None:
    def outline(z: float, grow: float, back: float = 0.11) -> list[Point]:
        right = [
            (-0.16 - grow, 0.0),
            (-0.12, 0.028 + grow),
            (-0.06, 0.048 + grow),
            (0.02, 0.057 + grow),
            (back, 0.055 + grow),
        ]
        points = [*right, *[(x, -y) for x, y in reversed(right)]]
        return [(x + 0.02, y, z) for x, y in points]

    plate, paint, dark = b.metal("silver", 0.25), b.paint(b.colour, 0.3), b.paint("#232427", 0.4)
    b.surface([outline(0, 0), outline(0.008, 0.002)], plate)
    b.sheet(outline(0.002, 0), plate, 0.002)
    shrunk = [(0.8 * x + 0.02, 0.55 * y, 0.075) for x, y, _ in outline(0, 0)]
    b.surface(
        [outline(0.009, 0), outline(0.03, 0), [(0.92 * x, 0.9 * y, 0.05) for x, y, _ in outline(0, 0)], shrunk], paint
    )
    b.sheet(shrunk, paint, 0.003)
    b.tube([(-0.09, 0, 0.065), (-0.07, 0, 0.115), (0.0, 0, 0.132), (0.09, 0, 0.125), (0.105, 0, 0.06)], 0.016, dark)
    b.box((0.02, 0.075, 0.07), (0.11, 0, 0.005), paint, round=0.006)
    b.cylinder(0.024, 0.012, (-0.02, 0, 0.075), b.paint("white", 0.4))
    b.cylinder(0.006, 0.006, (-0.065, 0, 0.078), b.paint("#ff2a12", glow=5 if b.has("on") else 0))
    b.anchor("cord", (0.115, 0.02, 0.11))


@prop("soldering iron", colour="blue", states=("on",))
def soldering_iron(b: Build) -> None:
    """In its stand, with the sponge."""
    dark = b.paint("#232427", 0.5)
    b.box((0.2, 0.09, 0.018), (0, 0, 0), dark, round=0.004)
    b.box((0.06, 0.06, 0.012), (0.055, 0, 0.016), b.paint("yellow", 0.95), round=0.006)
    spiral = [
        (
            -0.085 + 0.005 * k * 0.85 + 0.02 * math.cos(1.05 * k) * 0.5,
            0.02 * math.sin(1.05 * k),
            0.03 + 0.0025 * k + 0.02 * math.cos(1.05 * k),
        )
        for k in range(24)
    ]
    b.tube(spiral, 0.0022, b.metal("silver"))
    tip = b.paint("#ff7a2a", glow=4) if b.has("on") else b.metal("copper")
    b.rod((-0.1, 0, 0.022), (-0.06, 0, 0.045), 0.003, tip)
    b.rod((-0.065, 0, 0.042), (0.0, 0, 0.08), 0.006, b.metal("silver"))
    b.rod((0.0, 0, 0.08), (0.1, 0, 0.138), 0.013, b.paint(b.colour, 0.4))
    b.rod((0.1, 0, 0.138), (0.125, 0, 0.152), 0.006, dark)
    b.tube([(0.12, 0, 0.15), (0.16, 0.01, 0.13), (0.17, 0.05, 0.03), (0.16, 0.08, 0.005)], 0.004, dark)
    b.anchor("cord", (0.16, 0.08, 0.005))


@prop("generator", colour="red", text=("GENERATOR", "3000 W"), states=("running",))
def generator(b: Build) -> None:
    """A portable petrol generator in its tube frame."""
    frame, dark, paint = b.paint("#232427", 0.4), b.paint("#35373b", 0.5), b.paint(b.colour, 0.35)
    for y in (-0.2, 0.2):
        corners = [(-0.31, y, 0.06), (-0.31, y, 0.47), (0.31, y, 0.47), (0.31, y, 0.06)]
        for first, last in zip(corners, [*corners[1:], corners[0]], strict=True):
            b.rod(first, last, 0.014, frame)
        for x in (-0.31, 0.31):
            b.ball(0.014, (x, y, 0.456), frame)
            b.cylinder(0.03, 0.06, (x * 0.85, y, 0), frame)
    for x in (-0.31, 0.31):
        for z in (0.06, 0.47):
            b.rod((x, -0.2, z), (x, 0.2, z), 0.014, frame)
    b.box((0.54, 0.36, 0.13), (0, 0, 0.345), paint, round=0.035)
    b.cylinder(0.035, 0.02, (0.0, 0, 0.472), dark)
    b.box((0.24, 0.02, 0.22), (-0.14, -0.19, 0.1), dark, round=0.004)
    _label(b, 0.225, 0.1, (-0.14, -0.202, 0.215), "white")
    for number, x in enumerate((-0.19, -0.09)):
        with b.moved((x, -0.2, 0.15), tip=(90, 0)):
            _socket_on_top(b, (0, 0, 0), "socket" if number == 0 else "socket 2")
    b.box((0.25, 0.3, 0.18), (-0.14, 0, 0.1), b.paint("grey", 0.5), round=0.01)
    b.cylinder(0.1, 0.24, (0.12, 0.12, 0.19), b.metal("grey", 0.4), tip=(90, 0))
    b.cylinder(0.085, 0.02, (0.12, -0.12, 0.19), dark, tip=(90, 0))
    b.box((0.05, 0.03, 0.02), (0.12, -0.15, 0.2), b.paint("red"), round=0.008)
    b.box((0.1, 0.26, 0.14), (0.25, 0.02, 0.18), b.metal("#6a6a6a", 0.5), round=0.03)
    b.rod((0.27, -0.05, 0.26), (0.35, -0.05, 0.28), 0.016, b.metal("#5a4a40", 0.6))
    if b.has("running"):
        b.cylinder(0.007, 0.004, (-0.04, -0.2, 0.15), b.paint("#3aff4a", glow=6), tip=(90, 0))
        for k in range(4):
            b.ball(
                0.03 + 0.016 * k, (0.38 + 0.07 * k, -0.05, 0.25 + 0.05 * k), b.paint("grey", 1, alpha=0.22 - 0.04 * k)
            )


# --- light


def _bulb(b: Build, at: Point, radius: float, on: bool) -> None:
    """A light bulb with its socket down."""
    r = radius
    glass = b.paint("#fff0cf", 0.3, glow=6) if on else b.paint("#f7f3e6", 0.2)
    shape = [(0.4, 0), (0.45, 0.5), (0.85, 1.05), (1.0, 1.6), (0.87, 2.15), (0.5, 2.5), (0, 2.62)]
    b.lathe(rounded([(r * out, r * up) for out, up in shape]), at, glass, 28)


@prop("light bulb", states=("on",))
def light_bulb(b: Build) -> None:
    """Lying."""
    with b.moved((-0.025, 0, 0.03), tip=(0, 86)):
        metal = b.metal("silver")
        b.lathe(
            [(0, -0.028), (0.006, -0.026), *[(0.013 + 0.0012 * (k % 2), -0.024 + 0.004 * k) for k in range(7)], (0, 0)],
            (0, 0, 0),
            metal,
        )
        _bulb(b, (0, 0, 0), 0.03, b.has("on"))


@prop("hanging bulb", states=("on",))
def hanging_bulb(b: Build) -> None:
    b.rod((0, 0, 0.14), (0, 0, 0.6), 0.004, b.paint("black"))
    b.cylinder(0.02, 0.05, (0, 0, 0.095), b.paint("black", 0.4))
    with b.moved((0, 0, 0.1), tip=(180, 0)):
        _bulb(b, (0, 0, 0), 0.035, b.has("on"))
    if b.has("on"):
        b.light((0, 0, 0.02), 8)


def _lamp_foot(b: Build, height: float, paint: Paint) -> None:
    b.lathe(
        [(0, 0), (0.075, 0), (0.075, 0.012), (0.02, 0.03), (0.012, 0.06), (0.03, 0.12), (0.012, 0.2), (0.01, height)],
        (0, 0, 0),
        paint,
    )
    b.anchor("cord", (0, 0.075, 0.008))


def _lampshade(b: Build, at: Point, on: bool, colour: str) -> None:
    paint = b.paint(colour, 0.9, glow=0.9 if on else 0)
    b.lathe([(0.15, 0), (0.085, 0.2), (0.082, 0.2), (0.147, 0)], at, paint)


@prop("bedside lamp", colour="cream", states=("on",))
def bedside_lamp(b: Build) -> None:
    _lamp_foot(b, 0.3, b.metal("brass"))
    _lampshade(b, (0, 0, 0.25), b.has("on"), b.colour)
    if b.has("on"):
        b.light((0, 0, 0.34), 5)


@prop("lamp with a scarf over it", colour="red", states=("on",))
def lamp_with_a_scarf(b: Build) -> None:
    """A lamp whose shade a scarf was thrown over."""
    _lamp_foot(b, 0.3, b.metal("brass"))
    on = b.has("on")
    _lampshade(b, (0, 0, 0.25), on, "cream")
    rows = []
    for i, (r, z) in enumerate(
        ((0.0, 0.462), (0.05, 0.461), (0.095, 0.454), (0.122, 0.40), (0.147, 0.34), (0.172, 0.28), (0.188, 0.2))
    ):
        row = []
        for k in range(49):
            a = 2 * math.pi * k / 48
            fold = 1 + 0.025 * i * (0.5 + 0.5 * math.sin(9 * a)) * (i > 2)
            drop = (0.5 + 0.5 * math.cos(4 * a)) * 0.028 * max(0, i - 3)
            row.append((r * fold * math.cos(a), r * fold * math.sin(a), z - drop))
        rows.append(row)
    b.surface(
        rows[::-1], b.paint(b.colour, 0.9, glow=0.35 if on else 0, pattern="stripes", second="gold", scale=4), 0.003
    )
    if on:
        b.light((0, 0, 0.34), 5)


@prop("floor lamp", colour="cream", states=("on",))
def floor_lamp(b: Build) -> None:
    b.cylinder(0.14, 0.02, (0, 0, 0), b.metal("#3a3b3e"))
    b.rod((0, 0, 0), (0, 0, 1.4), 0.011, b.metal("#3a3b3e"))
    with b.moved((0, 0, 1.3), scale=1.3):
        _lampshade(b, (0, 0, 0), b.has("on"), b.colour)
    if b.has("on"):
        b.light((0, 0, 1.42), 12)
    b.anchor("cord", (0, 0.14, 0.01))


@prop("halogen floor lamp", colour="dark grey", states=("on",))
def halogen_floor_lamp(b: Build) -> None:
    """A torchère: an upward bowl on a pole."""
    metal = b.paint(b.colour, 0.35, metal=0.6)
    b.cylinder(0.13, 0.025, (0, 0, 0), metal)
    b.rod((0, 0, 0), (0, 0, 1.7), 0.012, metal)
    b.lathe([(0.02, 1.7), (0.1, 1.72), (0.17, 1.79), (0.165, 1.79), (0.09, 1.735), (0, 1.73)], (0, 0, 0), metal)
    bulb = b.paint("#fff2d0", glow=12) if b.has("on") else b.paint("white", 0.3)
    b.rod((-0.06, 0, 1.765), (0.06, 0, 1.765), 0.008, bulb)
    if b.has("on"):
        b.light((0, 0, 1.85), 12)
    b.anchor("cord", (0, 0.13, 0.01))


@prop("clip lamp", colour="white", states=("on",))
def clip_lamp(b: Build) -> None:
    """A spotlight on a clip and a bent neck; it shines down to the left."""
    dark, shade = b.paint("#232427", 0.4), b.paint(b.colour, 0.35)
    b.box((0.05, 0.04, 0.012), (0.05, 0, 0), dark)
    b.box((0.06, 0.04, 0.012), (0.05, 0, 0.022), dark, tip=(0, 8))
    b.tube([(0.05, 0, 0.03), (0.07, 0, 0.12), (0.05, 0, 0.22), (0, 0, 0.25)], 0.007, dark)
    with b.moved((0.005, 0, 0.25), tip=(0, -125)):
        b.lathe([(0.02, 0), (0.03, 0.03), (0.055, 0.1), (0.052, 0.1), (0.02, 0.02)], (0, 0, 0), shade)
        _bulb(b, (0, 0, 0.02), 0.024, b.has("on"))
    if b.has("on"):
        b.light((-0.08, 0, 0.17), 3)
    b.anchor("cord", (0.07, 0.02, 0.01))


@prop("heat lamp", states=("on",))
def heat_lamp(b: Build) -> None:
    """A red brooder lamp under a wide reflector, on a chain."""
    metal = b.metal("silver", 0.35)
    b.lathe(
        [(0.03, 0.2), (0.05, 0.17), (0.115, 0.055), (0.12, 0.04), (0.115, 0.04), (0.045, 0.165), (0, 0.19)],
        (0, 0, 0),
        metal,
    )
    b.cylinder(0.03, 0.07, (0, 0, 0.19), b.paint("black", 0.4))
    red = b.paint("#ff2205", 0.3, glow=3) if b.has("on") else b.paint("#8a1410", 0.2)
    b.lathe(rounded([(0, 0), (0.05, 0.005), (0.066, 0.035), (0.05, 0.09), (0.025, 0.16)]), (0, 0, 0), red)
    for k in range(12):
        ring = [
            (0.006 * math.cos(c) * (k % 2), 0.006 * math.cos(c) * (1 - k % 2), 0.255 + 0.022 * k + 0.014 * math.sin(c))
            for c in (0, 1.57, 3.14, 4.71)
        ]
        b.tube(ring, 0.002, metal, closed=True)
    if b.has("on"):
        b.light((0, 0, -0.03), 4, "#ff4a20")
    b.anchor("cord", (0, 0.03, 0.22))


@prop("work light", colour="yellow", states=("on",))
def work_light(b: Build) -> None:
    """A site floodlight on a floor stand."""
    paint, dark = b.paint(b.colour, 0.4), b.paint("#232427", 0.4)
    for y in (-0.12, 0.12):
        b.rod((-0.16, y, 0.012), (0.16, y, 0.012), 0.012, paint)
    for x in (-0.16, 0.16):
        b.rod((x, -0.12, 0.012), (x, 0.12, 0.012), 0.012, paint)
        b.rod((x, 0, 0.012), (x * 0.9, 0, 0.22), 0.012, paint)
    with b.moved((0, 0, 0.13), tip=(-12, 0)):
        b.box((0.26, 0.1, 0.2), (0, 0, 0), dark, round=0.015)
        face = b.paint("#fff4d8", glow=8) if b.has("on") else b.paint("pale grey", 0.15)
        b.box((0.23, 0.01, 0.17), (0, -0.048, 0.015), face)
        grille(b, 0.2, 0.19, (0, -0.062, 0.005), 4, 0.005, paint)
    b.tube([(-0.144, 0, 0.22), (-0.13, 0, 0.37), (0.13, 0, 0.37), (0.144, 0, 0.22)], 0.011, paint)
    if b.has("on"):
        b.light((0, -0.2, 0.24), 15, "#fff2d8")
    b.anchor("cord", (0.08, 0.05, 0.15))


@prop("string lights", colour="amber", states=("on",))
def string_lights(b: Build) -> None:
    """A chain of little lamps that lies in waves."""
    wire = b.paint("dark green", 0.5)
    points = [(0.6 * (k / 16 - 0.5) * 2, 0.11 * math.sin(k * 1.3), 0.006) for k in range(17)]
    b.tube(points, 0.0035, wire)
    for x, y, _ in points:
        b.cylinder(0.007, 0.02, (x, y, 0.004), wire, steps=10)
        b.ball(0.011, (x, y, 0.022), b.paint(b.colour, 0.3, glow=2.5 if b.has("on") else 0), (1, 1, 1.5), 12)
    b.anchor("cord", (0.6, 0.03, 0.006))


# --- chargers and batteries


@prop("phone charger", colour="white")
def phone_charger(b: Build) -> None:
    paint = b.paint(b.colour, 0.35)
    b.box((0.045, 0.045, 0.028), (-0.08, 0.02, 0), paint, round=0.007)
    for y in (0.012, 0.028):
        b.rod((-0.102, y, 0.014), (-0.122, y, 0.014), 0.0024, b.metal("brass"))
    turns = [(0.055 * math.cos(0.8 * k) + 0.02, 0.045 * math.sin(0.8 * k), 0.003 + 0.0006 * k) for k in range(4, 22)]
    b.tube([(-0.055, 0.02, 0.012), (-0.03, 0.01, 0.004), *turns, (0.1, -0.03, 0.003)], 0.0022, paint)
    b.box((0.025, 0.011, 0.007), (0.11, -0.033, 0), paint, turn=-15)
    b.anchor("cord", (-0.1, 0.02, 0.014))


@prop("laptop charger", colour="black")
def laptop_charger(b: Build) -> None:
    paint = b.paint(b.colour, 0.4)
    b.box((0.13, 0.055, 0.032), (0, 0, 0), paint, round=0.006)
    b.panel(0.08, 0.03, (0, 0, 0.0326), b.paint("pale grey"), facing="up")
    b.cylinder(0.003, 0.002, (0.055, 0.018, 0.031), b.paint("#3aff4a", glow=3))
    b.tube(
        [(0.065, 0, 0.016), (0.12, 0.02, 0.004), (0.15, 0.1, 0.004), (0.05, 0.13, 0.004), (0.1, 0.08, 0.009)],
        0.003,
        paint,
    )
    b.anchor("cord", (-0.065, 0, 0.016))


@prop("power bank", colour="dark blue", text=("20000 mAh",), states=("swollen",))
def power_bank(b: Build) -> None:
    paint = b.paint(b.colour, 0.4)
    b.box((0.15, 0.072, 0.022), (0, 0, 0), paint, round=0.008)
    top = 0.0226
    if b.has("swollen"):
        b.ball(0.05, (0, 0, -0.002), paint, (1.4, 0.66, 0.42))
        top = 0.0405
    _label(b, 0.07, 0.02, (0, -0.012, top), b.colour, facing="up")
    for k in range(4):
        b.cylinder(0.002, 0.001, (0.04 + 0.007 * k, 0.026, 0.0215), b.paint("#7ab8ff", glow=4), steps=8)
    b.box((0.002, 0.012, 0.006), (0.0745, 0, 0.008), b.paint("black"), round=0)


@prop("lithium battery pack", colour="blue", text=("Li-ion 36 V",), states=("swollen",))
def lithium_battery_pack(b: Build) -> None:
    """Cells shrink-wrapped together, with leads."""
    wrap = b.paint(b.colour, 0.25)
    for y in (-0.024, 0.0, 0.024):
        for k in range(5):
            b.cylinder(0.0122, 0.07, (-0.05 + 0.025 * k, y, 0), wrap, steps=20)
    b.box((0.128, 0.075, 0.058), (0, 0, 0.006), wrap, round=0.006)
    if b.has("swollen"):
        b.ball(0.04, (0, 0, 0.004), wrap, (1.45, 1.3, 1.15))
    _label(b, 0.1, 0.03, (0, -0.0385 if not b.has("swollen") else -0.0535, 0.03), "white")
    for colour, y in (("red", -0.01), ("black", 0.01)):
        b.tube([(0.06, y, 0.05), (0.1, 2 * y, 0.045), (0.13, 3 * y, 0.004)], 0.003, b.paint(colour, 0.4))


@prop("e-bike battery", colour="black", text=("36 V 14 Ah",), states=("charging",))
def e_bike_battery(b: Build) -> None:
    b.box((0.38, 0.09, 0.1), (0, 0, 0), b.paint(b.colour, 0.35), round=0.02)
    b.box((0.05, 0.092, 0.075), (-0.17, 0, 0.012), b.paint("grey", 0.4), round=0.01)
    b.tube([(0.1, 0, 0.095), (0.12, 0, 0.125), (0.16, 0, 0.125), (0.18, 0, 0.095)], 0.009, b.paint("#35373b"))
    _label(b, 0.18, 0.05, (0.02, -0.0455, 0.025), b.colour)
    for k in range(5):
        lit = b.has("charging") and k < 3
        b.box(
            (0.012, 0.006, 0.004), (-0.06 + 0.02 * k, -0.02, 0.0985), b.paint("#3aff4a", glow=6 if lit else 0), round=0
        )
    b.anchor("cord", (-0.19, 0, 0.03))


def _round_cell(b: Build, at: Point, turn: float, length: float, radius: float, colour: str) -> None:
    """A battery that lies."""
    with b.moved((at[0], at[1], at[2] + radius), turn=turn, tip=(0, 90)):
        b.cylinder(radius, length * 0.68, (0, 0, 0), b.paint("#232427", 0.3), steps=20)
        b.cylinder(radius, length * 0.28, (0, 0, length * 0.68), b.paint(colour, 0.3, metal=0.5), steps=20)
        b.cylinder(radius * 0.36, length * 0.05, (0, 0, length * 0.96), b.metal("silver"), steps=14)


@prop("AA battery", colour="copper")
def aa_battery(b: Build) -> None:
    _round_cell(b, (-0.025, 0, 0), 0, 0.05, 0.0072, b.colour)


@prop("AA batteries", colour="copper")
def aa_batteries(b: Build) -> None:
    for x, y, turn in ((-0.05, 0.02, 12), (-0.03, 0.0, -8), (-0.045, -0.025, 30), (0.02, 0.025, -50)):
        _round_cell(b, (x, y, 0), turn, 0.05, 0.0072, b.colour)


@prop("9 volt battery", colour="gold")
def nine_volt_battery(b: Build) -> None:
    b.box((0.026, 0.017, 0.03), (0, 0, 0), b.paint("#232427", 0.3), round=0.002)
    b.box((0.0262, 0.0172, 0.0145), (0, 0, 0.03), b.paint(b.colour, 0.3, metal=0.5), round=0.002)
    b.cylinder(0.004, 0.003, (-0.006, 0, 0.044), b.metal("silver"), steps=12)
    b.cylinder(0.0045, 0.003, (0.006, 0, 0.044), b.metal("silver"), steps=6)


@prop("button batteries")
def button_batteries(b: Build) -> None:
    """Six coin cells, loose."""
    bright, dull = b.metal("silver", 0.2), b.metal("grey", 0.35)
    for x, y in ((-0.03, 0.01), (0.005, -0.012), (0.03, 0.012), (-0.012, 0.03), (0.042, -0.022)):
        b.cylinder(0.0105, 0.0022, (x, y, 0), dull, steps=28)
        b.cylinder(0.0088, 0.0012, (x, y, 0.0022), bright, steps=28)
    b.cylinder(0.0105, 0.0032, (-0.022, 0.016, 0.0026), bright, steps=28, tip=(14, 8))


@prop("battery charger", colour="dark grey", states=("on",))
def battery_charger(b: Build) -> None:
    """For four round cells."""
    b.box((0.1, 0.08, 0.022), (0, 0, 0), b.paint(b.colour, 0.5), round=0.006)
    for k in range(4):
        x = -0.033 + 0.022 * k
        with b.moved((x, 0.028, 0.012), turn=-90):
            _round_cell(b, (0, 0, 0.0), 0, 0.05, 0.0072, "green")
        b.box((0.006, 0.004, 0.003), (x, -0.034, 0.021), b.paint("#ff2a12", glow=5 if b.has("on") else 0), round=0)
    b.anchor("cord", (0, 0.04, 0.01))


@prop("car battery", colour="black", text=("12 V", "70 Ah"), states=("jumper cables",))
def car_battery(b: Build) -> None:
    b.box((0.25, 0.17, 0.17), (0, 0, 0), b.paint(b.colour, 0.5), round=0.006)
    b.box((0.256, 0.176, 0.025), (0, 0, 0.15), b.paint("#3a3c40", 0.5), round=0.006)
    for k in range(6):
        b.cylinder(0.011, 0.005, (-0.075 + 0.03 * k, 0.045, 0.174), b.paint("yellow", 0.5), steps=16)
    _label(b, 0.15, 0.09, (0, -0.0865, 0.035), "white")
    for colour, x in (("red", -0.09), ("#101113", 0.09)):
        b.cylinder(0.016, 0.004, (x, -0.03, 0.174), b.paint(colour, 0.4))
        b.cylinder(0.009, 0.02, (x, -0.03, 0.174), b.metal("#8a8c90", 0.5), top=0.0078)
        if b.has("jumper cables"):
            _clamp(b, (x, -0.03, 0.19), "red" if colour == "red" else "black")


def _clamp(b: Build, at: Point, colour: str) -> None:
    """A clamp of a jumper cable on a pole, its cable hanging down."""
    x, y, z = at
    for side in (-1, 1):
        b.box((0.016, 0.016, 0.09), (x + side * 0.012, y, z), b.paint(colour, 0.4), tip=(0, side * 12))
        b.box((0.006, 0.014, 0.03), (x + side * 0.008, y, z - 0.02), b.metal("copper"), tip=(0, -side * 12), round=0)
    out = math.copysign(1, x)
    bow = [
        (x, y, z + 0.07),
        (x + out * 0.06, y - 0.03, z + 0.09),
        (x + out * 0.12, y - 0.09, 0.09),
        (x + out * 0.1, y - 0.15, 0.007),
    ]
    b.tube([*bow, (x + out * 0.24, y - 0.16, 0.007)], 0.006, b.paint(colour, 0.4))
