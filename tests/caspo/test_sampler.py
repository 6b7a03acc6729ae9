"""Rollouts: what is sampled is what is scored."""

from __future__ import annotations

from unittest import mock

import pytest
import torch

from oodmmsafe.caspo import sampler
from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.caspo.sampler import sample_groups
from oodmmsafe.caspo.scorer import score_group

G, LONGEST = 4, 10


def sample(tiny, cases, rule=None, stop=None, who="student", seed=0):
    prompts, images = [getattr(case, who) for case in cases], [case.image for case in cases]
    return sample_groups(
        tiny.model,
        prompts,
        images,
        rule or tiny.rule,
        tiny.stop if stop is None else stop,
        group_size=G,
        max_new_tokens=LONGEST,
        generator=torch.Generator().manual_seed(seed),
    )


@pytest.mark.parametrize("who", ["student", "teacher"])
@pytest.mark.parametrize("temperature", [1.0, 0.6])
def test_sampled_log_probabilities_are_the_scored_ones(tiny, who, temperature):
    rule = SamplingRule(temperature, tiny.rule.banned)
    rollouts = sample(tiny, tiny.cases, rule, stop=range(300, 400), who=who)
    assert len({len(getattr(case, who).input_ids) for case in tiny.cases}) > 1  # so that some prompts are padded
    assert len({len(ids) for rollout in rollouts for ids in rollout.responses}) > 3
    for case, rollout in zip(tiny.cases, rollouts, strict=True):
        scores = score_group(tiny.model, getattr(case, who), case.image, rollout.responses, rule)
        assert (torch.cat(rollout.logp) - scores.logp).abs().max() <= 1e-5


def test_scoring_at_another_temperature_is_caught(tiny_qwen3):
    rollout = sample(tiny_qwen3, tiny_qwen3.cases[:1], SamplingRule(0.6, tiny_qwen3.rule.banned))[0]
    case = tiny_qwen3.cases[0]
    scores = score_group(tiny_qwen3.model, case.student, case.image, rollout.responses, tiny_qwen3.rule)
    assert (torch.cat(rollout.logp) - scores.logp).abs().max() > 1e-2


def test_prompts_padded_on_the_right_are_caught(tiny_qwen3):
    """Their last place holds padding then, and what it predicts is not the answer's beginning."""

    def on_the_right(prompts):
        ids, positions, present = left(prompts)
        padding = (~present).sum(1).tolist()

        def turned(rows, dim=0):
            return torch.stack([row.roll(-n, -1) for row, n in zip(rows.unbind(dim), padding, strict=True)], dim)

        return turned(ids), turned(positions, 1), turned(present)

    left = sampler._left_padded
    with mock.patch.object(sampler, "_left_padded", on_the_right):
        rollouts = sample(tiny_qwen3, tiny_qwen3.cases)
    model, rule = tiny_qwen3.model, tiny_qwen3.rule
    gaps = [
        torch.cat(rollout.logp) - score_group(model, case.student, case.image, rollout.responses, rule).logp.detach()
        for case, rollout in zip(tiny_qwen3.cases, rollouts, strict=True)
    ]
    assert max(float(gap.abs().max()) for gap in gaps) > 1e-2


def test_a_response_ends_with_its_first_stop_token_or_is_truncated(tiny_qwen3):
    stop = set(range(360, 400))
    rollouts = sample(tiny_qwen3, tiny_qwen3.cases, stop=sorted(stop))
    cut = [cut for rollout in rollouts for cut in rollout.truncated]
    assert True in cut and False in cut
    for rollout in rollouts:
        for ids, truncated in zip(rollout.responses, rollout.truncated, strict=True):
            assert not stop & set(ids[:-1].tolist())
            assert truncated == (int(ids[-1]) not in stop)
            assert len(ids) == LONGEST or not truncated


def test_banned_tokens_are_never_sampled(tiny_qwen3):
    allowed = (50, 60)
    everything_else = tuple(i for i in range(len(tiny_qwen3.model.lm_head.weight)) if i not in allowed)
    rollouts = sample(tiny_qwen3, tiny_qwen3.cases, SamplingRule(1.0, everything_else))
    assert {int(i) for rollout in rollouts for ids in rollout.responses for i in ids} == set(allowed)


def test_the_seed_decides(tiny_qwen3):
    first, again, other = (sample(tiny_qwen3, tiny_qwen3.cases[:2], seed=seed)[1].responses for seed in (0, 0, 1))
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert not all(torch.equal(a, b) for a, b in zip(first, other, strict=True))


def test_responses_follow_the_distribution(tiny_qwen3):
    """The first token's frequencies over many samples are its probabilities."""
    case = tiny_qwen3.cases[0]
    allowed = (50, 60, 70)
    banned = tuple(i for i in range(len(tiny_qwen3.model.lm_head.weight)) if i not in allowed)
    rule = SamplingRule(1.0, banned)
    each = [torch.tensor([token]) for token in allowed]
    probabilities = score_group(tiny_qwen3.model, case.student, case.image, each, rule).logp.exp().detach()
    rollout = sample_groups(
        tiny_qwen3.model,
        [case.student],
        [case.image],
        rule,
        tiny_qwen3.stop,
        group_size=4000,
        max_new_tokens=1,
        generator=torch.Generator().manual_seed(0),
    )[0]
    counts = torch.stack([torch.cat(rollout.responses) == token for token in allowed]).float().mean(1)
    assert (counts - probabilities).abs().max() < 0.03
