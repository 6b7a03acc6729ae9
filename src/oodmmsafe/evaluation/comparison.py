"""What it takes to tell two models apart, and what many comparisons or missing data leave of a result."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from oodmmsafe.evaluation.statistics import Estimate, wilson_interval


class CasesNeeded(NamedTuple):
    """Cases that separate two rates: each model on cases of its own, or both on the same (`paired`)."""

    unpaired: int
    paired: int


def holm(p_values: ArrayLike) -> np.ndarray:
    """p values adjusted so that the chance of any false finding among all stays below the level (Holm 1979).

    p_values: shape (n,). Returns the same shape and order. Raises ValueError for values outside 0..1.
    """
    p = np.asarray(p_values, dtype=float)
    if p.ndim != 1 or not np.all((p >= 0) & (p <= 1)):
        raise ValueError("expected a vector of values between 0 and 1")
    order = np.argsort(p, kind="stable")
    adjusted = np.maximum.accumulate(p[order] * np.arange(p.size, 0, -1)) if p.size else p
    back = np.empty_like(p)
    back[order] = np.minimum(adjusted, 1)
    return back


def cases_needed(first: float, second: float, *, alpha: float = 0.05, power: float = 0.8) -> CasesNeeded | None:
    """How many cases show, with probability `power`, that two rates differ (two-sided test at `alpha`); None if equal.

    unpaired: per model; the normal approximation without continuity correction (Fleiss, Levin and Paik 2003, 4.14).
    paired:   McNemar's test on the same cases (Miettinen 1968; Connor 1987), taking the two outcomes of a case as
              independent. Models that fail on the same cases differ on fewer of them and need fewer: this is the
              cautious end. Raises ValueError for rates outside 0..1.
    """
    if not (0 <= first <= 1 and 0 <= second <= 1):
        raise ValueError(f"expected two rates, found {first} and {second}")
    if first == second:
        return None
    z_alpha, z_beta = special.ndtri(1 - alpha / 2), special.ndtri(power)
    gap, mean = abs(first - second), (first + second) / 2
    each = np.sqrt(first * (1 - first) + second * (1 - second))
    unpaired = (z_alpha * np.sqrt(2 * mean * (1 - mean)) + z_beta * each) ** 2 / gap**2
    discordant = first * (1 - second) + second * (1 - first)
    paired = (z_alpha * np.sqrt(discordant) + z_beta * np.sqrt(discordant - gap**2)) ** 2 / gap**2
    return CasesNeeded(int(np.ceil(unpaired)), int(np.ceil(paired)))


def missing_bounds(successes: int, n: int, owed: int) -> Estimate | None:
    """A rate whose interval holds whatever the missing outcomes are; None when nothing is owed.

    value: of the `n` outcomes that are there (their middle, if there are none).
    low:   Wilson's lower limit if none of the `owed` - `n` missing ones were a success; high: the upper if all were.
    Raises ValueError unless 0 <= successes <= n <= owed.
    """
    if not 0 <= successes <= n <= owed:
        raise ValueError(f"expected 0 <= successes <= n <= owed, found {successes}, {n}, {owed}")
    if owed == 0:
        return None
    low = wilson_interval(successes, owed).low
    high = wilson_interval(successes + owed - n, owed).high
    return Estimate(successes / n if n else (low + high) / 2, low, high)
