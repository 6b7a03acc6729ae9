"""Divergences of whole distributions, in chunks, against the obvious computation."""

from __future__ import annotations

from unittest import mock

import pytest
import torch

from oodmmsafe.caspo import divergence
from oodmmsafe.caspo.divergence import DIVERGENCES, token_divergence
from oodmmsafe.caspo.logprob import SamplingRule

RULE = SamplingRule(temperature=0.7, banned=(2, 5))


@pytest.fixture
def problem():
    generator = torch.Generator().manual_seed(0)
    hidden, other = (torch.randn(11, 8, generator=generator) for _ in range(2))
    weight, other_weight = (torch.randn(20, 8, generator=generator) for _ in range(2))
    return (hidden.requires_grad_(), weight.requires_grad_()), (other, other_weight)


def distributions(problem):
    logits = [hidden @ weight.T / RULE.temperature for hidden, weight in problem]
    allowed = torch.tensor([i for i in range(20) if i not in RULE.banned])
    return [torch.distributions.Categorical(logits=one[:, allowed]) for one in logits]


def obvious(name, problem):
    p, q = distributions(problem)
    kl = torch.distributions.kl_divergence
    if name == "reverse_kl":
        return kl(p, q)
    mean = torch.distributions.Categorical(probs=(p.probs + q.probs) / 2)
    return (kl(p, mean) + kl(q, mean)) / 2


@pytest.mark.parametrize("name", DIVERGENCES)
@pytest.mark.parametrize("chunk", [1, 4, 512])
def test_values_and_gradients(problem, name, chunk):
    with mock.patch.object(divergence, "_CHUNK", chunk):
        found = token_divergence(name, *problem, RULE)
        gradients = torch.autograd.grad(found.sum(), problem[0])
    expected = obvious(name, problem)
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)
    for one, other in zip(gradients, torch.autograd.grad(expected.sum(), problem[0]), strict=True):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("name", DIVERGENCES)
def test_some_tokens_and_the_rest_never_diverge_more_than_all(problem, name):
    everything = token_divergence(name, *problem, RULE)
    coarse = [token_divergence(name, *problem, RULE, top_k=k) for k in (1, 4, 17)]
    assert all(torch.all(one <= other + 1e-5) for one, other in zip(coarse, [*coarse[1:], everything], strict=True))
    torch.testing.assert_close(coarse[-1], everything, atol=1e-4, rtol=1e-3)  # 18 tokens are allowed: all but one


@pytest.mark.parametrize("name", DIVERGENCES)
def test_a_teacher_that_agrees_asks_for_nothing(problem, name):
    student, _ = problem
    found = token_divergence(name, student, tuple(part.detach() for part in student), RULE)
    assert found.abs().max() < 1e-6
    (gradient,) = torch.autograd.grad(found.sum(), student[:1])
    assert gradient.abs().max() < 1e-5
