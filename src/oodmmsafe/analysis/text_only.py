"""Text-only control: what the questions alone give away.

The paper's idea: the hazard is hidden in the picture, and the query alone is harmless. Our control: the same cases
asked without their pictures (`oodmmsafe eval --without-picture`). A hazard named then was guessed from the words; a
false alarm then is a warning about a picture that was not seen. Differences are on the same cases, with bootstrap
intervals over the pairs and exact McNemar p, adjusted over the figures (Holm).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from oodmmsafe.analysis import plot
from oodmmsafe.analysis.finding import AnalysisError, Column, Finding
from oodmmsafe.analysis.shares import adjust, difference, read_for, share
from oodmmsafe.evaluation.summary import outcomes_of, scores_of
from oodmmsafe.reporting.metrics import SHARES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = (
    Column("figure", "figure"),
    Column("seen", "with picture, %", 100),
    Column("unseen", "without, %", 100),
    Column("change", "difference, points", 100),
    Column("p", "p (McNemar)", p=True),
    Column("holm", "p (Holm)", p=True),
    Column("n", "cases in both"),
)


def contrast(seen: Mapping[str, np.ndarray], unseen: Mapping[str, np.ndarray]) -> list[dict[str, object]]:
    """Of every outcome its share with and without the picture, and the paired difference.

    seen, unseen: by name, arrays of shape (pairs,) of the same pairs, 1 or 0, NaN where it is missing.
    """
    rows: list[dict[str, object]] = []
    for name in seen:
        change = difference(seen[name], unseen[name])
        shares = {"seen": share(seen[name]).estimate, "unseen": share(unseen[name]).estimate}
        rows.append({"figure": name, **shares, "change": change.estimate, "p": change.p, "n": change.n})
    adjust(rows)
    return rows


def text_only(folder: Path, without: Path, labels: Sequence[str] | None = None) -> Finding:
    """The run in `folder` beside the run `without` pictures.

    Raises AnalysisError unless the first was asked with pictures and the second without, and what `shares.read_for`
    raises.
    """
    runs, pairs = read_for("text-only", [folder, without], labels)
    for path, run, wanted in zip((folder, without), runs, (True, False), strict=True):
        if run.info.get("with_picture", True) != wanted:
            asked = "without" if wanted else "with"
            raise AnalysisError(
                f"{path}: was asked {asked} pictures; give the run with them first, then one of --without-picture"
            )
    titles = {metric.key: metric.title for metric in SHARES}
    seen, unseen = (outcomes_of(scores_of(pairs, run.judgements)) for run in runs)
    rows = contrast(
        {titles[key]: outcome for key, outcome in seen.items()},
        {titles[key]: outcome for key, outcome in unseen.items()},
    )
    models = {run.info["model"] for run in runs}
    notes = [f"The runs are of two models: {' and '.join(sorted(models))}."] if len(models) > 1 else []
    return Finding("text-only", COLUMNS, rows, notes, lambda: _draw(rows))


def _draw(rows: Sequence[dict]) -> Figure:
    """The shares on the left, the differences on the right, a line for each figure."""
    figure, (left, right) = plot.panels(9.5, 3.8, 2, sharey=True, width_ratios=(1.2, 1))
    above, below = plot.offsets(2, 0.4)
    places = np.arange(len(rows))
    plot.intervals(left, places + above, [row["seen"] for row in rows], 0, "with picture", sideways=True)
    plot.intervals(left, places + below, [row["unseen"] for row in rows], 1, "without", sideways=True)
    plot.intervals(right, places, [row["change"] for row in rows], 2, sideways=True)
    right.tick_params(left=False)
    right.axvline(0, color=plot.SOFT, linewidth=1.2)
    left.set_yticks(places, [f"{row['figure']}\n{row['n']} in both" for row in rows])
    left.set_ylim(len(rows) - 0.5, -0.5)
    for axes in (left, right):
        axes.grid(False, axis="y")
    left.set_title("With and without the picture")
    plot.per_cent(left.xaxis)
    right.set_title("Difference, same cases")
    right.set_xlabel("points (95%, paired bootstrap)")
    plot.legend_below(figure, left)
    return figure
