"""Rollouts without an engine: every prompt is prefilled once, its group decodes on the shared keys and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo import attention
from oodmmsafe.caspo.logprob import SamplingRule, next_token_logits
from oodmmsafe.caspo.prompt import ImageFeatures, Prompt
from oodmmsafe.caspo.shared_cache import SharedCache


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
    forward = {"attention_mask": attention.no_mask(device), "use_cache": False, "plan": cache}
    hidden = model.model(
        input_ids=input_ids,
        position_ids=positions,
        mm_encoder_outputs={"image": ImageFeatures.join(images)},
        **forward,
    ).last_hidden_state[:, -1]
    hidden = hidden.repeat_interleave(group_size, dim=0)  # [B * G, d]
    start = torch.tensor([prompt.next_position for prompt in prompts], device=device).repeat_interleave(group_size)
    stop_ids = torch.tensor(list(stop), device=device)
    running = torch.ones(len(start), dtype=torch.bool, device=device)
    lengths = torch.zeros(len(start), dtype=torch.long, device=device)
    tokens, logps = [], []
    for step in range(max_new_tokens):
        logp = next_token_logits(hidden, model.lm_head.weight, rule).log_softmax(-1)
        token = torch.multinomial(logp.exp(), 1, generator=generator)  # [B * G, 1]
        tokens.append(token[:, 0])
        logps.append(logp.gather(1, token)[:, 0])
        lengths += running
        running &= ~torch.isin(token[:, 0], stop_ids)
        if step + 1 == max_new_tokens or not running.any():
            break
        cache.next_token()
        position = (start + step).expand(3, -1)[..., None]
        hidden = model.model(input_ids=token, position_ids=position, **forward).last_hidden_state[:, -1]
    rows = list(zip(torch.stack(tokens, 1), torch.stack(logps, 1), lengths.tolist(), running.tolist(), strict=True))
    return [
        Rollout(
            responses=tuple(ids[:length] for ids, _, length, _ in group),
            logp=tuple(logp[:length] for _, logp, length, _ in group),
            truncated=tuple(cut for *_, cut in group),
        )
        for group in (rows[i : i + group_size] for i in range(0, len(rows), group_size))
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
