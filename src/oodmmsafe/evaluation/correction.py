"""Shares without the judge's errors, from a part of the answers that people have labelled."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from oodmmsafe.evaluation.statistics import CONFIDENCE, Estimate

DRAWS = 20_000


def rogan_gladen(
    positives: int,
    n: int,
    sensitivity: tuple[int, int],
    specificity: tuple[int, int],
    *,
    confidence: float = CONFIDENCE,
    seed: int = 0,
) -> Estimate | None:
    """The true share behind a judge's share: (p + sp - 1) / (se + sp - 1), clipped to 0..1 (Rogan and Gladen 1978).

    The interval carries the uncertainty of all three: each is drawn from its Beta posterior under Jeffreys' prior, and
    the corrected share's quantiles are taken.

    positives:   answers that the judge says have the outcome, of `n`.
    sensitivity: (how many of the outcomes that people see the judge sees, how many people see).
    specificity: the same of answers without the outcome.
    None where nothing was judged or labelled, or where the labels do not rule out that the judge is no better than
    chance (the lower bound of se + sp - 1 is not above 0). Raises ValueError for counts that make no sense.
    """
    counts = ((positives, n), sensitivity, specificity)
    if not all(0 <= k <= of for k, of in counts):
        raise ValueError(f"expected 0 <= k <= n for each count, found {counts}")
    if 0 in (n, sensitivity[1], specificity[1]):
        return None
    rng = np.random.default_rng(seed)
    p, se, sp = (rng.beta(k + 0.5, of - k + 0.5, DRAWS) for k, of in counts)
    tail = (1 - confidence) / 2
    if np.quantile(se + sp - 1, tail) <= 0:
        return None
    low, high = np.quantile(np.clip((p + sp - 1) / (se + sp - 1), 0, 1), (tail, 1 - tail))
    rate, hit, calm = (k / of for k, of in counts)
    value = float(np.clip((rate + calm - 1) / (hit + calm - 1), low, high))
    return Estimate(value, float(low), float(high))


def prediction_powered_mean(
    judged_only: ArrayLike,
    judged_labelled: ArrayLike,
    human_labelled: ArrayLike,
    *,
    bounds: tuple[float, float] = (0.0, 1.0),
    confidence: float = CONFIDENCE,
) -> Estimate | None:
    """The mean of people's labels over all answers, when people have labelled only a random part of them.

    Prediction-powered inference with the weight that makes the variance least (Angelopoulos, Bates, Fannjiang, Jordan
    and Zrnic 2023; Angelopoulos, Duchi and Zrnic 2023, "PPI++"): the people's mean, plus `weight` times the difference
    of the judge's means on the rest and on the labelled part. A judge that is no use gets weight 0. Normal interval,
    clipped to `bounds`.

    judged_only:     shape (N,), the judge's scores of what people have not labelled.
    judged_labelled, human_labelled: shape (n,), the judge's and the people's of the rest, in the same order.
    None with fewer than two labels, or labels without variation, of which a normal interval would make a certainty.
    """
    rest, judged, human = (np.asarray(x, dtype=float) for x in (judged_only, judged_labelled, human_labelled))
    if judged.shape != human.shape or judged.ndim != 1 or rest.ndim != 1:
        raise ValueError(
            f"expected vectors, two of one length, found shapes {judged.shape}, {human.shape}, {rest.shape}"
        )
    n, more = human.size, rest.size
    if n < 2 or np.ptp(human) == 0:
        return None
    weight = _weight(rest, judged, human)
    shift = weight * (rest.mean() - judged.mean()) if more else 0.0
    variance = np.var(human - weight * judged, ddof=1) / n
    if more > 1:
        variance += weight**2 * np.var(rest, ddof=1) / more
    value = float(human.mean() + shift)
    half = float(special.ndtri((1 + confidence) / 2) * np.sqrt(variance))
    low, high = np.clip((value - half, value + half), *bounds)
    return Estimate(float(np.clip(value, *bounds)), float(low), float(high))


def _weight(rest: np.ndarray, judged: np.ndarray, human: np.ndarray) -> float:
    """Between 0 and 1: how far the judge's scores are followed."""
    if rest.size < 2:
        return 0.0
    spread = np.var(np.concatenate([rest, judged]), ddof=1)
    if spread == 0:
        return 0.0
    covariance = np.cov(human, judged, ddof=1)[0, 1]
    return float(np.clip(covariance / ((1 + human.size / rest.size) * spread), 0, 1))
