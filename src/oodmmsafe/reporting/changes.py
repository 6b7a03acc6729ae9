"""Every two runs compared on the same cases, with what many comparisons leave of it and how many cases would tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from oodmmsafe.case import Pair
from oodmmsafe.evaluation.comparison import CasesNeeded, cases_needed, holm
from oodmmsafe.evaluation.statistics import Estimate, PairedTest, cluster_bootstrap, mcnemar_exact
from oodmmsafe.evaluation.summary import outcomes_of, scores_of
from oodmmsafe.reporting.metrics import SPLIT, Metric
from oodmmsafe.reporting.runs import Run


@dataclass(frozen=True)
class Change:
    """How a share differs between two runs, on the `n` cases that both have judged.

    before, after: the labels of the first and the second run.  baseline: whether `before` is the report's first run.
    difference: second share minus first share, with its 95% interval.
    test:       exact McNemar test; its counts are the cases on which only one of the two runs has the outcome.
    holm:       its p, adjusted for all comparisons of the report.
    needed:     cases that would show a difference as large as this one with 80% power; None if there is none.
    """

    metric: Metric
    before: str
    after: str
    baseline: bool
    n: int
    difference: Estimate
    test: PairedTest
    holm: float
    needed: CasesNeeded | None

    @property
    def better(self) -> bool | None:
        """Whether the second run is better; None where the interval of the difference holds zero."""
        if self.difference.low <= 0 <= self.difference.high:
            return None
        return (self.difference.value < 0) == self.metric.lower_is_better


def changes(pairs: Sequence[Pair], runs: Sequence[Run]) -> list[Change]:
    """The paired comparison of every two runs, metric by metric: those with the first run, then those among the others.

    p is adjusted over all of them together (Holm). Empty for a single run.
    """
    outcomes = [outcomes_of(scores_of(pairs, run.judgements)) for run in runs]
    with_first = [(0, later) for later in range(1, len(runs))]
    found = []
    for group in (with_first, list(combinations(range(1, len(runs)), 2))):
        for metric in SPLIT:
            for first, second in group:
                labels = runs[first].label, runs[second].label
                shares = outcomes[first][metric.key], outcomes[second][metric.key]
                found.append(_change(metric, labels, first == 0, *shares))
    found = [change for change in found if change is not None]
    adjusted = holm([change.test.p for change in found])
    return [replace(change, holm=float(p)) for change, p in zip(found, adjusted, strict=True)]


def _change(
    metric: Metric, labels: tuple[str, str], baseline: bool, before: np.ndarray, after: np.ndarray
) -> Change | None:
    both = ~np.isnan(before) & ~np.isnan(after)
    if not both.any():
        return None
    before, after = before[both], after[both]
    test = mcnemar_exact(before == 1, after == 1)
    return Change(
        metric,
        *labels,
        baseline,
        n=before.size,
        difference=cluster_bootstrap(after - before, np.arange(before.size), bounds=(-1, 1)),
        test=test,
        holm=test.p,
        needed=cases_needed(float(before.mean()), float(after.mean())),
    )
