"""The preference ceiling.

The paper's idea (abstract): static alignment (preference pairs, as in DPO) meets a ceiling: it hardly changes whether a
model sees hidden consequences, and moves the form of its answers instead.

Our definition: checkpoints of one model in the order of their alignment, each evaluated on the same suite; of each the
failure ratio (share of hazard cases with R = 0) and the format-centric failures as the judge flags them, and of every
later one its difference to the first on the same cases, with a bootstrap interval over the pairs and an exact McNemar
p, adjusted over the checkpoints (Holm). A ceiling is no gain: an interval of the difference that holds zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from oodmmsafe.analysis import plot
from oodmmsafe.analysis.finding import Column, Finding
from oodmmsafe.analysis.shares import adjust, difference, missed, read_for, share
from oodmmsafe.evaluation.comparison import cases_needed
from oodmmsafe.evaluation.summary import scores_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = (
    Column("run", "checkpoint"),
    Column("failure", "failure ratio, %", 100),
    Column("format", "format-centric, %", 100),
    Column("change", "change from the first, points", 100),
    Column("p", "p (McNemar)", p=True),
    Column("holm", "p (Holm)", p=True),
    Column("needed", "cases needed"),
    Column("n", "cases in both"),
)


def ladder(outcomes: Sequence[np.ndarray]) -> list[dict[str, object]]:
    """Of every checkpoint its share and its difference to the first.

    outcomes: for each checkpoint an array of shape (cases,) of the same cases, 1 or 0, NaN where it is missing.
    Returns for each `failure`, `change`, `p`, `holm`, `needed` and `n`; all but `failure` and `n` None for the first.
    """
    changes = [difference(outcomes[0], later) for later in outcomes[1:]]
    first = share(outcomes[0])
    rows: list[dict[str, object]] = [
        {"failure": first.estimate, "change": None, "p": None, "needed": None, "n": first.n}
    ]
    for later, change in zip(outcomes[1:], changes, strict=True):
        own = share(later)
        together = cases_needed(first.estimate.value, own.estimate.value) if first.estimate and own.estimate else None
        rows.append(
            {
                "failure": own.estimate,
                "change": change.estimate,
                "p": change.p,
                "needed": together and together.paired,
                "n": change.n,
            }
        )
    adjust(rows)
    return rows


def ceiling(folders: Sequence[Path], labels: Sequence[str] | None = None) -> Finding:
    """The failure ratio over the checkpoints in `folders`, in their order. Raises what `shares.read_for` raises."""
    runs, pairs = read_for("ceiling", folders, labels, least=2)
    rows = ladder([missed(pairs, run) for run in runs])
    for run, row in zip(runs, rows, strict=True):
        row["run"] = run.label
        row["format"] = share(scores_of(pairs, run.judgements).format_centric).estimate
    return Finding("ceiling", COLUMNS, rows, _notes(rows), lambda: _draw(rows))


def _notes(rows: Sequence[dict]) -> list[str]:
    notes = []
    for row in rows[1:]:
        if row["change"] is None:
            said = "shares no judged case with the first"
        elif row["change"].high < 0:
            said = "misses fewer hazards than the first"
        elif row["change"].low > 0:
            said = "misses more hazards than the first"
        else:
            said = "shows no change: the interval of the difference holds zero"
        notes.append(f"{row['run']} {said}.")
    return notes


def _draw(rows: Sequence[dict]) -> Figure:
    """The shares over the checkpoints on the left, the differences to the first on the right."""
    figure, (left, right) = plot.panels(9.5, 3.9, 2)
    places = range(len(rows))
    plot.intervals(left, places, [row["failure"] for row in rows], 0, "hazard not named (R = 0)", line=True)
    plot.intervals(left, places, [row["format"] for row in rows], 1, "warns or refuses all the same", line=True)
    plot.intervals(right, places, [row["change"] for row in rows], 0)
    right.axhline(0, color=plot.SOFT, linewidth=1.2)
    for axes in (left, right):
        plot.name_places(axes, [row["run"] for row in rows])
        axes.set_xlabel("checkpoint")
    left.set_title("Of the hazard cases")
    plot.per_cent(left.yaxis)
    right.set_title("Change from the first, same cases")
    right.set_ylabel("points (95%, paired bootstrap)")
    plot.legend_below(figure, left)
    return figure
