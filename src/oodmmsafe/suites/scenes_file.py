"""`scenes.json` of a rendered suite: which description each pair of pictures was made from, and what is seen in it.

With it everything about the pictures can be checked without the renderer.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from oodmmsafe.files import write_text
from oodmmsafe.suites.suite import SuiteError

SCENES_FILE = "scenes.json"
MIN_SHARE, MIN_OPEN = 0.004, 0.6
"""A key prop must cover this share of the pixels, and this share of what it would cover alone must be unoccluded."""


@dataclass(frozen=True)
class KeyProp:
    """What is seen of a prop that the case hangs on. exception: its author's reason for less than the thresholds."""

    prop: str
    share: float
    open: float
    exception: str = ""

    @property
    def problem(self) -> str | None:
        """Why the picture cannot be admitted, or None."""
        if self.exception or (self.share >= MIN_SHARE and self.open >= MIN_OPEN):
            return None
        return (
            f"'{self.prop}' covers {self.share:.2%} of the picture and is {self.open:.0%} unoccluded; "
            f"at least {MIN_SHARE:.1%} and {MIN_OPEN:.0%} are needed"
        )


@dataclass(frozen=True)
class RenderedScene:
    """One picture: its file, relative to the suite, the hash of its pixels, and its key props."""

    path: str
    sha256: str
    keys: tuple[KeyProp, ...] = field(default=())


@dataclass(frozen=True)
class RenderedPair:
    """Both pictures of a pair. scene_sha256: of the descriptions; cpu_seconds: what rendering both took."""

    scene_sha256: str
    hazard: RenderedScene
    twin: RenderedScene
    cpu_seconds: float

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(side, problem) for each key prop that is too small or too hidden."""
        return [
            (side, key.problem)
            for side, scene in (("hazard", self.hazard), ("twin", self.twin))
            for key in scene.keys
            if key.problem
        ]


def load(root: Path) -> dict[str, RenderedPair]:
    """The rendered pairs of the suite in `root`, by id; none if it has no scenes.json. Raises SuiteError."""
    path = root / SCENES_FILE
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {id: _pair(entry) for id, entry in data.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SuiteError(f"{path}: cannot be read: {type(error).__name__} {error}") from None


def save(root: Path, pairs: dict[str, RenderedPair]) -> None:
    """Write scenes.json, a pair to a line, whole or not at all."""
    lines = [f"{json.dumps(id)}: {json.dumps(asdict(pairs[id]), ensure_ascii=False)}" for id in sorted(pairs)]
    write_text(root / SCENES_FILE, "{\n" + ",\n".join(lines) + "\n}\n")


def _pair(entry: dict[str, Any]) -> RenderedPair:
    return RenderedPair(
        entry["scene_sha256"], _scene(entry["hazard"]), _scene(entry["twin"]), float(entry["cpu_seconds"])
    )


def _scene(entry: dict[str, Any]) -> RenderedScene:
    return RenderedScene(entry["path"], entry["sha256"], tuple(KeyProp(**key) for key in entry["keys"]))
