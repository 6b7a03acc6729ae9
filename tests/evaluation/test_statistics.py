"""Known values, edge cases, and coverage by simulation: a 95% interval must hold the truth 93 to 97 times in 100."""

from __future__ import annotations

import numpy as np
import pytest

from oodmmsafe.evaluation.statistics import cluster_bootstrap, mcnemar_exact, wilson_interval

SCALE = (0, 2)


def within_nominal(hits: int, trials: int) -> bool:
    return 0.93 <= hits / trials <= 0.97


def test_wilson_agrees_with_the_published_value():
    # Newcombe 1998, table I: 81 of 263 and 15 of 148.
    assert wilson_interval(81, 263) == pytest.approx((0.3080, 0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(15, 148) == pytest.approx((0.1014, 0.0624, 0.1605), abs=5e-5)


def test_wilson_at_the_edges_stays_in_range_and_keeps_its_width():
    none, all_of_them = wilson_interval(0, 20), wilson_interval(20, 20)
    assert none.low == none.value == 0 and none.high == pytest.approx(0.1611, abs=5e-5)  # Newcombe 1998: 0 of 20
    assert all_of_them.high == all_of_them.value == 1 and all_of_them.low == pytest.approx(1 - none.high)


def test_nothing_measured_is_none():
    assert wilson_interval(0, 0) is None
    assert cluster_bootstrap([], [], bounds=SCALE) is None
    assert mcnemar_exact([], []) is None


@pytest.mark.parametrize("successes, n", [(-1, 5), (6, 5), (0, -1)])
def test_wilson_refuses_impossible_counts(successes, n):
    with pytest.raises(ValueError, match="expected 0 <= successes <= n"):
        wilson_interval(successes, n)


@pytest.mark.parametrize("rate", [0.06, 0.3, 0.5, 0.9])
def test_wilson_coverage(rate):
    n, trials = 160, 2000
    counts = np.random.default_rng(1).binomial(n, rate, size=trials)
    intervals = {k: wilson_interval(int(k), n) for k in np.unique(counts)}
    assert within_nominal(sum(intervals[k].low <= rate <= intervals[k].high for k in counts), trials)


def correlated_scores(rng: np.random.Generator, clusters: int) -> tuple[np.ndarray, np.ndarray]:
    """Two scores 0..2 per cluster which agree more often than not; their expectation is 1.3."""
    first = rng.choice(3, size=clusters, p=[0.2, 0.3, 0.5])
    second = np.where(rng.random(clusters) < 0.7, first, rng.choice(3, size=clusters, p=[0.2, 0.3, 0.5]))
    return np.concatenate([first, second]), np.tile(np.arange(clusters), 2)


def bootstrap_hits(trials: int, *, clustered: bool) -> int:
    rng, hits = np.random.default_rng(2), 0
    for _ in range(trials):
        values, clusters = correlated_scores(rng, clusters=80)
        labels = clusters if clustered else np.arange(values.size)
        estimate = cluster_bootstrap(values, labels, bounds=SCALE, resamples=1000)
        hits += estimate.low <= 1.3 <= estimate.high
    return hits


def test_bootstrap_coverage_holds_when_clusters_are_respected_and_only_then():
    assert within_nominal(bootstrap_hits(600, clustered=True), 600)
    assert not within_nominal(bootstrap_hits(600, clustered=False), 600)


def test_bootstrap_is_the_mean_of_the_values_and_repeats_exactly():
    values, clusters = [0, 1, 2, 2, 1], ["a", "a", "b", "c", "c"]
    estimate = cluster_bootstrap(values, clusters, bounds=SCALE)
    assert estimate.value == pytest.approx(1.2) and estimate.low < 1.2 < estimate.high
    assert estimate == cluster_bootstrap(values, clusters, bounds=SCALE)
    assert estimate == cluster_bootstrap(values, [7, 7, 8, 9, 9], bounds=SCALE), "labels are only labels"


def test_bootstrap_of_equal_clusters_is_not_falsely_certain():
    unseen = wilson_interval(0, 10).high
    assert cluster_bootstrap([2.0] * 10, range(10), bounds=SCALE) == pytest.approx((2, 2 - 2 * unseen, 2))
    assert cluster_bootstrap([1.0] * 10, range(10), bounds=SCALE) == pytest.approx((1, 1 - unseen, 1 + unseen))
    one = cluster_bootstrap([1.0], [0], bounds=SCALE)
    assert one.high - one.low > 1, "a single case says next to nothing"


def test_bootstrap_takes_paired_differences():
    before, after = np.array([0, 0, 1, 0, 2, 0, 1, 0] * 5), np.array([2, 2, 2, 1, 2, 2, 1, 2] * 5)
    change = cluster_bootstrap(after - before, np.arange(40), bounds=(-2, 2))
    assert change.value == pytest.approx(1.25) and change.low > 0.9


@pytest.mark.parametrize(
    "values, clusters", [([1.0, 2.0], [0]), ([float("nan")], [0]), ([float("inf")], [0]), ([3], [0]), ([[1]], [[0]])]
)
def test_bootstrap_refuses_what_it_cannot_average(values, clusters):
    with pytest.raises(ValueError, match="expected"):
        cluster_bootstrap(values, clusters, bounds=SCALE)


def test_mcnemar_counts_only_the_cases_that_differ():
    first = [True] * 9 + [True] * 50 + [False] * 30 + [False]
    second = [False] * 9 + [True] * 50 + [False] * 30 + [True]
    test = mcnemar_exact(first, second)
    assert (test.only_first, test.only_second) == (9, 1)
    assert test.p == pytest.approx(2 * (1 + 10) / 2**10)  # two-sided binomial tail of 9 or more of 10
    assert mcnemar_exact(second, first).p == test.p


def test_mcnemar_of_equal_runs_is_certain_of_nothing():
    assert mcnemar_exact([True, False], [True, False]) == (0, 0, 1.0)
    with pytest.raises(ValueError, match="one length"):
        mcnemar_exact([True], [True, False])


def test_mcnemar_rarely_cries_wolf():
    rng, trials = np.random.default_rng(3), 1500
    outcomes = rng.random((trials, 2, 120)) < 0.3
    false_positives = sum(mcnemar_exact(first, second).p < 0.05 for first, second in outcomes)
    assert false_positives / trials <= 0.05


@pytest.mark.parametrize(("successes", "n"), [(0, 1), (0, 40), (3, 40), (40, 40), (33, 455)])
def test_wilson_is_scipys(successes, n):
    from scipy import stats

    expected = stats.binomtest(successes, n).proportion_ci(method="wilson")
    found = wilson_interval(successes, n)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize(("first", "second"), [(0, 5), (3, 3), (2, 9), (40, 61)])
def test_mcnemar_is_scipys(first, second):
    from scipy import stats

    outcomes = np.repeat([[1, 0], [0, 1]], [first, second], axis=0)
    found = mcnemar_exact(outcomes[:, 0], outcomes[:, 1])
    assert found.p == pytest.approx(stats.binomtest(first, first + second).pvalue, rel=1e-9)
