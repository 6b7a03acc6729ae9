"""Runs compared with the first one, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from oodmmsafe.case import Pair
from oodmmsafe.evaluation.statistics import Estimate, PairedTest, cluster_bootstrap, mcnemar_exact
from oodmmsafe.evaluation.summary import outcomes_of, scores_of
from oodmmsafe.reporting.metrics import SPLIT, Metric
from oodmmsafe.reporting.runs import Run


@dataclass(frozen=True)
class Change:
    """How a share moved from the first run to another, on the `n` cases that both have judged.

    difference: later share minus first share, with its 95% interval.
    test:       exact McNemar test; its counts are the cases on which only one of the two runs has the outcome.
    """

    metric: Metric
    label: str
    n: int
    difference: Estimate
    test: PairedTest

    @property
    def better(self) -> bool | None:
        """Whether the run is better than the first; None where the interval of the difference holds zero."""
        if self.difference.low <= 0 <= self.difference.high:
            return None
        return (self.difference.value < 0) == self.metric.lower_is_better


def changes(pairs: Sequence[Pair], runs: Sequence[Run]) -> list[Change]:
    """The paired comparison of every later run with the first, metric by metric; empty for a single run."""
    outcomes = [outcomes_of(scores_of(pairs, run.judgements)) for run in runs]
    compared = [
        _change(metric, run.label, outcomes[0][metric.key], later[metric.key])
        for metric in SPLIT
        for run, later in zip(runs[1:], outcomes[1:], strict=True)
    ]
    return [change for change in compared if change is not None]


def _change(metric: Metric, label: str, first: np.ndarray, later: np.ndarray) -> Change | None:
    both = ~np.isnan(first) & ~np.isnan(later)
    if not both.any():
        return None
    first, later = first[both], later[both]
    difference = cluster_bootstrap(later - first, np.arange(first.size), bounds=(-1, 1))
    return Change(metric, label, first.size, difference, mcnemar_exact(first == 1, later == 1))
