"""Filters keep exactly the pairs that their labels promise; paired changes are counted by hand."""

from __future__ import annotations

import fabricated
import pytest

from oodmmsafe.case import Judgement
from oodmmsafe.evaluation.comparison import cases_needed, holm
from oodmmsafe.reporting.changes import changes
from oodmmsafe.reporting.facets import facets, tokens_of
from oodmmsafe.reporting.runs import Run

MISSED, FOUND = Judgement("j", 0, 0, 2, format_centric=True), Judgement("j", 2, 2, 2, format_centric=False)
CALM, ALARM = (Judgement("j", false_alarm=alarm, effectiveness=2) for alarm in (False, True))


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    return fabricated.make_suite(tmp_path_factory.mktemp("facets"), 5).pairs


def run(label: str, pairs, hazards: list[Judgement | None], twins: list[Judgement | None]) -> Run:
    judged = {pair.hazard.id: judgement for pair, judgement in zip(pairs, hazards, strict=True) if judgement}
    judged |= {pair.twin.id: judgement for pair, judgement in zip(pairs, twins, strict=True) if judgement}
    return Run(label, {}, {}, {}, judged)


@pytest.fixture
def runs(pairs):
    return [
        run("before", pairs, [MISSED, MISSED, FOUND, MISSED, FOUND], [CALM, CALM, ALARM, CALM, CALM]),
        run("after", pairs, [FOUND, MISSED, MISSED, None, FOUND], [CALM, ALARM, CALM, CALM, CALM]),
    ]


def kept(found) -> dict[str, list[int]]:
    return {option.token: sorted(option.kept) for facet in found for option in facet.options}


def test_verdict_filters(pairs, runs):
    tokens = kept(facets(pairs, runs))
    assert tokens["missed-0"] == [0, 1, 3] and tokens["missed-1"] == [1, 2]
    assert tokens["found-0"] == [2, 4] and tokens["found-1"] == [0, 4]
    assert tokens["alarm-0"] == [2] and tokens["alarm-1"] == [1]
    assert tokens["passed-0"] == [4] and tokens["passed-1"] == [0, 4]
    assert tokens["failed-1"] == [1, 2] and tokens["missing-1"] == [3] and tokens["missing-0"] == []
    assert tokens["format-0"] == [0, 1, 3]


def test_change_filters(pairs, runs):
    tokens = kept(facets(pairs, runs))
    assert tokens["change-found"] == [0] and tokens["change-lost"] == [2] and tokens["change-blind"] == [1]
    assert tokens["change-alarm"] == [1] and tokens["change-calm"] == [2]


def test_filters_by_what_the_pairs_are(pairs, runs):
    found = {
        facet.name: {option.label: sorted(option.kept) for option in facet.options} for facet in facets(pairs, runs)
    }
    assert found["category"] == {"ecology": [2], "physical safety": [0, 1, 4], "privacy and security": [3]}
    assert found["depth"] == {"2 steps": [3], "3 steps": [0, 1, 4], "4 steps": [2]}
    assert found["tag"] == {"held-out": [0, 3], "seen": [1, 2, 4]}


def test_tokens_are_safe_words_and_lead_back_to_the_options(pairs, runs):
    found = facets(pairs, runs)
    every = kept(found)
    assert all(token.replace("-", "").isalnum() for token in every)
    for position in range(len(pairs)):
        assert tokens_of(position, found) == [token for token, where in every.items() if position in where]


def test_a_single_run_has_nothing_to_compare(pairs, runs):
    assert not any(token.startswith("change") for token in kept(facets(pairs, runs[:1])))
    assert changes(pairs, runs[:1]) == []


def test_changes_are_counted_on_the_cases_that_both_runs_judged(pairs, runs):
    missed, alarm, passed = changes(pairs, runs)
    assert (missed.metric.key, missed.n, missed.test.only_first, missed.test.only_second) == ("R0", 4, 1, 1)
    assert missed.difference.value == 0 and missed.better is None
    assert (alarm.metric.key, alarm.n, alarm.test.only_first, alarm.test.only_second) == ("false_alarm", 5, 1, 1)
    assert (passed.metric.key, passed.n, passed.test.only_second) == ("pair_accuracy", 4, 1)


def test_a_change_is_better_or_worse_only_if_its_interval_says_so(tmp_path):
    pairs = fabricated.make_suite(tmp_path, 12).pairs
    blind = run("blind", pairs, [MISSED] * 12, [CALM] * 12)
    seeing = run("seeing", pairs, [FOUND] * 11 + [MISSED], [CALM] * 12)
    assert [change.better for change in changes(pairs, [blind, seeing])] == [True, None, True]
    assert [change.better for change in changes(pairs, [seeing, blind])] == [False, None, False]


def test_runs_without_a_common_case_are_not_compared(pairs):
    nothing = run("nothing", pairs, [None] * 5, [None] * 5)
    assert changes(pairs, [nothing, nothing]) == []


def test_every_two_runs_are_compared_and_adjusted_together(tmp_path):
    pairs = fabricated.make_suite(tmp_path, 12).pairs
    runs = [run(f"{found}", pairs, [FOUND] * found + [MISSED] * (12 - found), [CALM] * 12) for found in (0, 6, 12)]
    compared = changes(pairs, runs)
    assert [(c.before, c.after) for c in compared if c.metric.key == "R0"] == [("0", "6"), ("0", "12"), ("6", "12")]
    assert [c.baseline for c in compared] == [True] * 6 + [False] * 3
    adjusted = holm([c.test.p for c in compared])
    assert [c.holm for c in compared] == pytest.approx(adjusted) and max(adjusted) == 1
    assert compared[0].needed == cases_needed(1.0, 0.5)
    assert compared[2].metric.key == "false_alarm" and compared[2].needed is None
