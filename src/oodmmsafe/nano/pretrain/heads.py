"""What reads the model's states during training and is thrown away afterwards."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import PreTrainedTokenizerFast

from oodmmsafe.nano.mechanisms import MECHANISMS, ROLES
from oodmmsafe.nano.model import HIDDEN
from oodmmsafe.nano.pretrain.labels import NAMES


class Naming(torch.nn.Module):
    """Which props a state is about: its product with the mean embedding of each prop's name."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast):
        super().__init__()
        words = [tokenizer(f" {name}")["input_ids"] for name in NAMES]
        self.lengths = [len(ids) for ids in words]
        # not persistent: they follow from the tokenizer, but have to move to a device with the rest
        self.register_buffer("words", torch.tensor([i for ids in words for i in ids]), persistent=False)
        self.scale = torch.nn.Parameter(torch.tensor(1.0))
        self.bias = torch.nn.Parameter(torch.full((len(NAMES),), -3.0))

    def loss(self, states: Tensor, embedding: Tensor, labels: Tensor) -> Tensor:
        """states [n, hidden], embedding [vocabulary, hidden], labels [n, props] -> scalar."""
        names = torch.stack([embedding[ids].mean(0) for ids in self.words.split(self.lengths)])
        logits = (states @ names.T).float() * self.scale.exp() + self.bias
        return F.binary_cross_entropy_with_logits(logits, labels, pos_weight=torch.full_like(self.bias, 3.0))


class Knowledge(torch.nn.Module):
    """Reads what the model knows of a picture from the state before its answer, at two depths."""

    SHOWN_LAYER, DANGER_LAYER = 1, 2
    """Whose outputs are read; the layers above decide what is said."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast):
        super().__init__()
        self.asks = torch.nn.ModuleDict({fact: torch.nn.Linear(HIDDEN, HIDDEN) for fact in ("shown", "dangerous")})
        self.namings = torch.nn.ModuleDict({fact: Naming(tokenizer) for fact in ("shown", "dangerous")})
        self.roles = torch.nn.Linear(HIDDEN, len(ROLES))
        self.at_work = torch.nn.Linear(HIDDEN, len(MECHANISMS))

    def loss(self, shown: Tensor, danger: Tensor, embedding: Tensor, known: dict[str, Tensor]) -> Tensor:
        """shown, danger [rows, hidden]: the states at the two depths; known as in `labels`, batched -> scalar."""
        named = {"shown": shown.float(), "dangerous": danger.float()}
        losses = [
            self.namings[fact].loss(self.asks[fact](states), embedding, known[fact]) for fact, states in named.items()
        ]
        losses.append(F.binary_cross_entropy_with_logits(self.roles(named["shown"]), known["roles"]))
        losses.append(F.binary_cross_entropy_with_logits(self.at_work(named["dangerous"]), known["at_work"]))
        return torch.stack(losses).sum()
