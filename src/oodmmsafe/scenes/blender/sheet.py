"""Contact sheets of props: `python -m oodmmsafe.scenes.blender.sheet OUT.png NAME[:STATE,...] ...`, for modellers."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import bpy
from mathutils import Vector
from PIL import Image, ImageDraw

from oodmmsafe.scenes.blender import making, stage
from oodmmsafe.scenes.blender.build import Look
from oodmmsafe.scenes.blender.materials import Paint, Palette
from oodmmsafe.scenes.colours import linear

_TILE = stage.Quality(256, 224, 4)


def picture_of(name: str, states: Sequence[str], folder: Path) -> Image.Image:
    """One prop on a grey floor, seen a little from the right and above, with its name and size."""
    stage.reset(_TILE)
    stage.surround("#f0f2f5", 0.7)
    palette = Palette()
    made = making.make(name, Look(states=frozenset(states)), None, palette, random.Random(0), folder)
    bpy.context.view_layer.update()
    low, high = making.extent(made.objects)
    middle, size = (low + high) / 2, high - low
    bpy.ops.mesh.primitive_plane_add(size=60 * size.length, location=(0, 0, min(0, low.z)))
    bpy.context.object.data.materials.append(palette.material(Paint(linear("pale grey"), 0.8)))
    reach = size.length
    stage.lamp(middle + reach * Vector((-1.2, -1.6, 2.4)), middle, reach, 40 * reach**2)
    stage.camera(middle + reach * Vector((0.55, -1.5, 0.75)), middle, 45)
    path = folder / "tile.png"
    stage.render(path)
    tile = Image.open(path).convert("RGB")
    label = f"{name} {' '.join(states)}  {size.x * 100:.0f}x{size.y * 100:.0f}x{size.z * 100:.0f} cm"
    if low.z < -0.005 or low.z > 0.005:
        label += f" FOOT {low.z:.2f}"
    ImageDraw.Draw(tile).text((4, 4), label, fill="black")
    return tile


def contact_sheet(wanted: Sequence[str], out: Path, columns: int = 6) -> None:
    """A sheet of props, each "NAME" or "NAME:STATE,STATE"."""
    rows = -(-len(wanted) // columns)
    sheet = Image.new("RGB", (columns * _TILE.width, rows * _TILE.height), "white")
    for number, item in enumerate(wanted):
        name, _, states = item.partition(":")
        with tempfile.TemporaryDirectory() as folder:
            tile = picture_of(name, [s for s in states.split(",") if s], Path(folder))
        sheet.paste(tile, (number % columns * _TILE.width, number // columns * _TILE.height))
    sheet.save(out)


if __name__ == "__main__":
    contact_sheet(sys.argv[2:], Path(sys.argv[1]))
