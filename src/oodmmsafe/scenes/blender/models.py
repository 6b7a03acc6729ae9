"""Models of the furniture library as Blender objects: upright, in metres, standing on the origin."""

from __future__ import annotations

import math

import bpy
from mathutils import Matrix, Vector

from oodmmsafe.scenes import library
from oodmmsafe.scenes.blender import repair
from oodmmsafe.scenes.blender.quiet import quiet
from oodmmsafe.scenes.catalogue import LibraryProp

_Y_UP_TO_Z_UP = Matrix(((1, 0, 0), (0, 0, -1), (0, 1, 0)))


def load(prop: LibraryProp, colour: str | None) -> list[bpy.types.Object]:
    """The objects of a library prop: standing on z = 0, centred, its front towards -y, in its true size."""
    model = library.model(prop.model)
    objects = _import(model)
    for made in objects:
        repair.tidy_mesh(made)
    repair.repair_materials(objects, model.file.parent)
    if prop.colour:
        repair.fill_missing_colour(objects, prop.colour)
    if colour:
        repair.tint(objects, colour)
    low, high = bounds(objects)
    size = [max(high[i] - low[i], 1e-6) for i in range(3)]
    scale = Matrix.Diagonal((*(model.size[i] / size[i] * _factor(prop, model) for i in range(3)), 1))
    foot = Matrix.Translation((-(low.x + high.x) / 2, -(low.y + high.y) / 2, -low.z))
    turn = Matrix.Rotation(math.radians(prop.turn), 4, "Z")
    for made in objects:
        made.data.transform(turn @ scale @ foot)
        made.data.update()
    return objects


def _factor(prop: LibraryProp, model: library.Model) -> float:
    if prop.height is not None:
        return prop.height / model.size[2]
    if prop.width is not None:
        return prop.width / model.size[0]
    return 1.0


def bounds(objects: list[bpy.types.Object]) -> tuple[Vector, Vector]:
    """The lowest and the highest corner of the objects' vertices, in their own coordinates."""
    points = [vertex.co for made in objects for vertex in made.data.vertices]
    return (
        Vector([min(point[i] for point in points) for i in range(3)]),
        Vector([max(point[i] for point in points) for i in range(3)]),
    )


def _import(model: library.Model) -> list[bpy.types.Object]:
    before = set(bpy.data.objects)
    with quiet():
        bpy.ops.wm.obj_import(filepath=str(model.file), forward_axis="NEGATIVE_Z", up_axis="Y")
    objects = sorted(set(bpy.data.objects) - before, key=lambda made: made.name)
    rotation = Matrix.Identity(4)
    if model.rotation:
        rows = Matrix([model.rotation[0:3], model.rotation[3:6], model.rotation[6:9]])
        rotation = (_Y_UP_TO_Z_UP @ rows @ _Y_UP_TO_Z_UP.inverted()).to_4x4()
    for made in objects:
        made.data.transform(rotation @ made.matrix_world)
        made.matrix_world = Matrix.Identity(4)
    return objects
