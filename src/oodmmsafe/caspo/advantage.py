"""From rewards to the advantage of every token of one group. Formulas: DESIGN section 7."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def standardize(values: Tensor, floor: float) -> Tensor:
    """(values - mean) / max(std, floor) over all of `values` [n]; n = 0 gives nothing.

    The floor keeps a vanishing reward vanishing: dividing by its own tiny deviation would blow noise up for ever.
    """
    if len(values) == 0:
        return values
    return (values - values.mean()) / values.std(correction=0).clamp_min(floor)


def dense_advantage(reward: Tensor, floor: float) -> Tensor:
    """dense_t: the dense reward [T] of a group's tokens, standardized over all of them -> [T]."""
    return standardize(reward, floor)


def fixed_negative_advantage(reward: Tensor) -> Tensor:
    """The control that no teacher steers: -1 for every one of the T tokens -> [T]."""
    return torch.full_like(reward, -1.0)


def outcome_advantage(outcomes: Sequence[float | None], floor: float) -> Tensor:
    """out: the outcomes of a group's G responses, standardized over those that were judged -> [G].

    A missing outcome is masked: it enters no mean and gets 0, that is, no outcome gradient.
    """
    judged = torch.tensor([outcome is not None for outcome in outcomes])
    advantage = torch.zeros(len(outcomes))
    advantage[judged] = standardize(torch.tensor([o for o in outcomes if o is not None]), floor)
    return advantage


def per_token(outcome: Tensor, lengths: Sequence[int]) -> Tensor:
    """Each response's outcome [G] on all of its tokens -> [T]. lengths: tokens of each response, sum T."""
    return outcome.repeat_interleave(torch.tensor(lengths))


def mix(dense: Tensor, outcome: Tensor, lambda_: float) -> Tensor:
    """A_t = lambda dense_t + (1 - lambda) out. dense, outcome: [T], the latter as `per_token` gives it -> [T]."""
    return lambda_ * dense + (1 - lambda_) * outcome
