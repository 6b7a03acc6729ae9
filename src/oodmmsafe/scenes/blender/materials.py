"""Paints: Blender materials by what they look like, each made once for a scene."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import bpy

from oodmmsafe.scenes.colours import Rgb


@dataclass(frozen=True)
class Paint:
    """How a surface looks.

    rough: 0 mirror to 1 chalk.  metal, glass: 0 or 1.  glow: strength of its own light.  alpha: 1 is opaque.
    pattern: "brick", "tile", "planks", "checker", "noise" or "stripes"; `scale` repeats a metre; `upright` for walls.
    picture: a file that is mapped on the surface's UV square in place of the colour.
    """

    colour: Rgb = (0.8, 0.8, 0.8)
    rough: float = 0.5
    metal: float = 0.0
    glass: float = 0.0
    glow: float = 0.0
    alpha: float = 1.0
    pattern: str = ""
    second: Rgb | None = None
    scale: float = 1.0
    upright: bool = False
    picture: str = ""


class Palette:
    """The materials of one scene: the same paint is the same material."""

    def __init__(self) -> None:
        self._made: dict[Paint, bpy.types.Material] = {}

    def material(self, paint: Paint) -> bpy.types.Material:
        """The material of that paint."""
        if paint not in self._made:
            self._made[paint] = _make(paint)
        return self._made[paint]


def _make(paint: Paint) -> bpy.types.Material:
    material = bpy.data.materials.new("paint")
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*paint.colour, 1)
    shader.inputs["Roughness"].default_value = paint.rough
    shader.inputs["Metallic"].default_value = paint.metal
    shader.inputs["Transmission Weight"].default_value = paint.glass
    shader.inputs["Alpha"].default_value = paint.alpha
    if paint.glow:
        shader.inputs["Emission Color"].default_value = (*paint.colour, 1)
        shader.inputs["Emission Strength"].default_value = paint.glow
    if paint.picture:
        _map_picture(material, shader, paint)
    elif paint.pattern:
        _map_pattern(material, shader, paint)
    return material


def _map_picture(material: bpy.types.Material, shader: bpy.types.Node, paint: Paint) -> None:
    tree = material.node_tree
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = bpy.data.images.load(str(Path(paint.picture)), check_existing=True)
    texture.extension = "EXTEND"
    tree.links.new(texture.outputs["Color"], shader.inputs["Base Color"])
    if paint.glow:
        tree.links.new(texture.outputs["Color"], shader.inputs["Emission Color"])


def _map_pattern(material: bpy.types.Material, shader: bpy.types.Node, paint: Paint) -> None:
    tree = material.node_tree
    place = tree.nodes.new("ShaderNodeTexCoord")
    mapping = tree.nodes.new("ShaderNodeMapping")
    tree.links.new(place.outputs["Object"], mapping.inputs["Vector"])
    mapping.inputs["Scale"].default_value = (paint.scale,) * 3
    if paint.upright:
        mapping.inputs["Rotation"].default_value = (math.radians(-90), 0, 0)
    second = paint.second or tuple(channel * 0.72 for channel in paint.colour)
    node, output = _PATTERNS[paint.pattern](tree, paint.colour, second)
    tree.links.new(mapping.outputs["Vector"], node.inputs["Vector"])
    tree.links.new(output, shader.inputs["Base Color"])


def _bricks(tree, colour: Rgb, second: Rgb, *, width: float, height: float, mortar: float, offset: float):
    node = tree.nodes.new("ShaderNodeTexBrick")
    for name, value in (("Color1", colour), ("Color2", tuple(0.85 * c for c in colour)), ("Mortar", second)):
        node.inputs[name].default_value = (*value, 1)
    node.inputs["Scale"].default_value = 1
    node.inputs["Brick Width"].default_value = width
    node.inputs["Row Height"].default_value = height
    node.inputs["Mortar Size"].default_value = mortar
    node.offset = offset
    return node, node.outputs["Color"]


def _tiles(tree, colour: Rgb, second: Rgb):
    node, output = _bricks(tree, colour, second, width=0.25, height=0.25, mortar=0.006, offset=0)
    node.inputs["Color2"].default_value = (*(0.97 * c for c in colour), 1)
    return node, output


def _checker(tree, colour: Rgb, second: Rgb):
    node = tree.nodes.new("ShaderNodeTexChecker")
    node.inputs["Color1"].default_value = (*colour, 1)
    node.inputs["Color2"].default_value = (*second, 1)
    node.inputs["Scale"].default_value = 4
    return node, node.outputs["Color"]


def _two_tone(tree, node, output, colour: Rgb, second: Rgb, low: float, high: float):
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    first, last = ramp.color_ramp.elements
    first.color, first.position = (*second, 1), low
    last.color, last.position = (*colour, 1), high
    tree.links.new(output, ramp.inputs["Fac"])
    return node, ramp.outputs["Color"]


def _noise(tree, colour: Rgb, second: Rgb):
    node = tree.nodes.new("ShaderNodeTexNoise")
    node.inputs["Detail"].default_value = 8
    node.inputs["Scale"].default_value = 5
    return _two_tone(tree, node, node.outputs["Fac"], colour, second, 0.35, 0.65)


def _stripes(tree, colour: Rgb, second: Rgb):
    node = tree.nodes.new("ShaderNodeTexWave")
    node.inputs["Scale"].default_value = 3
    return _two_tone(tree, node, node.outputs["Fac"], colour, second, 0.45, 0.55)


_PATTERNS = {
    "brick": lambda tree, a, b: _bricks(tree, a, b, width=0.5, height=0.15, mortar=0.02, offset=0.5),
    "planks": lambda tree, a, b: _bricks(tree, a, b, width=1.6, height=0.14, mortar=0.005, offset=0.5),
    "tile": _tiles,
    "checker": _checker,
    "noise": _noise,
    "stripes": _stripes,
}
