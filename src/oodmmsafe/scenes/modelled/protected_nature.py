"""Props asked for by the cases on nature and law."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.modelled import prop

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


@prop("ivory tusk", colour="#efe4c8")
def ivory_tusk(b: Build) -> None:
    """An elephant's tusk, 70 cm along its curve, held by a dark wooden stand with two forks."""
    ivory = b.paint(b.colour, 0.25, pattern="noise", second="#d8c69a", scale=5)
    wood, steps, sides = b.paint("dark brown", 0.45), 28, 20
    rows = []
    for i in range(steps + 1):
        t = i / steps
        a = math.radians(-62 + 110 * t)
        x, z = 0.36 * math.sin(a), 0.52 - 0.36 * math.cos(a)
        radius = 0.001 + 0.048 * (1 - t) ** 0.75
        ring = []
        for k in range(sides + 1):
            c = 2 * math.pi * k / sides
            out, side = radius * math.cos(c), radius * math.sin(c)
            ring.append((x + out * math.sin(a), side, z - out * math.cos(a)))
        rows.append(ring)
    b.surface(rows, ivory)
    a = math.radians(-62)
    centre = (0.36 * math.sin(a), 0.0, 0.52 - 0.36 * math.cos(a))
    rim = rows[0]
    b.sheet(rim[:-1], b.paint("#c9b78c", 0.7), 0.002)
    b.ball(0.022, (centre[0], 0, centre[2] - 0.022), b.paint("#5b4a30", 1), (0.5, 1, 1), 14)
    b.box((0.52, 0.14, 0.03), (0, 0, 0), wood, round=0.008)
    for x in (-0.17, 0.14):
        foot = 0.52 - math.sqrt(0.36**2 - x * x) - 0.052
        for y in (-0.035, 0.035):
            b.rod((x, 0, 0.03), (x, y, foot + 0.045), 0.008, wood)
        b.rod((x, 0, 0.02), (x, 0, foot), 0.011, wood)


@prop("waterweed with mussels")
def waterweed_with_mussels(b: Build) -> None:
    """A tangle of green waterweed, 60 cm, with a crust of small striped mussels."""
    weed = [b.paint(c, 0.9) for c in ("#3f7a2c", "#5b8f35", "#2f5f25")]
    for k in range(34):
        a, r = b.rng.uniform(0, 6.28), b.rng.uniform(0.05, 0.3)
        x, y = 1.15 * r * math.cos(a), 0.6 * r * math.sin(a)
        dx, dy = b.rng.uniform(-0.14, 0.14), b.rng.uniform(-0.09, 0.09)
        path = [(x, y, 0.012), (x + dx / 2, y + dy / 2, b.rng.uniform(0.02, 0.07)), (x + dx, y + dy, 0.01)]
        b.tube(path, b.rng.uniform(0.006, 0.012), weed[k % 3])
    dark, pale = b.paint("#3a2a1c", 0.45), b.paint("#d8c39a", 0.5)
    for _ in range(26):
        x, y, turn = b.rng.uniform(-0.16, 0.16), b.rng.uniform(-0.12, 0.1), b.rng.uniform(0, 360)
        with b.moved((x, y, b.rng.uniform(0.015, 0.06)), turn=turn, tip=(b.rng.uniform(-25, 25), 0)):
            b.ball(0.02, (0, 0, 0), dark, (1.5, 0.9, 0.75), 12)
            for s in (-0.012, 0.004, 0.018):
                b.ball(0.0185, (s * 0.6, 0, 0.0025), pale, (0.16, 0.86 - abs(s) * 8, 0.8), 10)
