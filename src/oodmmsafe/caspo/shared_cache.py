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
        self._newest: tuple[Tensor, int] | None = None  # rows that get a token now [n], and its place in them

    def next_token(self, rows: Tensor) -> None:
        """Call before each forward after the first: it brings one more token of the responses in `rows` [n].

        Rows that are left out are finished: they must not come back.
        """
        self._newest = (rows, 0 if self._newest is None else self._newest[1] + 1)

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
        """See `attention.Plan.attend`; the batch is the prompts [B, .., P, ..] at first, then one token of each row."""
        if self._newest is None:
            return self._prefill(query, key, value, scale)
        return self._decode(layer, *self._newest, query, key, value, scale)

    def _prefill(self, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
        self._prompt.append((key, value))
        rows, heads, _, width = key.shape
        room = (rows * self._group_size, heads, self._capacity, width)
        self._response.append((key.new_zeros(room), value.new_zeros(room)))
        out = F.scaled_dot_product_attention(
            query, key, value, attn_mask=self._prefill_mask, scale=scale, enable_gqa=True
        )
        return out.transpose(1, 2)

    def _decode(
        self, layer: int, running: Tensor, place: int, query: Tensor, key: Tensor, value: Tensor, scale: float
    ) -> Tensor:
        """One softmax over [prompt, own response]; the prompt's keys are read once for all G rows of its group."""
        prompt_keys, prompt_values = self._prompt[layer]
        keys, values = self._response[layer]
        keys[running, :, place], values[running, :, place] = key[:, :, 0], value[:, :, 0]
        keys, values = keys[:, :, : place + 1], values[:, :, : place + 1]  # [B * G, K, t, D]
        prompts, heads, length, width = prompt_keys.shape
        rows, sharing = len(keys), query.shape[1] // heads  # sharing: query heads of one key head

        # Finished rows keep their place, so that groups stay whole; attention is the cheap part of a decoding step.
        own_query = query.new_zeros(rows, heads, sharing, width)
        own_query[running] = (query[:, :, 0] * scale).view(-1, heads, sharing, width)
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
        return out[running].reshape(-1, 1, heads * sharing, width)
