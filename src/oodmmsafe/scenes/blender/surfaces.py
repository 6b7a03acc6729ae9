"""What floors, walls and grounds look like, by name."""

from __future__ import annotations

from dataclasses import replace

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes.blender.materials import Paint
from oodmmsafe.scenes.colours import linear


def _paint(colour: str, rough: float = 0.8, **more) -> Paint:
    if "second" in more:
        more["second"] = linear(more["second"])
    return Paint(linear(colour), rough, **more)


_SURFACES = {
    # floors
    "oak planks": _paint("#b98a58", 0.5, pattern="planks"),
    "dark planks": _paint("#6e4a30", 0.5, pattern="planks"),
    "grey planks": _paint("#9a938a", 0.6, pattern="planks"),
    "grey tiles": _paint("#a9aaa8", 0.35, pattern="tile", scale=0.8),
    "white tiles": _paint("#dfe1df", 0.3, pattern="tile", scale=1.2),
    "terracotta tiles": _paint("#a9654a", 0.5, pattern="tile", scale=0.9),
    "chequered tiles": _paint("#d8d8d4", 0.35, pattern="checker", scale=0.8, second="#8d8f91"),
    "beige carpet": _paint("#b9a98e", 0.95, pattern="noise", scale=12),
    "grey carpet": _paint("#83868b", 0.95, pattern="noise", scale=12),
    "blue carpet": _paint("#51688a", 0.95, pattern="noise", scale=12),
    "concrete": _paint("#9b9a96", 0.85, pattern="noise", scale=1.5, second="#86857f"),
    "linoleum": _paint("#b7b59f", 0.5, pattern="noise", scale=6, second="#a8a690"),
    "deck boards": _paint("#96724d", 0.7, pattern="planks", scale=1.1),
    # grounds
    "grass": _paint("#4f6b2b", 0.95, pattern="noise", scale=4, second="#3a5420"),
    "dry grass": _paint("#8e8647", 0.95, pattern="noise", scale=4, second="#6f6a36"),
    "forest floor": _paint("#5d4a30", 0.95, pattern="noise", scale=5, second="#3f3a22"),
    "soil": _paint("#5b4330", 0.95, pattern="noise", scale=7, second="#453122"),
    "sand": _paint("#cdb78c", 0.95, pattern="noise", scale=6, second="#bba478"),
    "gravel": _paint("#948d82", 0.9, pattern="noise", scale=30, second="#6f6a62"),
    "asphalt": _paint("#55565a", 0.9, pattern="noise", scale=40, second="#47484b"),
    "paving": _paint("#a59f96", 0.85, pattern="tile", scale=0.6),
    "snow": _paint("#eceff2", 0.8, pattern="noise", scale=2, second="#dde3ea"),
    "water": _paint("#2b4a52", 0.08, pattern="noise", scale=1.5, second="#243f49"),
    "straw": _paint("#b59a55", 0.95, pattern="noise", scale=18, second="#93783c"),
    # walls
    "cream wall": _paint("#e6dcc6", 0.85),
    "white wall": _paint("#e4e4df", 0.85),
    "pale blue wall": _paint("#bccbd3", 0.85),
    "pale green wall": _paint("#c2cdb9", 0.85),
    "pale pink wall": _paint("#dcc7c3", 0.85),
    "yellow wall": _paint("#e0cf9d", 0.85),
    "grey wall": _paint("#b4b5b6", 0.85),
    "teal wall": _paint("#54807f", 0.85),
    "terracotta wall": _paint("#bb7d60", 0.85),
    "white wall tiles": _paint("#e3e5e2", 0.25, pattern="tile", scale=2.0, upright=True),
    "blue wall tiles": _paint("#b4cbd2", 0.25, pattern="tile", scale=2.0, upright=True),
    "green wall tiles": _paint("#b5c9b4", 0.25, pattern="tile", scale=2.0, upright=True),
    "brick wall": _paint("#94543c", 0.9, pattern="brick", scale=2.0, upright=True, second="#b5aa9c"),
    "stone wall": _paint("#9b958a", 0.9, pattern="brick", scale=1.3, upright=True, second="#7a756b"),
    "concrete wall": _paint("#a3a29d", 0.9, pattern="noise", scale=2, second="#93928c"),
    "plank wall": _paint("#a17a4f", 0.8, pattern="planks", scale=1.2, upright=True),
    "dark plank wall": _paint("#6a4b33", 0.8, pattern="planks", scale=1.2, upright=True),
    "canvas": _paint("#c98f43", 0.9),
    "green canvas": _paint("#6d7f4d", 0.9),
    "metal wall": _paint("#a7abaf", 0.5, pattern="stripes", scale=1.6),
}  # fmt: skip


def surface(name: str, *, upright: bool) -> Paint:
    """The paint of a floor or, `upright`, of a wall. Raises OodmmsafeError for a name that is not known."""
    try:
        return replace(_SURFACES[name], upright=upright)
    except KeyError:
        raise OodmmsafeError(f"unknown surface '{name}': it is none of {', '.join(_SURFACES)}") from None
