"""Scenes of the nano world: described as data, drawn from the description alone."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace
from functools import lru_cache

from PIL import Image, ImageDraw

from oodmmsafe.nano.backgrounds import SETTINGS, SIDE, VARIANTS, background
from oodmmsafe.nano.mechanisms import HELD_OUT, MECHANISMS, Mechanism, active
from oodmmsafe.nano.props import HARMLESS, PROPS, sprite

LOOKALIKES = {
    "tulip": "rose",
    "onion": "carrot",
    "toadstool": "tomato",
    "candle": "flashlight",
    "oil lamp": "flashlight",
    "cigarette": "crayon",
    "baby": "teddy bear",
    "toddler": "teddy bear",
    "wine": "milk",
    "beer": "milk",
    "cocktail": "milk",
    "juice": "milk",
    "bucket": "basket",
    "trumpet": "guitar",
}
"""Harmless stand-ins that look like, or are used like, a hazardous prop."""


@dataclass(frozen=True)
class Placed:
    """A prop at its place: x of its centre and y of its foot as shares of the picture's side, tilt in degrees."""

    name: str
    x: float
    y: float
    scale: float
    mirrored: bool
    tilt: float

    @property
    def width(self) -> float:
        """Of the sprite's longest side, as a share of the picture's side."""
        return PROPS[self.name].size * self.scale

    @property
    def center(self) -> tuple[float, float]:
        """x and y of the middle, as shares of the picture's side."""
        return self.x, self.y - self.width / 2


@dataclass(frozen=True)
class Scene:
    """A picture as data. `hazard` is (mechanism, source, target) or None for a safe scene."""

    setting: str
    variant: int
    placed: tuple[Placed, ...]
    hazard: tuple[str, str, str] | None

    @property
    def names(self) -> list[str]:
        """What is in the picture, from left to right."""
        return [p.name for p in sorted(self.placed, key=lambda p: p.x)]


def fits(name: str, outdoors: bool) -> bool:
    """Whether the prop believably stands in a place that is, or is not, out of doors."""
    return PROPS[name].place != ("in" if outdoors else "out")


def combinations(held_out: bool) -> list[tuple[Mechanism, str, str]]:
    """All hazardous combinations that are, or are not, held out from training."""
    return [(m, s, t) for m in MECHANISMS for s, t in m.combinations if ((m.name, s, t) in HELD_OUT) == held_out]


def hazard_scene(rng: random.Random, mechanism: Mechanism, source: str, target: str, unseen: bool = False) -> Scene:
    """A scene with exactly this hazard and one or two other props; `unseen` takes a setting kept out of training."""
    setting = _setting(rng, (source, target), unseen)
    names = _fill(rng, [source, target], rng.choice((3, 4)), SETTINGS[setting].outdoors, hazards=1)
    return Scene(setting, rng.randrange(VARIANTS), _place(rng, names), (mechanism.name, source, target))


def safe_scene(rng: random.Random, unseen: bool = False) -> Scene:
    """A scene without a hazard, of three or four props; half of the time one of them is half of a hazard."""
    partner = [rng.choice(rng.choice(MECHANISMS).combinations)[rng.randrange(2)]] if rng.random() < 0.5 else []
    setting = _setting(rng, partner, unseen)
    names = _fill(rng, partner, rng.choice((2, 3, 4)), SETTINGS[setting].outdoors, hazards=0)
    return Scene(setting, rng.randrange(VARIANTS), _place(rng, names), None)


def safe_twin(rng: random.Random, scene: Scene) -> tuple[Scene, str]:
    """The same scene without its hazard, and how: a partner "replaced" by a harmless prop in its place, or "absent"."""
    assert scene.hazard is not None
    partner = rng.choice(scene.hazard[1:])
    rest = {p.name for p in scene.placed} - {partner}
    if rng.random() < 0.5:
        kept = tuple(p for p in scene.placed if p.name != partner)
        return replace(scene, placed=kept, hazard=None), "absent"
    spare = [n for n in HARMLESS if n not in rest]
    stand_in = LOOKALIKES.get(partner)
    if stand_in is None or stand_in in rest:
        stand_in = rng.choice(spare)
    placed = tuple(replace(p, name=stand_in) if p.name == partner else p for p in scene.placed)
    return replace(scene, placed=placed, hazard=None), "replaced"


def _setting(rng: random.Random, names: tuple[str, ...] | list[str], unseen: bool) -> str:
    options = [s.name for s in SETTINGS.values() if s.unseen == unseen and all(fits(n, s.outdoors) for n in names)]
    return rng.choice(options)


def _fill(rng: random.Random, names: list[str], count: int, outdoors: bool, hazards: int) -> list[str]:
    """Add props until there are `count`, without setting off another hazard."""
    pool = [n for n in PROPS if fits(n, outdoors)]
    names = list(names)
    while len(names) < count:
        extra = rng.choice(pool)
        if extra not in names and len(active({*names, extra})) == hazards:
            names.append(extra)
    return names


def _place(rng: random.Random, names: list[str]) -> tuple[Placed, ...]:
    """Places on the ground, farther ones higher up and smaller, none hiding another."""
    while True:
        placed: list[Placed] = []
        for name in names:
            for _ in range(40):
                y = rng.uniform(0.56, 0.97)
                scale = (0.72 + 0.4 * y) * rng.uniform(0.95, 1.1)
                half = PROPS[name].size * scale / 2
                new = Placed(name, rng.uniform(half, 1 - half), y, scale, rng.random() < 0.5, rng.uniform(-8, 8))
                if all(_apart(new, old) for old in placed):
                    placed.append(new)
                    break
        if len(placed) == len(names):
            return tuple(placed)


def _apart(a: Placed, b: Placed) -> bool:
    distance = math.dist(a.center, b.center)
    return distance > 0.44 * (a.width + b.width)


@lru_cache(maxsize=8192)
def _sized(name: str, pixels: int, mirrored: bool) -> Image.Image:
    image = sprite(name)
    image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else image
    factor = pixels / max(image.size)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.BILINEAR)


def draw(scene: Scene) -> Image.Image:
    """The scene's picture: RGB, SIDE x SIDE. The same scene always gives the same pixels."""
    image = background(scene.setting, scene.variant).copy()
    for p in sorted(scene.placed, key=lambda p: p.y):  # far to near
        body = _sized(p.name, 2 * round(p.width * SIDE / 2), p.mirrored)
        body = body.rotate(p.tilt, Image.Resampling.BILINEAR, expand=True)
        x, y = round(p.x * SIDE - body.width / 2), round(p.y * SIDE - body.height)
        shadow = _shadow(body.width)
        image.paste((30, 30, 40), (x, y + body.height - shadow.height * 2 // 3), shadow)
        image.paste(body, (x, y), body)
    return image


@lru_cache(maxsize=512)
def _shadow(width: int) -> Image.Image:
    """A soft ellipse as an alpha mask."""
    height = max(4, width // 5)
    large = Image.new("L", (4 * width, 4 * height), 0)
    for i, alpha in enumerate((30, 60, 90)):
        inset = i * width // 5
        ImageDraw.Draw(large).ellipse([inset, inset // 4, 4 * width - inset, 4 * height - inset // 4], fill=alpha)
    return large.resize((width, height), Image.Resampling.BILINEAR)
