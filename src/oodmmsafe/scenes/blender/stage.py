"""An empty scene with Cycles set up, and what lights and photographs it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import bpy
from mathutils import Vector

from oodmmsafe.scenes.blender.quiet import quiet
from oodmmsafe.scenes.colours import linear


@dataclass(frozen=True)
class Quality:
    """Size in pixels and light samples for each; the denoiser makes few samples enough (measured in docs/suite.md)."""

    width: int
    height: int
    samples: int


FULL = Quality(768, 576, 6)
SMALL = Quality(384, 288, 6)
DRAFT = Quality(384, 288, 2)


def reset(quality: Quality) -> None:
    """An empty scene that renders with Cycles on the CPU, the same on every run.

    It takes one thread: whoever wants more pictures at a time runs more processes, and the pixels are the same.
    """
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = quality.width, quality.height
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGB"
    scene.render.use_stamp = False
    scene.render.threads_mode, scene.render.threads = "FIXED", 1
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = "AgX - Medium High Contrast"
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = quality.samples
    cycles.seed = 0
    cycles.use_adaptive_sampling = False
    cycles.use_denoising = True
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_prefilter = "FAST"
    cycles.denoising_quality = "BALANCED"
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 4, 1, 2
    cycles.transmission_bounces, cycles.transparent_max_bounces = 4, 8
    cycles.caustics_reflective = cycles.caustics_refractive = False
    # light from the surroundings stands in for further diffuse bounces: a third of the time, no visible difference
    cycles.use_fast_gi, cycles.fast_gi_method, cycles.ao_bounces_render = True, "REPLACE", 1
    scene.world = bpy.data.worlds.new("world")
    scene.world.use_nodes = True
    scene.world.light_settings.distance, scene.world.light_settings.ao_factor = 2, 0.9


def surround(colour: str, strength: float) -> None:
    """Even light from everywhere."""
    background = bpy.context.scene.world.node_tree.nodes["Background"]
    background.inputs["Color"].default_value = (*linear(colour), 1)
    background.inputs["Strength"].default_value = strength


def sky(elevation: float, direction: float, strength: float) -> None:
    """A clear sky with the sun `elevation` degrees above the horizon."""
    tree = bpy.context.scene.world.node_tree
    texture = tree.nodes.new("ShaderNodeTexSky")
    texture.sky_type = "NISHITA"
    texture.sun_elevation, texture.sun_rotation = math.radians(elevation), math.radians(direction)
    texture.sun_intensity = 0.45
    tree.links.new(texture.outputs["Color"], tree.nodes["Background"].inputs["Color"])
    tree.nodes["Background"].inputs["Strength"].default_value = strength


def lamp(at: Vector, target: Vector, size: float, power: float, colour: str = "#ffffff") -> None:
    """A soft lamp of `size` metres and `power` watts that shines at `target`."""
    light = bpy.data.lights.new("lamp", "AREA")
    light.energy, light.size, light.color = power, size, linear(colour)
    made = bpy.data.objects.new("lamp", light)
    bpy.context.collection.objects.link(made)
    made.location = at
    made.rotation_euler = _towards(target - at)


def camera(at: Vector, target: Vector, lens: float) -> None:
    """The scene's camera at `at`, looking at `target`; `lens` in millimetres on a 36 mm wide picture."""
    made = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    made.data.lens, made.data.clip_start = lens, 0.02
    bpy.context.collection.objects.link(made)
    made.location = at
    made.rotation_euler = _towards(target - at)
    bpy.context.scene.camera = made


def render(path: Path) -> None:
    """Render the scene into a PNG file."""
    bpy.context.scene.render.filepath = str(path)
    with quiet():
        bpy.ops.render.render(write_still=True)


def _towards(direction: Vector):
    return direction.to_track_quat("-Z", "Y").to_euler()
