"""A camera that fits the props of a scene into the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mathutils import Vector

_WIDE = 36.0
"""Millimetres of film that a lens's focal length is given for."""
_MARGIN = 0.86
"""Share of the picture's half width and height that the framed props may reach."""


@dataclass(frozen=True)
class View:
    """Where the camera stands, what it looks at, and its focal length in millimetres."""

    at: Vector
    target: Vector
    lens: float

    def direction(self, u: float, v: float, aspect: float) -> Vector:
        """The ray through a point of the picture: u from -1 (left) to 1, v from -1 (below) to 1."""
        forward, right, up = _axes(self.target - self.at)
        reach = _WIDE / 2 / self.lens
        return (forward + right * (u * reach) + up * (v * reach / aspect)).normalized()


def frame(
    points: Sequence[Vector], azimuth: float, elevation: float, lens: float, aspect: float, zoom: float
) -> View:
    """The nearest view from that direction (degrees) in which all points are in the picture, then `zoom`ed."""
    around, above = math.radians(azimuth), math.radians(elevation)
    back = Vector((math.sin(around) * math.cos(above), -math.cos(around) * math.cos(above), math.sin(above)))
    forward, right, up = _axes(-back)
    wide, high = _MARGIN * _WIDE / 2 / lens, _MARGIN * _WIDE / 2 / lens / aspect
    # For a point p and a camera at c: |(p - c).right| <= wide * (p - c).forward, the same for up. Both sides of each
    # inequality bound c from behind; the middle between the bounds on c.right and c.up centres the picture.
    spans = []
    for axis, reach in ((right, wide), (up, high)):
        upper = max(p.dot(axis) - reach * p.dot(forward) for p in points)
        lower = min(p.dot(axis) + reach * p.dot(forward) for p in points)
        spans.append((axis, (upper + lower) / 2, (lower - upper) / (2 * reach)))
    depth = min(limit for _, _, limit in spans)
    nearest = min(p.dot(forward) for p in points)
    distance = max(nearest - depth, 0.35) / zoom
    at = sum((axis * middle for axis, middle, _ in spans), forward * (nearest - distance))
    at.z = max(at.z, 0.08)
    return View(at, at + forward, lens)


def _axes(forward: Vector) -> tuple[Vector, Vector, Vector]:
    ahead = forward.normalized()
    right = ahead.cross(Vector((0, 0, 1))).normalized()
    return ahead, right, right.cross(ahead)
