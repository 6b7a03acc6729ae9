"""Training with a bar that says where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.train import train


def train_with_progress(config: Config, console: Console) -> Path:
    """Train as `config` says while `console` shows progress; returns the folder of the final model."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[state]}"), console=console) as bars:
        task = bars.add_task("train", total=config.updates, state="")
        return train(
            config,
            progress=lambda done, total, metrics: bars.update(task, completed=done, total=total, state=_state(metrics)),
        )


def _state(metrics: dict[str, Any]) -> str:
    """An update in one short line."""
    shown = (("found", "risk_found"), ("false alarms", "false_alarm"), ("entropy", "entropy"), ("length", "length"))
    return "  ".join(f"{label} {metrics[name]:.2f}" for label, name in shown if metrics[name] is not None)
