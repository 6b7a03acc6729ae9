"""Forms that several modelled props share: limbs, patches on the ground, blades of grass, coils and draped cloth."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point
    from oodmmsafe.scenes.blender.materials import Paint

Radius = float | tuple[float, float]


def limb(
    b: Build, path: Sequence[Point], radii: Sequence[Radius], paint: Paint, steps: int = 14, fine: int = 4,
    open_ends: bool = False, floor: float | None = None,
) -> None:  # fmt: skip
    """A rounded body along a path, with a radius (or one sideways and one upwards) at each of its points; nothing of it
    goes below the height `floor`."""
    widths = [r if isinstance(r, tuple) else (r, r) for r in radii]
    knots = np.array([(*p, *w) for p, w in zip(path, widths, strict=True)], dtype=float)
    line = _rounded(knots, fine)
    line[:, 3:] = np.maximum(line[:, 3:], 0)
    along = np.gradient(line[:, :3], axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-12
    rows = []
    for point, t in zip(line, along, strict=True):
        side = np.cross(t, (0, 0, 1) if abs(t[2]) < 0.9 else (0, 1, 0))
        side /= np.linalg.norm(side)
        up = np.cross(side, t)
        angles = [2 * math.pi * k / steps for k in range(steps + 1)]
        rows.append([point[:3] + math.cos(a) * point[4] * up + math.sin(a) * point[3] * side for a in angles])
    if not open_ends:
        rows = [[line[0, :3]] * (steps + 1), *rows, [line[-1, :3]] * (steps + 1)]
    low = -math.inf if floor is None else floor
    b.surface([[(float(x), float(y), max(low, float(z))) for x, y, z in row] for row in rows], paint)


def _rounded(knots: np.ndarray, fine: int) -> np.ndarray:
    """Catmull-Rom curve through the knots, `fine` points for each piece."""
    padded = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    pieces = []
    for i in range(len(knots) - 1):
        p0, p1, p2, p3 = padded[i : i + 4]
        for s in np.arange(fine) / fine:
            pieces.append(
                0.5
                * (2 * p1 + (p2 - p0) * s + (2 * p0 - 5 * p1 + 4 * p2 - p3) * s**2 + (3 * (p1 - p2) + p3 - p0) * s**3)
            )
    return np.array([*pieces, knots[-1]])


def rounded(profile: Sequence[tuple[float, float]], fine: int = 4) -> list[tuple[float, float]]:
    """The profile of a lathe with its corners rounded away."""
    line = _rounded(np.array(profile, dtype=float), fine)
    heights = [z for _, z in profile]
    return [(max(0.0, float(r)), min(max(float(z), min(heights)), max(heights))) for r, z in line]


def patch(
    b: Build, width: float, depth: float, paint: Paint, at: Point = (0, 0, 0), height: float = 0.004,
    ragged: float = 0.18, dome: float = 0.0,
) -> None:  # fmt: skip
    """An irregular flat patch on the ground (a puddle, a slick, snow), up to `dome` higher in its middle."""
    phases = [b.rng.uniform(0, 6.28) for _ in range(4)]
    rows = []
    for share, level in ((1.0, 0.0), (0.985, 0.7), (0.95, 1.0), (0.7, 1.0), (0.4, 1.0), (0.0, 1.0)):
        row = []
        for k in range(49):
            a = 2 * math.pi * k / 48
            out = 1 + ragged * sum(math.sin((n + 2) * a + phases[n]) / (n + 1.5) for n in range(4))
            x, y = share * out * width / 2 * math.cos(a), share * out * depth / 2 * math.sin(a)
            row.append((at[0] + x, at[1] + y, at[2] + level * height + dome * (1 - share**2)))
        rows.append(row)
    b.surface(rows, paint)


def blades(
    b: Build, count: int, width: float, depth: float, height: float, paint: Paint, at: Point = (0, 0, 0),
    thick: float = 0.006, bend: float = 0.4,
) -> None:  # fmt: skip
    """Blades of grass, reed or straw on an ellipse, as one mesh."""
    rows = []
    for _ in range(count):
        angle, out = b.rng.uniform(0, 6.28), math.sqrt(b.rng.random())
        x, y = at[0] + out * width / 2 * math.cos(angle), at[1] + out * depth / 2 * math.sin(angle)
        turn, h = b.rng.uniform(0, 6.28), height * b.rng.uniform(0.6, 1.0)
        lean = bend * h * b.rng.uniform(0.1, 1.0)
        dx, dy = math.cos(turn), math.sin(turn)
        wide_x, wide_y = -dy * thick / 2, dx * thick / 2
        foot = (x, y, at[2])
        rows.append([foot, foot])
        for share in (0.0, 0.5, 0.85):
            cx, cy, cz = x + dx * lean * share**2, y + dy * lean * share**2, at[2] + h * share
            narrow = 1 - 0.6 * share
            rows.append(
                [(cx - wide_x * narrow, cy - wide_y * narrow, cz), (cx + wide_x * narrow, cy + wide_y * narrow, cz)]
            )
        tip = (x + dx * lean, y + dy * lean, at[2] + h)
        rows.append([tip, tip])
        rows.append([foot, foot])
    b.surface(rows, paint)


def coil(b: Build, radius: float, turns: int, thick: float, paint: Paint, at: Point = (0, 0, 0), flat: float = 0.5):
    """A cable or rope that lies in loops; returns where it begins and where it ends."""
    points = []
    for k in range(turns * 8 + 1):
        a = 2 * math.pi * k / 8
        out = radius * (1 + b.rng.uniform(-0.06, 0.06))
        z = at[2] + thick * (1 + 2 * flat * (k / 8) * 0.7)
        points.append((at[0] + out * math.cos(a), at[1] + out * math.sin(a), z))
    b.tube(points, thick, paint)
    return points[0], points[-1]


def cloth(
    b: Build, width: float, depth: float, height: Callable[[float, float], float], paint: Paint,
    at: Point = (0, 0, 0), cells: int = 24, thickness: float = 0.003,
) -> None:  # fmt: skip
    """A rectangle of cloth whose height at (x, y) is given by a function."""
    rows = []
    for i in range(cells + 1):
        y = depth * (i / cells - 0.5)
        xs = [width * (j / cells - 0.5) for j in range(cells + 1)]
        rows.append([(at[0] + x, at[1] + y, at[2] + height(x, y)) for x in xs])
    b.surface(rows, paint, thickness)


def grille(b: Build, width: float, height: float, at: Point, count: int, thick: float, paint: Paint) -> None:
    """Upright bars side by side that stand on `at`."""
    for k in range(count):
        x = at[0] + width * (k / (count - 1) - 0.5)
        b.box((thick, thick, height), (x, at[1], at[2]), paint, round=0)
