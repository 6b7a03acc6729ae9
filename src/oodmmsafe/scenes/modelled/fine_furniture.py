"""Furniture of special materials that cases asked for."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.modelled import prop

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


def marble(size: tuple[int, int], colour: str = "#f1efeb", vein: str = "#6f7378", seed: int = 4) -> Image.Image:
    """Polished marble: soft clouds and grey veins that run across."""
    rng = random.Random(seed)
    image = Image.new("RGB", size, srgb(colour))
    pen = ImageDraw.Draw(image)
    for _ in range(22):
        x, y, r = rng.uniform(0, size[0]), rng.uniform(0, size[1]), rng.uniform(30, 120)
        shade = tuple(int(c - rng.uniform(4, 16)) for c in srgb(colour))
        pen.ellipse((x - r * 1.8, y - r * 0.6, x + r * 1.8, y + r * 0.6), fill=shade)
    image = image.filter(ImageFilter.GaussianBlur(28))
    for width, count, blur in ((7, 7, 3), (3, 14, 1)):
        layer = Image.new("L", size, 0)
        pen = ImageDraw.Draw(layer)
        for _ in range(count):
            x, y, lean = rng.uniform(-80, size[0]), rng.uniform(-40, size[1]), rng.uniform(0.2, 0.8)
            points = [(x, y)]
            for _ in range(30):
                x, y = x + rng.uniform(8, 34), y + rng.gauss(lean * 18, 13)
                points.append((x, y))
            pen.line(points, fill=rng.randint(120, 230), width=width, joint="curve")
        layer = layer.filter(ImageFilter.GaussianBlur(blur))
        image.paste(Image.new("RGB", size, srgb(vein)), (0, 0), layer)
    return image


@prop("marble table", colour="#f1efeb")
@prop("marble coffee table", colour="#f1efeb")
def marble_table(b: Build) -> None:
    """A low table with a thick top of veined marble."""
    w, d, h, t = 1.1, 0.6, 0.45, 0.045
    b.box((w, d, t), (0, 0, h - t), b.paint(b.colour, 0.15), round=0.006)
    b.panel(w - 0.012, d - 0.012, (0, 0, h + 0.0006), b.printed(marble((1100, 600), b.colour), 0.12), facing="up")
    b.panel(w - 0.012, t - 0.01, (0, -d / 2 - 0.0006, h - t + 0.005), b.printed(marble((1100, 40), b.colour, seed=7),
        0.15))  # fmt: skip
    b.panel(d - 0.012, t - 0.01, (w / 2 + 0.0006, 0, h - t + 0.005), b.printed(marble((600, 40), b.colour, seed=9),
        0.15), turn=90)  # fmt: skip
    dark = b.metal("#26282b", 0.4)
    for x in (-w / 2 + 0.09, w / 2 - 0.09):
        for y in (-d / 2 + 0.08, d / 2 - 0.08):
            b.box((0.04, 0.04, h - t), (x, y, 0), dark, round=0.004)
    for y in (-d / 2 + 0.08, d / 2 - 0.08):
        b.box((w - 0.18, 0.03, 0.03), (0, y, h - t - 0.03), dark, round=0.003)
