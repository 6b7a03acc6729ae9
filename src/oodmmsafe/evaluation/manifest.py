"""`run.json`: what a run folder holds, and the refusal to mix two runs in one folder."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from oodmmsafe.constitutions import Constitution
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.files import write_json
from oodmmsafe.evaluation.keys import identity
from oodmmsafe.judging.panel import Panel
from oodmmsafe.models.contract import Generation, Model
from oodmmsafe.suites import Suite

MANIFEST_FILE = "run.json"
_FIXED = ("model", "model_identity", "suite", "constitution", "generation", "with_picture")
"""What must stay for a run to go on. A suite may be edited (its name stays, its hash changes) and answers may be judged
by another judge or rubric: keys see to it that only what changed is done again."""

_PACKAGES = ("oodmmsafe", "torch", "transformers", "numpy", "pillow")


class RunFolderError(OodmmsafeError):
    """A run folder that cannot be written, or that holds another run."""


def describe(
    model: Model,
    suite: Suite,
    constitution: Constitution | None,
    generation: Generation,
    samples: int,
    with_picture: bool,
    panel: Panel,
    rubric_version: str,
) -> dict[str, Any]:
    """The content of `run.json`: all that someone needs who wants to read or repeat the run."""
    return {
        "model": model.name,
        "model_identity": identity(model),
        "base_url": _without_password(getattr(model, "base_url", None)),
        "suite": suite.name,
        "suite_version": suite.version,
        "suite_hash": suite.hash,
        "suite_root": str(suite.root.resolve()),
        "constitution": None if constitution is None else asdict(constitution),
        "generation": asdict(generation),
        "samples": samples,
        "with_picture": with_picture,
        "judge": panel.name,
        "judges": [{"name": judge.name, "identity": identity(judge)} for judge in panel.judges],
        "control": None if panel.control is None else panel.control.name,
        "rubric_version": rubric_version,
        "versions": _versions(),
    }


def open_folder(out: Path, manifest: dict[str, Any]) -> None:
    """Make `out` a folder of the run that `manifest` describes, or go on in it if it is one already.

    Raises RunFolderError if the folder cannot be written or holds another run.
    """
    path = out / MANIFEST_FILE
    try:
        out.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _require_same_run(out, _read(path), manifest)
        write_json(path, manifest)
    except OSError as error:
        raise RunFolderError(f"{out}: cannot be written: {error.strerror}; choose another folder") from None


def _read(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_bytes())
    except ValueError as error:
        raise RunFolderError(f"{path}: is not JSON ({error}); restore it or choose another folder") from None
    if not isinstance(stored, dict):
        raise RunFolderError(f"{path}: expected a JSON object; restore it or choose another folder")
    return stored


def _require_same_run(out: Path, stored: dict[str, Any], asked: dict[str, Any]) -> None:
    for field in _FIXED:
        if stored.get(field) != asked[field]:
            raise RunFolderError(
                f"{out} holds a run with {field} {_brief(stored.get(field))}, "
                f"not {_brief(asked[field])}; choose another folder"
            )


def _brief(value: Any) -> str:
    """A value for an error line: a constitution by its name and version, not its whole text."""
    if isinstance(value, dict) and "text" in value:
        value = {name: part for name, part in value.items() if name != "text"}
    return json.dumps(value)


def _without_password(url: str | None) -> str | None:
    if url is None:
        return None
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:  # an evaluation without local models needs no torch
            continue
    return versions
