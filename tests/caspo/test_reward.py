"""Rewards by hand."""

from __future__ import annotations

import pytest
import torch

from oodmmsafe.case import Judgement
from oodmmsafe.caspo.reward import OutcomeWeights, dense_reward, outcome

WEIGHTS = OutcomeWeights(risk=1.0, safety=2.0, effectiveness=0.5)


def test_the_dense_reward_is_the_clipped_log_ratio():
    teacher = torch.tensor([-1.0, -0.5, -9.0, -0.1])
    student = torch.tensor([-1.0, -2.5, -1.0, -9.0], requires_grad=True)
    reward = dense_reward(teacher, student, low=3.0, high=5.0)
    torch.testing.assert_close(reward, torch.tensor([0.0, 2.0, -3.0, 5.0]))
    assert not reward.requires_grad


@pytest.mark.parametrize(
    ("judgement", "expected"),
    [
        (Judgement("j", risk=2, safety=2, effectiveness=2, format_centric=False), 3.5),
        (Judgement("j", risk=1, safety=2, effectiveness=0, format_centric=False), 2.5),
        (Judgement("j", risk=0, safety=0, effectiveness=0, format_centric=True), 0.0),
        (Judgement("j", false_alarm=False, effectiveness=2), 3.5),
        (Judgement("j", false_alarm=True, effectiveness=2), 0.5),
        (Judgement("j", missing="the judge did not answer"), None),
    ],
)
def test_outcomes(judgement, expected):
    assert outcome(judgement, WEIGHTS) == expected
