"""Log-probabilities of tokens under the distribution that is really sampled from, without all logits at once.

The sampler and the scorer share `next_token_logits`, so temperature and banned tokens mean the same to both, and a
sampled token's log-probability is the scored one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import FunctionCtx

_NEVER = -1e9
"""Logit of a banned token: finite, so that 0 * log 0 in the entropy is 0."""


@dataclass(frozen=True)
class SamplingRule:
    """How logits become a distribution: divided by `temperature`, with the `banned` token ids impossible."""

    temperature: float
    banned: tuple[int, ...]


def next_token_logits(hidden: Tensor, weight: Tensor, rule: SamplingRule) -> Tensor:
    """hidden [T, d] and output embedding [V, d] -> float32 logits [T, V] after temperature and ban.

    The logits are float32 whatever the weight's type, and even under autocast: in bfloat16 they would be rounded to
    steps as large as the reward.
    """
    with torch.autocast(hidden.device.type, enabled=False):
        logits = _float32_product(hidden, weight) / rule.temperature
    if rule.banned:
        logits[:, list(rule.banned)] = _NEVER
    return logits


def _float32_product(hidden: Tensor, weight: Tensor) -> Tensor:
    """hidden @ weight.T in float32.

    GPUs sum products of bfloat16 in float32 and can hand those sums out, though not to autograd.
    """
    if weight.is_cuda and weight.dtype == torch.bfloat16 and not torch.is_grad_enabled():
        return torch.mm(hidden.to(weight.dtype), weight.T, out_dtype=torch.float32)
    return hidden.float() @ weight.float().T


class _ChunkedLogProb(torch.autograd.Function):
    """log softmax(logits)[target] and the entropy, `chunk` tokens at a time; the backward recomputes the logits."""

    @staticmethod
    def forward(
        ctx: FunctionCtx, hidden: Tensor, weight: Tensor, targets: Tensor, rule: SamplingRule, chunk: int
    ) -> tuple[Tensor, Tensor]:
        logp = hidden.new_empty(len(hidden), dtype=torch.float32)
        entropy, log_z = torch.empty_like(logp), torch.empty_like(logp)
        for part in _chunks(len(hidden), chunk):
            logits = next_token_logits(hidden[part], weight, rule)
            log_z[part] = logits.logsumexp(-1)
            logits -= log_z[part, None]
            logp[part] = logits.gather(1, targets[part, None])[:, 0]
            entropy[part] = -(logits.exp() * logits).sum(-1)
        ctx.save_for_backward(hidden, weight, targets, log_z)
        ctx.rule, ctx.chunk = rule, chunk
        ctx.mark_non_differentiable(entropy)
        return logp, entropy

    @staticmethod
    def backward(ctx: Any, grad_logp: Tensor, _grad_entropy: Tensor) -> tuple[Tensor | None, ...]:
        hidden, weight, targets, log_z = ctx.saved_tensors
        grad_hidden = torch.empty_like(hidden)
        grad_weight = torch.zeros_like(weight) if ctx.needs_input_grad[1] else None
        for part in _chunks(len(hidden), ctx.chunk):
            logits = next_token_logits(hidden[part], weight, ctx.rule)
            d_logits = -(logits - log_z[part, None]).exp()  # d logp / d logits = onehot - softmax
            d_logits.scatter_add_(1, targets[part, None], torch.ones_like(d_logits[:, :1]))
            d_logits *= grad_logp[part, None] / ctx.rule.temperature
            d_logits = d_logits.to(weight.dtype)  # a banned token has probability 0, so its column is 0 already
            grad_hidden[part] = d_logits @ weight
            if grad_weight is not None:
                grad_weight += d_logits.T @ hidden[part].to(weight.dtype)
        return grad_hidden, grad_weight, None, None, None


def _chunks(length: int, chunk: int) -> list[slice]:
    return [slice(start, start + chunk) for start in range(0, length, chunk)]


def token_logprobs(
    hidden: Tensor, weight: Tensor, targets: Tensor, rule: SamplingRule, chunk: int = 1024
) -> tuple[Tensor, Tensor]:
    """Log-probability of each target and entropy of the distribution it was drawn from, in nats.

    hidden:  [T, d] hidden states that predict the targets.
    weight:  [V, d] output embedding.
    targets: [T] token ids; none may be banned by `rule`.
    Returns float32 ([T], [T]); gradients flow to hidden and weight through the log-probability, not the entropy.
    """
    return _ChunkedLogProb.apply(hidden, weight, targets, rule, chunk)
