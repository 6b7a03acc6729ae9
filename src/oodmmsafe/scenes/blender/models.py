"""Models of the furniture library as Blender objects: upright, in metres, standing on the origin."""

from __future__ import annotations

from pathlib import Path

import bpy
from mathutils import Matrix, Vector

from oodmmsafe.scenes import library
from oodmmsafe.scenes.blender.quiet import quiet
from oodmmsafe.scenes.catalogue import LibraryProp
from oodmmsafe.scenes.colours import linear

_Y_UP_TO_Z_UP = Matrix(((1, 0, 0), (0, 0, -1), (0, 1, 0)))


def load(prop: LibraryProp, colour: str | None) -> list[bpy.types.Object]:
    """The objects of a library prop: standing on z = 0, centred, its front towards -y, in its true size."""
    model = library.model(prop.model)
    objects = _import(model)
    _repair_materials(objects, model.file.parent, colour or prop.colour, replace=bool(colour))
    low, high = bounds(objects)
    size = [max(high[i] - low[i], 1e-6) for i in range(3)]
    scale = Matrix.Diagonal((*(model.size[i] / size[i] * _factor(prop, model) for i in range(3)), 1))
    foot = Matrix.Translation((-(low.x + high.x) / 2, -(low.y + high.y) / 2, -low.z))
    turn = Matrix.Rotation(prop.turn * 3.141592653589793 / 180, 4, "Z")
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


def _repair_materials(objects: list[bpy.types.Object], where: Path, colour: str | None, replace: bool) -> None:
    """Find textures by their file's name, give a colour where there is none, and undo unrendered extremes."""
    files = {path.name.lower(): path for path in where.iterdir()}
    for material in {slot.material for made in objects for slot in made.material_slots if slot.material}:
        tree = material.node_tree
        shader = tree.nodes.get("Principled BSDF") if tree else None
        if shader is None:
            continue
        for node in [node for node in tree.nodes if node.type == "TEX_IMAGE"]:
            _find_texture(tree, node, files)
        if colour and (replace or not shader.inputs["Base Color"].is_linked):
            for link in list(shader.inputs["Base Color"].links):
                tree.links.remove(link)
            shader.inputs["Base Color"].default_value = (*linear(colour), 1)
        alpha, rough = shader.inputs["Alpha"], shader.inputs["Roughness"]
        if alpha.default_value < 0.02 and not alpha.is_linked:
            alpha.default_value = 1  # an exporter's 0 for opaque
        if rough.default_value < 0.15:
            rough.default_value = 0.25  # a perfect mirror is an exporter's default too


def _find_texture(tree: bpy.types.NodeTree, node: bpy.types.Node, files: dict[str, Path]) -> None:
    if node.image and node.image.size[0] > 0:
        return
    name = Path(node.image.filepath.replace("\\", "/")).name.lower() if node.image else ""
    if name in files:
        node.image = bpy.data.images.load(str(files[name]), check_existing=True)
    else:
        tree.nodes.remove(node)  # without it the surface would be magenta
