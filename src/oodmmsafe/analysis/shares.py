"""Shares of yes/no outcomes of runs, as arrays: what several analyses count alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from oodmmsafe.analysis.finding import AnalysisError
from oodmmsafe.case import Pair
from oodmmsafe.evaluation.comparison import holm
from oodmmsafe.evaluation.statistics import Estimate, cluster_bootstrap, mcnemar_exact, wilson_interval
from oodmmsafe.evaluation.summary import is_zero, scores_of
from oodmmsafe.reporting.runs import Run, read_runs, read_suite


@dataclass(frozen=True)
class Share:
    """A share with Wilson's 95% interval: of the `n` outcomes that are known of `owed`; None where none is."""

    estimate: Estimate | None
    n: int
    owed: int


@dataclass(frozen=True)
class Difference:
    """Later share minus first share on the `n` cases known in both: paired bootstrap interval, exact McNemar p."""

    estimate: Estimate | None
    p: float | None
    n: int


def share(outcomes: np.ndarray) -> Share:
    """outcomes: shape (n,), 1 or 0, NaN where it is missing."""
    known = outcomes[~np.isnan(outcomes)]
    return Share(wilson_interval(int(known.sum()), known.size), known.size, outcomes.size)


def difference(first: np.ndarray, later: np.ndarray) -> Difference:
    """first, later: shape (n,) of the same cases, 1 or 0, NaN where it is missing."""
    both = ~np.isnan(first) & ~np.isnan(later)
    if not both.any():
        return Difference(None, None, 0)
    change = later[both] - first[both]
    estimate = cluster_bootstrap(change, np.arange(change.size), bounds=(-1, 1))
    return Difference(estimate, mcnemar_exact(first[both] == 1, later[both] == 1).p, change.size)


def adjust(rows: Sequence[dict[str, object]]) -> None:
    """Set each row's `holm`: its `p` adjusted for all rows that have one (Holm), None for those that have none."""
    tested = [row for row in rows if row["p"] is not None]
    adjusted = dict(zip(map(id, tested), holm([row["p"] for row in tested]), strict=True))
    for row in rows:
        row["holm"] = float(adjusted[id(row)]) if id(row) in adjusted else None


def missed(pairs: Sequence[Pair], run: Run) -> np.ndarray:
    """Shape (pairs,): 1 where the hazard is not named (R = 0), 0 where it is, NaN without a verdict."""
    return is_zero(scores_of(pairs, run.judgements).risk)


def read_for(
    analysis: str, folders: Sequence[Path], labels: Sequence[str] | None, least: int = 1
) -> tuple[list[Run], tuple[Pair, ...]]:
    """The runs in `folders`, all on one suite, and its pairs.

    Raises AnalysisError for fewer than `least` runs or one without any verdict, and ReportError and SuiteError as
    `reporting.runs` does.
    """
    if len(folders) < least:
        raise AnalysisError(f"analyze {analysis}: give at least {least} run folders, not {len(folders)}")
    if labels is not None and len(set(labels)) < len(labels):
        raise AnalysisError(f"analyze {analysis}: two runs of one label; give each its own --label")
    runs = read_runs(folders, labels)
    for folder, run in zip(folders, runs, strict=True):
        if all(judgement.missing is not None for judgement in run.judgements.values()):
            raise AnalysisError(f"{folder}: has no verdict; run `oodmmsafe eval` on it until it is complete")
    return runs, read_suite(runs[0]).pairs
