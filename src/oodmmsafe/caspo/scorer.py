"""Scores of a group of responses: one forward of one shared-prefix row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo import attention
from oodmmsafe.caspo.logprob import SamplingRule, token_logprobs
from oodmmsafe.caspo.prefix import GroupLayout
from oodmmsafe.caspo.prompt import ImageFeatures, Prompt


@dataclass(frozen=True)
class Scores:
    """For the T tokens of all responses of a group, one after another, in float32 nats.

    logp:    [T] log-probability of each token given the prompt and its own response so far.
    entropy: [T] of the distribution that the token was drawn from; carries no gradient.
    """

    logp: Tensor
    entropy: Tensor


def score_group(
    model: PreTrainedModel,
    prompt: Prompt,
    image: ImageFeatures,
    responses: Sequence[Tensor],
    rule: SamplingRule,
    backend: str = "split",
) -> Scores:
    """Scores of `responses` (token ids [n_1] .. [n_G]) to one prompt under `model`; gradients reach its weights.

    backend: one of `prefix.BACKENDS`.
    """
    device = prompt.input_ids.device
    layout = GroupLayout(len(prompt.input_ids), [len(response) for response in responses], backend, device)
    tokens = torch.cat(list(responses))
    hidden = model.model(
        input_ids=torch.cat([prompt.input_ids, tokens])[None],
        position_ids=layout.positions(prompt),
        attention_mask=attention.no_mask(device),
        mm_encoder_outputs={"image": image},
        use_cache=False,
        plan=layout,
    ).last_hidden_state[0]
    return Scores(*token_logprobs(hidden[layout.source], model.lm_head.weight, tokens, rule))
