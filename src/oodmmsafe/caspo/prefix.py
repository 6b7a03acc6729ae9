"""The shared-prefix group row: a prompt and its G responses in one row, the prompt computed once.

The row is `[prompt, r_1, ..., r_G]`. Everything that works token by token (embeddings, norms, projections, MLP) runs
over it once. Attention must see G separate sequences: a response token attends to the whole prompt and to its own
response up to itself, never to a sibling. Positions restart after the prompt for every response, on all three axes
of M-RoPE, so that each response sits where it would sit alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.nn.attention.flex_attention import BlockMask

from oodmmsafe.caspo import blocks
from oodmmsafe.caspo.prompt import Prompt


class GroupLayout:
    """Where the prompt (P tokens) and G responses (n_1 .. n_G tokens, each at least 1) lie in a row of N tokens.

    backend: how attention is computed, one of `BACKENDS`; all give the same numbers. None is the best for the device:
             "flex" on a GPU, "split" elsewhere.
    """

    def __init__(
        self,
        prompt_length: int,
        response_lengths: Sequence[int],
        backend: str | None = None,
        device: torch.device | str = "cpu",
    ) -> None:
        if min(response_lengths) < 1:
            raise ValueError("a response needs at least one token")
        self.prompt_length, self.response_lengths = prompt_length, tuple(response_lengths)
        self._attend = BACKENDS[backend or ("flex" if torch.device(device).type == "cuda" else "split")]
        lengths = torch.tensor(self.response_lengths, device=device)
        longest = int(lengths.max())
        within = torch.arange(longest, device=device).expand(len(lengths), -1)  # [G, R]
        start = lengths.cumsum(0) - lengths  # [G] where each response begins, counted from the end of the prompt
        self.length = prompt_length + int(lengths.sum())
        self.valid = within < lengths[:, None]
        """[G, R] which places of the padded responses hold a token."""
        self.padded_index = torch.where(self.valid, within + start[:, None], 0)
        """[G, R] padded responses -> place among the packed response tokens [N - P]."""
        self.offset = within[self.valid]
        """[N - P] place of every packed response token within its own response."""
        self.owner = torch.repeat_interleave(torch.arange(len(lengths), device=device), lengths)
        """[N - P] which response a packed token belongs to."""
        first = prompt_length + start[self.owner]
        row = torch.arange(prompt_length, self.length, device=device)
        self.source = torch.where(row == first, prompt_length - 1, row - 1)
        """[N - P] place in the row whose hidden state predicts each response token: the token before it in its own
        sequence, which for a first token is the prompt's last."""

    def positions(self, prompt: Prompt) -> Tensor:
        """[3, 1, N] M-RoPE positions of the row; every response restarts at the prompt's next position."""
        restarted = (self.offset + prompt.next_position).expand(3, -1)
        return torch.cat([prompt.positions, restarted], dim=1)[:, None]

    @cached_property
    def block_mask(self) -> BlockMask:
        """The rule for block-sparse kernels, made once for all layers."""
        return blocks.block_mask(self)

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
        """The plan's attention, `attention.Plan.attend`, for a batch of one row."""
        return self._attend(self, query, key, value, scale)


def _split(layout: GroupLayout, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
    """Two calls: the prompt to itself; all responses, padded to [G, R], to [prompt, own response]."""
    P, (G, R) = layout.prompt_length, layout.valid.shape

    def responses(x: Tensor) -> Tensor:  # [1, H, N, D] -> [G, H, R, D]
        return x[0, :, P:][:, layout.padded_index].transpose(0, 1)

    def seen(x: Tensor) -> Tensor:  # [1, H, N, D] -> [G, H, P + R, D]
        return torch.cat([x[:, :, :P].expand(G, -1, -1, -1), responses(x)], dim=2)

    of_prompt = _sdpa(query[:, :, :P], key[:, :, :P], value[:, :, :P], scale, is_causal=True)  # [1, H, P, D]
    places = torch.arange(P + R, device=query.device)
    visible = places[None, :] <= P + places[:R, None]  # [R, P + R]; padding comes last, so no token sees any
    of_responses = _sdpa(responses(query), seen(key), seen(value), scale, attn_mask=visible)  # [G, H, R, D]
    packed = of_responses.transpose(1, 2)[layout.valid]  # [N - P, H, D]
    return torch.cat([of_prompt[0].transpose(0, 1), packed])[None]


def _mask(layout: GroupLayout, query: Tensor, key: Tensor, value: Tensor, scale: float) -> Tensor:
    """One call with a dense [N, N] mask: the rule word for word. Slow for long rows; the others are tested by it."""
    return _sdpa(query, key, value, scale, attn_mask=dense_mask(layout)).transpose(1, 2)


def dense_mask(layout: GroupLayout) -> Tensor:
    """[N, N] True where the token of a line may see the token of a column."""
    owner = torch.cat([layout.owner.new_full((layout.prompt_length,), -1), layout.owner])
    place = torch.arange(layout.length, device=owner.device)
    causal = place[:, None] >= place[None, :]
    return causal & ((owner[None, :] == -1) | (owner[None, :] == owner[:, None]))


def _sdpa(query: Tensor, key: Tensor, value: Tensor, scale: float, **mask: Tensor | bool) -> Tensor:
    return F.scaled_dot_product_attention(query, key, value, scale=scale, enable_gqa=True, **mask)


BACKENDS: dict[str, Callable[[GroupLayout, Tensor, Tensor, Tensor, float], Tensor]] = {
    "split": _split,
    "mask": _mask,
    "flex": blocks.attend,
}
"""Ways to compute the same attention. `flex` wants a GPU: on a CPU it has no backward."""
