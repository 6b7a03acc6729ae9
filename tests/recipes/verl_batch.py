"""A batch of the recipe for verl: what verl's own code makes of it, and what ours does."""

from __future__ import annotations

import caspo_verl
import numpy as np
import torch
from omegaconf import OmegaConf
from tensordict import TensorDict
from verl import DataProto
from verl.experimental.agent_loop.agent_loop import AgentLoopMetrics, AgentLoopOutput
from verl.trainer.ppo.ray_trainer import compute_advantage
from verl.workers.config import FSDPActorConfig, PolicyLossConfig
from verl.workers.utils.losses import ppo_loss

from oodmmsafe.caspo.advantage import dense_advantage, mix, outcome_advantage, per_token
from oodmmsafe.caspo.loss import LossInputs, LossSettings, policy_loss
from oodmmsafe.caspo.reward import dense_reward

LENGTHS = ((5, 9, 1, 7), (4, 4, 12, 3))
OUTCOMES = ((3.0, 0.5, None, 1.0), (0.0, 2.5, 1.5, None))
PROMPT, FLOOR, LAMBDA, BETA = 6, 0.3, 0.5, 0.005
ALGORITHM = OmegaConf.create({"caspo": {"lambda_": LAMBDA, "std_floor": FLOOR}})


class Batch:
    """Two groups of four responses: log-probabilities [n] of student, sampler, teacher and base, one per response."""

    def __init__(self) -> None:
        draw = torch.Generator().manual_seed(0)
        self.lengths = [n for group in LENGTHS for n in group]
        self.outcomes = [o for group in OUTCOMES for o in group]
        self.student = [-3 * torch.rand(n, generator=draw) for n in self.lengths]
        self.sampled = [one + 0.5 * torch.randn(len(one), generator=draw) for one in self.student]
        self.teacher = [one + 3 * torch.randn(len(one), generator=draw) for one in self.student]
        self.base = [one + 0.2 * torch.randn(len(one), generator=draw) for one in self.student]

    def dense(self, row: int) -> torch.Tensor:
        return dense_reward(self.teacher[row], self.sampled[row], 5.0, 5.0)

    def record(self, row: int, kind: type[AgentLoopOutput]) -> AgentLoopOutput:
        """A response as verl's agent loop and reward function leave it."""
        found = {"outcome": self.outcomes[row], "dense": self.dense(row).tolist()}
        output = kind(
            prompt_ids=list(range(PROMPT)),
            response_ids=list(range(self.lengths[row])),
            response_mask=[1] * self.lengths[row],
            response_logprobs=self.sampled[row].tolist(),
            metrics=AgentLoopMetrics(),
            extra_fields={"reward_extra_info": found},
        )
        output.reward_score = self.outcomes[row] or 0.0
        return output

    def advantages(self) -> list[torch.Tensor]:
        """Ours, [T] for each group."""
        found = []
        for group, rows in enumerate((range(4), range(4, 8))):
            dense = dense_advantage(torch.cat([self.dense(row) for row in rows]), FLOOR)
            out = per_token(outcome_advantage(OUTCOMES[group], FLOOR), LENGTHS[group])
            found.append(mix(dense, out, LAMBDA))
        return found

    def loss(self, student: list[torch.Tensor]) -> torch.Tensor:
        """Ours, for log-probabilities of the policy that may carry gradients."""
        total = torch.zeros(())
        for advantage, rows in zip(self.advantages(), (range(4), range(4, 8)), strict=True):
            of = {name: torch.cat([getattr(self, name)[row] for row in rows]) for name in ("sampled", "base")}
            logp = torch.cat([student[row] for row in rows])
            inputs = LossInputs(logp, of["sampled"], of["base"], advantage)
            total = total + policy_loss(inputs, LossSettings(0.2, 0.28, BETA)).loss
        return total / sum(self.lengths)


def nested(rows: list[torch.Tensor]) -> torch.Tensor:
    return torch.nested.as_nested_tensor(rows, layout=torch.jagged)


def padded(rows: list[torch.Tensor]) -> torch.Tensor:
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)


def by_verl(batch: Batch, **extra: torch.Tensor) -> DataProto:
    """The batch after verl's `compute_advantage`, on rewards as verl's records hand them over."""
    records = [batch.record(row, caspo_verl.CaspoOutput).as_dict() for row in range(8)]
    rewards, mask = padded([one["rm_scores"] for one in records]), padded([one["response_mask"] for one in records])
    tensors = {"token_level_rewards": rewards, "response_mask": mask, **extra}
    data = DataProto(
        batch=TensorDict(tensors, batch_size=8),
        non_tensor_batch={"uid": np.array(["one"] * 4 + ["two"] * 4, dtype=object)},
    )
    return compute_advantage(data, adv_estimator="caspo", config=ALGORITHM)


def actor(**settings) -> FSDPActorConfig:
    return FSDPActorConfig(
        strategy="fsdp",
        rollout_n=4,
        ppo_micro_batch_size_per_gpu=8,
        clip_ratio_low=0.2,
        clip_ratio_high=0.28,
        use_kl_loss=True,
        kl_loss_coef=BETA,
        kl_loss_type="low_var_kl",
        policy_loss=PolicyLossConfig(loss_mode="vanilla" if settings else "caspo"),
        **settings,
    )


def loss_by_verl(batch: Batch, student: list[torch.Tensor], config: FSDPActorConfig) -> torch.Tensor:
    """verl's `ppo_loss`, as its workers call it, on the advantages of `by_verl`."""
    of_rows = by_verl(batch).batch["advantages"]
    data = TensorDict(
        {
            "prompts": nested([torch.arange(PROMPT)] * 8),
            "responses": nested([torch.arange(n) for n in batch.lengths]),
            "response_mask": nested([torch.ones(n, dtype=torch.long) for n in batch.lengths]),
            "old_log_probs": nested(batch.sampled),
            "ref_log_prob": nested(batch.base),
            "advantages": nested([row[:n] for row, n in zip(of_rows, batch.lengths, strict=True)]),
        },
        batch_size=8,
    )
    for name, value in (("dp_size", 1), ("batch_num_tokens", sum(batch.lengths)), ("global_batch_size", 8)):
        data.set_non_tensor(name, value)
    # verl reads the log-probability of a token one place to its left
    scored = nested([torch.cat([torch.zeros(PROMPT - 1), logp, torch.zeros(1)]) for logp in student])
    return ppo_loss(config, {"log_probs": scored}, data)[0]
