"""The shared-prefix row against the naive batch, and faults planted to see that the comparison can fail."""

from __future__ import annotations

from unittest import mock

import pytest
import torch
from naive import naive_logprobs

from oodmmsafe.caspo import prefix, scorer
from oodmmsafe.caspo.logprob import token_logprobs
from oodmmsafe.caspo.prefix import BACKENDS, GroupLayout
from oodmmsafe.caspo.scorer import score_group


def gradients(model, logp, weights):
    model.zero_grad()
    (logp * weights).sum().backward()
    found = {name: p.grad.clone() for name, p in model.named_parameters() if p.grad is not None}
    model.zero_grad()
    return found


@pytest.mark.parametrize("who", ["student", "teacher"])
@pytest.mark.parametrize("backend", [name for name in BACKENDS if name != "flex"])
def test_equals_the_naive_batch(tiny, who, backend):
    case, prompt = tiny.cases[0], tiny.prompt(who)
    weights = torch.randn(sum(map(len, tiny.responses)), generator=torch.Generator().manual_seed(1))
    expected = naive_logprobs(tiny.model, tiny.processor, case, prompt, tiny.responses, tiny.rule)
    expected_gradients = gradients(tiny.model, expected, weights)
    scores = score_group(tiny.model, prompt, case.image, tiny.responses, tiny.rule, backend)
    found_gradients = gradients(tiny.model, scores.logp, weights)
    assert (scores.logp - expected).abs().max() <= 1e-5
    assert found_gradients.keys() == expected_gradients.keys()
    for name, gradient in expected_gradients.items():
        assert (found_gradients[name] - gradient).norm() <= 1e-4 * gradient.norm() + 1e-7, name


def test_block_sparse_attention_gives_the_same_scores(tiny):
    """Its forward alone: it has no backward on a CPU."""
    case = tiny.cases[0]
    with torch.no_grad():
        dense, sparse = (
            score_group(tiny.model, case.student, case.image, tiny.responses, tiny.rule, backend).logp
            for backend in ("mask", "flex")
        )
    assert (sparse - dense).abs().max() <= 1e-5


def test_a_response_is_scored_the_same_alone_and_among_siblings(tiny):
    case = tiny.cases[0]
    together = score_group(tiny.model, case.student, case.image, tiny.responses, tiny.rule)
    alone = [score_group(tiny.model, case.student, case.image, [r], tiny.rule) for r in tiny.responses]
    assert torch.allclose(together.logp, torch.cat([scores.logp for scores in alone]), atol=1e-5)
    assert torch.allclose(together.entropy, torch.cat([scores.entropy for scores in alone]), atol=1e-5)


def test_a_sibling_leak_is_caught(tiny):
    def leaking(layout):
        return torch.ones(layout.length, layout.length, dtype=torch.bool).tril()

    case = tiny.cases[0]
    expected = score_group(tiny.model, case.student, case.image, tiny.responses, tiny.rule, "mask").logp
    with mock.patch.object(prefix, "dense_mask", leaking):
        leaked = score_group(tiny.model, case.student, case.image, tiny.responses, tiny.rule, "mask").logp
    first = len(tiny.responses[0])
    assert torch.allclose(leaked[:first], expected[:first], atol=1e-5)  # the first response has no elder sibling
    assert (leaked[first:] - expected[first:]).abs().max() > 1e-2


def test_positions_that_run_on_are_caught(tiny):
    def running_on(layout, prompt):
        positions = torch.arange(layout.length - layout.prompt_length) + prompt.next_position
        return torch.cat([prompt.positions, positions.expand(3, -1)], dim=1)[:, None]

    case = tiny.cases[0]
    expected = score_group(tiny.model, case.student, case.image, tiny.responses, tiny.rule).logp
    with mock.patch.object(GroupLayout, "positions", running_on):
        shifted = score_group(tiny.model, case.student, case.image, tiny.responses, tiny.rule).logp
    assert (shifted - expected).abs().max() > 1e-2


def test_targets_that_are_shifted_are_caught(tiny):
    case = tiny.cases[0]
    expected = score_group(tiny.model, case.student, case.image, tiny.responses, tiny.rule).logp
    with mock.patch.object(scorer, "token_logprobs", lambda hidden, *rest: token_logprobs(hidden.roll(1, 0), *rest)):
        shifted = score_group(tiny.model, case.student, case.image, tiny.responses, tiny.rule).logp
    assert (shifted - expected).abs().max() > 1e-2


def test_the_layout_of_a_row():
    layout = GroupLayout(3, [2, 1, 3])
    assert layout.length == 9
    assert layout.source.tolist() == [2, 3, 2, 2, 6, 7]
    assert layout.owner.tolist() == [0, 0, 1, 2, 2, 2]
    assert layout.offset.tolist() == [0, 1, 0, 0, 1, 2]
    assert prefix.dense_mask(layout)[8].tolist() == [True, True, True, False, False, False, True, True, True]


def test_an_empty_response_is_refused():
    with pytest.raises(ValueError, match="at least one token"):
        GroupLayout(3, [2, 0])
