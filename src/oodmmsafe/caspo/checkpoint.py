"""The training folder on disk: written so that a run killed at any moment goes on to the same result."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from oodmmsafe.caspo.config import Config, to_json
from oodmmsafe.errors import IncompleteError, OodmmsafeError
from oodmmsafe.files import write_atomically, write_text, writing_to
from oodmmsafe.text import one_line

_MAY_CHANGE = ("out", "updates", "checkpoint_every", "on_collapse")
"""Settings that a resumed run may have changed: they do not bear on the updates already done."""
_WAY_OUT = "give another 'out' or remove the folder"


class CheckpointError(OodmmsafeError):
    """A training folder that cannot be gone on with."""


@dataclass(frozen=True)
class Checkpoint:
    """Everything that the next update depends on.

    updates: how many are done. metrics_bytes: length of metrics.jsonl by then. policy, teacher, optimizer and guards
    are state dicts. Data order and sampling need no state: both follow from the seed and the update's number.
    inputs: what the run's names stood for, as `Inputs.identities` has it.
    """

    updates: int
    metrics_bytes: int
    inputs: dict[str, str]
    policy: dict[str, Any]
    teacher: dict[str, Any]
    optimizer: dict[str, Any]
    guards: dict[str, Any]


class TrainingFolder:
    """`config.json`, `metrics.jsonl`, `checkpoints/last.pt` and at the end `final/`.

    The folder belongs to a run from its first checkpoint on; before that, any run may take it over.
    """

    def __init__(self, config: Config) -> None:
        """Make or reopen the folder. Raises OodmmsafeError if it cannot be made."""
        self.root = Path(config.out)
        self.final = self.root / "final"
        self._config = config
        self._settings = self.root / "config.json"
        self._metrics = self.root / "metrics.jsonl"
        self._last = self.root / "checkpoints" / "last.pt"
        with writing_to(self.root, _WAY_OUT):
            self._last.parent.mkdir(parents=True, exist_ok=True)

    def load(self, inputs: Mapping[str, str]) -> Checkpoint | None:
        """The last checkpoint, with metrics.jsonl cut back to it; None (and no metrics) for a fresh start.

        inputs: what the run's names stand for now. Raises CheckpointError if the folder is damaged, or holds updates
        that this run could not have made: with other settings, other inputs, or more of them.
        """
        checkpoint = self._read_last() if self._last.is_file() else None
        if checkpoint:
            self._check_settings()
            self._check_inputs(checkpoint.inputs, inputs)
            if checkpoint.updates > self._config.updates:
                raise CheckpointError(
                    f"{self.root}: holds {checkpoint.updates} updates, 'updates' asks for {self._config.updates} only; "
                    f"raise it or give another 'out'"
                )
        self._cut_metrics(checkpoint.metrics_bytes if checkpoint else 0)
        return checkpoint

    def claim(self) -> None:
        """Write the settings down, once everything that they name has been found sound."""
        with _keeping_what_is_done(self._settings):
            write_text(self._settings, to_json(self._config))

    def append_metrics(self, metrics: dict[str, Any]) -> int:
        """Add one line to metrics.jsonl and bring it to disk; returns the file's length in bytes by then."""
        with _keeping_what_is_done(self._metrics), self._metrics.open("a", encoding="utf-8") as file:
            file.write(json.dumps(metrics) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return self._metrics.stat().st_size

    def save(self, checkpoint: Checkpoint) -> None:
        """Replace the last checkpoint; a crash in between leaves the old one."""
        with _keeping_what_is_done(self._last):
            write_atomically(self._last, lambda file: torch.save(vars(checkpoint), file))

    def save_final(self, write: Callable[[Path], None], updates: int) -> Path:
        """Make `final/` by calling `write` on an empty folder; it appears whole or not at all.

        updates: after how many the model was written; kept in `final/training.json`.
        """
        partial = self.root / "final.partial"
        with _keeping_what_is_done(self.final):
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir()
            write(partial)
            write_text(partial / "training.json", json.dumps({"updates": updates}) + "\n")
            shutil.rmtree(self.final, ignore_errors=True)
            partial.rename(self.final)
        return self.final

    def has_final(self, updates: int) -> bool:
        """Whether `final/` is the model after just so many updates."""
        try:
            made = json.loads((self.final / "training.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return made == {"updates": updates}

    def _read_last(self) -> Checkpoint:
        try:
            return Checkpoint(**torch.load(self._last, weights_only=True))
        except Exception as error:  # what a damaged archive raises is not a closed list
            raise CheckpointError(f"{self._last}: is damaged ({type(error).__name__}); {_WAY_OUT}") from None

    def _check_settings(self) -> None:
        file, ours = self._settings, json.loads(to_json(self._config))
        try:
            theirs = dict(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            raise CheckpointError(f"{file}: is missing or damaged; {_WAY_OUT}") from None
        differing = sorted(
            name for name in ours.keys() | theirs.keys()
            if name not in _MAY_CHANGE and ours.get(name) != theirs.get(name)
        )  # fmt: skip
        if differing:
            raise CheckpointError(f"{file}: holds a run with another {', '.join(differing)}; {_WAY_OUT}")

    def _check_inputs(self, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        for name, value in now.items():
            if before.get(name) != value:
                raise CheckpointError(
                    f"{self.root}: was trained so far with another {name} under the name "
                    f"'{getattr(self._config, name)}'; bring the old {name} back, {_WAY_OUT}"
                )

    def _cut_metrics(self, length: int) -> None:
        with writing_to(self._metrics, _WAY_OUT):
            self._metrics.touch()
            found = self._metrics.stat().st_size
            if found < length:  # cutting would lengthen it, with zeros
                raise CheckpointError(
                    f"{self._metrics}: is damaged ({found} bytes, by the last checkpoint it had {length}); {_WAY_OUT}"
                )
            os.truncate(self._metrics, length)


@contextmanager
def _keeping_what_is_done(path: Path) -> Iterator[None]:
    """Turn a full disk, in whatever words torch and safetensors put it, into an error that says what to do."""
    try:
        yield
    except (OSError, RuntimeError, SafetensorError) as error:
        raise IncompleteError(
            f"{path}: cannot be written ({one_line(str(error))}); make room and give the same command again: "
            f"it goes on from the last checkpoint"
        ) from None
