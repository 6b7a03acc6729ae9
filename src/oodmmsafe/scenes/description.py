"""What is in a scene, as data: a setting, props in relations to it and to each other, light and camera."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from oodmmsafe.errors import OodmmsafeError

RELATIONS = ("on", "in", "under", "beside", "leaning_on", "hanging_from")
LIGHTS = ("day", "evening", "night")


class DescriptionError(OodmmsafeError):
    """A scene description that breaks a rule: which prop and field, and how."""


@dataclass(frozen=True)
class Placement:
    """One prop in a scene. docs/writing-cases.md explains each field.

    relation: one of RELATIONS; target: the place of the setting or the prop that it relates to.
    at: metres; turn, tip and lean: degrees.
    key: the hazard (or its absence) cannot be seen without it.
    """

    id: str
    prop: str
    relation: str
    target: str
    at: tuple[float, float] = (0.0, 0.0)
    height: float | None = None
    lift: float = 0.0
    turn: float = 0.0
    tip: tuple[float, float] = (0.0, 0.0)
    lean: float = 12.0
    size: float = 1.0
    colour: str | None = None
    text: tuple[str, ...] | None = None
    state: tuple[str, ...] = ()
    cord: str | None = None
    key: bool = False
    exception: str = ""


@dataclass(frozen=True)
class Camera:
    """Where the picture is taken from; what is None is the setting's, varied by the seed.

    frame: ids of the props that must be in the picture, or nothing for all. azimuth: degrees round from the front,
    negative from the left. elevation: degrees down. zoom: 1 fits the frame.
    """

    frame: tuple[str, ...] = ()
    azimuth: float | None = None
    elevation: float | None = None
    zoom: float = 1.0


@dataclass(frozen=True)
class Scene:
    """A setting and what is put into it. `seed` decides what the description leaves open: the same gives the same."""

    setting: str
    props: tuple[Placement, ...]
    seed: int = 0
    light: str | None = None
    camera: Camera = field(default_factory=Camera)

    @property
    def keys(self) -> tuple[Placement, ...]:
        """The props that the hazard needs to be seen."""
        return tuple(placement for placement in self.props if placement.key)


_PROP_FIELDS = {f.name for f in fields(Placement)} - {"relation", "target"} | set(RELATIONS)
_CAMERA_FIELDS = {"frame": "frame", "from": "azimuth", "above": "elevation", "zoom": "zoom"}
_SCENE_FIELDS = {"setting", "props", "seed", "light", "camera"}
_NUMBER_FIELDS = {"height", "lift", "turn", "lean", "size"}


def scene_from(data: Mapping[str, Any]) -> Scene:
    """A scene from the table `[scene]` of a case file. Raises DescriptionError."""
    _no_unknown(data, _SCENE_FIELDS, "scene")
    if not isinstance(data.get("setting"), str):
        raise DescriptionError("scene, field 'setting': is missing or not text")
    light = data.get("light")
    if light is not None and light not in LIGHTS:
        raise DescriptionError(f"scene, field 'light': expected one of {', '.join(LIGHTS)}, found {light!r}")
    props = data.get("props", [])
    if not isinstance(props, list) or not props:
        raise DescriptionError("scene, field 'props': expected at least one [[scene.props]]")
    placed: dict[str, Placement] = {}
    for table in props:
        placement = placement_from(table)
        if placement.id in placed:
            raise DescriptionError(f"scene: two props have the id '{placement.id}'; give one of them another id")
        placed[placement.id] = placement
    return Scene(data["setting"], tuple(placed.values()), int(data.get("seed", 0)), light, _camera(data.get("camera")))


def twin_scene(scene: Scene, twin: Mapping[str, Any]) -> Scene:
    """The safe twin's scene: that of the hazard with the table `[twin]` applied. Raises DescriptionError."""
    placed = {placement.id: placement for placement in scene.props}
    for id in twin.get("remove", ()):
        if placed.pop(id, None) is None:
            raise DescriptionError(f"twin, field 'remove': the scene has no prop '{id}'")
    for table in twin.get("props", ()):
        id = table.get("id", table.get("prop"))
        placed[id] = placement_from(table, placed.get(id))
    camera = scene.camera
    if camera.frame:
        camera = replace(camera, frame=tuple(id for id in camera.frame if id in placed))
    return replace(scene, props=tuple(placed.values()), camera=camera)


def placement_from(table: Mapping[str, Any], base: Placement | None = None) -> Placement:
    """A placement from its table; over `base`, only what the table names changes."""
    name = table.get("id", table.get("prop", "?"))
    where = f"prop '{name}'"
    _no_unknown(table, _PROP_FIELDS, where)
    values: dict[str, Any] = {key: _value(where, key, value) for key, value in table.items() if key not in RELATIONS}
    relations = [relation for relation in RELATIONS if relation in table]
    if len(relations) > 1 or (base is None and not relations):
        raise DescriptionError(f"{where}: expected one of {', '.join(RELATIONS)}, found {relations or 'none'}")
    if relations:
        values["relation"], values["target"] = relations[0], _value(where, "id", table[relations[0]])
    if base is not None:
        return replace(base, **values)
    if "prop" not in values:
        raise DescriptionError(f"{where}, field 'prop': is missing")
    values.setdefault("id", values["prop"])
    return Placement(**values)


def _value(where: str, name: str, value: Any) -> Any:
    if name in ("at", "tip"):
        if not isinstance(value, list) or len(value) != 2 or not all(_is_number(v) for v in value):
            raise DescriptionError(f"{where}, field '{name}': expected two numbers, found {value!r}")
        return (float(value[0]), float(value[1]))
    if name in ("text", "state"):
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise DescriptionError(f"{where}, field '{name}': expected a list of texts, found {value!r}")
        return tuple(value)
    if name in _NUMBER_FIELDS:
        if not _is_number(value):
            raise DescriptionError(f"{where}, field '{name}': expected a number, found {value!r}")
        return float(value)
    expected = bool if name == "key" else str
    if not isinstance(value, expected):
        raise DescriptionError(f"{where}, field '{name}': expected {expected.__name__}, found {value!r}")
    return value


def _camera(table: Mapping[str, Any] | None) -> Camera:
    if table is None:
        return Camera()
    _no_unknown(table, set(_CAMERA_FIELDS), "camera")
    for name, value in table.items():
        if name != "frame" and not _is_number(value):
            raise DescriptionError(f"camera, field '{name}': expected a number, found {value!r}")
    values = {_CAMERA_FIELDS[name]: value for name, value in table.items()}
    values["frame"] = tuple(values.get("frame", ()))
    return Camera(**values)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _no_unknown(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for name in table:
        if name not in known:
            raise DescriptionError(f"{where}, field '{name}': is not one of {', '.join(sorted(known))}")
