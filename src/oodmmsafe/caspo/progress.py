"""Training with a bar that says where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from oodmmsafe import models
from oodmmsafe.caspo.config import Config
from oodmmsafe.files import writing_to


def train_with_progress(config: Config, console: Console) -> Path:
    """Train as `config` says while `console` shows progress; returns the folder of the final model.

    Raises OodmmsafeError if packages are missing, and whatever `train.train` raises.
    """
    models.need_extra("train")
    from oodmmsafe.caspo.train import train

    bar = _Bar(console)
    try:
        with writing_to(Path(config.out)):
            return train(config, progress=bar)
    finally:
        bar.close()


class _Bar:
    """Shows updates as `train.Progress` reports them; there is no bar before the first report."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bars = Progress(*columns, TextColumn("{task.fields[state]}"), console=console)
        self._console = console

    def __call__(self, done: int, total: int, metrics: dict[str, Any] | None) -> None:
        if metrics is None:
            self._begin(done, total)
            return
        for alarm in metrics["alarms"]:
            self._bars.console.print(f"[yellow]update {done}: {alarm}[/]", highlight=False)
        self._bars.update(self._bars.task_ids[0], completed=done, state=_state(metrics))

    def _begin(self, done: int, total: int) -> None:
        if done == total:
            self._console.print("training is complete already")
            return
        self._bars.add_task("train", total=total, completed=done, state="")
        self._bars.start()

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bars.tasks:
            self._bars.stop()


def _state(metrics: dict[str, Any]) -> str:
    """An update in one short line."""
    shown = (("found", "risk_found"), ("false alarms", "false_alarm"), ("entropy", "entropy"), ("length", "length"))
    return "  ".join(f"{label} {metrics[name]:.2f}" for label, name in shown if metrics[name] is not None)
