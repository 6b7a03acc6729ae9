"""Rollouts: what a sampler is, and the one without an engine.

Without an engine every prompt is prefilled once, and its group decodes on the shared keys and values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo import attention
from oodmmsafe.caspo.logprob import SamplingRule, next_token_logits
from oodmmsafe.caspo.prompt import Encoded, ImageFeatures, Prompt
from oodmmsafe.caspo.shared_cache import SharedCache
from oodmmsafe.caspo.world import gathered


@dataclass(frozen=True)
class Rollout:
    """G responses sampled for one prompt.

    responses: G tensors of token ids [n_g], each ending with a stop token unless it is truncated.
    logp:      G tensors [n_g]: log-probability of each token when it was sampled, float32.
    truncated: which responses ran into the length limit.
    """

    responses: tuple[Tensor, ...]
    logp: tuple[Tensor, ...]
    truncated: tuple[bool, ...]


class Sampler(Protocol):
    """Whoever answers prompts with the policy's weights."""

    def sample(self, prompts: Sequence[Encoded], seed: int) -> list[Rollout]:
        """G responses to each prompt, in their order; the same seed gives the same again, as far as the engine can."""
        ...

    def follow(self, policy: PreTrainedModel) -> None:
        """Called after every optimizer step: from now on it is this policy that answers."""
        ...

    def close(self) -> None:
        """Let go of what it holds."""
        ...


class LocalSampler:
    """The policy itself, in this process."""

    def __init__(
        self, policy: PreTrainedModel, rule: SamplingRule, stop: Sequence[int], group_size: int, max_new_tokens: int
    ) -> None:
        self._policy, self._rule, self._stop = policy, rule, stop
        self._lengths = {"group_size": group_size, "max_new_tokens": max_new_tokens}

    def sample(self, prompts: Sequence[Encoded], seed: int) -> list[Rollout]:
        """See `Sampler`."""
        generator = torch.Generator(self._policy.device).manual_seed(seed)
        texts, images = [one.student for one in prompts], [one.image for one in prompts]
        with gathered(self._policy):
            return sample_groups(
                self._policy, texts, images, self._rule, self._stop, **self._lengths, generator=generator
            )

    def follow(self, policy: PreTrainedModel) -> None:
        """Nothing to do: it is the policy."""

    def close(self) -> None:
        """Nothing to let go of."""


@torch.no_grad()
def sample_groups(
    model: PreTrainedModel,
    prompts: Sequence[Prompt],
    images: Sequence[ImageFeatures],
    rule: SamplingRule,
    stop: Sequence[int],
    *,
    group_size: int,
    max_new_tokens: int,
    generator: torch.Generator,
) -> list[Rollout]:
    """Sample `group_size` responses for every prompt, all prompts together, one token at a time.

    stop: ids that end a response. Returns one Rollout per prompt, in order.
    """
    device = prompts[0].input_ids.device
    input_ids, positions, present = _left_padded(prompts)
    cache = SharedCache(present, group_size, max_new_tokens)
    plan = {"attention_mask": attention.no_mask(device), "use_cache": False, "plan": cache}
    pictures = {"image": ImageFeatures.join(images)}
    hidden = model.model(input_ids=input_ids, position_ids=positions, mm_encoder_outputs=pictures, **plan)
    hidden = hidden.last_hidden_state[:, -1].repeat_interleave(group_size, dim=0)  # [B * G, d]
    start = torch.tensor([prompt.next_position for prompt in prompts], device=device).repeat_interleave(group_size)
    stop_ids = torch.tensor(list(stop), device=device)
    running = torch.arange(len(start), device=device)  # rows whose response goes on
    tokens = torch.zeros(len(start), max_new_tokens, dtype=torch.long, device=device)
    logps = torch.zeros(len(start), max_new_tokens, device=device)
    lengths = torch.zeros(len(start), dtype=torch.long, device=device)
    for step in range(max_new_tokens):
        logp = next_token_logits(hidden, model.lm_head.weight, rule).log_softmax(-1)  # [running, V]
        token = torch.multinomial(logp.exp(), 1, generator=generator)
        tokens[running, step] = token[:, 0]
        logps[running, step] = logp.gather(1, token)[:, 0]
        lengths[running] += 1
        goes_on = ~torch.isin(token[:, 0], stop_ids)
        running, token = running[goes_on], token[goes_on]
        if step + 1 == max_new_tokens or not len(running):
            break
        cache.next_token(running)
        position = (start[running] + step).expand(3, -1)[..., None]
        hidden = model.model(input_ids=token, position_ids=position, **plan).last_hidden_state[:, -1]
    return _rollouts(tokens, logps, lengths.tolist(), set(running.tolist()), group_size)


def _rollouts(tokens: Tensor, logps: Tensor, lengths: list[int], cut: set[int], group_size: int) -> list[Rollout]:
    """Rows of padded responses [B * G, longest] as B rollouts. cut: rows that ended without a stop token."""
    groups = [range(first, first + group_size) for first in range(0, len(lengths), group_size)]
    return [
        Rollout(
            responses=tuple(tokens[row, : lengths[row]] for row in group),
            logp=tuple(logps[row, : lengths[row]] for row in group),
            truncated=tuple(row in cut for row in group),
        )
        for group in groups
    ]


def _left_padded(prompts: Sequence[Prompt]) -> tuple[Tensor, Tensor, Tensor]:
    """input_ids [B, P], positions [3, B, P] and present [B, P] of prompts padded on the left.

    Padding repeats a prompt's last token: any token that is no placeholder does, for nothing ever sees it.
    """
    longest = max(len(prompt.input_ids) for prompt in prompts)
    input_ids, positions, present = [], [], []
    for prompt in prompts:
        padding = longest - len(prompt.input_ids)
        input_ids.append(torch.cat([prompt.input_ids[-1:].expand(padding), prompt.input_ids]))
        positions.append(torch.cat([prompt.positions[:, :1].expand(-1, padding), prompt.positions], dim=1))
        present.append(torch.arange(longest, device=prompt.input_ids.device) >= padding)
    return torch.stack(input_ids), torch.stack(positions, dim=1), torch.stack(present)
