"""Curves for those who watch several runs at once: metrics to TensorBoard or Weights & Biases."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from oodmmsafe.caspo.config import Config, to_mapping
from oodmmsafe.errors import OodmmsafeError

_PACKAGES = {"tensorboard": "tensorboard", "wandb": "wandb"}


class Tracker(Protocol):
    """Takes the metrics of every update. metrics.jsonl has them too: losing a tracker loses nothing."""

    def log(self, metrics: dict[str, Any]) -> None:
        """Show one update."""
        ...

    def close(self) -> None:
        """Write what is left."""
        ...


class NoTracker:
    """Shows nothing."""

    def log(self, metrics: dict[str, Any]) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


class TensorBoard:
    """Event files in the folder `root`/tensorboard."""

    def __init__(self, root: Path) -> None:
        from torch.utils.tensorboard import SummaryWriter

        self._writer = SummaryWriter(str(root / "tensorboard"))

    def log(self, metrics: dict[str, Any]) -> None:
        """One point on every curve."""
        for name, value in scalars(metrics).items():
            self._writer.add_scalar(name, value, metrics["update"])

    def close(self) -> None:
        """Flush the event file."""
        self._writer.close()


class WeightsAndBiases:
    """A run of the project "oodmmsafe"; the account is the one that the user has logged in with."""

    def __init__(self, config: Config) -> None:
        import wandb

        self._run = wandb.init(project="oodmmsafe", config=to_mapping(config), dir=config.out, resume="allow")

    def log(self, metrics: dict[str, Any]) -> None:
        """One point on every curve."""
        self._run.log(scalars(metrics), step=metrics["update"])

    def close(self) -> None:
        """End the run."""
        self._run.finish()


def scalars(metrics: dict[str, Any]) -> dict[str, float]:
    """What of an update's metrics is a number, nested ones by "outer/inner"; what was not measured is left out."""
    found = {}
    for name, value in metrics.items():
        if isinstance(value, dict):
            found |= {f"{name}/{inner}": number for inner, number in scalars(value).items()}
        elif isinstance(value, (int, float)):
            found[name] = float(value)
    return found


def make_tracker(config: Config) -> Tracker:
    """The tracker that `config.track` names. Raises OodmmsafeError if its package is missing."""
    if config.track == "none":
        return NoTracker()
    if find_spec(_PACKAGES[config.track]) is None:
        raise OodmmsafeError(f"{_PACKAGES[config.track]} missing: pip install 'oodmmsafe[track]'")
    return TensorBoard(Path(config.out)) if config.track == "tensorboard" else WeightsAndBiases(config)
