"""Progress that a person can plan by: how many, how fast, how many failed, how long yet."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class _Rate(ProgressColumn):
    """Finished calls per second or, when they are slow, per minute."""

    def render(self, task: Task) -> Text:
        if not task.speed:
            return Text("")
        return Text(f"{task.speed:.1f}/s" if task.speed >= 1 else f"{task.speed * 60:.1f}/min")


class _Failures(ProgressColumn):
    """Shown only when there are some."""

    def render(self, task: Task) -> Text:
        failed = task.fields["failed"]
        return Text(f"{failed} failed", style="red") if failed else Text("")


def live_progress(console: Console) -> Progress:
    """Bars for `evaluate`, shown on `console` inside a `with` block."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), _Failures())
    return Progress(*columns, TimeRemainingColumn(), console=console)


def no_progress() -> Progress:
    """Takes everything and shows nothing."""
    return Progress(console=Console(quiet=True), disable=True)
