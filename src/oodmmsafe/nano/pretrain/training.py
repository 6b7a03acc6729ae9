"""The pretraining itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import torch
from torch.utils.data import DataLoader

from oodmmsafe.files import writing_to
from oodmmsafe.nano.pretrain.batches import Batches
from oodmmsafe.nano.pretrain.learner import Learner
from oodmmsafe.nano.pretrain.model_folder import save_model
from oodmmsafe.nano.pretrain.optimizer import Optimizer
from oodmmsafe.nano.pretrain.schedule import Schedule
from oodmmsafe.nano.pretrain.snapshot import Snapshot


def pretrain(
    out: Path,
    schedule: Schedule,
    seed: int = 0,
    report: Callable[[dict], None] = lambda entry: None,
    device: str | None = None,
) -> None:
    """Train from scratch, or go on from `out`/state.pt; in the end `out` holds the model as transformers loads it.

    report: called after every step with "step", "of" and the losses: "see", or "speak" and "know".
    device: as torch names it; by default a GPU where there is one. A run that was stopped may go on on another.

    Raises OodmmsafeError if `out` cannot be made or written or its state.pt cannot be used, and IncompleteError if the
    disk is full.
    """
    with writing_to(out):
        out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    batches = Batches(schedule, seed)
    learner = Learner.untrained(batches.tokenizer, torch.device(device or _best_device()))
    optimizer = Optimizer(learner)
    snapshot = Snapshot(out / "state.pt", (asdict(schedule), seed), learner, optimizer)
    start = snapshot.restore()
    loader = DataLoader(batches, batch_size=None, sampler=range(start, len(batches)), num_workers=1, prefetch_factor=4)
    for step, parts in enumerate(loader, start):
        if not schedule.sees(step):
            learner.close_eyes()
        losses = learner.backward(parts)
        optimizer.step(schedule.rate(step), schedule.decay(step))
        report({"step": step + 1, "of": len(batches), **losses})
        if (step + 1) % schedule.save_every == 0 or step + 1 == len(batches):
            _save(out, step + 1, snapshot, batches)


def _best_device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


def _save(out: Path, step: int, snapshot: Snapshot, batches: Batches) -> None:
    """The model first: a run that is killed between the two then does the last steps again and saves both."""
    with writing_to(out):
        save_model(out, snapshot.learner.model, batches)
        snapshot.save(step)
