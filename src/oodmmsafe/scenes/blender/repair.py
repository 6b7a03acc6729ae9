"""What library models need before they render well: one skin, normals that fit it, textures found, sane materials."""

from __future__ import annotations

import math
from pathlib import Path

import bmesh
import bpy

from oodmmsafe.scenes.colours import linear

_SHARP = math.radians(35)
_SAME_COLOUR = 0.02


def tidy_mesh(made: bpy.types.Object) -> None:
    """Merge doubled vertices and faces, wind all faces one way, and smooth what is not an edge.

    A fifth of the models have doubled faces, faces wound both ways or normals that fit neither, and look blotched.
    """
    work = bmesh.new()
    work.from_mesh(made.data)
    if work.verts:
        size = max(max(v.co[i] for v in work.verts) - min(v.co[i] for v in work.verts) for i in range(3))
        bmesh.ops.remove_doubles(work, verts=work.verts, dist=size * 1e-5)
    work.verts.index_update()
    seen: set[frozenset[int]] = set()
    doubled = []
    for face in work.faces:
        corners = frozenset(vertex.index for vertex in face.verts)
        if corners in seen:
            doubled.append(face)
        seen.add(corners)
    bmesh.ops.delete(work, geom=doubled, context="FACES_ONLY")
    bmesh.ops.recalc_face_normals(work, faces=work.faces)
    for face in work.faces:
        face.smooth = True
    work.to_mesh(made.data)
    work.free()
    if made.data.has_custom_normals:
        with bpy.context.temp_override(object=made, active_object=made):
            bpy.ops.mesh.customdata_custom_splitnormals_clear()
    made.data.set_sharp_from_angle(angle=_SHARP)


def repair_materials(objects: list[bpy.types.Object], where: Path) -> None:
    """Find textures by their file's name in `where`, and undo what exporters write for "not set"."""
    files = {path.name.lower(): path for path in where.iterdir()}
    for material in _materials(objects):
        tree = material.node_tree
        for node in [node for node in tree.nodes if node.type == "TEX_IMAGE"]:
            _find_texture(tree, node, files)
        shader = tree.nodes["Principled BSDF"]
        alpha, rough = shader.inputs["Alpha"], shader.inputs["Roughness"]
        if alpha.default_value < 0.02 and not alpha.is_linked:
            alpha.default_value = 1  # an exporter's 0 for opaque
        if rough.default_value < 0.15:
            rough.default_value = 0.25  # a perfect mirror is an exporter's default too


def fill_missing_colour(objects: list[bpy.types.Object], colour: str) -> None:
    """Give a colour to every material that has no texture."""
    for material in _materials(objects):
        base = _base(material)
        if not base.is_linked:
            base.default_value = (*linear(colour), 1)


def tint(objects: list[bpy.types.Object], colour: str) -> None:
    """Paint the material that covers most of the model, and those of its colour; tyres, handles and taps stay."""
    area: dict[bpy.types.Material, float] = dict.fromkeys(_materials(objects), 0.0)
    for made in objects:
        for face in made.data.polygons:
            material = made.material_slots[face.material_index].material if made.material_slots else None
            if material in area:
                area[material] += face.area
    if not area:
        return
    main = _base(max(area, key=area.__getitem__))
    wanted = (main.is_linked, tuple(main.default_value))
    for material in area:
        base = _base(material)
        same = max(abs(base.default_value[i] - wanted[1][i]) for i in range(3)) < _SAME_COLOUR
        if base == main or (base.is_linked == wanted[0] and same):
            for link in list(base.links):
                material.node_tree.links.remove(link)
            base.default_value = (*linear(colour), 1)


def _materials(objects: list[bpy.types.Object]) -> list[bpy.types.Material]:
    """The materials of the objects that have a principled shader, each once."""
    slots = [slot.material for made in objects for slot in made.material_slots]
    return [m for m in dict.fromkeys(slots) if m and m.node_tree and m.node_tree.nodes.get("Principled BSDF")]


def _base(material: bpy.types.Material):
    return material.node_tree.nodes["Principled BSDF"].inputs["Base Color"]


def _find_texture(tree: bpy.types.NodeTree, node: bpy.types.Node, files: dict[str, Path]) -> None:
    if node.image and node.image.size[0] > 0:
        return
    name = Path(node.image.filepath.replace("\\", "/")).name.lower() if node.image else ""
    if name in files:
        node.image = bpy.data.images.load(str(files[name]), check_existing=True)
    else:
        tree.nodes.remove(node)  # without it the surface would be magenta
