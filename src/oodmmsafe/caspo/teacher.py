"""The reference distribution: a model reading the constitution, which may be the policy's start, average or self."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.weights import ModelWeights, Weights
from oodmmsafe.caspo.world import sharded_like

_AVERAGE = "average"
"""Name of the adapter that follows the policy's."""


class Teacher(Protocol):
    """weights: what to score with. moves: whether training changes it."""

    weights: Weights
    moves: bool

    def follow(self, policy: PreTrainedModel) -> None:
        """Called after every optimizer step."""
        ...

    def state(self) -> dict[str, Tensor]:
        """What a checkpoint must hold beyond the policy and the start."""
        ...

    def restore(self, state: dict[str, Tensor]) -> None:
        """The inverse of `state`."""
        ...


class FixedTeacher:
    """Weights that do not change by themselves: the start, another model's, or the live policy's."""

    def __init__(self, weights: Weights, *, moves: bool) -> None:
        self.weights, self.moves = weights, moves

    def follow(self, policy: PreTrainedModel) -> None:
        """Nothing to do: the start stays, and the live teacher is the policy."""

    def state(self) -> dict[str, Tensor]:
        """Nothing beyond the policy and the start."""
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        """Nothing to restore."""


class EmaTeacher:
    """The exponential moving average of the policy: average = decay * average + (1 - decay) * policy.

    A copy of the model, or of the adapters if those are trained.
    """

    moves = True

    def __init__(self, policy: PreTrainedModel, decay: float) -> None:
        self._decay = decay
        if policies.has_adapters(policy):
            self.weights: Weights = policies.add_average(policy, _AVERAGE)
            self._holder, self._named = policy, lambda name: policies.beside(name, _AVERAGE)
        else:
            self._holder, self._named = policies.frozen_copy(policy), lambda name: name
            self.weights = ModelWeights(self._holder, shares_tower=policies.tower_is_frozen(policy))
        self._names = list(policies.trainable(policy))

    @torch.no_grad()
    def follow(self, policy: PreTrainedModel) -> None:
        """Move the average a step towards the policy."""
        new = policies.trainable(policy)
        for name, average in self.state().items():
            average.lerp_(new[name], 1 - self._decay)

    def state(self) -> dict[str, Tensor]:
        """The average, by parameter of the policy."""
        parameters = dict(self._holder.named_parameters())
        return {name: parameters[self._named(name)] for name in self._names}

    @torch.no_grad()
    def restore(self, state: dict[str, Tensor]) -> None:
        """The inverse of `state`."""
        for name, average in self.state().items():
            average.copy_(sharded_like(state[name], average))


def make_teacher(config: Config, policy: PreTrainedModel, start: Weights, other: Path | None) -> Teacher:
    """The teacher that `config.teacher` names.

    start: the policy's base. other: folder of another model, for teacher = "model".
    """
    if config.teacher == "ema":
        return EmaTeacher(policy, config.ema_decay)
    if config.teacher == "live":
        return FixedTeacher(ModelWeights(policy, shares_tower=True), moves=True)
    if config.teacher == "model":
        model = policies.load_reference_model(other, config.bf16)
        return FixedTeacher(ModelWeights(model, shares_tower=False), moves=False)
    return FixedTeacher(start, moves=False)
