"""The three teachers, and on a toy why the live one is dangerous."""

from __future__ import annotations

import pytest
import torch

from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.advantage import standardize
from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.caspo.loss import LossInputs, LossSettings, policy_loss
from oodmmsafe.caspo.reward import dense_reward
from oodmmsafe.caspo.teacher import make_teacher

REQUIRED = {"model": "m", "suite": "s", "constitution": "nano", "out": "o"}


@pytest.fixture
def policy(folders):
    return policies.load_policy_model(folders["qwen3_vl"])[0]


def teacher_of(policy, **settings):
    base = policies.start_of(policy)
    return make_teacher(from_mapping(REQUIRED | settings), policy, base, None), base


def move(policy, by):
    with torch.no_grad():
        for parameter in policies.trainable(policy).values():
            parameter += by


def test_copies_share_the_frozen_tower_and_nothing_else(policy):
    copy = policies.frozen_copy(policy)
    assert copy.model.visual is policy.model.visual
    theirs = dict(copy.named_parameters())
    for name, parameter in policies.trainable(policy).items():
        assert theirs[name].data_ptr() != parameter.data_ptr() and not theirs[name].requires_grad


def test_the_tower_is_not_trained(policy):
    assert not any("visual" in name for name in policies.trainable(policy))
    assert policies.trainable(policy)


def test_the_frozen_teacher_stays_and_the_live_one_is_the_policy(policy):
    frozen, base = teacher_of(policy, teacher="frozen")
    live, _ = teacher_of(policy, teacher="live")
    assert frozen.weights is base and not frozen.moves
    with live.weights.active() as model:
        assert model is policy and live.moves


def test_the_average_follows_by_its_decay_and_comes_back_from_a_checkpoint(policy):
    ema, _ = teacher_of(policy, teacher="ema", ema_decay=0.9)
    name, parameter = next(iter(policies.trainable(policy).items()))
    start = parameter.detach().clone()
    move(policy, by=1.0)
    ema.follow(policy)
    torch.testing.assert_close(ema.state()[name], start + 0.1)
    saved = {name: value.clone() for name, value in ema.state().items()}
    ema.follow(policy)
    ema.restore(saved)
    torch.testing.assert_close(ema.state()[name], start + 0.1)


def softmax_toy(teacher, *, updates=1500, beta=0.0, floor=None):
    """A policy without context: logits [50], the constitution adds a fixed vector to the teacher's.

    Returns (entropy at the end, of the frozen target, mean size of the last updates' steps in probability).
    """
    generator = torch.Generator().manual_seed(0)
    effect = torch.randn(50, generator=generator)
    start = 1.5 * torch.randn(50, generator=generator)
    logits = start.clone().requires_grad_()
    settings = LossSettings(clip_low=0.2, clip_high=0.28, kl_beta=beta)
    steps = []
    for update in range(updates):
        policy = logits.log_softmax(-1)
        source = logits.detach() if teacher == "live" else start
        tokens = torch.multinomial(policy.detach().exp(), 320, replacement=True, generator=generator)
        reward = dense_reward((source + effect).log_softmax(-1)[tokens], policy[tokens], 3.0, 5.0)
        advantage = reward - reward.mean() if floor is None else standardize(reward, floor)
        inputs = LossInputs(policy[tokens], policy[tokens].detach(), start.log_softmax(-1)[tokens], advantage)
        (gradient,) = torch.autograd.grad(policy_loss(inputs, settings).loss / len(tokens), logits)
        before = policy.detach().exp()
        with torch.no_grad():
            logits -= 0.5 * gradient
        if update >= updates - 100:
            steps.append(float((logits.detach().softmax(-1) - before).abs().sum()))
    entropies = [float(torch.distributions.Categorical(logits=x).entropy()) for x in (logits.detach(), start + effect)]
    return *entropies, sum(steps) / len(steps)


def test_a_frozen_teacher_is_reached():
    entropy, target, _ = softmax_toy("frozen")
    assert abs(entropy - target) < 0.1


def test_a_live_teacher_runs_away():
    entropy, target, _ = softmax_toy("live")
    assert entropy < 0.25 * target


def test_a_weak_anchor_does_not_hold_a_live_teacher_and_a_strong_one_does():
    weak, target, _ = softmax_toy("live", beta=0.005)
    strong, _, _ = softmax_toy("live", beta=1.0)
    assert weak < 0.25 * target < 0.5 * target < strong


def test_without_a_floor_a_vanishing_reward_never_settles():
    *_, restless = softmax_toy("frozen", floor=1e-6)
    *_, settled = softmax_toy("frozen", floor=0.3)
    assert restless > 5 * settled
