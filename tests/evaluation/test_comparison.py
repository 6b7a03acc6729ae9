"""Adjusted p values, cases needed and missing data, against published examples and by simulation."""

from __future__ import annotations

import numpy as np
import pytest

from oodmmsafe.evaluation.comparison import cases_needed, holm, missing_bounds
from oodmmsafe.evaluation.statistics import cluster_bootstrap, mcnemar_exact, wilson_interval


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == pytest.approx([1, 1])
    assert holm([0.02]) == pytest.approx([0.02])
    assert holm([]).size == 0
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([0.5, float("nan")])


def test_holm_keeps_the_familywise_error():
    rng = np.random.default_rng(1)
    false_findings = sum((holm(rng.uniform(size=6)) < 0.05).any() for _ in range(4000))
    assert false_findings / 4000 == pytest.approx(0.05, abs=0.012)


def test_the_papers_two_figures_need_far_more_cases_than_there_are():
    needed = cases_needed(0.073, 0.057)
    assert needed.unpaired == pytest.approx(3728, rel=0.01)
    assert needed.paired == pytest.approx(needed.unpaired, rel=0.05)


def test_a_textbook_sample_size():
    """Fleiss, Levin and Paik, 60% against 70% at 0.05 and 80%: 356 a group without the correction."""
    assert cases_needed(0.6, 0.7).unpaired == pytest.approx(356, abs=1)
    assert cases_needed(0.5, 0.5) is None
    with pytest.raises(ValueError, match="two rates"):
        cases_needed(-0.1, 0.5)


def test_that_many_cases_have_that_power():
    """McNemar's exact test is a little cautious, so a little below 80%."""
    n, rng = cases_needed(0.3, 0.2).paired, np.random.default_rng(2)
    found = [mcnemar_exact(rng.random(n) < 0.3, rng.random(n) < 0.2).p < 0.05 for _ in range(400)]
    assert 0.70 <= np.mean(found) <= 0.86


def test_missing_bounds():
    bounds = missing_bounds(10, 90, 100)
    assert bounds.value == pytest.approx(1 / 9)
    assert (bounds.low, bounds.high) == (wilson_interval(10, 100).low, wilson_interval(20, 100).high)
    assert missing_bounds(10, 100, 100) == wilson_interval(10, 100)
    assert missing_bounds(0, 0, 0) is None
    assert missing_bounds(0, 0, 10).low == 0 and missing_bounds(0, 0, 10).high == 1
    with pytest.raises(ValueError, match="expected 0 <="):
        missing_bounds(5, 4, 10)


# --- coverage: how often a nominal 95% interval holds the truth


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.5, 0.9])
def test_wilson_covers(rate):
    rng = np.random.default_rng(3)
    intervals = [wilson_interval(int(k), 455) for k in rng.binomial(455, rate, 4000)]
    assert 0.93 <= np.mean([i.low <= rate <= i.high for i in intervals]) <= 0.97


def test_the_bootstrap_of_pairs_covers_a_mean():
    """Two correlated scores of 0, 1 or 2 for each of 200 pairs."""
    rng, held, truth = np.random.default_rng(4), 0, _mean_score()
    for trial in range(500):
        easy = rng.normal(size=(200, 1))
        values = np.digitize(easy + rng.normal(size=(200, 2)), [-0.95, -0.05])
        estimate = cluster_bootstrap(
            values.ravel(), np.repeat(np.arange(200), 2), bounds=(0, 2), seed=trial, resamples=500
        )
        held += estimate.low <= _mean_score() <= estimate.high
    assert truth > 0 and 0.92 <= held / 500 <= 0.975


def _mean_score() -> float:
    from scipy import stats

    scale = np.sqrt(2)
    return float((1 - stats.norm.cdf(-0.95, scale=scale)) + (1 - stats.norm.cdf(-0.05, scale=scale)))


def test_the_bootstrap_of_differences_covers():
    """Two models on the same 455 cases, one of which fails on 30% and the other on 22% of them, correlated."""
    rng, held = np.random.default_rng(5), 0
    for trial in range(500):
        hard = rng.random(455)
        first, second = hard < 0.3, np.where(rng.random(455) < 0.5, hard, rng.random(455)) < 0.22
        difference = second.astype(float) - first
        estimate = cluster_bootstrap(difference, np.arange(455), bounds=(-1, 1), seed=trial, resamples=500)
        held += estimate.low <= -0.08 <= estimate.high
    assert 0.93 <= held / 500 <= 0.97
