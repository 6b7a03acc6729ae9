"""The clipped objective with an anchor to the base, as a pure function. Formula: DESIGN section 7."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class LossInputs:
    """The T response tokens of one group.

    logp:         [T] under the policy; the gradient flows through it and nothing else.
    sampled_logp: [T] under the policy that sampled the tokens, as the sampler computed it. With one update per batch
                  it differs from logp by the sampler's rounding only, and the ratio corrects for that.
    base_logp:    [T] under the base, or None for no anchor.
    advantage:    [T].
    """

    logp: Tensor
    sampled_logp: Tensor
    base_logp: Tensor | None
    advantage: Tensor


@dataclass(frozen=True)
class LossSettings:
    """The ratio is clipped to [1 - clip_low, 1 + clip_high]; kl_beta weighs the KL to the base."""

    clip_low: float
    clip_high: float
    kl_beta: float


@dataclass(frozen=True)
class LossOutputs:
    """Sums over the group's tokens, so that the groups of an update add up to a mean over all its tokens.

    loss: scalar with gradient; kl_base: [T] k3 estimate per token (zeros without a base);
    ratio_clipped: [T] where the clipped branch was the smaller one, so that the token has no policy gradient.
    """

    loss: Tensor
    kl_base: Tensor
    ratio_clipped: Tensor


def policy_loss(inputs: LossInputs, settings: LossSettings) -> LossOutputs:
    """sum_t -min(rho_t A_t, clip(rho_t) A_t) + beta k3_t, with rho = exp(logp - sampled_logp) and
    k3 = exp(d) - d - 1 for d = base_logp - logp (never negative; its gradient vanishes where policy and base agree).
    """
    ratio = (inputs.logp - inputs.sampled_logp).exp()
    clipped = ratio.clamp(1 - settings.clip_low, 1 + settings.clip_high)
    plain, limited = ratio * inputs.advantage, clipped * inputs.advantage
    objective = torch.minimum(plain, limited)
    if inputs.base_logp is None:
        kl = torch.zeros_like(inputs.logp)
    else:
        d = inputs.base_logp - inputs.logp
        kl = d.exp() - d - 1
    loss = (-objective + settings.kl_beta * kl).sum()
    return LossOutputs(loss, kl.detach(), (limited < plain).detach())
