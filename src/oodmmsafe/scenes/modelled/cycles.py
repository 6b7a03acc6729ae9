"""Bicycles with what may be on them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.modelled import prop

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


def _wheel(b: Build, y: float, r: float) -> None:
    """A spoked wheel in the plane of y and z."""
    with b.moved((0, y, r), tip=(0, 90)):
        tyre = [(r - 0.018 + 0.018 * math.cos(t), 0.018 * math.sin(t)) for t in [2 * math.pi * k / 8 for k in range(9)]]
        b.lathe(tyre, (0, 0, 0), b.paint("#1b1c1e", 0.8), 36)
        b.lathe([(r - 0.045, -0.01), (r - 0.034, -0.01), (r - 0.034, 0.01), (r - 0.045, 0.01)], (0, 0, 0),
            b.metal("silver"))  # fmt: skip
    for k in range(14):
        a = 2 * math.pi * k / 14
        x = 0.012 if k % 2 else -0.012
        b.rod((x, y, r), (0, y + (r - 0.04) * math.cos(a), r + (r - 0.04) * math.sin(a)), 0.0012, b.metal("silver"))
    b.rod((-0.04, y, r), (0.04, y, r), 0.013, b.metal("silver"))


@prop("bicycle with lights", colour="dark blue", states=("off",))
def bicycle_with_lights(b: Build) -> None:
    """Stands on its own, front to the viewer: a white lamp shines in front, a red one behind, unless they are "off"."""
    r, frame, steel, dark = 0.34, b.paint(b.colour, 0.25), b.metal("silver"), b.paint("#1b1c1e", 0.6)
    front, rear, crank = -0.55, 0.52, (0, 0.08, 0.29)
    for y in (front, rear):
        _wheel(b, y, r)
    head, neck, seat = (0, -0.36, 0.84), (0, -0.4, 0.68), (0, 0.22, 0.82)
    for start, end, thick in ((seat, crank, 0.016), (head, (0, 0.19, 0.74), 0.016), (neck, crank, 0.019),
            (head, neck, 0.021)):  # fmt: skip
        b.rod(start, end, thick, frame)
    for x in (-0.05, 0.05):
        b.rod((x * 0.4, neck[1], neck[2]), (x, front, r), 0.012, frame)
        b.rod((x * 0.6, 0.09, 0.29), (x, rear, r), 0.01, frame)
        b.rod((x * 0.4, 0.19, 0.74), (x, rear, r), 0.009, frame)
        b.tube([(0, -0.34, 0.98), (x * 3, -0.36, 1.0), (x * 5.5, -0.24, 1.0)], 0.012, steel)
        b.rod((x * 4.8, -0.29, 1.0), (x * 5.8, -0.2, 1.0), 0.017, dark)
        b.box((0.09, 0.06, 0.02), (x * 2.6, crank[1] - x * 2.4, crank[2] - 0.01 + x * 1.8), dark)
        b.rod((x * 1.2, crank[1], crank[2]), (x * 1.6, crank[1] - x * 2.4, crank[2] + x * 1.8), 0.01, steel)
        b.tube([(x, y, r + 0.02) for y in (rear, rear - 0.02)] + [(x, rear, 0.74)], 0.006, steel)
    b.cylinder(0.09, 0.008, (0.045, crank[1], crank[2]), steel, tip=(0, 90))
    b.rod(head, (0, -0.34, 0.98), 0.014, steel)
    b.rod(seat, (0, 0.24, 0.92), 0.014, steel)
    b.ball(0.09, (0, 0.26, 0.9), dark, (0.8, 1.45, 0.45))
    for y in (front, rear):
        arc = [(0, y + (r + 0.03) * math.cos(a), r + (r + 0.03) * math.sin(a))
            for a in [math.radians(20 + 16 * k) for k in range(9)]]  # fmt: skip
        b.surface([[(x, p[1], p[2]) for p in arc] for x in (-0.026, 0.026)], frame, 0.003)
    b.box((0.13, 0.34, 0.012), (0, rear, 0.74), steel)
    b.cylinder(0.04, 0.05, (0, -0.43, 0.86), dark, tip=(90, 0))
    b.box((0.06, 0.03, 0.045), (0, rear + 0.17, 0.7), dark, round=0.008)
    if b.has("off"):
        lamp, tail = b.paint("pale grey", 0.1), b.paint("dark red", 0.2)
    else:
        lamp, tail = b.paint("#fff6dc", glow=12), b.paint("#ff1a10", glow=8)
        b.light((0, -0.55, 0.86), 2, "#fff1d0")
        b.light((0, rear + 0.24, 0.72), 1.5, "#ff2a1a")
    b.cylinder(0.037, 0.004, (0, -0.48, 0.86), lamp, tip=(90, 0))
    b.box((0.05, 0.004, 0.034), (0, rear + 0.187, 0.706), tail, round=0.001)
    b.rod((-0.03, 0.1, 0.26), (-0.16, 0.16, 0.005), 0.009, steel)
