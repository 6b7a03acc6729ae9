"""From relations to places: props are put on, in, under, beside, against and below each other by casting rays."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import bpy
from mathutils import Matrix, Vector

from oodmmsafe.scenes.blender import making
from oodmmsafe.scenes.blender.build import Look
from oodmmsafe.scenes.blender.materials import Palette
from oodmmsafe.scenes.blender.rays import Body
from oodmmsafe.scenes.description import DescriptionError, Placement
from oodmmsafe.scenes.settings import Setting

_ABOVE = 3.0
"""Metres above a thing from which rays are cast down on it."""
_FOOTPRINT = (-0.3, 0.0, 0.3)
"""Where a prop's foot is felt for: shares of its width and depth."""
_DOWN, _UP = Vector((0, 0, -1)), Vector((0, 0, 1))


@dataclass
class Placed:
    """A prop in its place. low, high: the corners of its bounding box. sockets: free ones, used up by cords."""

    placement: Placement
    objects: list[bpy.types.Object]
    anchors: dict[str, Vector]
    see_through: bool
    low: Vector
    high: Vector
    body: Body = field(init=False)

    def __post_init__(self) -> None:
        self.body = Body(self.objects)

    @property
    def centre(self) -> Vector:
        """The middle of the bounding box."""
        return (self.low + self.high) / 2

    def corners(self) -> list[Vector]:
        """The eight corners of the bounding box."""
        return [
            Vector((x, y, z))
            for x in (self.low.x, self.high.x)
            for y in (self.low.y, self.high.y)
            for z in (self.low.z, self.high.z)
        ]


class Layout:
    """The props of one scene, placed one after the other."""

    def __init__(self, setting: Setting, palette: Palette, folder: Path, seed: int):
        self.placed: dict[str, Placed] = {}
        self._setting, self._palette, self._folder, self._seed = setting, palette, folder, seed

    def add(self, placement: Placement) -> Placed:
        """Make a prop and put it in its place. Raises DescriptionError if it relates to what is not there."""
        made = self._make(placement)
        low, high = making.extent(made.objects)
        low.z = min(low.z, 0.0)  # what is modelled above its foot (a pond, a path) stays above it
        where = getattr(self, f"_{placement.relation}")(placement, low, high)
        self._move(made, Matrix.Translation(where + Vector((0, 0, placement.lift))))
        bpy.context.view_layer.update()
        low, high = making.extent(made.objects)
        placed = Placed(placement, made.objects, made.anchors, made.see_through, low, high)
        self.placed[placement.id] = placed
        return placed

    def remove(self, id: str) -> None:
        """Take a prop away again."""
        for made in self.placed.pop(id).objects:
            bpy.data.objects.remove(made)

    def surface(self, x: float, y: float, from_height: float) -> float:
        """The height of whatever is highest at (x, y) below `from_height`; the ground if nothing is."""
        heights = [
            hit.z
            for placed in self.placed.values()
            if placed.low.x <= x <= placed.high.x and placed.low.y <= y <= placed.high.y
            and (hit := placed.body.cast(Vector((x, y, from_height)), _DOWN)) is not None
        ]  # fmt: skip
        return max(heights, default=0.0)

    # --- making

    def _make(self, placement: Placement) -> making.Made:
        """The prop turned, tipped and scaled, standing on the origin."""
        look = Look(placement.colour, (), frozenset(placement.state))
        rng = random.Random(f"{self._seed}/{placement.id}")
        made = making.make(placement.prop, look, placement.text, self._palette, rng, self._folder)
        forward, sideways = (math.radians(angle) for angle in placement.tip)
        lean = -math.radians(placement.lean) if placement.relation == "leaning_on" else 0.0
        self._move(
            made,
            Matrix.Rotation(math.radians(placement.turn), 4, "Z")
            @ Matrix.Rotation(forward + lean, 4, "X")
            @ Matrix.Rotation(sideways, 4, "Y")
            @ Matrix.Scale(placement.size, 4),
        )
        bpy.context.view_layer.update()
        low, high = making.extent(made.objects)
        if any(placement.tip):  # what was tipped lies on its new foot, where it stood
            self._move(made, Matrix.Translation((-(low.x + high.x) / 2, -(low.y + high.y) / 2, -low.z)))
            bpy.context.view_layer.update()
        return made

    @staticmethod
    def _move(made: making.Made, matrix: Matrix) -> None:
        making.move(made.objects, matrix)
        made.anchors = {name: matrix @ point for name, point in made.anchors.items()}

    # --- relations: where the origin of the prop goes, whose bounding box is (low, high) while it stands on the origin

    def _on(self, placement: Placement, low: Vector, high: Vector) -> Vector:
        x, y, support = self._target(placement)
        if support is None:
            return Vector((x, y, -low.z))
        heights = self._feel(placement, support, x, y, low, high)
        return Vector((x, y, (max(heights) if heights else support.high.z) - low.z))

    def _in(self, placement: Placement, low: Vector, high: Vector) -> Vector:
        x, y, support = self._target(placement)
        if support is None:
            return Vector((x, y, -low.z))
        heights = self._feel(placement, support, x, y, low, high)
        return Vector((x, y, (min(heights) if heights else support.low.z) - low.z))

    def _under(self, placement: Placement, low: Vector, high: Vector) -> Vector:
        x, y, support = self._target(placement)
        return Vector((x, y, (support.low.z if support else 0.0) - low.z))

    def _beside(self, placement: Placement, low: Vector, high: Vector) -> Vector:
        _, _, support = self._target(placement)
        if support is None:
            raise DescriptionError(f"prop '{placement.id}', field 'beside': '{placement.target}' is not a prop")
        position = Vector((support.centre.x, support.centre.y, support.low.z - low.z))
        for axis in (0, 1):
            offset = placement.at[axis]
            if offset > 0:
                position[axis] = support.high[axis] + offset - low[axis]
            elif offset < 0:
                position[axis] = support.low[axis] + offset - high[axis]
        return position

    def _leaning_on(self, placement: Placement, low: Vector, high: Vector) -> Vector:
        x, _, support = self._target(placement)
        if support is None:
            x = self._place(placement)[0] + placement.at[0]
            return Vector((x, self._wall_y - high.y - 0.005, -low.z))
        # its upper end meets the front of what it leans on: feel for it at that height, or at the support's top
        height = min(high.z - low.z, support.high.z - support.low.z) * 0.97
        hit = support.body.cast(Vector((x, support.low.y - 1, support.low.z + height)), Vector((0, 1, 0)))
        front = hit.y if hit is not None else support.low.y
        reach = high.y * height / max(high.z - low.z, 1e-6)
        return Vector((x, front - reach, support.low.z - low.z))

    def _hanging_from(self, placement: Placement, low: Vector, high: Vector) -> Vector:
        place = self._setting.places.get(placement.target)
        if placement.target not in self.placed and place is not None and place.target == "wall":
            x, z = place.at[0] + placement.at[0], place.at[1] + placement.at[1]
            return Vector((x, self._wall_y - high.y - 0.002, z - (low.z + high.z) / 2))
        x, y, support = self._target(placement)
        if support is None:
            raise DescriptionError(f"prop '{placement.id}': nothing can hang from '{placement.target}'")
        hit = support.body.cast(Vector((x, y, support.low.z - 1)), _UP)
        return Vector((x, y, (hit.z if hit is not None else support.low.z) - high.z))

    # --- targets

    @property
    def _wall_y(self) -> float:
        return self._setting.size[1] / 2

    def _target(self, placement: Placement) -> tuple[float, float, Placed | None]:
        """x and y of the place, and the prop that it lies on; None for the floor and for a wall."""
        if placement.target in self.placed:
            support = self.placed[placement.target]
            return support.centre.x + placement.at[0], support.centre.y + placement.at[1], support
        x, y, support = self._place(placement)
        return x + placement.at[0], y + placement.at[1], support

    def _place(self, placement: Placement) -> tuple[float, float, Placed | None]:
        place = self._setting.places.get(placement.target)
        if place is None:
            known = ", ".join([*self._setting.places, *self.placed])
            raise DescriptionError(
                f"prop '{placement.id}', field '{placement.relation}': there is no '{placement.target}' in the setting "
                f"'{self._setting.name}' and no prop of that id before it; there are {known}"
            )
        support = self.placed.get(place.target)
        if support is not None:
            return support.centre.x + place.at[0], support.centre.y + place.at[1], support
        return place.at[0], self._wall_y if place.target == "wall" else place.at[1], None

    def _feel(
        self, placement: Placement, support: Placed, x: float, y: float, low: Vector, high: Vector
    ) -> list[float]:
        """Heights of the support's surface under the prop's foot."""
        top = support.low.z + placement.height if placement.height is not None else support.high.z + _ABOVE
        points = [
            Vector((x + share * (high.x - low.x), y + other * (high.y - low.y), top))
            for share in _FOOTPRINT
            for other in _FOOTPRINT
        ]
        return [hit.z for point in points if (hit := support.body.cast(point, _DOWN)) is not None]


def overlap(first: Placed, others: Iterable[Placed], margin: float = 0.02) -> bool:
    """Whether a prop's bounding box comes within `margin` metres of another's."""
    return any(
        all(first.low[i] - margin < other.high[i] and other.low[i] - margin < first.high[i] for i in range(3))
        for other in others
    )
