"""Divergence of the whole next-token distribution from the teacher's, where sampled tokens are not enough.

The dense advantage scores the tokens that were sampled. These objectives compare the distributions behind them
instead, token by token, and are differentiated directly: more signal per token, at the price of the teacher's logits.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.utils.checkpoint import checkpoint

from oodmmsafe.caspo.logprob import SamplingRule, next_token_logits

_CHUNK = 512


def reverse_kl(student: Tensor, teacher: Tensor) -> Tensor:
    """KL(student || teacher) of log-probabilities [T, V] -> [T], in nats."""
    return (student.exp() * (student - teacher)).sum(-1)


def jensen_shannon(student: Tensor, teacher: Tensor) -> Tensor:
    """Half KL(student || mean) plus half KL(teacher || mean), of log-probabilities [T, V] -> [T], in nats.

    Never more than log 2: a token that the teacher finds impossible cannot outweigh all others.
    """
    mean = torch.logaddexp(student, teacher) - torch.tensor(2.0).log()
    return 0.5 * (student.exp() * (student - mean)).sum(-1) + 0.5 * (teacher.exp() * (teacher - mean)).sum(-1)


DIVERGENCES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {"reverse_kl": reverse_kl, "jsd": jensen_shannon}


def token_divergence(
    name: str,
    student: tuple[Tensor, Tensor],
    teacher: tuple[Tensor, Tensor],
    rule: SamplingRule,
    top_k: int = 0,
) -> Tensor:
    """One of DIVERGENCES at every token [T], with gradient to the student alone.

    student, teacher: hidden states [T, d] and output embedding [V, d].
    top_k: compare the student's likeliest k tokens and all others as one; never more than the divergence of the whole
           vocabulary, which 0 stands for.
    Logits exist for one chunk of tokens at a time, in the backward too, which computes them again.
    """
    (own, embedding), (other, other_embedding) = student, teacher
    other = other.detach()

    def of_chunk(hidden: Tensor, weight: Tensor, start: int) -> Tensor:
        p = next_token_logits(hidden, weight, rule).log_softmax(-1)
        with torch.no_grad():
            q = next_token_logits(other[start : start + _CHUNK], other_embedding, rule).log_softmax(-1)
        return DIVERGENCES[name](*(_coarse(p, q, top_k) if top_k else (p, q)))

    chunks = (
        checkpoint(of_chunk, own[start : start + _CHUNK], embedding, start, use_reentrant=False)
        for start in range(0, len(own), _CHUNK)
    )
    return torch.cat(list(chunks))


def _coarse(p: Tensor, q: Tensor, top_k: int) -> tuple[Tensor, Tensor]:
    """Log-probabilities [T, V] as those of the k likeliest tokens under p and of the rest together: [T, k + 1]."""
    top = p.topk(min(top_k, p.shape[-1] - 1), dim=-1).indices

    def with_rest(x: Tensor) -> Tensor:
        kept = x.gather(-1, top)
        rest = torch.log1p(-kept.exp().sum(-1, keepdim=True).clamp(max=1 - 1e-6))
        return torch.cat([kept, rest], dim=-1)

    return with_rest(p), with_rest(q)
