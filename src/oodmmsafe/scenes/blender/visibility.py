"""How much of the picture each prop covers, and how much of it is not hidden: an object-index pass by rays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import bpy

from oodmmsafe.scenes.blender.framing import View
from oodmmsafe.scenes.blender.placing import Placed
from oodmmsafe.scenes.rendered import Seen

COLUMNS, ROWS = 192, 144
_PAST = 1e-4
"""Metres by which a ray steps past what one sees through."""


def measure(placed: Mapping[str, Placed], wanted: list[str], view: View) -> dict[str, Seen]:
    """What is seen of each wanted prop from `view`."""
    graph = bpy.context.evaluated_depsgraph_get()
    owner = {made.name: id for id, prop in placed.items() for made in prop.objects}
    first: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    hidden: dict[str, Counter[str]] = {id: Counter() for id in wanted}
    for row in range(ROWS):
        for column in range(COLUMNS):
            u, v = 2 * (column + 0.5) / COLUMNS - 1, 1 - 2 * (row + 0.5) / ROWS
            direction = view.direction(u, v, COLUMNS / ROWS)
            front = _first(graph, view.at, direction, owner, placed, wanted)
            if front in hidden:
                first[front] += 1
            for id in wanted:
                if placed[id].body.cast(view.at, direction) is not None:
                    alone[id] += 1
                    if front != id:
                        hidden[id][front or "the room"] += 1
    pixels = COLUMNS * ROWS
    return {
        id: Seen(
            share=first[id] / pixels,
            open=first[id] / alone[id] if alone[id] else 0.0,
            hidden_by={other: count / alone[id] for other, count in hidden[id].most_common(3)},
        )
        for id in wanted
    }


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
