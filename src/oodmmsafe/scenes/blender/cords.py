"""Cords with plugs, from a prop to an outlet, lying on what is below them."""

from __future__ import annotations

from mathutils import Vector

from oodmmsafe.scenes.blender.build import Build
from oodmmsafe.scenes.blender.placing import Layout, Placed
from oodmmsafe.scenes.description import DescriptionError

_THICK = 0.0045
_SLACK = 0.06


def draw(layout: Layout, placed: Placed, build: Build) -> None:
    """Plug `placed` into the prop that its description names. Raises DescriptionError if there is none."""
    target = layout.placed.get(placed.placement.cord or "")
    if target is None:
        raise DescriptionError(
            f"prop '{placed.placement.id}', field 'cord': there is no outlet '{placed.placement.cord}'; put one there"
        )
    end, out = _socket(target)
    start = placed.anchors.get("cord") or Vector((placed.centre.x, placed.high.y, placed.low.z + 0.02))
    dark = build.paint("black", 0.4)
    _plug(build, end, out)
    build.tube(_path(layout, start, end + 0.045 * out, out), _THICK, dark)


def _socket(target: Placed) -> tuple[Vector, Vector]:
    """The next free socket of an outlet or a power strip, and the direction out of it."""
    names = sorted(name for name in target.anchors if name.startswith("socket"))
    at = target.anchors.pop(names[0]) if names else Vector((target.centre.x, target.low.y, target.centre.z))
    upright = target.high.z - target.low.z > target.high.y - target.low.y
    return at, Vector((0, -1, 0)) if upright else Vector((0, 0, 1))


def _plug(build: Build, at: Vector, out: Vector) -> None:
    tip = (90, 0) if out.y else (0, 0)
    build.box((0.034, 0.034, 0.042), tuple(at), build.paint("black", 0.4), tip=tip, round=0.008)


def _path(layout: Layout, start: Vector, end: Vector, out: Vector) -> list[tuple[float, float, float]]:
    """Down from the prop, along what lies below, and up to the plug."""
    near_end = end + 0.05 * out
    aside = Vector((near_end.y - start.y, start.x - near_end.x, 0))
    aside = aside.normalized() * _SLACK if aside.length else aside
    points = [start]
    ceiling = max(start.z, end.z) + 0.02
    for share, sway in ((0.12, 0.3), (0.35, 1.0), (0.6, -0.7), (0.85, 0.2)):
        point = start.lerp(near_end, share) + sway * aside
        point.z = layout.surface(point.x, point.y, ceiling) + 1.5 * _THICK
        points.append(point)
    if near_end.z - points[-1].z > 0.25:  # a cord does not stand up straight: let it rise in a bow
        points[-1] = points[-1].lerp(near_end, 0.15)
    return [tuple(point) for point in [*points, near_end, end]]
