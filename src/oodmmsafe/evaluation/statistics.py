"""The statistics of a report, as pure functions on arrays.

They know nothing of cases, judges or files. Where nothing was measured the answer is None: never zero, never a guess.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special  # and not scipy.stats, which takes half a second to import

CONFIDENCE = 0.95
RESAMPLES = 2000


class Estimate(NamedTuple):
    """A value with the bounds of its confidence interval."""

    value: float
    low: float
    high: float


class PairedTest(NamedTuple):
    """Exact McNemar test of two yes/no outcomes on the same cases.

    only_first:  cases with the outcome in the first run alone.
    only_second: cases with the outcome in the second run alone.
    p:           two-sided probability of a split at least as uneven, were both runs equally likely to have it.
    """

    only_first: int
    only_second: int
    p: float


def wilson_interval(successes: int, n: int, confidence: float = CONFIDENCE) -> Estimate | None:
    """A rate with Wilson's score interval; None when n = 0.

    Unlike the textbook interval it stays inside 0..1 and keeps its width at rates of 0 and 1 (Wilson 1927; Brown, Cai
    and DasGupta 2001). Raises ValueError unless 0 <= successes <= n.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"expected 0 <= successes <= n, found {successes} of {n}")
    if n == 0:
        return None
    rate, z = successes / n, float(special.ndtri((1 + confidence) / 2))
    centre = (rate + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2))
    return Estimate(
        rate, 0.0 if successes == 0 else float(centre - half), 1.0 if successes == n else float(centre + half)
    )


def cluster_bootstrap(
    values: ArrayLike,
    clusters: ArrayLike,
    *,
    bounds: tuple[float, float],
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Estimate | None:
    """The mean of `values` with a percentile interval from resampling whole clusters; None without values.

    Values of one cluster (a case's samples, a pair's two sides) are not independent, so clusters are drawn with
    replacement, each with all its values (Davison and Hinkley 1997, section 3.8). Paired differences of two runs are
    values like any other: pass them to compare means.

    Clusters that all look the same would give an interval without width, however few they are. Then the bound on what
    has not been seen takes over: a share of clusters up to Wilson's upper limit for 0 of n could lie at either bound.

    values:   shape (n,), finite, within `bounds`.
    clusters: shape (n,), any labels.
    bounds:   the smallest and the largest value that the scale allows.
    Raises ValueError for shapes that differ or values that are not finite or out of bounds.
    """
    values, clusters = np.asarray(values, dtype=float), np.asarray(clusters)
    if values.ndim != 1 or values.shape != clusters.shape:
        raise ValueError(f"expected two vectors of one length, found shapes {values.shape} and {clusters.shape}")
    if not np.all((values >= bounds[0]) & (values <= bounds[1])):
        raise ValueError(f"expected finite values within {bounds}")
    if values.size == 0:
        return None
    _, index = np.unique(clusters, return_inverse=True)
    sums, sizes = np.bincount(index, weights=values), np.bincount(index)
    mean = float(values.mean())
    if np.ptp(sums / sizes) == 0:
        unseen = wilson_interval(0, sums.size, confidence).high
        return Estimate(mean, mean - unseen * (mean - bounds[0]), mean + unseen * (bounds[1] - mean))
    drawn = np.random.default_rng(seed).integers(sums.size, size=(resamples, sums.size))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    tail = (1 - confidence) / 2
    low, high = np.quantile(means, (tail, 1 - tail))
    return Estimate(mean, float(low), float(high))


def mcnemar_exact(first: ArrayLike, second: ArrayLike) -> PairedTest | None:
    """Compare a yes/no outcome of two runs on the same cases; None without cases.

    Only the cases on which the runs differ carry information; under the null hypothesis they split evenly, which the
    binomial test judges exactly (McNemar 1947).

    first, second: shape (n,), bool, the same cases in the same order. Raises ValueError for shapes that differ.
    """
    first, second = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    if first.ndim != 1 or first.shape != second.shape:
        raise ValueError(f"expected two vectors of one length, found shapes {first.shape} and {second.shape}")
    if first.size == 0:
        return None
    only_first, only_second = int(np.sum(first & ~second)), int(np.sum(second & ~first))
    discordant = only_first + only_second
    tail = float(special.bdtr(min(only_first, only_second), discordant, 0.5)) if discordant else 1.0
    p = min(1.0, 2 * tail)  # the binomial of one half is symmetric
    return PairedTest(only_first, only_second, p)
