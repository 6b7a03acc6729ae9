"""Models that answer: from a name on the command line to whatever speaks `evaluation.model.Model`."""

from __future__ import annotations

from pathlib import Path

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.model import Model

KINDS = "'nano' (the embedded model) or 'hf/PATH' (a model folder, such as a training run's 'final')"


class ModelNameError(OodmmsafeError):
    """A name that is no model's."""


def load(name: str) -> Model:
    """The model of that name; see `KINDS`. Raises ModelNameError for any other name or a folder that holds no model."""
    kind, _, path = name.partition("/")
    if name != "nano" and (kind != "hf" or not path):
        raise ModelNameError(f"unknown model '{name}': give {KINDS}")
    if kind == "hf" and not (Path(path) / "config.json").is_file():
        raise ModelNameError(f"model '{name}': {path} is not a model folder (it has no config.json)")
    from oodmmsafe.models.local import LocalModel

    if name == "nano":
        from oodmmsafe.nano import weights_folder

        return LocalModel(name, weights_folder())
    return LocalModel(name, Path(path))
