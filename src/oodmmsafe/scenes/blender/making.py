"""From a prop's name to Blender objects at the origin."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix, Vector

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes import catalogue
from oodmmsafe.scenes.blender import models
from oodmmsafe.scenes.blender.build import Build, Look
from oodmmsafe.scenes.blender.materials import Palette
from oodmmsafe.scenes.catalogue import LibraryProp


@dataclass
class Made:
    """The objects of one prop, standing on the origin, and its named points (in the same coordinates)."""

    objects: list[bpy.types.Object]
    anchors: dict[str, Vector]
    see_through: bool


def make(
    name: str, look: Look, text: tuple[str, ...] | None, palette: Palette, rng: random.Random, folder: Path
) -> Made:
    """Build the prop `name`. Raises OodmmsafeError for a name, state, text or colour that it does not have."""
    prop = catalogue.find(name)
    if isinstance(prop, LibraryProp):
        if look.states or text is not None:
            raise OodmmsafeError(f"prop '{name}' is a model of the library: it has neither states nor text")
        if look.colour and not prop.tint:
            raise OodmmsafeError(f"prop '{name}' is a model of the library whose colour cannot be changed")
        return Made(models.load(prop, look.colour), {}, prop.see_through)
    unknown = look.states - set(prop.states)
    if unknown:
        wrong, known = ", ".join(map(repr, sorted(unknown))), ", ".join(prop.states) or "none"
        raise OodmmsafeError(f"prop '{name}' has no state {wrong}; it has {known}")
    if text is not None and prop.text is None:
        raise OodmmsafeError(f"prop '{name}' carries no text")
    if look.colour and prop.colour is None:
        raise OodmmsafeError(f"prop '{name}' has a colour of its own that cannot be changed")
    chosen = Look(look.colour or prop.colour, (prop.text or ()) if text is None else text, look.states)
    build = Build(chosen, palette, rng, folder)
    prop.make(build)
    return Made(build.objects, build.anchors, prop.see_through)


def extent(objects: list[bpy.types.Object]) -> tuple[Vector, Vector]:
    """The lowest and the highest corner of what the objects look like, modifiers included, in world coordinates."""
    graph = bpy.context.evaluated_depsgraph_get()
    clouds = [_vertices(made.evaluated_get(graph)) for made in objects if made.type == "MESH"]
    points = np.concatenate([cloud for cloud in clouds if len(cloud)])
    return Vector(points.min(axis=0)), Vector(points.max(axis=0))


def _vertices(evaluated: bpy.types.Object) -> np.ndarray:
    """World coordinates of an evaluated object's vertices, (n, 3)."""
    mesh = evaluated.to_mesh()
    flat = np.empty(3 * len(mesh.vertices), dtype=np.float32)
    mesh.vertices.foreach_get("co", flat)
    evaluated.to_mesh_clear()
    matrix = np.array(evaluated.matrix_world)
    return flat.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]


def move(objects: list[bpy.types.Object], matrix: Matrix) -> None:
    """Move objects as one body."""
    for made in objects:
        made.matrix_world = matrix @ made.matrix_world
