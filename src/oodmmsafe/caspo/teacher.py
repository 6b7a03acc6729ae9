"""The reference distribution: the policy's start, its slow average or the policy itself, reading the constitution."""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.policy import frozen_copy, trainable


class Teacher(Protocol):
    """model: what to score with. moves: whether training changes it."""

    model: PreTrainedModel
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
    """A model that does not change by itself: the frozen start, or the live policy that others change."""

    def __init__(self, model: PreTrainedModel, *, moves: bool) -> None:
        self.model, self.moves = model, moves

    def follow(self, policy: PreTrainedModel) -> None:
        """Nothing to do: the start stays, and the live teacher is the policy."""

    def state(self) -> dict[str, Tensor]:
        """Nothing beyond the policy and the start."""
        return {}

    def restore(self, state: dict[str, Tensor]) -> None:
        """Nothing to restore."""


class EmaTeacher:
    """The exponential moving average of the policy: average = decay * average + (1 - decay) * policy."""

    moves = True

    def __init__(self, policy: PreTrainedModel, decay: float) -> None:
        self.model, self._decay = frozen_copy(policy), decay
        self._names = list(trainable(policy))

    @torch.no_grad()
    def follow(self, policy: PreTrainedModel) -> None:
        """Move the average a step towards the policy."""
        new, average = trainable(policy), dict(self.model.named_parameters())
        for name in self._names:
            average[name].lerp_(new[name], 1 - self._decay)

    def state(self) -> dict[str, Tensor]:
        """The average, by parameter."""
        average = dict(self.model.named_parameters())
        return {name: average[name] for name in self._names}

    @torch.no_grad()
    def restore(self, state: dict[str, Tensor]) -> None:
        """The inverse of `state`."""
        average = dict(self.model.named_parameters())
        for name in self._names:
            average[name].copy_(state[name])


def make_teacher(config: Config, policy: PreTrainedModel, base: PreTrainedModel) -> Teacher:
    """The teacher that `config.teacher` names. base: the frozen start of the policy."""
    if config.teacher == "ema":
        return EmaTeacher(policy, config.ema_decay)
    if config.teacher == "live":
        return FixedTeacher(policy, moves=True)
    return FixedTeacher(base, moves=False)
