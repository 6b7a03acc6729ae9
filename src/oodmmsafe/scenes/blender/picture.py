"""A pair's two scenes as pictures: the same room, light, camera and distractors, so that only the props differ."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bpy
from mathutils import Vector

from oodmmsafe.scenes import settings
from oodmmsafe.scenes.blender import backdrop, cords, framing, stage, visibility
from oodmmsafe.scenes.blender.build import Build, Look
from oodmmsafe.scenes.blender.materials import Palette
from oodmmsafe.scenes.blender.placing import Layout, Placed, overlap
from oodmmsafe.scenes.blender.stage import Quality
from oodmmsafe.scenes.description import DescriptionError, Placement, Scene
from oodmmsafe.scenes.rendered import Seen
from oodmmsafe.scenes.settings import Setting

_HIDES_TOO_MUCH = 0.1
"""A distractor that hides more than this share of a key prop is left out."""
_CLOSEST_INDOORS, _CLOSEST_OUTDOORS = 1.0, 1.5
"""Metres that the camera keeps from the nearest prop, unless the description zooms in."""


@dataclass(frozen=True)
class _Shared:
    """What both pictures of a pair have in common."""

    setting: Setting
    seed: int
    mood: str
    view: framing.View
    middle: Vector
    reach: float
    distractors: tuple[Placement, ...]


def render_pair(
    scenes: Sequence[Scene], files: Sequence[Path], folder: Path, quality: Quality
) -> list[dict[str, Seen]]:
    """Render the hazard scene and its twin into two PNG files; for each, what is seen of its key props.

    folder: for labels while they are drawn; empty. Raises DescriptionError naming the prop that is wrong.
    """
    shared = _plan(scenes, folder, quality)
    seen = []
    for scene, file in zip(scenes, files, strict=True):
        layout = _build(scene, shared, folder, quality)
        seen.append(visibility.measure(layout.placed, [key.id for key in scene.keys], shared.view))
        stage.render(file)
    return seen


def _plan(scenes: Sequence[Scene], folder: Path, quality: Quality) -> _Shared:
    """Decide, from the seed and the props of both sides, what both pictures share."""
    scene = scenes[0]
    setting = settings.find(scene.setting)
    rng = random.Random(f"{scene.seed}/plan")
    boxes: list[Placed] = []
    framed: list[Vector] = []
    for side in reversed(scenes):  # the hazard's scene last: it stays, for the distractors to be tried in
        layout = _furnished(side, setting, folder, quality)
        own = [layout.placed[placement.id] for placement in side.props]
        boxes += own
        wanted = side.camera.frame or [placement.id for placement in side.props]
        for id in wanted:
            if id not in layout.placed:
                raise DescriptionError(f"camera, field 'frame': there is no prop '{id}'")
            framed += layout.placed[id].corners()
    view = _view(scene, setting, framed, rng)
    distractors = _distractors(layout, setting, boxes, [key.id for key in scene.keys], view, rng)
    low = Vector([min(point[i] for point in framed) for i in range(3)])
    high = Vector([max(point[i] for point in framed) for i in range(3)])
    mood = scene.light or rng.choice(setting.lights)
    return _Shared(setting, scene.seed, mood, view, (low + high) / 2, (high - low).length / 2, distractors)


def _view(scene: Scene, setting: Setting, framed: list[Vector], rng: random.Random) -> framing.View:
    azimuth, elevation = rng.uniform(*setting.azimuth), rng.uniform(*setting.elevation)
    camera = scene.camera
    return framing.frame(
        framed,
        azimuth if camera.azimuth is None else camera.azimuth,
        elevation if camera.elevation is None else camera.elevation,
        setting.lens,
        stage.FULL.width / stage.FULL.height,
        camera.zoom,
        closest=_CLOSEST_INDOORS if setting.indoors else _CLOSEST_OUTDOORS,
    )


def _furnished(scene: Scene, setting: Setting, folder: Path, quality: Quality) -> Layout:
    """An empty stage with the setting's furniture and the scene's props."""
    stage.reset(quality)
    for label in folder.iterdir():
        label.unlink()
    layout = Layout(setting, Palette(), folder, scene.seed)
    for placement in (*setting.furniture, *scene.props):
        layout.add(placement)
    return layout


def _distractors(
    layout: Layout, setting: Setting, boxes: Sequence[Placed], keys: list[str], view: framing.View, rng: random.Random
) -> tuple[Placement, ...]:
    """Of the setting's distractors, those that chance picks and that neither touch nor hide what matters."""
    tried = []
    for placement, chance in setting.distractors:
        if rng.random() >= chance:
            continue
        if overlap(layout.add(placement), boxes):
            layout.remove(placement.id)
        else:
            tried.append(placement)
    hiding = {
        id for seen in visibility.measure(layout.placed, keys, view, visibility.COARSE).values()
        for id, share in seen.hidden_by.items() if share > _HIDES_TOO_MUCH
    }  # fmt: skip
    return tuple(placement for placement in tried if placement.id not in hiding)


def _build(scene: Scene, shared: _Shared, folder: Path, quality: Quality) -> Layout:
    """The whole scene, lit and seen through the camera."""
    layout = _furnished(scene, shared.setting, folder, quality)
    for placement in shared.distractors:
        layout.add(placement)
    palette = Palette()
    build = Build(Look(), palette, random.Random(0), folder)
    for placed in list(layout.placed.values()):
        if placed.placement.cord:
            cords.draw(layout, placed, build)
    backdrop.build(shared.setting, palette, random.Random(f"{shared.seed}/surfaces"))
    backdrop.light(shared.setting, shared.mood, shared.middle, shared.reach, random.Random(f"{shared.seed}/light"))
    stage.camera(shared.view.at, shared.view.target, shared.view.lens)
    bpy.context.view_layer.update()
    return layout
