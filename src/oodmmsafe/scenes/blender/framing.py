"""A camera that fits the props of a scene into the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mathutils import Vector

_WIDE = 36.0
"""Millimetres of film that a lens's focal length is given for."""
_MARGIN = 0.8
"""Share of the picture's half width and height that the framed props may reach."""
_LOW = 0.35
"""How far below the middle the props stand, as a share of the room that the picture's height leaves."""


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

    def project(self, point: Vector, aspect: float) -> tuple[float, float] | None:
        """Where a point is in the picture, in the coordinates of `direction`; None beside or behind the camera."""
        forward, right, up = _axes(self.target - self.at)
        depth = (point - self.at).dot(forward)
        if depth <= 0:
            return None
        reach = _WIDE / 2 / self.lens * depth
        return (point - self.at).dot(right) / reach, (point - self.at).dot(up) / reach * aspect


def frame(
    points: Sequence[Vector], azimuth: float, elevation: float, lens: float, aspect: float, zoom: float, closest: float
) -> View:
    """The nearest view from that direction (degrees) in which all points are in the picture, then `zoom`ed.

    closest: metres between the camera and the nearest point at zoom 1, so that small things keep their surroundings.
    """
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
    distance = max(nearest - depth, closest) / zoom
    # where there is room to spare above, the things stand a little below the middle, as in a photograph
    (_, across, _), (_, upwards, _) = spans
    spare = max(0.0, (nearest - distance - spans[1][2]) * -high)
    at = right * across + up * (upwards + _LOW * spare) + forward * (nearest - distance)
    at.z = max(at.z, 0.08)
    return View(at, at + forward, lens)


def _axes(forward: Vector) -> tuple[Vector, Vector, Vector]:
    ahead = forward.normalized()
    right = ahead.cross(Vector((0, 0, 1))).normalized()
    return ahead, right, right.cross(ahead)
