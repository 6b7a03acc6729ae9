"""Models by name. This module is light; torch and transformers are imported when a model is loaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from oodmmsafe.errors import OodmmsafeError

if TYPE_CHECKING:
    from oodmmsafe.models.contract import Model

KINDS = "'nano' (the embedded model) or 'hf/PATH' (a model folder, such as a training run's 'final')"


class ModelNameError(OodmmsafeError):
    """A name that is no model's."""


def folder_of(name: str) -> Path:
    """The folder in which the model of that name lies; see `KINDS`. Evaluation and training read names by this alone.

    Raises ModelNameError for any other name, and for a folder that holds no model.
    """
    kind, _, path = name.partition("/")
    if name == "nano":
        from oodmmsafe.nano import weights_folder

        folder = weights_folder()
    elif kind == "hf" and path:
        folder = Path(path)
    else:
        raise ModelNameError(f"unknown model '{name}': give {KINDS}")
    if not (folder / "config.json").is_file():
        raise ModelNameError(f"model '{name}': {folder} is not a model folder (it has no config.json)")
    return folder


def need_extra(extra: str) -> None:
    """Raises OodmmsafeError saying what to install if the packages of `extra` ("local", "train") are missing."""
    missing = [package for package in ("torch", "transformers") if find_spec(package) is None]
    if missing:
        raise OodmmsafeError(f"{' and '.join(missing)} missing: pip install 'oodmmsafe[{extra}]'")


def load(name: str) -> Model:
    """The model of that name, ready to answer.

    Raises OodmmsafeError for a name that is no model's, a folder that cannot be loaded, or packages that are missing.
    """
    folder = folder_of(name)
    need_extra("local")
    from oodmmsafe.models.local import LocalModel

    return LocalModel(name, folder)
