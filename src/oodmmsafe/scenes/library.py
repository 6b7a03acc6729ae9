"""The furniture library: 3D models of SweetHome3D (Debian's `sweethome3d-furniture`), CC0 and CC BY 3.0.

It is needed only to render; `oodmmsafe scenes setup` unpacks it into `$OODMMSAFE_HOME/furniture`.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from oodmmsafe.errors import OodmmsafeError

_ENTRY = re.compile(r"(\w+)#(\d+)=(.*)")
_LICENCES = {"BlendSwap-CC-0": "CC0-1.0"}
_CC_BY = "CC-BY-3.0"


@dataclass(frozen=True)
class Model:
    """A model as the library's catalogue describes it.

    size: width, depth, height in metres.  rotation: the catalogue's 3 x 3 matrix (y up), row by row, or nothing.
    """

    id: str
    title: str
    creator: str
    licence: str
    file: Path
    size: tuple[float, float, float]
    rotation: tuple[float, ...]


def folder() -> Path:
    """Where the library lies: `$OODMMSAFE_HOME/furniture`, by default `~/.cache/oodmmsafe/furniture`."""
    home = Path(os.environ.get("OODMMSAFE_HOME") or Path.home() / ".cache" / "oodmmsafe")
    return home / "furniture"


def model(id: str) -> Model:
    """The model "LIBRARY#NUMBER". Raises OodmmsafeError if the library is not installed or has no such model."""
    library, _, number = id.partition("#")
    entry = _catalogue(library).get(number)
    if entry is None:
        raise OodmmsafeError(f"the furniture library {library} has no model number {number}")
    size = tuple(float(entry[key]) / 100 for key in ("width", "depth", "height"))
    return Model(
        id=id,
        title=entry.get("name", ""),
        creator=entry.get("creator", library),
        licence=_LICENCES.get(library, _CC_BY),
        file=folder() / library / entry["model"].lstrip("/"),
        size=size,
        rotation=tuple(float(value) for value in entry.get("modelRotation", "").split()),
    )


@lru_cache(maxsize=8)
def _catalogue(library: str) -> dict[str, dict[str, str]]:
    path = folder() / library / "PluginFurnitureCatalog.properties"
    try:
        text = path.read_text(encoding="latin-1")
    except FileNotFoundError:
        raise OodmmsafeError(f"{path}: the furniture library is not installed; run 'oodmmsafe scenes setup'") from None
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        entry = _ENTRY.fullmatch(line.strip())
        if entry:
            found.setdefault(entry[2], {})[entry[1]] = entry[3]
    return found
