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
from oodmmsafe.caspo.prompt import Encoded, Encoder, ImageFeatures, Prompt
from oodmmsafe.caspo.weights import Weights


@dataclass(frozen=True)
class Scores:
    """For the T tokens of all responses of a group, one after another, in float32 nats.

    logp:    [T] log-probability of each token given the prompt and its own response so far.
    entropy: [T] of the distribution that the token was drawn from; carries no gradient.
    hidden, embedding: [T, d] the states that predict the tokens and [V, d] the output embedding; their product are
             the logits.
    """

    logp: Tensor
    entropy: Tensor
    hidden: Tensor
    embedding: Tensor


def score_group(
    model: PreTrainedModel,
    prompt: Prompt,
    image: ImageFeatures,
    responses: Sequence[Tensor],
    rule: SamplingRule,
    backend: str | None = None,
) -> Scores:
    """Scores of `responses` (token ids [n_1] .. [n_G]) to one prompt under `model`; gradients reach its weights.

    backend: one of `prefix.BACKENDS`; None is the best for the device.
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
    ).last_hidden_state[0, layout.source]
    embedding = model.lm_head.weight
    return Scores(*token_logprobs(hidden, embedding, tokens, rule), hidden, embedding)


@torch.no_grad()
def score_with(
    weights: Weights,
    cases: Sequence[Encoded],
    prompts: Sequence[Prompt],
    responses: Sequence[Sequence[Tensor]],
    rule: SamplingRule,
) -> list[Scores]:
    """Scores of each case's responses to the prompt beside it, under weights that do not learn from it.

    The pictures go once more through the tower, all in one call, if these weights have another than the policy.
    """
    with weights.active() as model:
        images = Encoder.images(weights, model, cases)
        return [
            score_group(model, prompt, image, group, rule)
            for prompt, image, group in zip(prompts, images, responses, strict=True)
        ]
