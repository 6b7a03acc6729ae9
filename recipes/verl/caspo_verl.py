"""CASPO's advantage and loss under the name "caspo" in verl's registries, and the agent loop that feeds them.

verl imports this module in every process of a run through VERL_USE_EXTERNAL_MODULES=caspo_verl. Tested with verl 0.9.1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from verl.experimental.agent_loop.agent_loop import AgentLoopOutput, register
from verl.experimental.agent_loop.single_turn_agent_loop import SingleTurnAgentLoop
from verl.trainer.ppo.core_algos import register_adv_est, register_policy_loss

from oodmmsafe.caspo.advantage import dense_advantage, mix, outcome_advantage, per_token
from oodmmsafe.caspo.loss import LossInputs, LossSettings, policy_loss

STEP = 16.0
"""Distance of two folded outcomes. The dense reward is clipped to [-5, 5] nats and stays below half of it."""
GRID = 8
"""Outcomes are multiples of 1 / GRID; those of whole scores with weights of 1 are multiples of 1 / 2."""
SAMPLED = ("sampled_ids", "sampled_logp")
"""What the reward function is told of a response: its tokens as sampled, and their log-probabilities then."""


def fold(dense: Tensor, outcome: float | None) -> Tensor:
    """Dense reward [n] and outcome of one response in one tensor [n], the only one that an estimator is given.

    The last token's value is r_n + STEP (1 + GRID o), or r_n alone if the outcome is missing. Raises ValueError for a
    dense reward or an outcome that `unfold` would not find again.
    """
    if not bool((dense.abs() < STEP / 2).all()):
        raise ValueError(f"a dense reward lies outside of +-{STEP / 2} nats")
    folded = dense.clone()
    if outcome is not None:
        if outcome < 0 or outcome * GRID != round(outcome * GRID):
            raise ValueError(f"the outcome {outcome} is no multiple of 1 / {GRID}")
        folded[-1] += STEP * (1 + GRID * outcome)
    return folded


def unfold(rewards: Tensor, mask: Tensor) -> tuple[Tensor, list[float | None]]:
    """The inverse of `fold` for B padded responses: [B, R] with mask [B, R] -> dense rewards [B, R], B outcomes."""
    dense, outcomes = rewards.clone(), []
    for line, length in zip(dense, mask.sum(1).tolist(), strict=True):
        steps = round(float(line[length - 1]) / STEP) if length else 0
        outcomes.append((steps - 1) / GRID if steps else None)
        if steps:
            line[length - 1] -= STEP * steps
    return dense, outcomes


@register_adv_est("caspo")
def caspo_advantage(
    token_level_rewards: Tensor, response_mask: Tensor, index: np.ndarray, config: Any, **_: Any
) -> tuple[Tensor, Tensor]:
    """A_t of our `advantage.mix`, group by group.

    token_level_rewards: [B, R] as `fold` makes them. response_mask: [B, R]. index: [B] the prompt of each response.
    config: verl's `algorithm`, whose `caspo` has lambda_ and std_floor. Returns advantages [B, R], twice.
    """
    mask, settings = response_mask.bool(), config["caspo"]
    dense, outcomes = unfold(token_level_rewards, mask)
    advantages = torch.zeros_like(dense)
    for prompt in dict.fromkeys(index.tolist()):
        rows = torch.tensor([i for i, one in enumerate(index.tolist()) if one == prompt])
        own = mask[rows]
        of_tokens = dense_advantage(dense[rows][own], settings["std_floor"])
        out = outcome_advantage([outcomes[i] for i in rows.tolist()], settings["std_floor"])
        group = torch.zeros_like(dense[rows])
        group[own] = mix(of_tokens, per_token(out, own.sum(1).tolist()), settings["lambda_"])
        advantages[rows] = group
    return advantages, advantages


@register_policy_loss("caspo")
def caspo_loss(
    old_log_prob: Tensor,
    log_prob: Tensor,
    advantages: Tensor,
    response_mask: Tensor,
    loss_agg_mode: str = "token-mean",
    config: Any = None,
    rollout_is_weights: Tensor | None = None,
) -> tuple[Tensor, dict[str, float]]:
    """Our `loss.policy_loss`, without the bound that verl's "vanilla" puts on ratios of negative advantages.

    The KL to the base is verl's: `actor.use_kl_loss` with `low_var_kl`. All tensors [B, R]. Raises ValueError for
    another aggregation than the mean over tokens, and for weights of importance, which this loss has none of.
    """
    if loss_agg_mode != "token-mean" or rollout_is_weights is not None:
        raise ValueError("the loss 'caspo' is a mean over tokens, without weights of importance")
    mask, batch = response_mask.bool(), config.global_batch_info
    inputs = LossInputs(log_prob[mask], old_log_prob[mask], None, advantages[mask])
    outputs = policy_loss(inputs, LossSettings(config.clip_ratio_low, config.clip_ratio_high, kl_beta=0.0))
    tokens = batch.get("batch_num_tokens") or mask.sum()
    clipped = outputs.ratio_clipped.float().mean().item()
    return outputs.loss / tokens * batch.get("dp_size", 1), {"actor/pg_clipfrac": clipped}


class CaspoOutput(AgentLoopOutput):
    """verl's record of one response; what the reward function found becomes a reward for every token."""

    def as_dict(self) -> dict[str, Any]:
        """verl's fields, with `rm_scores` [n] folded; verl itself would put one number on the last token."""
        found = self.extra_fields["reward_extra_info"]
        folded = fold(torch.tensor(found.pop("dense")), found["outcome"])
        for name in SAMPLED:
            self.extra_fields.pop(name, None)
        return super().as_dict() | {"rm_scores": folded}


@register("caspo_agent")
class CaspoAgentLoop(SingleTurnAgentLoop):
    """One answer to one prompt; its tokens and their log-probabilities go to the reward function too."""

    async def run(self, sampling_params: dict[str, Any], **kwargs: Any) -> CaspoOutput:
        """The record of one response. verl hands `extra_fields` to the reward function as part of `extra_info`."""
        output = await super().run(sampling_params, **kwargs)
        output.extra_fields |= dict(zip(SAMPLED, (output.response_ids, output.response_logprobs), strict=True))
        return CaspoOutput(**{name: getattr(output, name) for name in output.model_fields_set})
