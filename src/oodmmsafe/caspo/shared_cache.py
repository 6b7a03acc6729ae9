"""Keys and values of prompts and of their growing responses: a prompt's are stored once and read by its whole group."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


class SharedCache:
    """The attention plan of sampling: first one forward over B prompts, then one per token of their B * G responses.

    Prompts are padded on the left to a common length P. Row b * G + g is response g of prompt b.
    """

    def __init__(self, present: Tensor, group_size: int, max_new_tokens: int) -> None:
        """present: [B, P] True where the padded prompts hold a token."""
        self._present, self._group_size, self._capacity = present, group_size, max_new_tokens
        length = present.shape[1]
        causal = torch.ones(length, length, dtype=torch.bool, device=present.device).tril()
        itself = torch.eye(length, dtype=torch.bool, device=present.device)  # padding must see something: itself
        self._prefill_mask = ((causal & present[:, None, :]) | itself)[:, None]  # [B, 1, P, P]
        self._prompt: list[tuple[Tensor, Tensor]] = []  # per layer, keys and values [B, H_kv, P, D]
        self._response: list[tuple[Tensor, Tensor]] = []  # per layer, keys and values [B * G, H_kv, capacity, D]
        self._decoded: int | None = None  # response tokens that the rows hold, once the prompts are in

    def next_token(self) -> None:
        """Call before each forward after the first: it brings one more token of every response."""
        self._decoded = 0 if self._decoded is None else self._decoded + 1

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
        """See `attention.Plan.attend`; rows are prompts [B, .., P, ..] at first, then responses [B * G, .., 1, ..]."""
        if self._decoded is None:
            return self._prefill(query, key, value, scale)
        return self._decode(layer, query, key, value, scale)

    def _prefill(self, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
        self._prompt.append((key, value))
        rows, heads, _, width = key.shape
        room = (rows * self._group_size, heads, self._capacity, width)
        self._response.append((key.new_empty(room), value.new_empty(room)))
        out = F.scaled_dot_product_attention(
            query, key, value, attn_mask=self._prefill_mask, scale=scale, enable_gqa=True
        )
        return out.transpose(1, 2)

    def _decode(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
        """One softmax over [prompt, own response]; the prompt's keys are read once for all G rows of its group."""
        prompt_keys, prompt_values = self._prompt[layer]
        keys, values = self._response[layer]
        keys[:, :, self._decoded], values[:, :, self._decoded] = key[:, :, 0], value[:, :, 0]
        keys, values = keys[:, :, : self._decoded + 1], values[:, :, : self._decoded + 1]  # [B * G, K, t, D]
        prompts, heads, length, width = prompt_keys.shape
        rows, sharing = len(query), query.shape[1] // heads  # sharing: query heads of one key head

        own_query = (query[:, :, 0] * scale).view(rows, heads, sharing, width)
        grouped = (prompts, self._group_size, heads, sharing)
        prompt_query = own_query.view(*grouped, width).transpose(1, 2).reshape(prompts, heads, -1, width)
        prompt_scores = prompt_query @ prompt_keys.transpose(-1, -2)  # [B, K, G * sharing, P]
        prompt_scores = prompt_scores.masked_fill(~self._present[:, None, None], -torch.inf)
        prompt_scores = prompt_scores.view(prompts, heads, self._group_size, sharing, length).transpose(1, 2)
        own_scores = own_query @ keys.transpose(-1, -2)  # [B * G, K, sharing, t]
        scores = torch.cat([prompt_scores.reshape(rows, heads, sharing, length), own_scores], dim=-1)
        weights = scores.float().softmax(-1).to(value.dtype)
        prompt_weights, own_weights = weights.split([length, keys.shape[2]], dim=-1)

        prompt_weights = prompt_weights.reshape(*grouped, length).transpose(1, 2).reshape(prompts, heads, -1, length)
        from_prompt = (prompt_weights @ prompt_values).view(prompts, heads, self._group_size, sharing, width)
        out = from_prompt.transpose(1, 2).reshape(rows, heads, sharing, width) + own_weights @ values
        return out.reshape(rows, 1, heads * sharing, width)
