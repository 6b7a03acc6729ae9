"""The settings of the nano world: a back wall or a sky, a ground, and a few plain fixtures, drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

Color = tuple[int, int, int]
SIDE = 256  # pixels
VARIANTS = 24  # of each setting


@dataclass(frozen=True)
class Setting:
    """A place. `back` is the wall or the sky, `ground` the floor; fixtures are drawn on the back."""

    name: str
    outdoors: bool
    back: Color
    ground: Color
    fixtures: str
    unseen: bool = False  # kept out of training


SETTINGS: dict[str, Setting] = {
    s.name: s
    for s in (
        Setting("kitchen", False, (238, 226, 204), (184, 146, 108), "window shelf"),
        Setting("bathroom", False, (206, 228, 236), (214, 216, 222), "tiles"),
        Setting("living room", False, (226, 214, 190), (150, 106, 76), "window picture"),
        Setting("nursery", False, (250, 222, 226), (222, 196, 164), "stripes"),
        Setting("bedroom", False, (216, 208, 232), (170, 134, 116), "window"),
        Setting("office", False, (220, 226, 228), (120, 128, 140), "window shelf"),
        Setting("garage", False, (188, 190, 194), (134, 134, 138), "shelf"),
        Setting("garden", True, (170, 214, 246), (122, 182, 94), "hedge"),
        Setting("street", True, (186, 206, 226), (122, 122, 128), "houses"),
        Setting("campsite", True, (196, 224, 240), (150, 166, 96), "trees"),
        Setting("park", True, (154, 206, 240), (148, 192, 108), "trees"),
        Setting("workshop", False, (200, 182, 156), (112, 96, 84), "shelf stripes", unseen=True),
        Setting("hall", False, (176, 196, 188), (196, 176, 150), "picture stripes", unseen=True),
        Setting("beach", True, (158, 212, 244), (232, 212, 160), "sea", unseen=True),
        Setting("yard", True, (206, 214, 224), (178, 150, 120), "houses hedge", unseen=True),
    )
}


def _shade(color: Color, factor: float) -> Color:
    return tuple(max(0, min(255, int(v * factor))) for v in color)  # type: ignore[return-value]


def _window(draw: ImageDraw.ImageDraw, rng: random.Random, s: Setting, horizon: int) -> None:
    x, w, h = rng.randint(20, 180), rng.randint(40, 60), min(horizon - 26, rng.randint(44, 60))
    draw.rectangle([x, 12, x + w, 12 + h], fill=(196, 226, 244), outline=_shade(s.back, 0.7), width=3)
    draw.line([x + w // 2, 12, x + w // 2, 12 + h], fill=_shade(s.back, 0.7), width=2)


def _shelf(draw: ImageDraw.ImageDraw, rng: random.Random, s: Setting, horizon: int) -> None:
    x, y = rng.randint(0, 130), rng.randint(18, 34)
    draw.rectangle([x, y, x + 110, y + 6], fill=_shade(s.ground, 0.8))


def _picture(draw: ImageDraw.ImageDraw, rng: random.Random, s: Setting, horizon: int) -> None:
    x, y = rng.randint(10, 190), rng.randint(8, 20)
    draw.rectangle([x, y, x + 46, y + 34], fill=_shade(s.ground, 1.15), outline=_shade(s.ground, 0.7), width=3)


def _tiles(draw: ImageDraw.ImageDraw, rng: random.Random, s: Setting, horizon: int) -> None:
    for x in range(0, SIDE, 24):
        draw.line([x, 0, x, horizon], fill=_shade(s.back, 0.94))
    for y in range(0, horizon, 24):
        draw.line([0, y, SIDE, y], fill=_shade(s.back, 0.94))


def _stripes(draw: ImageDraw.ImageDraw, rng: random.Random, s: Setting, horizon: int) -> None:
    for x in range(rng.randint(0, 20), SIDE, 36):
        draw.rectangle([x, 0, x + 14, horizon], fill=_shade(s.back, 0.96))


def _hedge(draw: ImageDraw.ImageDraw, rng: random.Random, s: Setting, horizon: int) -> None:
    for x in range(-20, SIDE, 30):
        r = rng.randint(22, 32)
        draw.ellipse([x, horizon - r, x + 2 * r, horizon + r], fill=(96, 150, 82))


def _houses(draw: ImageDraw.ImageDraw, rng: random.Random, s: Setting, horizon: int) -> None:
    for x in range(0, SIDE, 64):
        top = rng.randint(10, max(12, horizon - 50))
        draw.rectangle([x, top, x + 58, horizon], fill=_shade((206, 186, 172), rng.uniform(0.85, 1.1)))
        draw.rectangle([x + 14, top + 12, x + 26, top + 28], fill=(170, 196, 214))


def _trees(draw: ImageDraw.ImageDraw, rng: random.Random, s: Setting, horizon: int) -> None:
    for _ in range(5):
        x, h = rng.randint(0, SIDE), rng.randint(40, 70)
        draw.polygon([(x, horizon - h), (x - 22, horizon + 4), (x + 22, horizon + 4)], fill=(104, 148, 104))


def _sea(draw: ImageDraw.ImageDraw, rng: random.Random, s: Setting, horizon: int) -> None:
    draw.rectangle([0, horizon - rng.randint(18, 34), SIDE, horizon], fill=(92, 164, 204))


_FIXTURES = {
    "window": _window,
    "shelf": _shelf,
    "picture": _picture,
    "tiles": _tiles,
    "stripes": _stripes,
    "hedge": _hedge,
    "houses": _houses,
    "trees": _trees,
    "sea": _sea,
}


@lru_cache(maxsize=1024)
def background(name: str, variant: int) -> Image.Image:
    """One of a setting's VARIANTS (counted from 0): RGB, SIDE x SIDE; shared between callers, so not to be drawn on."""
    setting, rng = SETTINGS[name], random.Random(f"{name}/{variant}")
    horizon = rng.randint(84, 112)
    light = rng.uniform(0.9, 1.06)
    image = Image.new("RGB", (SIDE, SIDE), _shade(setting.back, light))
    draw = ImageDraw.Draw(image)
    for fixture in setting.fixtures.split():
        _FIXTURES[fixture](draw, rng, setting, horizon)
    for y in range(horizon, SIDE):  # the ground brightens towards the viewer
        depth = (y - horizon) / (SIDE - horizon)
        draw.line([0, y, SIDE, y], fill=_shade(setting.ground, light * (0.88 + 0.2 * depth)))
    return image
