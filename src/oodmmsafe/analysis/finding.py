"""What an analysis finds: a table of figures with their intervals, and a drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oodmmsafe.analysis import plot
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.files import write_json
from oodmmsafe.evaluation.statistics import Estimate
from oodmmsafe.files import writing_to
from oodmmsafe.reporting.metrics import NOTHING, p_value
from oodmmsafe.reporting.untrusted import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class AnalysisError(OodmmsafeError):
    """Runs that an analysis cannot be made of; the line says what to do."""


@dataclass(frozen=True)
class Column:
    """One column of a table. scale: what its numbers are multiplied with to be shown (100: per cent).  p: p values."""

    key: str
    title: str
    scale: float = 1
    digits: int = 1
    p: bool = False


@dataclass(frozen=True)
class Finding:
    """One analysis done.

    name:  of the analysis.
    rows:  by column key a text, a count, a number, an Estimate, or None where there is nothing to say.
    notes: what a reader must know, a sentence each.
    draw:  makes the figure.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    notes: Sequence[str]
    draw: Callable[[], Figure]

    def markdown(self) -> str:
        """The table and the notes."""
        lines = [_line(column.title for column in self.columns), _line("---" for _ in self.columns)]
        lines += [_line(_cell(row[column.key], column) for column in self.columns) for row in self.rows]
        return "\n".join([*lines, "", *self.notes])

    def as_json(self) -> dict[str, Any]:
        """The same as plain data; an Estimate is [value, low, high]."""
        return {"analysis": self.name, "rows": [dict(row) for row in self.rows], "notes": list(self.notes)}

    def write(self, out: Path) -> list[Path]:
        """The figure as `out`.svg and `out`.png, the numbers as `out`.json. Raises what `files.writing_to` does."""
        with writing_to(out):
            out.parent.mkdir(parents=True, exist_ok=True)
            numbers = out.parent / f"{out.name}.json"
            write_json(numbers, self.as_json())
            return [*plot.save(self.draw, out), numbers]


def _line(cells: Any) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(value: Any, column: Column) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return visible(value).replace("|", "\\|").replace("\n", " ")
    if isinstance(value, Estimate):
        shown = [_number(bound, column) for bound in value]
        return f"{shown[0]} ({shown[1]} to {shown[2]})"
    if column.p:
        return p_value(value)
    return str(value) if isinstance(value, int) else _number(value, column)


def _number(value: float, column: Column) -> str:
    return f"{value * column.scale:z.{column.digits}f}"  # z: no "-0.0"
