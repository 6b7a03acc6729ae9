"""Shares without the judge's errors: by hand, at the edges, and by simulation."""

from __future__ import annotations

import numpy as np
import pytest

from oodmmsafe.evaluation.correction import prediction_powered_mean, rogan_gladen


def test_a_perfect_judge_needs_no_correction():
    estimate = rogan_gladen(100, 1000, (5000, 5000), (5000, 5000))
    assert estimate.value == pytest.approx(0.1, abs=0.001)
    assert (estimate.low, estimate.high) == pytest.approx((0.083, 0.120), abs=0.003)


def test_rogan_and_gladens_formula():
    """p = 0.24, se = 0.9, sp = 0.8: (0.24 - 0.2) / 0.7."""
    assert rogan_gladen(2400, 10_000, (900, 1000), (800, 1000)).value == pytest.approx(0.0571, abs=0.0002)


def test_what_the_judge_cannot_have_seen_is_clipped():
    assert rogan_gladen(0, 100, (90, 100), (80, 100)).value < 0.03


@pytest.mark.parametrize("counts", [(5, 10, (5, 10), (5, 10)), (5, 10, (0, 0), (9, 10)), (0, 0, (9, 10), (9, 10))])
def test_nothing_is_corrected_by_a_judge_that_may_be_guessing(counts):
    assert rogan_gladen(*counts) is None


def test_counts_that_make_no_sense():
    with pytest.raises(ValueError, match="expected 0 <= k <= n"):
        rogan_gladen(11, 10, (1, 2), (1, 2))


def test_a_judge_that_people_always_agree_with_is_as_good_as_labels():
    rng = np.random.default_rng(0)
    labels, rest = rng.random(100) < 0.3, rng.random(900) < 0.3
    estimate = prediction_powered_mean(rest, labels, labels)
    everything = np.concatenate([labels, rest])
    assert estimate.value == pytest.approx(everything.mean(), abs=0.005)  # the weight's spread is estimated too
    assert estimate.high - estimate.low == pytest.approx(2 * 1.96 * everything.std() / np.sqrt(1000), rel=0.02)


def test_a_judge_that_is_no_use_leaves_the_labels():
    rng = np.random.default_rng(1)
    human, rest = rng.random(200) < 0.3, rng.random(900) < 0.5
    always_wrong = 1.0 - human
    estimate = prediction_powered_mean(rest, always_wrong, human)
    assert estimate.value == pytest.approx(human.mean())


def test_without_a_rest_the_labels_alone_count():
    estimate = prediction_powered_mean([], [1, 0, 1, 0], [1, 0, 0, 0])
    assert estimate.value == 0.25


def test_too_few_labels_or_none_that_differ():
    assert prediction_powered_mean([1, 0], [1], [1]) is None
    assert prediction_powered_mean([1, 0], [1, 1, 1], [1, 1, 1]) is None
    with pytest.raises(ValueError, match="two of one length"):
        prediction_powered_mean([1], [1, 0], [1])


# --- coverage: a judge with sensitivity 0.9 and specificity 0.93, 455 answers, 200 of them labelled


def world(rng, rate):
    truth = rng.random(455) < rate
    judged = np.where(truth, rng.random(455) < 0.9, rng.random(455) >= 0.93)
    return truth, judged


@pytest.mark.parametrize("rate", [0.1, 0.3, 0.6])
def test_rogan_gladen_covers(rate):
    rng, held = np.random.default_rng(7), []
    for trial in range(600):
        truth, judged = world(rng, rate)
        labelled, more = truth[:200], judged[:200]
        sensitivity, specificity = (more[labelled].sum(), labelled.sum()), ((~more[~labelled]).sum(), (~labelled).sum())
        estimate = rogan_gladen(int(judged.sum()), 455, sensitivity, specificity, seed=trial)
        held.append(estimate.low <= rate <= estimate.high)
    assert 0.93 <= np.mean(held) <= 0.99  # the labelled part is in both, which makes it a little too wide


@pytest.mark.parametrize("rate", [0.1, 0.3, 0.6])
def test_prediction_powered_means_cover(rate):
    rng, held, width, alone = np.random.default_rng(8), [], [], []
    for _ in range(1500):
        truth, judged = world(rng, rate)
        estimate = prediction_powered_mean(judged[200:], judged[:200], truth[:200])
        held.append(estimate.low <= rate <= estimate.high)
        width.append(estimate.high - estimate.low)
        alone.append(2 * 1.96 * np.sqrt(rate * (1 - rate) / 200))
    assert 0.93 <= np.mean(held) <= 0.97
    assert np.mean(width) < 0.9 * np.mean(alone)  # and the judge's scores of the rest are worth something
