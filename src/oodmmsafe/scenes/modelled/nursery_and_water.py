"""Props asked for by the cases on small children and on water."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


@prop("garland of lights", colour="amber", states=("on",))
def garland_of_lights(b: Build) -> None:
    """A chain of lamps that hangs in three swags, 1.2 m wide and 25 cm high."""
    wire, glow = b.paint("dark green", 0.5), b.paint(b.colour, 0.3, glow=3 if b.has("on") else 0)
    points = []
    for k in range(37):
        s = (k % 12) / 12 if k < 36 else 0
        points.append((-0.6 + k / 30, 0, 0.25 - 0.6 * s * (1 - s)))
    b.tube(points, 0.006, wire)
    b.tube([(0.6, 0, 0.25), (0.62, 0, 0.15), (0.6, 0, 0.0)], 0.005, wire)
    for x, y, z in points[1::3]:
        b.cylinder(0.011, 0.025, (x, y, z - 0.03), wire, steps=10)
        b.ball(0.021, (x, y, z - 0.075), glow, (1, 1, 1.25), 14)


@prop("blind cord", colour="white")
def blind_cord(b: Build) -> None:
    """The looped bead cord of a window blind, 1.1 m long, with a tassel."""
    paint = b.paint(b.colour, 0.4)
    left = [(-0.03, 0, 1.1), (-0.045, 0, 0.6), (-0.05, 0, 0.2)]
    right = [(0.05, 0, 0.2), (0.045, 0, 0.6), (0.03, 0, 1.1)]
    turn = [(0.05 * math.cos(a), 0, 0.15 + 0.05 * math.sin(a)) for a in [math.pi + 0.52 * k for k in range(1, 6)]]
    b.tube([*left, *turn, *right], 0.009, paint)
    b.cylinder(0.02, 0.07, (0, 0, 0.03), b.paint("pale wood", 0.5), top=0.01)


@prop("shore power post", colour="white", text=("SHORE", "POWER", "230 V"))
def shore_power_post(b: Build) -> None:
    """A post for berths, 95 cm, with two round sockets; a cable from one of them lies to the left and hangs down."""
    shell, blue = b.paint(b.colour, 0.4), b.paint("blue", 0.4)
    b.box((0.24, 0.2, 0.9), (0, 0, 0), shell, round=0.02)
    b.box((0.27, 0.23, 0.06), (0, 0, 0.89), blue, round=0.02)
    if b.text:
        b.panel(0.22, 0.24, (0, -0.102, 0.62), b.printed(lines_on(b.text, (800, 870), background="white", ink="blue")))
    for x in (-0.055, 0.055):
        b.cylinder(0.042, 0.035, (x, -0.1, 0.52), blue, tip=(90, 0))
    cable = b.paint("yellow", 0.5)
    b.rod((-0.055, -0.13, 0.52), (-0.055, -0.2, 0.5), 0.026, b.paint("black", 0.5))
    path = [(-0.055, -0.2, 0.5), (-0.07, -0.24, 0.3), (-0.14, -0.22, 0.03), (-0.4, -0.12, 0.015), (-0.62, -0.2, 0.015)]
    b.tube([*path, (-0.76, -0.2, 0.01), (-0.82, -0.2, -0.2), (-0.83, -0.2, -0.6)], 0.012, cable)


@prop("flood water", colour="#6f6552")
def flood_water(b: Build) -> None:
    """Muddy water that streams away from the viewer, 14 m wide and 24 m deep, its left edge ragged, with foam."""

    def height(x: float, y: float) -> float:
        wave = math.sin(5.1 * x + 0.6 * math.sin(1.7 * y)) + math.sin(3.3 * x - 2.9 * y) + math.sin(1.9 * y + 7.3 * x)
        return 0.1 + 0.011 * wave

    rows = []
    for i in range(121):
        y = 0.2 * i - 12
        left = -7 + 0.35 * math.sin(0.9 * y) + 0.16 * math.sin(2.3 * y + 1) + 0.08 * math.sin(6.1 * y)
        row = [(left - 0.06, y, -0.01)]
        for j in range(101):
            x = left + (7 - left) * j / 100
            row.append((x, y, height(x, y) * min(1, 0.15 + j / 12)))
        rows.append(row)
    b.surface(rows, b.paint(b.colour, 0.16))
    foam = b.paint("#d9d3c4", 0.8)
    for _ in range(90):
        x, y, long = b.rng.uniform(-6.3, 5), b.rng.uniform(-9, 9), b.rng.uniform(0.25, 0.8)
        path = [(x + 0.05 * math.sin(5 * t), y + long * t, height(x, y + long * t) + 0.008) for t in (0, 0.33, 0.66, 1)]
        b.tube(path, b.rng.uniform(0.012, 0.03), foam)
