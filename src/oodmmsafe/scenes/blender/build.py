"""What the function of a prop modelled by code builds with: shapes, paints, text and light, in metres."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import bpy
from mathutils import Euler, Matrix, Vector
from PIL import Image

from oodmmsafe.scenes.blender.materials import Paint, Palette
from oodmmsafe.scenes.colours import linear

Point = Sequence[float]


@dataclass(frozen=True)
class Look:
    """How one prop of a scene looks: what its description says, over the prop's defaults."""

    colour: str | None = None
    text: tuple[str, ...] = ()
    states: frozenset[str] = frozenset()


@dataclass
class Build:
    """A prop while it is built. Positions are (x, y, z) in metres; a shape's `at` is the middle of its foot.

    look:    colour, text and states that the description asks for.
    rng:     for what may vary (which way a leaf turns); seeded, so that a scene is the same each time.
    folder:  where drawn labels are stored as files.
    """

    look: Look
    palette: Palette
    rng: random.Random
    folder: Path
    objects: list[bpy.types.Object] = field(default_factory=list)
    anchors: dict[str, Vector] = field(default_factory=dict)
    _frame: Matrix = field(default_factory=lambda: Matrix.Identity(4))

    # --- what the description asks for

    @property
    def colour(self) -> str:
        """The colour that the description gives, or the prop's own."""
        return self.look.colour or "grey"

    @property
    def text(self) -> list[str]:
        """The lines that the description gives, or the prop's own."""
        return list(self.look.text)

    def has(self, state: str) -> bool:
        """Whether the description puts the prop into that state."""
        return state in self.look.states

    # --- paints

    def paint(self, colour: str, rough: float = 0.5, **more) -> Paint:
        """A paint by the name of its colour or "#rrggbb"; `more` are fields of `Paint` (metal=1, glass=1, glow=5,
        alpha=0.4, pattern="noise", scale=3; `second` is a colour name too)."""
        if "second" in more:
            more["second"] = linear(more["second"])
        return Paint(linear(colour), rough, **more)

    def metal(self, colour: str = "steel", rough: float = 0.3) -> Paint:
        """A metal."""
        return self.paint(colour, rough, metal=1.0)

    def glass(self, colour: str = "clear", rough: float = 0.05) -> Paint:
        """A glass one can see through."""
        return self.paint(colour, rough, glass=1.0)

    def printed(self, image: Image.Image, rough: float = 0.6, glow: float = 0.0) -> Paint:
        """A drawn picture as a paint, for `panel` and `band`; `glow` for a screen that is on (1 to 2)."""
        path = self.folder / f"{len(list(self.folder.iterdir())):04d}.png"
        image.save(path)
        return Paint(rough=rough, picture=str(path), glow=glow)

    # --- where shapes go

    @contextmanager
    def moved(
        self, at: Point = (0, 0, 0), turn: float = 0, tip: Point = (0, 0), scale: float | Point = 1
    ) -> Iterator[None]:
        """Shapes inside stand on `at`, turned about the vertical and tipped (forward, sideways), in degrees."""
        before = self._frame
        factors = (scale,) * 3 if isinstance(scale, (int, float)) else scale
        rotation = Euler((math.radians(tip[0]), math.radians(tip[1]), math.radians(turn)), "XYZ").to_matrix().to_4x4()
        self._frame = before @ Matrix.Translation(at) @ rotation @ Matrix.Diagonal((*factors, 1))
        try:
            yield
        finally:
            self._frame = before

    def anchor(self, name: str, at: Point) -> None:
        """Remember a place of the prop: "cord" is where a cord leaves it."""
        self.anchors[name] = self._frame @ Vector(at)

    # --- shapes

    def box(self, size: Point, at: Point, paint: Paint, turn: float = 0, tip: Point = (0, 0), round: float = 0.003):
        """A box of (width, depth, height), its edges rounded by `round` metres."""
        w, d, h = size[0] / 2, size[1] / 2, size[2]
        corners = [(x, y, z) for z in (0, h) for y in (-d, d) for x in (-w, w)]
        faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (1, 3, 7, 5), (3, 2, 6, 7), (2, 0, 4, 6)]
        with self.moved(at, turn, tip):
            made = self._mesh(corners, faces, paint)
        if round:
            bevel = made.modifiers.new("round", "BEVEL")
            bevel.width = min(round, 0.45 * min(size))
            bevel.segments = 2
            bevel.limit_method = "ANGLE"
        return made

    def lathe(self, profile: Sequence[tuple[float, float]], at: Point, paint: Paint, steps: int = 40, **turned):
        """A body of revolution: (radius, height) pairs from the foot up. `turned`: turn and tip as in `moved`."""
        n = len(profile)
        angles = [2 * math.pi * i / steps for i in range(steps)]
        points = [(r * math.cos(a), r * math.sin(a), z) for a in angles for r, z in profile]
        faces, uvs = [], []
        for i in range(steps):
            j = (i + 1) % steps
            for k in range(n - 1):
                faces.append((i * n + k, j * n + k, j * n + k + 1, i * n + k + 1))
                left, right = i / steps, (i + 1) / steps
                low, high = k / (n - 1), (k + 1) / (n - 1)
                uvs += [(left, low), (right, low), (right, high), (left, high)]
        with self.moved(at, **turned):
            return self._mesh(points, faces, paint, uvs, smooth=True)

    def cylinder(self, radius: float, height: float, at: Point, paint: Paint, top: float | None = None, **turned):
        """A cylinder, or with `top` (the upper radius) a truncated cone."""
        upper = radius if top is None else top
        return self.lathe([(0, 0), (radius, 0), (upper, height), (0, height)], at, paint, **turned)

    def band(self, radius: float, height: float, at: Point, image: Image.Image, rough: float = 0.6):
        """A label round a cylinder of that radius; `drawing.wrapped_label` shows its text towards the viewer."""
        # the image runs counter-clockwise from +x, so its last third faces 300 degrees; the viewer stands at 270
        with self.moved(at, turn=-30):
            return self.lathe([(radius, 0), (radius, height)], (0, 0, 0), self.printed(image, rough))

    def ball(self, radius: float, at: Point, paint: Paint, squash: Point = (1, 1, 1), steps: int = 24):
        """A ball whose lowest point is `at`, or an ellipsoid by `squash`."""
        rings = steps // 2
        profile = [
            (radius * math.sin(math.pi * k / rings), radius - radius * math.cos(math.pi * k / rings))
            for k in range(rings + 1)
        ]
        with self.moved(at, scale=squash):
            return self.lathe(profile, (0, 0, 0), paint, steps)

    def tube(self, points: Sequence[Point], radius: float, paint: Paint, closed: bool = False):
        """A smooth tube through the points, as a mesh: rays and bounding boxes then treat it like any other shape."""
        curve = bpy.data.curves.new("tube", "CURVE")
        curve.dimensions = "3D"
        curve.bevel_depth = radius
        curve.bevel_resolution = 3
        curve.resolution_u = 8
        spline = curve.splines.new("BEZIER")
        spline.bezier_points.add(len(points) - 1)
        for knot, point in zip(spline.bezier_points, points, strict=True):
            knot.co = point
            knot.handle_left_type = knot.handle_right_type = "AUTO"
        spline.use_cyclic_u = closed
        curve.use_fill_caps = True
        drawn = bpy.data.objects.new("tube", curve)
        mesh = bpy.data.meshes.new_from_object(drawn)
        bpy.data.objects.remove(drawn)
        mesh.materials.append(self.palette.material(paint))
        return self._add(bpy.data.objects.new("tube", mesh))

    def rod(self, start: Point, end: Point, radius: float, paint: Paint):
        """A straight round rod between two points."""
        first, last = Vector(start), Vector(end)
        along = last - first
        rotation = Vector((0, 0, 1)).rotation_difference(along).to_matrix().to_4x4()
        before = self._frame
        self._frame = before @ Matrix.Translation(first) @ rotation
        made = self.cylinder(radius, along.length, (0, 0, 0), paint, steps=16)
        self._frame = before
        return made

    def panel(self, width: float, height: float, at: Point, paint: Paint, facing: str = "front", **turned):
        """A flat rectangle that carries a picture upright. facing "front": it stands on `at` and is seen from -y;
        "up": it lies, `at` its middle, and reads right from -y."""
        w = width / 2
        if facing == "front":
            points = [(-w, 0, 0), (w, 0, 0), (w, 0, height), (-w, 0, height)]
        else:
            points = [(-w, -height / 2, 0), (w, -height / 2, 0), (w, height / 2, 0), (-w, height / 2, 0)]
        with self.moved(at, **turned):
            return self._mesh(points, [(0, 1, 2, 3)], paint, [(0, 0), (1, 0), (1, 1), (0, 1)])

    def sheet(self, points: Sequence[Point], paint: Paint, thickness: float = 0.003):
        """A flat polygon through the points, with a thickness: cloth, card, a leaf, a tent wall."""
        made = self._mesh([tuple(p) for p in points], [tuple(range(len(points)))], paint)
        solid = made.modifiers.new("thickness", "SOLIDIFY")
        solid.thickness = thickness
        solid.offset = 0
        return made

    def surface(self, rows: Sequence[Sequence[Point]], paint: Paint, thickness: float = 0.0):
        """A smooth surface through a grid of points (rows of equal length): a draped cloth, a hull, a wave."""
        m, n = len(rows), len(rows[0])
        points = [tuple(p) for row in rows for p in row]
        faces, uvs = [], []
        for i in range(m - 1):
            for j in range(n - 1):
                faces.append((i * n + j, i * n + j + 1, (i + 1) * n + j + 1, (i + 1) * n + j))
                u0, u1, v0, v1 = j / (n - 1), (j + 1) / (n - 1), i / (m - 1), (i + 1) / (m - 1)
                uvs += [(u0, v0), (u1, v0), (u1, v1), (u0, v1)]
        made = self._mesh(points, faces, paint, uvs, smooth=True)
        if thickness:
            solid = made.modifiers.new("thickness", "SOLIDIFY")
            solid.thickness = thickness
        return made

    def flame(self, at: Point, height: float = 0.03, blue: bool = False) -> None:
        """A flame that glows, and the light it gives."""
        h = height
        paint = self.paint("#2a6bff" if blue else "#ff8a1c", glow=8 if blue else 14)
        self.lathe([(0, 0), (h * 0.22, h * 0.22), (h * 0.2, h * 0.42), (h * 0.08, h * 0.8), (0, h)], at, paint, 16)
        if not blue:
            self.light((at[0], at[1], at[2] + h * 1.3), 30 * h, "#ffb066")

    def light(self, at: Point, power: float, colour: str = "#ffd9a8", radius: float = 0.02) -> None:
        """A small lamp, in watts."""
        lamp = bpy.data.lights.new("lamp", "POINT")
        lamp.energy, lamp.color, lamp.shadow_soft_size = power, linear(colour), radius
        with self.moved(at):
            self._add(bpy.data.objects.new("lamp", lamp))

    # --- plumbing

    def _mesh(self, points, faces, paint: Paint, uvs=None, smooth: bool = False) -> bpy.types.Object:
        mesh = bpy.data.meshes.new("shape")
        mesh.from_pydata(points, [], faces)
        mesh.update()
        if uvs:
            layer = mesh.uv_layers.new()
            for loop, uv in zip(layer.data, uvs, strict=True):
                loop.uv = uv
        if smooth:
            mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
        mesh.materials.append(self.palette.material(paint))
        made = self._add(bpy.data.objects.new("shape", mesh))
        if smooth:
            split = made.modifiers.new("edges", "EDGE_SPLIT")
            split.split_angle = math.radians(40)
        return made

    def _add(self, made: bpy.types.Object) -> bpy.types.Object:
        bpy.context.collection.objects.link(made)
        made.matrix_world = self._frame.copy()
        self.objects.append(made)
        return made
