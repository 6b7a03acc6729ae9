"""What a stopped pretraining needs to go on."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.files import write_atomically
from oodmmsafe.nano.pretrain.learner import Learner
from oodmmsafe.nano.pretrain.optimizer import Optimizer


@dataclass
class Snapshot:
    """The state of a pretraining at one of its steps, in the file `path`, which is never half-written."""

    path: Path
    identity: tuple[dict, int]  # schedule and seed
    learner: Learner
    optimizer: Optimizer

    def save(self, step: int) -> None:
        """Store that `step` steps are done, and with what. Raises OSError if it cannot be written."""
        state = {
            "step": step,
            "of": self.identity,
            "modules": [module.state_dict() for module in self.learner.modules],
            "optimizer": [part.state_dict() for part in self.optimizer.parts],
        }
        data = io.BytesIO()  # writing to a full disk, torch.save would hide the system's error behind one of its own
        torch.save(state, data)
        write_atomically(self.path, lambda file: file.write(data.getbuffer()))

    def restore(self) -> int:
        """Put the stored state, if there is one, into learner and optimizer; returns the number of steps done.

        Raises OodmmsafeError if the file belongs to another run or cannot be used.
        """
        if not self.path.exists():
            return 0
        try:
            state = torch.load(self.path, map_location=self.learner.device, weights_only=True)
            same_run = state["of"] == self.identity
            if same_run:
                self._take_over(state)
        except OSError as error:
            raise OodmmsafeError(f"{self.path}: cannot be read: {error.strerror}") from None
        except Exception:  # torch.load and load_state_dict fail in as many ways as a file can be wrong
            raise OodmmsafeError(f"{self.path}: is damaged; remove it to train from the start") from None
        if not same_run:
            raise OodmmsafeError(f"{self.path} belongs to a run with another schedule or seed: choose another folder")
        return state["step"]

    def _take_over(self, state: dict[str, Any]) -> None:
        for module, saved in zip(self.learner.modules, state["modules"], strict=True):
            module.load_state_dict(saved)
        for part, saved in zip(self.optimizer.parts, state["optimizer"], strict=True):
            part.load_state_dict(saved)
