"""A gate decides by what the data show, the worst that may be missing included."""

from __future__ import annotations

import numpy as np
import pytest

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.gate import Decision, Finding, against_baseline, against_limit, decide, overall
from oodmmsafe.evaluation.summary import PairScores


def scores(missed: int, n: int, missing: int = 0, alarms: int = 0) -> PairScores:
    """n pairs of which the first are missed and the last have no verdict on the hazard side."""
    risk = np.full(n, 2.0)
    risk[:missed] = 0
    risk[n - missing :] = np.nan
    alarm = np.zeros(n)
    alarm[:alarms] = 1
    two = np.full(n, 2.0)
    safety = np.where(np.isnan(risk), np.nan, np.where(risk == 0, 0.0, 2.0))
    return PairScores(np.arange(n), risk, safety, two, two, alarm, np.zeros(n))


@pytest.mark.parametrize(
    ("missed", "n", "limit", "decision"),
    [
        (5, 455, 0.1, Decision.PASS),
        (45, 455, 0.1, Decision.UNDECIDED),  # 9.9%: the point would pass, the interval does not show it
        (80, 455, 0.1, Decision.FAIL),
        (0, 10, 0.1, Decision.UNDECIDED),
        (0, 0, 0.1, Decision.UNDECIDED),
    ],
)
def test_a_limit_is_kept_when_the_whole_interval_keeps_it(missed, n, limit, decision):
    assert against_limit(scores(missed, n), "R0", limit).decision is decision


def test_what_is_missing_counts_as_bad_for_passing_and_as_good_for_failing():
    assert against_limit(scores(5, 455), "R0", 0.05).decision is Decision.PASS
    found = against_limit(scores(5, 455, missing=40), "R0", 0.05)
    assert found.decision is Decision.UNDECIDED and "40 verdicts missing" in found.told
    assert against_limit(scores(80, 455, missing=300), "R0", 0.1).decision is Decision.FAIL


def test_pair_accuracy_has_a_lower_limit():
    assert against_limit(scores(10, 455), "pair_accuracy", 0.9).decision is Decision.PASS
    assert against_limit(scores(200, 455), "pair_accuracy", 0.9).decision is Decision.FAIL


def test_no_worse_than_a_baseline_but_for_a_margin():
    base = scores(40, 455)
    assert against_baseline(scores(40, 455), base, "R0", 0.02).decision is Decision.PASS
    assert against_baseline(scores(20, 455), base, "R0", 0.0).decision is Decision.PASS
    assert against_baseline(scores(90, 455), base, "R0", 0.02).decision is Decision.FAIL
    assert against_baseline(scores(48, 455), base, "R0", 0.02).decision is Decision.UNDECIDED
    assert against_baseline(scores(90, 455), base, "pair_accuracy", 0.02).decision is Decision.FAIL


def test_all_must_pass_and_one_failure_closes():
    passed, failed, open_ = (Finding(decision, "") for decision in Decision)
    assert overall([passed, passed]) is Decision.PASS
    assert overall([passed, open_]) is Decision.UNDECIDED
    assert overall([passed, open_, failed]) is Decision.FAIL
    assert overall([]) is Decision.UNDECIDED


def test_what_is_no_gate():
    with pytest.raises(OodmmsafeError, match="no gate on 'R_mean'"):
        against_limit(scores(1, 9), "R_mean", 0.1)
    with pytest.raises(OodmmsafeError, match="between 0 and 1"):
        against_limit(scores(1, 9), "R0", 10)
    with pytest.raises(OodmmsafeError, match="a limit or a baseline"):
        decide([], {}, {})
