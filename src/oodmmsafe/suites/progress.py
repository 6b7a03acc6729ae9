"""Opening a suite with a bar while a built-in one is made."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from oodmmsafe import suites
from oodmmsafe.suites.suite import Suite


def open_with_progress(name_or_path: str | Path, console: Console) -> Suite:
    """`suites.open_suite`; if the suite has to be built first, `console` shows how far that is."""
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task(f"compose {name_or_path}", visible=False)

        def report(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total, visible=True)

        return suites.open_suite(name_or_path, report)
