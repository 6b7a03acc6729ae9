"""What commands show on a terminal: a console, and the headline table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from oodmmsafe.reporting.metrics import HEADLINE, Figure, Metric, judged_of_owed
from oodmmsafe.reporting.untrusted import visible


class Terminal(Console):
    """A console that tells its caller when the reader of its output has gone; rich itself would end the process."""

    def on_broken_pipe(self) -> None:
        """Raises BrokenPipeError; what comes after is not shown."""
        self.quiet = True
        raise BrokenPipeError


def headline_table(summaries: Mapping[str, Mapping[str, Any]]) -> Table:
    """A rich table of the headline figures: a row per metric, a column per run, each cell value and 95% interval.

    Three runs fit into 80 columns.

    summaries: by label, as `evaluation.summary.summarize` returns them. Where judgements are missing the cell says how
    many there are of how many are owed.
    """
    table = Table(
        box=box.SIMPLE_HEAD,
        collapse_padding=True,
        pad_edge=False,
        show_edge=False,
        caption="value and 95% interval",
        caption_justify="left",
    )
    table.add_column("", no_wrap=True)
    for label in summaries:
        table.add_column(Text(visible(label)), justify="right")
    for metric in HEADLINE:
        figures = [summary["metrics"][metric.key] for summary in summaries.values()]
        table.add_row(f"{metric.title} {metric.arrow}", *(_cell(metric, figure) for figure in figures))
    return table


def _cell(metric: Metric, figure: Figure) -> Text:
    cell = Text.assemble((metric.value(figure), "bold"))
    if figure["value"] is not None:
        cell.append(f" {metric.interval(figure)}", style="dim")
    if figure["n"] < figure["N"]:
        cell.append(f"  {judged_of_owed(figure)}", style="yellow")
    return cell
