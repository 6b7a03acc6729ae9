"""The loss by hand, and its gradient."""

from __future__ import annotations

import torch

from oodmmsafe.caspo.loss import LossInputs, LossSettings, policy_loss

SETTINGS = LossSettings(clip_low=0.2, clip_high=0.28, kl_beta=0.1)


def loss_of(ratio, advantage, base=None, settings=SETTINGS):
    sampled = torch.full((len(ratio),), -2.0)
    logp = (sampled + torch.tensor(ratio).log()).requires_grad_()
    base_logp = None if base is None else torch.tensor(base)
    outputs = policy_loss(LossInputs(logp, sampled, base_logp, torch.tensor(advantage)), settings)
    outputs.loss.backward()
    return outputs, logp.grad


def test_on_policy_the_gradient_is_minus_the_advantage():
    outputs, gradient = loss_of([1.0, 1.0], [2.0, -3.0])
    torch.testing.assert_close(outputs.loss, torch.tensor(1.0))
    torch.testing.assert_close(gradient, torch.tensor([-2.0, 3.0]))
    assert not outputs.ratio_clipped.any()


def test_the_ratio_is_clipped_on_the_side_that_would_go_on():
    outputs, gradient = loss_of([1.5, 0.5, 1.5, 0.5], [2.0, -1.0, -1.0, 1.0])
    assert outputs.ratio_clipped.tolist() == [True, True, False, False]
    torch.testing.assert_close(outputs.loss, torch.tensor(-(2 * 1.28 - 0.8 - 1.5 + 0.5)))
    torch.testing.assert_close(gradient, torch.tensor([0.0, 0.0, 1.5, -0.5]))


def test_the_kl_to_the_base_is_k3():
    outputs, gradient = loss_of([1.0, 1.0], [0.0, 0.0], base=[-2.0, -1.0])
    expected = torch.tensor([0.0, torch.e - 1 - 1])
    torch.testing.assert_close(outputs.kl_base, expected)
    torch.testing.assert_close(outputs.loss, 0.1 * expected.sum())
    torch.testing.assert_close(gradient, torch.tensor([0.0, 0.1 * (1 - torch.e)]))


def test_without_a_base_there_is_no_kl():
    outputs, _ = loss_of([1.0], [1.0])
    assert outputs.kl_base.tolist() == [0.0]


def test_k3_averages_to_the_kl():
    generator = torch.Generator().manual_seed(0)
    policy, base = torch.randn(2, 6, generator=generator).log_softmax(-1)
    tokens = torch.multinomial(policy.exp(), 200_000, replacement=True, generator=generator)
    inputs = LossInputs(policy[tokens], policy[tokens], base[tokens], torch.zeros(len(tokens)))
    kl = (policy.exp() * (policy - base)).sum()
    assert abs(policy_loss(inputs, SETTINGS).kl_base.mean() - kl) < 0.02
