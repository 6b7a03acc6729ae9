"""Advantages by hand."""

from __future__ import annotations

import torch

from oodmmsafe.caspo.advantage import (
    dense_advantage,
    fixed_negative_advantage,
    mix,
    outcome_advantage,
    per_token,
    standardize,
)


def test_standardized_values_have_mean_0_and_deviation_1():
    values = standardize(torch.tensor([1.0, 2.0, 6.0, 7.0]), floor=0.3)
    torch.testing.assert_close(values.mean(), torch.tensor(0.0))
    torch.testing.assert_close(values.std(correction=0), torch.tensor(1.0))


def test_a_vanishing_reward_stays_vanishing():
    noise = torch.tensor([1e-4, -1e-4])
    torch.testing.assert_close(dense_advantage(noise, floor=0.3), noise / 0.3)
    assert not dense_advantage(torch.full((5,), 2.0), floor=0.3).any()


def test_a_missing_outcome_is_masked_not_scored():
    with_missing = outcome_advantage([0.0, 3.0, None, 1.5], floor=0.3)
    without = outcome_advantage([0.0, 3.0, 1.5], floor=0.3)
    assert with_missing[2] == 0
    torch.testing.assert_close(with_missing[[0, 1, 3]], without)
    scored_as_zero = outcome_advantage([0.0, 3.0, 0.0, 1.5], floor=0.3)
    assert not torch.allclose(with_missing, scored_as_zero)


def test_a_group_without_any_judgement_has_no_outcome_gradient():
    assert outcome_advantage([None, None], floor=0.3).tolist() == [0.0, 0.0]


def test_an_outcome_stands_on_all_tokens_of_its_response():
    assert per_token(torch.tensor([2.0, -2.0]), [1, 2]).tolist() == [2.0, -2.0, -2.0]


def test_mixing_weighs_the_dense_advantage_by_lambda():
    mixed = mix(torch.tensor([1.0, -1.0, 0.5]), torch.tensor([2.0, -2.0, -2.0]), lambda_=0.25)
    torch.testing.assert_close(mixed, torch.tensor([1.75, -1.75, -1.375]))


def test_the_extremes_of_lambda():
    dense, out = torch.tensor([1.0, -1.0]), torch.tensor([3.0, 4.0])
    assert mix(dense, out, lambda_=1.0).tolist() == dense.tolist()
    assert mix(dense, out, lambda_=0.0).tolist() == out.tolist()


def test_the_fixed_negative_control_does_not_look_at_the_reward():
    assert fixed_negative_advantage(torch.tensor([5.0, -5.0])).tolist() == [-1.0, -1.0]
