"""Animals of the farm. They look at the viewer: give them a turn of 60 to 90 to show their side."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point
    from oodmmsafe.scenes.blender.materials import Paint


def _along(b: Build, sections: Sequence[Sequence[float]], paint: Paint, power: float = 2.3, steps: int = 28) -> None:
    """A smooth body along y through cross-sections (y, middle height, width, height), from the front to the back."""
    rows = []
    for y, z, width, height in sections:
        row = []
        for k in range(steps + 1):
            a = -math.pi / 2 + 2 * math.pi * k / steps
            c, s = math.cos(a), math.sin(a)
            row.append((width / 2 * math.copysign(abs(c) ** (2 / power), c), y,
                z + height / 2 * math.copysign(abs(s) ** (2 / power), s)))  # fmt: skip
        rows.append(row)
    b.surface(rows, paint)


def _patches(colour: str, ground: str = "#efece4") -> Image.Image:
    """White hide with large patches, as wide as the body is round."""
    rng = random.Random(11)
    image = Image.new("RGB", (600, 700), srgb(ground))
    pen = ImageDraw.Draw(image)
    for x, y in ((130, 120), (470, 150), (300, 260), (90, 380), (510, 400), (290, 520), (150, 620), (450, 640)):
        for _ in range(9):
            dx, dy, r, q = rng.gauss(0, 38), rng.gauss(0, 42), rng.uniform(28, 58), rng.uniform(26, 60)
            pen.ellipse((x + dx - r, y + dy - q, x + dx + r, y + dy + q), fill=srgb(colour))
    return image


def _leg(b: Build, x: float, y: float, top: float, thick: float, skin: Paint, hoof: Paint, bend: float) -> None:
    """A leg down from `top`; bend: how far its middle joint lies back."""
    t = thick
    loft(
        b,
        [
            (0.06, t * 0.42, t * 0.46, 0, 0),
            (0.1, t * 0.38, t * 0.42, 0, 0),
            (top * 0.42, t * 0.42, t * 0.46, 0, bend * 0.9),
            (top * 0.5, t * 0.52, t * 0.62, 0, bend),
            (top * 0.62, t * 0.55, t * 0.75, 0, bend * 0.6),
            (top, t, t * 1.5, 0, 0),
        ],
        (x, y, 0),
        skin,
        power=2.3,
        steps=20,
    )
    loft(b, [(0, 0, 0), (0, t * 0.6, t * 0.7, 0, -0.01), (0.075, t * 0.45, t * 0.5), (0.075, 0, 0)], (x, y, 0), hoof,
        power=2.6, steps=20)  # fmt: skip


def _ear(b: Build, at: Point, side: int, long: float, paint: Paint) -> None:
    x, y, z = at
    points = [(x, y, z + long * 0.16), (x + side * long * 0.5, y + 0.01, z + long * 0.26),
        (x + side * long, y + 0.02, z - 0.02), (x + side * long * 0.5, y, z - long * 0.24),
        (x, y, z - long * 0.16)]  # fmt: skip
    b.sheet(points, paint, 0.016)


@prop("cow", colour="black")
def cow(b: Build) -> None:
    """White with patches of its colour, or brown all over if that is "brown"."""
    plain = b.colour not in ("black", "white")
    hide = b.paint(b.colour, 0.85, pattern="noise", scale=1.5) if plain else b.printed(_patches("#191817"), 0.85)
    legs = b.paint(b.colour, 0.85) if plain else b.paint("#efece4", 0.85)
    face = b.paint(b.colour if plain else "#1d1c1b", 0.8)
    pink, dark = b.paint("#d8a595", 0.6), b.paint("#2a2624", 0.6)
    body = [
        (-0.9, 1.18, 0.2, 0.34),
        (-0.8, 1.13, 0.3, 0.46),
        (-0.66, 1.05, 0.44, 0.64),
        (-0.45, 1.0, 0.56, 0.74),
        (-0.1, 0.96, 0.68, 0.78),
        (0.25, 0.97, 0.7, 0.78),
        (0.55, 1.04, 0.6, 0.68),
        (0.72, 1.09, 0.5, 0.54),
        (0.8, 1.12, 0.3, 0.36),
        (0.82, 1.12, 0, 0),
    ]
    _along(b, body, hide)
    _along(b, [(-1.12, 1.29, 0.16, 0.22), (-1.0, 1.26, 0.21, 0.3), (-0.85, 1.18, 0.26, 0.4), (-0.7, 1.12, 0.34, 0.5)],
        face)  # fmt: skip
    _along(
        b,
        [
            (-1.47, 1.06, 0, 0),
            (-1.465, 1.06, 0.1, 0.1),
            (-1.42, 1.075, 0.16, 0.15),
            (-1.3, 1.16, 0.165, 0.19),
            (-1.16, 1.26, 0.21, 0.25),
            (-1.05, 1.33, 0.22, 0.24),
            (-0.98, 1.34, 0.16, 0.16),
            (-0.97, 1.34, 0, 0),
        ],
        face,
    )
    b.ball(0.085, (0, -1.43, 0.99), pink, (1.05, 0.62, 0.92), 20)
    for side in (-1, 1):
        b.ball(0.016, (side * 0.04, -1.478, 1.075), dark, (1, 0.5, 1.2), 10)
        b.ball(0.024, (side * 0.098, -1.16, 1.285), b.paint("black", 0.1), (0.6, 1, 1), 12)
        _ear(b, (side * 0.1, -1.0, 1.37), side, 0.2, face)
        b.tube([(side * 0.075, -1.02, 1.43), (side * 0.15, -1.04, 1.48), (side * 0.19, -1.07, 1.56)], 0.02,
            b.paint("#d8cdb4", 0.5))  # fmt: skip
        _leg(b, side * 0.17, -0.52, 0.85, 0.19, legs, dark, 0.0)
        _leg(b, side * 0.19, 0.58, 0.95, 0.24, legs, dark, 0.07)
    b.sheet([(-0.03, -1.29, 1.262), (0.03, -1.29, 1.262), (0.035, -1.1, 1.397), (-0.035, -1.1, 1.397)],
        b.paint("#efece4", 0.8), 0.02)  # fmt: skip
    b.ball(0.16, (0, 0.33, 0.46), pink, (1, 1.2, 0.8), 20)
    for x in (-0.06, 0.06):
        for y in (0.28, 0.4):
            b.cylinder(0.014, 0.06, (x, y, 0.43), pink, top=0.018, steps=10)
    b.tube([(0, 0.8, 1.26), (0, 0.87, 1.2), (0, 0.88, 0.85), (0, 0.86, 0.6)], 0.02, legs)
    b.lathe([(0, 0), (0.035, 0.06), (0.03, 0.16), (0.015, 0.22)], (0, 0.86, 0.42), dark, 12)
    b.sheet([(-0.1, -1.03, 1.3), (-0.17, -1.06, 1.22), (-0.24, -1.04, 1.27), (-0.17, -1.01, 1.34)],
        b.paint("yellow", 0.5), 0.005)  # fmt: skip


@prop("sheep", colour="#ece6d8")
def sheep(b: Build) -> None:
    """Lumpy wool, a dark face and thin dark legs."""
    wool = [b.paint(b.colour, 1, pattern="noise", scale=14), b.paint(b.colour, 1)]
    dark, hoof = b.paint("#2b2724", 0.8), b.paint("#161413", 0.6)
    _along(
        b,
        [
            (-0.42, 0.62, 0, 0),
            (-0.4, 0.62, 0.24, 0.3),
            (-0.25, 0.58, 0.36, 0.44),
            (0.1, 0.57, 0.42, 0.48),
            (0.36, 0.58, 0.36, 0.42),
            (0.47, 0.6, 0.2, 0.26),
            (0.49, 0.6, 0, 0),
        ],
        wool[1],
    )
    for k in range(120):
        v, a = (k + 0.5) / 120, k * 2.39996
        y = -0.4 + 0.86 * v
        shrink = math.sqrt(max(0.05, 1 - abs((y - 0.03) / 0.47) ** 3))
        x, z = 0.2 * shrink * math.cos(a), 0.585 + 0.23 * shrink * math.sin(a)
        r = b.rng.uniform(0.05, 0.07)
        b.ball(r, (x, y, z - r), wool[k % 2], (1, 1.1, 0.95), 10)
    _along(b, [(-0.5, 0.78, 0.13, 0.16), (-0.42, 0.74, 0.2, 0.26), (-0.32, 0.68, 0.26, 0.34)], wool[1])
    for k in range(16):
        a = k * 2.4
        b.ball(0.045, (0.1 * math.cos(a), -0.36 - 0.09 * (k % 3) / 2, 0.69 + 0.11 * math.sin(a)), wool[k % 2], steps=10)
    _along(
        b,
        [
            (-0.72, 0.7, 0, 0),
            (-0.715, 0.7, 0.06, 0.06),
            (-0.68, 0.715, 0.09, 0.09),
            (-0.6, 0.77, 0.1, 0.13),
            (-0.51, 0.82, 0.125, 0.16),
            (-0.44, 0.83, 0.1, 0.13),
            (-0.43, 0.83, 0, 0),
        ],
        dark,
    )
    for k in range(5):
        b.ball(0.035, (0.035 * math.cos(k * 1.26), -0.47 + 0.03 * math.sin(k * 1.26), 0.865), wool[1], steps=10)
    for side in (-1, 1):
        b.ball(0.012, (side * 0.053, -0.58, 0.79), b.paint("#c9a24a", 0.1), (0.5, 1, 1), 10)
        b.ball(0.007, (side * 0.0575, -0.583, 0.795), b.paint("black", 0.1), (0.5, 1, 1), 8)
        _ear(b, (side * 0.055, -0.47, 0.83), side, 0.11, dark)
        _leg(b, side * 0.11, -0.27, 0.45, 0.1, dark, hoof, 0.0)
        _leg(b, side * 0.11, 0.33, 0.45, 0.11, dark, hoof, 0.03)
    b.ball(0.05, (0, 0.5, 0.5), wool[0], (0.8, 0.8, 1.6), 12)
