"""What the shared-prefix row must equal: every response in a row of its own, with its own prompt and picture."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.caspo.prompt import Encoded, Prompt
from oodmmsafe.suites.pictures import decode


def naive_logprobs(
    model: PreTrainedModel,
    processor: Any,
    case: Encoded,
    prompt: Prompt,
    responses: list[Tensor],
    rule: SamplingRule,
) -> Tensor:
    """Log-probability of every response token [T], by the model's own forward on a right-padded batch of G rows."""
    rows = [torch.cat([prompt.input_ids, response]) for response in responses]
    ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
    present = torch.arange(ids.shape[1]) < torch.tensor([len(row) for row in rows])[:, None]
    images = [decode(picture, case.example.item.id) for picture in case.example.pictures]
    pixels = processor.image_processor(images=images * len(rows), return_tensors="pt")
    logits = model(
        input_ids=ids,
        attention_mask=present.long(),
        mm_token_type_ids=(ids == model.config.image_token_id).long(),
        **pixels,
    ).logits
    logits = logits / rule.temperature
    logits[..., list(rule.banned)] = -torch.inf
    logp = logits[:, :-1].log_softmax(-1).gather(-1, ids[:, 1:, None])[..., 0]
    return torch.cat([row[len(prompt.input_ids) - 1 :][: len(r)] for row, r in zip(logp, responses, strict=True)])
