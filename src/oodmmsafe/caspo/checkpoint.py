"""The training folder on disk: written so that a run killed at any moment goes on to the same result."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from oodmmsafe.caspo.config import Config, to_json
from oodmmsafe.errors import IncompleteError, OodmmsafeError

_MAY_CHANGE = ("out", "updates", "checkpoint_every", "on_collapse")
"""Settings that a resumed run may have changed: they do not bear on the updates already done."""


class CheckpointError(OodmmsafeError):
    """A training folder that cannot be gone on with."""


@dataclass(frozen=True)
class Checkpoint:
    """Everything that the next update depends on.

    updates: how many are done. metrics_bytes: length of metrics.jsonl by then. policy, teacher, optimizer and guards
    are state dicts. Data order and sampling need no state: both follow from the seed and the update's number.
    inputs: what the run's names stood for ({"suite": its hash, "constitution": its text}).
    """

    updates: int
    metrics_bytes: int
    inputs: dict[str, str]
    policy: dict[str, Any]
    teacher: dict[str, Any]
    optimizer: dict[str, Any]
    guards: dict[str, Any]


class TrainingFolder:
    """`config.json`, `metrics.jsonl`, `checkpoints/last.pt` and at the end `final/`."""

    def __init__(self, config: Config) -> None:
        """Make or reopen the folder. Raises CheckpointError if it holds a run with other settings."""
        self.root = Path(config.out)
        self.final = self.root / "final"
        self._metrics = self.root / "metrics.jsonl"
        self._last = self.root / "checkpoints" / "last.pt"
        self._last.parent.mkdir(parents=True, exist_ok=True)
        self._claim(config)

    def _claim(self, config: Config) -> None:
        file, ours = self.root / "config.json", json.loads(to_json(config))
        if file.is_file():
            theirs = json.loads(file.read_text(encoding="utf-8"))
            differing = sorted(
                name for name in ours.keys() | theirs.keys()
                if name not in _MAY_CHANGE and ours.get(name) != theirs.get(name)
            )  # fmt: skip
            if differing:
                raise CheckpointError(
                    f"{file}: holds a run with another {', '.join(differing)}; give another 'out' or remove the folder"
                )
        write_atomically(file, lambda path: path.write_text(to_json(config), encoding="utf-8"))

    def load(self) -> Checkpoint | None:
        """The last checkpoint, with metrics.jsonl cut back to it; None (and no metrics) for a fresh start."""
        checkpoint = None
        if self._last.is_file():
            try:
                checkpoint = Checkpoint(**torch.load(self._last, weights_only=True))
            except Exception as error:  # what a damaged archive raises is not a closed list
                raise CheckpointError(f"{self._last}: is damaged ({type(error).__name__}); remove it") from None
        self._metrics.touch()
        os.truncate(self._metrics, checkpoint.metrics_bytes if checkpoint else 0)
        return checkpoint

    def append_metrics(self, metrics: dict[str, Any]) -> int:
        """Add one line to metrics.jsonl; returns its length in bytes by then."""
        with _keeping_what_is_done(self._metrics), self._metrics.open("a", encoding="utf-8") as file:
            file.write(json.dumps(metrics) + "\n")
        return self._metrics.stat().st_size

    def save(self, checkpoint: Checkpoint) -> None:
        """Replace the last checkpoint; a crash in between leaves the old one."""
        write_atomically(self._last, lambda path: torch.save(vars(checkpoint), path))

    def save_final(self, write: Callable[[Path], None]) -> Path:
        """Make `final/` by calling `write` on an empty folder; it appears whole or not at all."""
        partial = self.root / "final.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        with _keeping_what_is_done(partial):
            write(partial)
        shutil.rmtree(self.final, ignore_errors=True)
        partial.rename(self.final)
        return self.final


def write_atomically(path: Path, write: Callable[[Path], Any]) -> None:
    """Let `write` fill a file beside `path`, bring it to disk and put it in the place of `path`."""
    partial = path.with_name(path.name + ".partial")
    with _keeping_what_is_done(partial):
        write(partial)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(partial, path)


@contextmanager
def _keeping_what_is_done(path: Path) -> Iterator[None]:
    """Turn a full disk, in whatever words torch and safetensors put it, into an error that says what to do."""
    try:
        yield
    except (OSError, RuntimeError, SafetensorError) as error:
        raise IncompleteError(
            f"{path}: cannot be written ({str(error).splitlines()[0]}); make room and give the same command again: "
            f"it goes on from the last checkpoint"
        ) from None
