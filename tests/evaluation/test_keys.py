"""Whatever an outcome depends on is in its key, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scripted import ScriptedJudge, ScriptedModel, make_case

from oodmmsafe.case import Picture
from oodmmsafe.evaluation.keys import answer_key, judgement_key, sample_seed
from oodmmsafe.models.contract import Generation

CASE = make_case(1, "hazard", Picture("pictures/a.png", "a" * 64))
ASKED = {
    "case": CASE,
    "picture_sha256": "b" * 64,
    "system": None,
    "model": ScriptedModel(),
    "generation": Generation(100, 0.0, 0),
}
JUDGED = {"case": CASE, "answer_key": "c" * 64, "response": "", "judge": ScriptedJudge(), "rubric_version": "1"}


@pytest.mark.parametrize(
    "change",
    [
        {"case": replace(CASE, query="Where do these candles go?")},
        {"case": replace(CASE, id="other")},
        {"sample": 1},
        {"picture_sha256": "c" * 64},
        {"system": ""},
        {"model": ScriptedModel(name="other")},
        {"model": ScriptedModel(identity="other weights")},
        {"generation": Generation(101, 0.0, 0)},
        {"generation": Generation(100, 0.1, 0)},
        {"generation": Generation(100, 0.0, 1)},
    ],
)
def test_answer_key_changes_with(change):
    assert answer_key(**ASKED | change) != answer_key(**ASKED)


def test_answer_key_is_the_same_for_another_annotation():
    assert answer_key(**ASKED | {"case": replace(CASE, good="Unplug the dryer.")}) == answer_key(**ASKED)


def test_answer_key_is_the_same_for_another_batch_size():
    assert answer_key(**ASKED | {"model": ScriptedModel(batch_size=9)}) == answer_key(**ASKED)


@pytest.mark.parametrize(
    "change",
    [
        {"case": replace(CASE, hazard=replace(CASE.hazard, severity=3))},
        {"answer_key": "d" * 64},
        {"response": "yes"},
        {"response": None},
        {"judge": ScriptedJudge(name="other")},
        {"rubric_version": "2"},
    ],
)
def test_judgement_key_changes_with(change):
    assert judgement_key(**JUDGED | change) != judgement_key(**JUDGED)


def test_seeds_differ_by_run_and_case_and_fit_a_generator():
    seeds = {
        sample_seed(seed, f"case-{number}", sample) for seed in range(3) for number in range(100) for sample in range(2)
    }
    assert len(seeds) == 600
    assert all(0 <= seed < 2**31 for seed in seeds)
