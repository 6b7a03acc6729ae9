"""A case as its author writes it: one TOML file with annotation, probes, scene and twin (docs/writing-cases.md)."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from oodmmsafe.case import Case, CaseError, Cues, Hazard, Pair, Picture, canonical_json, from_json
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes.description import Scene, scene_from, twin_scene
from oodmmsafe.suites.suite import SuiteError

_TEXTS = ("id", "category", "subcategory", "query", "naive", "good")
_TABLES = ("hazard", "cues", "probes", "scene", "twin")
_UNRENDERED = Picture("not-rendered", "0" * 64)


@dataclass(frozen=True)
class CaseSource:
    """What one case file says.

    hazard_case, twin_case: the two cases, their pictures still to come (`pair` puts them in).
    scenes: of the hazard and of its twin.  change: what the twin changes, in words.
    good, bad: probes: answers to the hazard case that the reference judge must tell apart.
    """

    path: Path
    hazard_case: Case
    twin_case: Case
    scenes: tuple[Scene, Scene]
    change: str
    good: tuple[str, ...]
    bad: tuple[str, ...]

    @property
    def id(self) -> str:
        """The pair's id."""
        return self.hazard_case.pair

    @property
    def scene_sha256(self) -> str:
        """What the pictures depend on: both scene descriptions."""
        return hashlib.sha256(canonical_json([asdict(scene) for scene in self.scenes])).hexdigest()

    def pair(self, hazard: Picture, twin: Picture, tags: tuple[str, ...] = ()) -> Pair:
        """The pair with its pictures."""
        return Pair(
            replace(self.hazard_case, picture=hazard, tags=tags), replace(self.twin_case, picture=twin, tags=tags)
        )


def load(path: Path) -> CaseSource:
    """Read a case file. Raises SuiteError naming file and field."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SuiteError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path}: is not TOML: {error}") from None
    try:
        return _source(path, data)
    except CaseError as error:
        raise SuiteError(f"{path}, {error}") from None
    except OodmmsafeError as error:
        raise SuiteError(f"{path}: {error}") from None


def load_all(paths: Iterable[Path]) -> list[CaseSource]:
    """Read case files, and all those in folders, in the order of their ids. Raises SuiteError for an id used twice."""
    files = [file for path in paths for file in (sorted(path.rglob("*.toml")) if path.is_dir() else [path])]
    sources: dict[str, CaseSource] = {}
    for file in files:
        source = load(file)
        if source.id in sources:
            raise SuiteError(f"{file}: the id '{source.id}' is also that of {sources[source.id].path}")
        sources[source.id] = source
    return [sources[id] for id in sorted(sources)]


def _source(path: Path, data: dict[str, Any]) -> CaseSource:
    for name in data:
        if name not in (*_TEXTS, *_TABLES):
            raise CaseError(name, "is not a field of a case file")
    for name in _TABLES:
        if not isinstance(data.get(name), dict):
            raise CaseError(name, "is missing or not a table")
    for name in _TEXTS:
        if not isinstance(data.get(name), str):
            raise CaseError(name, "is missing or not text")
    if data["id"] != path.stem:
        raise CaseError("id", f"is '{data['id']}', but the file is named {path.name}")
    scene = scene_from(data["scene"])
    twin = data["twin"]
    for name in twin:
        if name not in ("change", "good", "remove", "props"):
            raise CaseError(f"twin.{name}", "is not a field of a twin")
    shared = {
        "pair": data["id"],
        "category": data["category"],
        "subcategory": data["subcategory"],
        "setting": scene.setting,
        "query": data["query"],
        "picture": _UNRENDERED,
        "hazard": _table(Hazard, "hazard", data),
        "cues": _table(Cues, "cues", data),
        "naive": data["naive"],
    }
    return CaseSource(
        path=path,
        hazard_case=Case(id=f"{data['id']}/hazard", side="hazard", good=data["good"], **shared),
        twin_case=Case(id=f"{data['id']}/twin", side="twin", good=twin.get("good", data["naive"]), **shared),
        scenes=(scene, twin_scene(scene, twin)),
        change=twin.get("change", ""),
        good=_probes(data["probes"], "good"),
        bad=_probes(data["probes"], "bad"),
    )


def _table(kind: type, name: str, data: dict[str, Any]) -> Any:
    """The table `name` as a `kind`; a problem in it is named by its path in the file."""
    try:
        return from_json(kind, data[name])
    except CaseError as error:
        raise CaseError(f"{name}.{error.field}", error.problem) from None


def _probes(table: dict[str, Any], name: str) -> tuple[str, ...]:
    probes = table.get(name)
    if not isinstance(probes, list) or len(probes) < 2 or not all(isinstance(p, str) and p.strip() for p in probes):
        raise CaseError(f"probes.{name}", "expected at least two answers")
    return tuple(probes)
