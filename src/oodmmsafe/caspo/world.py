"""Several processes that train one model: each takes some of an update's groups, and the gradients are added up.

A group never leaves its process: its prompt is computed once, and its statistics need all of its responses.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor
from torch.distributed.fsdp import FSDPModule, fully_shard
from torch.distributed.tensor import DTensor, distribute_tensor
from transformers import PreTrainedModel

from oodmmsafe.errors import OodmmsafeError


class World:
    """The processes of a run: alone, or those that `torchrun` or `accelerate launch` started."""

    def __init__(self) -> None:
        """Join the others, if the launcher says that there are any."""
        self.size = int(os.environ.get("WORLD_SIZE", "1"))
        if self.size > 1 and not dist.is_initialized():
            cuda = torch.cuda.is_available()
            if cuda:
                torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
            dist.init_process_group("nccl" if cuda else "gloo")
        self.rank = dist.get_rank() if self.size > 1 else 0

    @property
    def first(self) -> bool:
        """Whether this process writes files and speaks to the user."""
        return self.rank == 0

    def share(self, costs: Sequence[int]) -> list[int]:
        """Indices of the groups that are this process's, as many as everybody else's, in ascending order.

        costs: what each group takes, such as its tokens. The dearest go first, each to the process with least so far.
        Raises OodmmsafeError if the groups cannot be shared out evenly: sharded weights need everybody at every pass.
        """
        if len(costs) % self.size:
            raise OodmmsafeError(
                f"{len(costs)} prompts per update cannot be shared among {self.size} processes; take a multiple of it"
            )
        shares: list[list[int]] = [[] for _ in range(self.size)]
        for index in sorted(range(len(costs)), key=lambda i: (-costs[i], i)):
            open_shares = [share for share in shares if len(share) < len(costs) // self.size]
            min(open_shares, key=lambda share: sum(costs[i] for i in share)).append(index)
        return sorted(shares[self.rank])

    def gather(self, mine: Sequence[Any]) -> list[Any]:
        """What all processes have, those of the first process first."""
        if self.size == 1:
            return list(mine)
        lists: list[Any] = [None] * self.size
        dist.all_gather_object(lists, list(mine))
        return [one for several in lists for one in several]

    def add_gradients(self, parameters: Sequence[Tensor]) -> None:
        """Let every parameter's gradient be the sum of everybody's. Sharded ones have added theirs up already."""
        if self.size == 1:
            return
        for parameter in parameters:
            if isinstance(parameter, DTensor):
                continue
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
            dist.all_reduce(parameter.grad)

    def any(self, here: bool) -> bool:
        """Whether it is so in any process."""
        return any(self.gather([here]))

    def wait(self) -> None:
        """Until everybody has come here."""
        if self.size > 1:
            dist.barrier()


def total_norm(parameters: Sequence[Tensor]) -> float:
    """The norm of all gradients together, of sharded parameters too; the same in every process."""

    def squares(gradients: Sequence[Tensor]) -> Tensor:
        return torch.stack([gradient.float().square().sum() for gradient in gradients]).sum()

    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    parts = [gradient.to_local() for gradient in gradients if isinstance(gradient, DTensor)]
    rest = [gradient for gradient in gradients if not isinstance(gradient, DTensor)]
    total = squares(rest) if rest else torch.zeros(())
    if parts:
        shared = squares(parts)  # of this process's parts alone: one number travels, and no gradient
        dist.all_reduce(shared)
        total = total.to(shared.device) + shared
    return float(total.sqrt())


def shard(models: Sequence[PreTrainedModel]) -> None:
    """Spread the layers of each model's text part over all processes (FSDP2); what is outside of them stays whole.

    The rest is small beside the layers, and embeddings are read outside of any forward. Gradients are summed, not
    averaged: the loss is a mean over the tokens of all processes already.
    """
    for model in dict.fromkeys(models):
        text = model.model.language_model
        if isinstance(text, FSDPModule):
            continue
        inside = {id(parameter) for layer in text.layers for parameter in layer.parameters()}
        outside = {parameter for parameter in text.parameters() if id(parameter) not in inside}
        for layer in text.layers:
            fully_shard(layer)
            layer.set_gradient_divide_factor(1.0)
            layer.set_force_sum_reduction_for_comms(True)  # gloo knows no other
        fully_shard(text, ignored_params=outside)


@contextmanager
def gathered(model: PreTrainedModel) -> Iterator[None]:
    """Every process holds all of the weights until the end of the block: decoding would gather them for each token."""
    layers = [layer for layer in model.model.language_model.layers if isinstance(layer, FSDPModule)]
    for layer in layers:
        layer.set_reshard_after_forward(False)
        layer.unshard()
    try:
        yield
    finally:
        for layer in layers:
            layer.reshard()
            layer.set_reshard_after_forward(True)


def whole(state: Any) -> Any:
    """A state dict, nested or not, with sharded tensors put together; every process has to call it."""
    if isinstance(state, DTensor):
        return state.full_tensor()
    if isinstance(state, Mapping):
        return {name: whole(value) for name, value in state.items()}
    return state


def sharded_like(value: Any, parameter: Tensor) -> Any:
    """A whole tensor as this process's part of it, if it belongs to a parameter that is sharded; else itself."""
    if isinstance(parameter, DTensor) and isinstance(value, Tensor) and value.shape == parameter.shape:
        return distribute_tensor(value.to(parameter.device), parameter.device_mesh, parameter.placements)
    return value
