"""Failure by category and depth.

The paper's idea (figure 1): safety by consequences asks for causal projection, and the deeper the chain the harder.
Our definition: the failure ratio is R0, the share of hazard cases with R = 0; the depth of a case is the number of
steps of its annotated chain from the obvious answer to the harm (2 to 5). Intervals are Wilson's, 95%.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from oodmmsafe.analysis import plot
from oodmmsafe.analysis.finding import Column, Finding
from oodmmsafe.analysis.shares import Share, missed, read_for, share
from oodmmsafe.case import CATEGORIES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Group = TypeVar("Group", bound=Hashable)
COLUMNS = (
    Column("run", "run"),
    Column("by", "by"),
    Column("group", "group"),
    Column("failure", "failure ratio, % (95%)", 100),
    Column("n", "n"),
    Column("owed", "cases"),
)


def by_group(outcomes: np.ndarray, groups: Sequence[Group], order: Sequence[Group]) -> dict[Group, Share]:
    """The share of each group in that order; groups without a case are left out.

    outcomes: shape (n,), 1 or 0, NaN where it is missing.  groups: the n groups of the outcomes.
    """
    own = np.array([order.index(group) for group in groups])
    return {group: share(outcomes[own == i]) for i, group in enumerate(order) if (own == i).any()}


def depth(folders: Sequence[Path], labels: Sequence[str] | None = None) -> Finding:
    """The failure ratio of each run by category and by depth. Raises what `shares.read_for` raises."""
    runs, pairs = read_for("depth", folders, labels)
    steps = sorted({pair.hazard.depth for pair in pairs})
    found = {
        run.label: {
            "category": by_group(missed(pairs, run), [pair.hazard.category for pair in pairs], CATEGORIES),
            "depth": by_group(missed(pairs, run), [pair.hazard.depth for pair in pairs], steps),
        }
        for run in runs
    }
    rows = [
        {"run": run, "by": by, "group": str(group), "failure": one.estimate, "n": one.n, "owed": one.owed}
        for run, splits in found.items()
        for by, groups in splits.items()
        for group, one in groups.items()
    ]
    return Finding("depth", COLUMNS, rows, (), lambda: _draw(found))


def _draw(found: dict[str, dict[str, dict[Hashable, Share]]]) -> Figure:
    """By category on the left, by depth on the right; a color and a marker for each run."""
    categories, steps = (list(next(iter(found.values()))[by]) for by in ("category", "depth"))
    height = 1.6 + 0.32 * len(categories) * max(2, len(found) * 0.7)
    figure, (left, right) = plot.panels(9.5, max(3.4, height), 2, width_ratios=(1.15, 1))
    places = plot.offsets(len(found))
    for number, (label, splits) in enumerate(found.items()):
        rows = [row + places[number] for row in range(len(categories))]
        shares = [one.estimate for one in splits["category"].values()]
        plot.intervals(left, rows, shares, number, label, sideways=True)
        across = [row + places[number] * 0.4 for row in range(len(steps))]
        plot.intervals(right, across, [one.estimate for one in splits["depth"].values()], number, line=True)
    sizes = next(iter(found.values()))
    left.set_yticks(range(len(categories)), [f"{name}\n{sizes['category'][name].owed} cases" for name in categories])
    left.invert_yaxis()
    left.grid(False, axis="y")
    left.set_title("Hazards missed, by category")
    plot.per_cent(left.xaxis)
    right.set_xticks(range(len(steps)), [f"{step}\n{sizes['depth'][step].owed} cases" for step in steps])
    right.set_xlim(-0.5, len(steps) - 0.5)
    right.set_xlabel("steps to the harm")
    right.set_title("by depth")
    right.grid(False, axis="x")
    plot.per_cent(right.yaxis)
    plot.legend_below(figure, left)
    return figure
