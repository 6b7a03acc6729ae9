"""Settings: places where scenes happen, as data: the TOML files beside this one.

A setting has a room or open ground, furniture that is always there, places that props are put on, distractors that may
be there, and the usual light and camera.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes.description import Placement, placement_from


@dataclass(frozen=True)
class Place:
    """A named place: `at` metres from the centre of `target`, which is furniture, "floor" or "wall"."""

    target: str
    at: tuple[float, float]


@dataclass(frozen=True)
class Setting:
    """A setting.

    size:    width, depth and height of the room in metres, or of the open ground with height 0. The centre of the floor
             is the origin, the back wall stands at y = depth / 2.
    floors, walls: names of surfaces (`blender/surfaces.py`), one of which the seed picks; no walls outdoors.
    left_wall: whether the room has a wall on the left.
    lights:  of description.LIGHTS; the seed picks one.
    azimuth, elevation: range in degrees from which the seed picks the camera's; lens in millimetres.
    distractors: placements with the chance of each.
    """

    name: str
    size: tuple[float, float, float]
    floors: tuple[str, ...]
    walls: tuple[str, ...]
    left_wall: bool
    lights: tuple[str, ...]
    azimuth: tuple[float, float]
    elevation: tuple[float, float]
    lens: float
    furniture: tuple[Placement, ...]
    places: dict[str, Place]
    distractors: tuple[tuple[Placement, float], ...]

    @property
    def indoors(self) -> bool:
        """Whether there are walls."""
        return bool(self.walls)


@lru_cache(maxsize=1)
def settings() -> dict[str, Setting]:
    """Every setting, by name in alphabetical order. Raises OodmmsafeError naming the file that is wrong."""
    found = {}
    for file in resources.files(__name__).iterdir():
        if file.name.endswith(".toml"):
            try:
                setting = _setting(tomllib.loads(file.read_text(encoding="utf-8")))
            except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, OodmmsafeError) as error:
                raise OodmmsafeError(f"setting {file.name}: {type(error).__name__} {error}") from None
            found[setting.name] = setting
    return dict(sorted(found.items()))


def find(name: str) -> Setting:
    """The setting of that name. Raises OodmmsafeError listing those that there are."""
    try:
        return settings()[name]
    except KeyError:
        raise OodmmsafeError(f"unknown setting '{name}': it is none of {', '.join(settings())}") from None


def describe(setting: Setting) -> str:
    """A few lines: size, lights, furniture and places of a setting."""
    width, depth, _ = setting.size
    furniture = ", ".join(f"{f.id} ({f.prop}) at {f.at[0]:g}, {f.at[1]:g}" for f in setting.furniture)
    places = ", ".join(f"{name}: {p.target} {p.at[0]:g}, {p.at[1]:g}" for name, p in setting.places.items())
    kind = f"room, back wall at y = {depth / 2:g}" if setting.indoors else "open"
    return f"{setting.name}: {width:g} x {depth:g} m, {kind}\n   furniture  {furniture}\n   places     {places}"


def _setting(data: dict[str, Any]) -> Setting:
    camera = data.get("camera", {})
    base = {"wall": Place("wall", (0.0, 1.4))} if data.get("walls") else {"ground": Place("floor", (0.0, 0.0))}
    base |= {"floor": Place("floor", (0.0, 0.0)), "middle": Place("floor", (0.0, 0.0))}
    places = {
        name: Place(table["on"], _pair(table.get("at", (0, 0)))) for name, table in data.get("places", {}).items()
    }
    return Setting(
        name=data["name"],
        size=tuple(float(value) for value in data["size"]),
        floors=tuple(data["floors"]),
        walls=tuple(data.get("walls", ())),
        left_wall=data.get("left_wall", False),
        lights=tuple(data.get("lights", ("day",))),
        azimuth=_pair(camera.get("from", (-20, 20))),
        elevation=_pair(camera.get("above", (18, 28))),
        lens=float(camera.get("lens", 38)),
        furniture=tuple(placement_from(table) for table in data.get("furniture", ())),
        places=base | places,
        distractors=tuple(_distractor(dict(table)) for table in data.get("distractors", ())),
    )


def _distractor(table: dict[str, Any]) -> tuple[Placement, float]:
    chance = float(table.pop("chance", 0.5))
    return placement_from(table), chance


def _pair(values: Any) -> tuple[float, float]:
    first, second = values
    return float(first), float(second)
