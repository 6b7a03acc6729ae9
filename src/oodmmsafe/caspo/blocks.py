"""The shared-prefix row's attention as one block-sparse kernel on a GPU (FlexAttention)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.nn.attention.flex_attention import BlockMask, create_block_mask, flex_attention

if TYPE_CHECKING:
    from oodmmsafe.caspo.prefix import GroupLayout


def attend(layout: GroupLayout, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
    """As `prefix.BACKENDS` has it; blocks of the mask in which no token sees another are never computed."""
    run = _compiled() if query.is_cuda else flex_attention
    out = run(query, key, value, block_mask=layout.block_mask, scale=scale, enable_gqa=True)
    return out.transpose(1, 2)


def block_mask(layout: GroupLayout) -> BlockMask:
    """The layout's rule for [N, N]: a token sees the prompt and its own response, up to itself."""
    prompt = layout.owner.new_full((layout.prompt_length,), -1)
    owner = torch.cat([prompt, layout.owner])  # [N]

    def sees(batch: Any, head: Any, row: Tensor, column: Tensor) -> Tensor:
        return (row >= column) & ((owner[column] == -1) | (owner[column] == owner[row]))

    return create_block_mask(sees, None, None, layout.length, layout.length, device=str(owner.device))


@cache
def _compiled() -> Any:
    """Compiled once for rows of every length."""
    return torch.compile(flex_attention, dynamic=True)
