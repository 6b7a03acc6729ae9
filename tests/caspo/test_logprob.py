"""Chunked log-probabilities against the obvious computation."""

from __future__ import annotations

import pytest
import torch

from oodmmsafe.caspo.logprob import SamplingRule, token_logprobs

RULE = SamplingRule(temperature=0.7, banned=(2, 5))


@pytest.fixture
def problem():
    generator = torch.Generator().manual_seed(0)
    hidden = torch.randn(11, 8, generator=generator, requires_grad=True)
    weight = torch.randn(20, 8, generator=generator, requires_grad=True)
    targets = torch.randint(6, 20, (11,), generator=generator)
    return hidden, weight, targets


def obvious(hidden, weight, targets):
    logits = hidden @ weight.T / RULE.temperature
    logits = logits.index_fill(1, torch.tensor(RULE.banned), -torch.inf)
    distribution = torch.distributions.Categorical(logits=logits)
    return distribution.log_prob(targets), distribution.entropy()


@pytest.mark.parametrize("chunk", [1, 4, 1024])
def test_values_and_gradients(problem, chunk):
    hidden, weight, targets = problem
    expected, expected_entropy = obvious(hidden, weight, targets)
    upstream = torch.linspace(-1, 2, 11)
    expected_gradients = torch.autograd.grad((expected * upstream).sum(), (hidden, weight))
    logp, entropy = token_logprobs(hidden, weight, targets, RULE, chunk)
    found_gradients = torch.autograd.grad((logp * upstream).sum(), (hidden, weight))
    torch.testing.assert_close(logp, expected)
    torch.testing.assert_close(entropy, expected_entropy)
    for found, gradient in zip(found_gradients, expected_gradients, strict=True):
        torch.testing.assert_close(found, gradient)


def test_a_frozen_head_gets_no_gradient(problem):
    hidden, weight, targets = problem
    logp, entropy = token_logprobs(hidden, weight.detach(), targets, RULE)
    assert not entropy.requires_grad
    logp.sum().backward()
    assert hidden.grad is not None and weight.grad is None


def test_autocast_does_not_round_the_logits(problem):
    hidden, weight, targets = problem
    expected, _ = token_logprobs(hidden, weight, targets, RULE)
    with torch.autocast("cpu", torch.bfloat16):
        found, _ = token_logprobs(hidden, weight, targets, RULE)
    assert torch.equal(found, expected)
