"""Keys and values of prompts and of their growing responses: a prompt's are stored once and read by its whole group."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


class SharedCache:
    """The attention plan of sampling: first one forward over B prompts, then one per token of their B * G responses.

    Prompts are padded on the left to a common length P. Row b * G + g is response g of prompt b. Key heads come
    first in what is kept, so that rows and groups are views of each other.
    """

    def __init__(self, present: Tensor, group_size: int, max_new_tokens: int) -> None:
        """present: [B, P] True where the padded prompts hold a token."""
        self._group_size, self._capacity = group_size, max_new_tokens
        length = present.shape[1]
        causal = torch.ones(length, length, dtype=torch.bool, device=present.device).tril()
        itself = torch.eye(length, dtype=torch.bool, device=present.device)  # padding must see something: itself
        self._prefill_mask = ((causal & present[:, None, :]) | itself)[:, None]  # [B, 1, P, P]
        self._padding = None if present.all() else ~present[:, None, :]  # [B, 1, P]
        self._prompt: list[tuple[Tensor, Tensor]] = []  # per layer, keys and values [H_kv, B, P, D]
        self._response: list[tuple[Tensor, Tensor]] = []  # per layer, keys and values [H_kv, B * G, capacity, D]
        self._newest: tuple[Tensor | slice, int] | None = None  # rows that get a token now, and its place in them

    def next_token(self, rows: Tensor) -> None:
        """Call before each forward after the first: it brings one more token of the responses in `rows` [n].

        Rows that are left out are finished: they must not come back.
        """
        everyone = len(rows) == self._response[0][0].shape[1]
        self._newest = (slice(None) if everyone else rows, 0 if self._newest is None else self._newest[1] + 1)

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
        """See `attention.Plan.attend`; the batch is the prompts [B, .., P, ..] at first, then one token of each row."""
        if self._newest is None:
            return self._prefill(query, key, value, scale)
        return self._decode(layer, *self._newest, query, key, value, scale)

    def _prefill(self, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
        self._prompt.append((key.transpose(0, 1).contiguous(), value.transpose(0, 1).contiguous()))
        prompts, heads, _, width = key.shape
        room = (heads, prompts * self._group_size, self._capacity, width)
        self._response.append((key.new_zeros(room), value.new_zeros(room)))
        out = F.scaled_dot_product_attention(
            query, key, value, attn_mask=self._prefill_mask, scale=scale, enable_gqa=True
        )
        return out.transpose(1, 2)

    def _decode(
        self, layer: int, rows: Tensor | slice, place: int, query: Tensor, key: Tensor, value: Tensor, scale: float
    ) -> Tensor:
        """One softmax over [prompt, own response]; the prompt's keys are read once for all G rows of its group."""
        prompt_keys, prompt_values = self._prompt[layer]
        keys, values = self._response[layer]
        keys[:, rows, place], values[:, rows, place] = key[:, :, 0].transpose(0, 1), value[:, :, 0].transpose(0, 1)
        keys, values = keys[:, :, : place + 1], values[:, :, : place + 1]  # [K, B * G, t, D]
        heads, prompts, length, width = prompt_keys.shape
        sharing = query.shape[1] // heads  # query heads of one key head
        one_by_one, in_groups = (heads, keys.shape[1], sharing), (heads, prompts, self._group_size * sharing)

        # Finished rows keep their place, so that groups stay whole; attention is the cheap part of a decoding step.
        own_query = query.new_zeros(*one_by_one, width)
        own_query[:, rows] = (query[:, :, 0] * scale).view(-1, heads, sharing, width).transpose(0, 1)
        prompt_scores = own_query.view(*in_groups, width) @ prompt_keys.transpose(-1, -2)  # [K, B, G * sharing, P]
        if self._padding is not None:
            prompt_scores.masked_fill_(self._padding, -torch.inf)
        own_scores = own_query @ keys.transpose(-1, -2)  # [K, B * G, sharing, t]
        scores = torch.cat([prompt_scores.view(*one_by_one, length), own_scores], dim=-1)
        weights = scores.float().softmax(-1).to(value.dtype)
        prompt_weights = weights.view(*in_groups, -1)[..., :length]
        out = (prompt_weights @ prompt_values).view_as(own_query) + weights[..., length:] @ values
        return out[:, rows].transpose(0, 1).reshape(-1, 1, heads * sharing, width)
