"""How much of the picture each prop covers, and how much of it is not hidden: an object-index pass by rays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import bpy
from mathutils import Vector

from oodmmsafe.scenes.blender.framing import View
from oodmmsafe.scenes.blender.placing import Placed
from oodmmsafe.scenes.rendered import Seen

_PAST = 1e-4
"""Metres by which a ray steps past what one sees through."""


@dataclass(frozen=True)
class Grid:
    """Rays through the middles of so many columns and rows of the picture."""

    columns: int
    rows: int


FINE = Grid(192, 144)
COARSE = Grid(64, 48)


def measure(placed: Mapping[str, Placed], wanted: Sequence[str], view: View, grid: Grid = FINE) -> dict[str, Seen]:
    """What is seen of each wanted prop from `view`."""
    graph = bpy.context.evaluated_depsgraph_get()
    owner = {made.name: id for id, prop in placed.items() for made in prop.objects}
    found = {}
    for id in wanted:
        alone, seen, hidden = 0, 0, Counter()
        for direction in _rays(placed[id], view, grid):
            if placed[id].body.cast(view.at, direction) is None:
                continue
            alone += 1
            front = _first(graph, view.at, direction, owner, placed, wanted)
            if front == id:
                seen += 1
            else:
                hidden[front or "the room"] += 1
        found[id] = Seen(
            share=seen / (grid.columns * grid.rows),
            open=seen / alone if alone else 0.0,
            hidden_by={other: count / alone for other, count in hidden.most_common(3)},
        )
    return found


def _rays(prop: Placed, view: View, grid: Grid) -> Iterator[Vector]:
    """The rays through the part of the picture in which the prop's bounding box lies."""
    aspect = grid.columns / grid.rows
    points = [view.project(corner, aspect) for corner in prop.corners()]
    if any(point is None for point in points):  # a corner beside or behind the camera: look everywhere
        points = [(-1.0, -1.0), (1.0, 1.0)]
    left, right = min(u for u, _ in points), max(u for u, _ in points)
    low, high = min(v for _, v in points), max(v for _, v in points)
    for row in range(grid.rows):
        v = 1 - 2 * (row + 0.5) / grid.rows
        if low <= v <= high:
            for column in range(grid.columns):
                u = 2 * (column + 0.5) / grid.columns - 1
                if left <= u <= right:
                    yield view.direction(u, v, aspect)


def _first(graph, origin, direction, owner: Mapping[str, str], placed: Mapping[str, Placed], wanted) -> str | None:
    """The first prop on a ray that is not seen through (a wanted prop counts, also if it is of glass)."""
    scene = bpy.context.scene
    start = origin
    for _ in range(12):
        hit, place, _, _, made, _ = scene.ray_cast(graph, start, direction)
        if not hit:
            return None
        id = owner.get(made.name)
        if id is None or id in wanted or not placed[id].see_through:
            return id
        start = place + direction * _PAST
    return None
