"""The room or the open ground that a scene stands in, and its light."""

from __future__ import annotations

import math
import random

import bpy
from mathutils import Vector

from oodmmsafe.scenes.blender import stage
from oodmmsafe.scenes.blender.materials import Palette
from oodmmsafe.scenes.blender.surfaces import surface
from oodmmsafe.scenes.settings import Setting

_WALL = 0.1
_ABOVE = 2.5
_OUTDOORS = 90.0
"""Metres that walls reach above the room's height, and open ground beyond the setting's size."""


def build(setting: Setting, palette: Palette, rng: random.Random) -> list[bpy.types.Object]:
    """Floor and walls; the seed picks among the setting's surfaces."""
    width, depth, height = setting.size
    height += _ABOVE  # there is no ceiling, and no picture should look over the walls
    floor = palette.material(surface(rng.choice(setting.floors), upright=False))
    if not setting.indoors:
        return [_slab(Vector((0, 0, -_WALL / 2)), (width + _OUTDOORS, depth + _OUTDOORS, _WALL), floor)]
    wall = palette.material(surface(rng.choice(setting.walls), upright=True))
    # the floor runs on towards the viewer and to the sides, where the room is open
    made = [
        _slab(Vector((0, 0, -_WALL / 2)), (width * 4, depth * 4, _WALL), floor),
        _slab(Vector((0, (depth + _WALL) / 2, height / 2)), (width * 4, _WALL, height), wall),
    ]
    if setting.left_wall:
        left = _slab(Vector((-(width + _WALL) / 2, 0, height / 2)), (depth * 2, _WALL, height), wall)
        left.rotation_euler.z = math.radians(90)  # turned, so that bricks and tiles run along it
        made.append(left)
    return made


def light(setting: Setting, mood: str, middle: Vector, reach: float, rng: random.Random) -> None:
    """Light the scene around `middle`, a ball of radius `reach` metres, by the mood of description.LIGHTS."""
    side = rng.choice((-1, 1))
    (_light_room if setting.indoors else _light_open)(mood, middle, reach, side, rng)


def _light_room(mood: str, middle: Vector, reach: float, side: int, rng: random.Random) -> None:
    colours = {"day": ("#f2f4f8", 0.62, "#fff8f0", 1.0), "evening": ("#f4e9da", 0.36, "#ffedd6", 0.9),
               "night": ("#a9b8d2", 0.14, "#ffe2bd", 0.55)}  # fmt: skip
    ambient, strength, lamp, power = colours[mood]
    stage.surround(ambient, strength * rng.uniform(0.9, 1.1))
    distance = max(1.8, reach * 1.6)
    watts = 25 * power * distance**2
    main = middle + Vector((side * 0.75, -0.85, 1.0)) * distance
    stage.lamp(main, middle, 0.6 * distance, watts, lamp)
    fill = middle + Vector((-side * 0.9, -0.6, 0.7)) * distance
    stage.lamp(fill, middle, 0.5 * distance, 0.3 * watts, "#e6eeff" if mood == "day" else lamp)


def _light_open(mood: str, middle: Vector, reach: float, side: int, rng: random.Random) -> None:
    if mood == "night":
        stage.surround("#32456b", 0.09)
        stage.lamp(middle + Vector((side * 3, -4, 6)), middle, 3, 160, "#b9ccff")
        return
    elevation = rng.uniform(28, 52) if mood == "day" else rng.uniform(9, 14)
    # the sky's own light is too weak under a tent or a roof: a large soft lamp beside the viewer stands in for it
    distance = max(2.5, 1.6 * reach)
    stage.lamp(middle + Vector((-side * 0.5, -1.0, 0.6)) * distance, middle, distance, 9 * distance**2)
    # directions count from the back (north), so that the sun stands behind the viewer, to one side
    stage.sky(elevation, 180 + side * rng.uniform(25, 65), 0.125 if mood == "day" else 0.2)


def _slab(centre: Vector, size: tuple[float, float, float], material: bpy.types.Material) -> bpy.types.Object:
    bpy.ops.mesh.primitive_cube_add(size=1, location=centre)
    made = bpy.context.object
    made.scale = size
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    made.data.materials.append(material)
    return made
