"""Where a model is blind: the share of hazards missed, by category and by the number of steps to the harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from oodmmsafe.case import CATEGORIES, Pair
from oodmmsafe.evaluation.statistics import Estimate, wilson_interval
from oodmmsafe.evaluation.summary import is_zero, scores_of
from oodmmsafe.reporting.metrics import NOTHING
from oodmmsafe.reporting.runs import Run

STEPS = 5
"""Shades, each for a fifth of the scale; the number stands in the cell, so that no shade has to be told apart."""


@dataclass(frozen=True)
class Cell:
    """The failure ratio (R = 0) of the hazard cases of one category and depth. n: judged, owed: there are."""

    ratio: Estimate | None
    n: int
    owed: int

    @property
    def shade(self) -> str:
        """A class name of report.css: "heat-0" for few missed to "heat-4" for all, "heat-none" without a verdict."""
        return "heat-none" if self.ratio is None else f"heat-{min(int(self.ratio.value * STEPS), STEPS - 1)}"

    @property
    def value(self) -> str:
        return NOTHING if self.ratio is None else f"{100 * self.ratio.value:.0f}%"

    @property
    def interval(self) -> str:
        """The 95% interval in per cent: "12–61"."""
        return "" if self.ratio is None else f"{100 * self.ratio.low:.0f}–{100 * self.ratio.high:.0f}"

    @property
    def count(self) -> str:
        """ "n = 12", or "n = 12 of 13" where verdicts are missing."""
        return f"n = {self.n}" + (f" of {self.owed}" if self.n < self.owed else "")


@dataclass(frozen=True)
class HeatMap:
    """One run. depths: the columns; rows: of each category its cells in that order, None where there is no case."""

    label: str
    depths: tuple[int, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]


def heat_map(pairs: Sequence[Pair], run: Run) -> HeatMap:
    """The failure ratio of `run` in every category and depth that the suite has."""
    missed = is_zero(scores_of(pairs, run.judgements).risk)
    category = np.array([pair.hazard.category for pair in pairs])
    depth = np.array([pair.hazard.depth for pair in pairs])
    depths = tuple(int(steps) for steps in np.unique(depth))
    rows = [
        (name, tuple(_cell(missed[(category == name) & (depth == steps)]) for steps in depths))
        for name in CATEGORIES
        if (category == name).any()
    ]
    return HeatMap(run.label, depths, tuple(rows))


def _cell(missed: np.ndarray) -> Cell | None:
    """missed: shape (cases,), 1 where R = 0, NaN where it is missing."""
    if missed.size == 0:
        return None
    judged = missed[~np.isnan(missed)]
    return Cell(wilson_interval(int(judged.sum()), judged.size), judged.size, missed.size)
