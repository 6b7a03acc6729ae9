"""The hook by which the trainer gives a model its own attention, without editing any model file.

A *plan* travels as a keyword argument through the model's forward to every text layer, where it decides which token
sees which. Two plans exist: `prefix.GroupLayout` scores a whole group in one row, and `shared_cache.SharedCache`
prefills prompts and decodes their groups. Without a plan the model attends as it always does.
"""

from __future__ import annotations

from typing import Any, Protocol

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface, PreTrainedModel
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

NAME = "oodmmsafe_planned"


class Plan(Protocol):
    """Decides which token sees which."""

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
        """Attention of one layer.

        query [B, H, N, D], key and value [B, H_kv, N, D] of the tokens of this forward -> [B, N, H, D].
        """
        ...


def planned_attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    plan: Plan | None = None,
    scaling: float | None = None,
    **kwargs: Any,
) -> tuple[Tensor, None]:
    """An attention function as transformers wants it: the plan's if there is one, SDPA otherwise."""
    if plan is None:
        return sdpa_attention_forward(module, query, key, value, attention_mask, scaling=scaling, **kwargs)
    return plan.attend(module.layer_idx, query, key, value, scaling or query.shape[-1] ** -0.5), None


AttentionInterface.register(NAME, planned_attention)
AttentionMaskInterface.register(NAME, sdpa_mask)


def install(model: PreTrainedModel) -> None:
    """Let the text layers of `model` obey plans; its vision tower keeps SDPA."""
    model.set_attn_implementation({"text_config": NAME, "vision_config": "sdpa"})


def no_mask(device: torch.device) -> Tensor:
    """The mask to hand to a model that obeys a plan.

    transformers builds no mask of its own when it is given one of four dimensions; plans do not read it.
    """
    return torch.ones(1, 1, 1, 1, dtype=torch.bool, device=device)
