"""Rays against the things of a scene."""

from __future__ import annotations

from collections.abc import Iterable

import bpy
from mathutils import Vector
from mathutils.bvhtree import BVHTree


class Body:
    """The shape of a few objects, for rays in world coordinates; built when the first ray is cast."""

    def __init__(self, objects: Iterable[bpy.types.Object]):
        self._objects = list(objects)
        self._trees: list | None = None

    def cast(self, origin: Vector, direction: Vector) -> Vector | None:
        """Where the ray first meets the body, or None."""
        nearest, distance = None, float("inf")
        for tree, matrix, inverse, rotation in self._built():
            hit = tree.ray_cast(inverse @ origin, rotation @ direction)[0]
            if hit is not None:
                point = matrix @ hit
                if (point - origin).length < distance:
                    nearest, distance = point, (point - origin).length
        return nearest

    def _built(self) -> list:
        if self._trees is None:
            graph = bpy.context.evaluated_depsgraph_get()
            self._trees = []
            for made in self._objects:
                if made.type == "MESH" and made.data.polygons:
                    tree = BVHTree.FromObject(made, graph)
                    inverse = made.matrix_world.inverted()
                    self._trees.append((tree, made.matrix_world.copy(), inverse, inverse.to_3x3()))
        return self._trees
