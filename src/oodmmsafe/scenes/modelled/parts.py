"""Shapes and labels that several modelled props share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point
    from oodmmsafe.scenes.blender.materials import Paint

LABEL = "#f4f1e6"
Section = Sequence[float]
"""A cross-section: (height, width, depth) or (height, width, depth, x, y) with its middle moved."""


def loft(b: Build, sections: Sequence[Section], at: Point, paint: Paint, power: float = 4.0, steps: int = 40, **turned):
    """A smooth body through cross-sections from the foot up; `power` 2 is an ellipse, 4 a rounded box, 10 a box.

    It is open at both ends: a section of width and depth 0 closes it.
    """
    angles = np.pi / 2 + np.linspace(0, 2 * np.pi, steps + 1)
    x = np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** (2 / power)
    y = np.sign(np.sin(angles)) * np.abs(np.sin(angles)) ** (2 / power)
    rows = []
    for z, width, depth, *shift in sections:
        dx, dy = shift or (0.0, 0.0)
        rows.append([(dx + width / 2 * i, dy + depth / 2 * j, z) for i, j in zip(x, y, strict=True)])
    with b.moved(at, **turned):
        return b.surface(rows, paint)


def loft_label(
    b: Build, sections: Sequence[Section], low: float, high: float, image: Image.Image, at: Point = (0, 0, 0),
    power: float = 4.0, share: float = 0.85, rough: float = 0.6,
):  # fmt: skip
    """A label on the front of a loft between two heights, over `share` of its width."""
    heights = [s[0] for s in sections]
    rows = []
    for z in np.linspace(low, high, 9):
        width, depth = (np.interp(z, heights, [s[k] for s in sections]) for k in (1, 2))
        across = np.linspace(-share, share, 15)
        y = -depth / 2 * (1 - np.abs(across) ** power) ** (1 / power) - 0.0012
        rows.append([(width / 2 * i, j, z) for i, j in zip(across, y, strict=True)])
    with b.moved(at):
        return b.surface(rows, b.printed(image, rough))


def product_label(
    lines: Sequence[str], aspect: float, colour: str, background: str = LABEL, margin: float = 0.05
) -> Image.Image:
    """A label with a stripe of the product's colour above and below its lines; aspect: width over height."""
    width = 640
    height = max(60, int(width / aspect))
    stripe = max(4, int(min(0.07 * height, 0.05 * width)))
    image = Image.new("RGB", (width, height), srgb(_accent(colour, background)))
    image.paste(lines_on(lines, (width, height - 2 * stripe), background=background, margin=margin), (0, stripe))
    return image


def label_round(
    b: Build, radius: float, height: float, z: float, background: str = LABEL, top: float | None = None
) -> None:
    """The prop's lines on a label round a cylinder (or a cone: `top` is its upper radius), three times, so that one
    always faces the viewer."""
    if not b.text:
        return
    part = product_label(b.text, 2.094 * radius / height, b.colour, background, 0.08)
    image = Image.new("RGB", (3 * part.width, part.height))
    for number in range(3):
        image.paste(part, (number * part.width, 0))
    low, high = (r * 1.012 + 0.0004 for r in (radius, radius if top is None else top))
    with b.moved((0, 0, z), turn=-30):
        b.lathe([(low, 0), (high, height)], (0, 0, 0), b.printed(image))


def hollow(b: Build, outer: Sequence[tuple[float, float]], wall: float, at: Point, paint: Paint, **turned):
    """An open vessel of revolution: the outer profile from the foot's middle to the rim, with a wall inside."""
    inner = [(max(0.0, r - wall), max(z, outer[0][1] + wall)) for r, z in reversed(outer)]
    inner[0] = (outer[-1][0] - wall, outer[-1][1])
    return b.lathe([*outer, *inner], at, paint, **turned)


def _accent(colour: str, background: str) -> str:
    """The colour itself, or a blue where it would not be seen on the label."""
    near = sum(abs(p - q) for p, q in zip(srgb(colour), srgb(background), strict=True)) < 120
    return "#2c5f95" if near else colour
