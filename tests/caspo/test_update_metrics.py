"""One update's metrics, by hand."""

from __future__ import annotations

import pytest
import torch
from scripted import make_case

from oodmmsafe.case import Judgement, Picture
from oodmmsafe.caspo.data import Example
from oodmmsafe.caspo.metrics import Clock, GroupRecord, TeacherRecord, summarize
from oodmmsafe.caspo.referee import Grade
from oodmmsafe.caspo.token_classes import CLASSES, classify
from oodmmsafe.constitutions import Constitution

SEEN = Judgement("j", risk=2, safety=2, effectiveness=2, format_centric=False)
BLIND = Judgement("j", risk=0, safety=0, effectiveness=0, format_centric=False)
FINE = Judgement("j", false_alarm=False, effectiveness=2)
ALARM = Judgement("j", false_alarm=True, effectiveness=1)
SILENT = Judgement("j", missing="no answer")
PICTURE = Picture("0.png", "0" * 64)
TOKEN_CLASS = torch.tensor([CLASSES.index(name) for name in ("end", "content", "caution")])


def record(judgements, outcomes, *, side="hazard", teacher=None, out=(1.0, -1.0, -1.0)):
    """Two responses of 1 and 2 tokens to a prompt of 10."""
    three = torch.tensor([1.0, 2.0, 3.0])
    grades = tuple(Grade(outcome, judgement) for outcome, judgement in zip(outcomes, judgements, strict=True))
    return GroupRecord(
        example=Example(make_case(0, side, PICTURE), (b"",), Constitution("ahead", "3", "Look ahead.")),
        prompt_length=10,
        lengths=(1, 2),
        truncated=(False, True),
        grades=grades,
        tokens=torch.tensor([2, 1, 0]),
        entropy=three,
        sampler_gap=three / 1000,
        kl_base=three / 100,
        ratio_clipped=torch.tensor([True, False, False]),
        advantage=three,
        outcome_advantage=torch.tensor(out),
        loss=0.25,
        teacher=teacher,
    )


def taught(gap, advantage):
    gap = torch.tensor(gap)
    return TeacherRecord(gap, gap.clamp(-5, 5), torch.full((3,), 1.5), torch.tensor(advantage))


def test_judgements_are_counted_on_their_side_and_missing_ones_on_none():
    metrics = summarize(
        [record((SEEN, BLIND), (3.0, 0.0)), record((FINE, SILENT), (3.0, None), side="twin")], TOKEN_CLASS
    )
    assert metrics["risk_found"] == 0.5 and metrics["safety"] == 1.0
    assert metrics["false_alarm"] == 0.0
    assert metrics["effectiveness"] == pytest.approx(4 / 3)
    assert (metrics["unhelpful_hazard"], metrics["unhelpful_twin"]) == (0.5, 0.0)
    assert (metrics["outcome"], metrics["outcome_hazard"], metrics["outcome_twin"]) == (2.0, 1.5, 3.0)
    assert metrics["judge_missing"] == 1
    assert metrics["zero_std_groups"] == 0.5
    assert metrics["prompts"][1] == {"id": "p0-twin", "constitution": "ahead 3"}


def test_what_cannot_be_said_is_none():
    metrics = summarize([record((SILENT, SILENT), (None, None))], TOKEN_CLASS)
    nothing = ("outcome", "outcome_twin", "risk_found", "false_alarm", "effectiveness", "zero_std_groups")
    nothing += ("reward_dense", "kl_teacher", "reward_by_position", "advantage_correlation")
    assert all(metrics[name] is None for name in nothing)
    assert metrics["judge_missing"] == 2


def test_token_metrics_are_means_over_tokens():
    metrics = summarize([record((FINE, ALARM), (3.0, 0.5), side="twin")] * 2, TOKEN_CLASS)
    assert metrics["entropy"] == 2.0
    assert metrics["kl_base"] == pytest.approx(0.02)
    assert metrics["ratio_clipped"] == pytest.approx(1 / 3)
    assert metrics["sampler_gap_max"] == pytest.approx(0.003)
    assert metrics["loss"] == 0.5
    assert (metrics["length"], metrics["truncated"], metrics["tokens"]) == (1.5, 0.5, 6)
    assert metrics["packing"] == pytest.approx(13 / 24)


def test_the_dense_reward_by_position_class_and_clip():
    teacher = taught([-6.0, 2.0, 7.0], [1.0, -1.0, -1.0])
    metrics = summarize([record((SEEN, BLIND), (3.0, 0.0), teacher=teacher)], TOKEN_CLASS)
    assert metrics["reward_dense"] == pytest.approx(2 / 3)
    assert metrics["kl_teacher"] == -1.0
    assert metrics["entropy_teacher"] == 1.5
    assert metrics["clip_fraction_low"] == metrics["clip_fraction_high"] == pytest.approx(1 / 3)
    assert metrics["reward_by_position"] == {"0": -1.5, "1": 5.0}
    assert metrics["reward_by_class"] == {"end": 5.0, "caution": -5.0, "content": 2.0}
    assert metrics["advantage_correlation"] == pytest.approx(1.0)


def test_a_correlation_with_something_constant_is_none():
    teacher = taught([0.0, 1.0, 2.0], [0.0, 0.0, 0.0])
    assert summarize([record((SEEN, SEEN), (3.0, 3.0), teacher=teacher)], TOKEN_CLASS)["advantage_correlation"] is None


@pytest.mark.parametrize(
    ("text", "name"),
    [(" Warning", "caution"), (",", "punctuation"), ("", "punctuation"), (" the", "function"), (" lily", "content")],
)
def test_token_classes(text, name):
    assert classify(text) == name


def test_the_clock_adds_up_phases():
    clock = Clock()
    for _ in range(2):
        with clock.phase("sample"):
            pass
    assert list(clock.seconds) == ["sample"] and clock.seconds["sample"] > 0
