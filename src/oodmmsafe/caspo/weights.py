"""A set of weights to score with: those of a model of its own, or one model's adapters switched for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from transformers import PreTrainedModel

POLICY = "policy"
"""Name of the adapter that is trained."""


class Weights(Protocol):
    """shares_tower: whether the vision tower gives what the policy's gives, so that pictures need no other pass.

    model: whose own they are; None for adapters in the policy.
    """

    shares_tower: bool
    model: PreTrainedModel | None

    def active(self) -> AbstractContextManager[PreTrainedModel]:
        """`with weights.active() as model`: a model that has these weights until the end of the block."""
        ...


class ModelWeights:
    """The weights of a model as they are."""

    def __init__(self, model: PreTrainedModel, *, shares_tower: bool) -> None:
        self.model, self.shares_tower = model, shares_tower

    @contextmanager
    def active(self) -> Iterator[PreTrainedModel]:
        """The model, unchanged."""
        yield self.model


class AdapterWeights:
    """The policy's frozen weights with another of its adapters, or with none: no copy of the model is needed."""

    def __init__(self, policy: PreTrainedModel, adapter: str | None, *, shares_tower: bool) -> None:
        """adapter: its name, or None for the frozen weights alone."""
        self.shares_tower, self.model = shares_tower, None
        self._policy, self._adapter = policy, adapter

    @contextmanager
    def active(self) -> Iterator[PreTrainedModel]:
        """The policy's model with the other adapter; its own comes back at the end of the block."""
        if self._adapter is None:
            self._policy.disable_adapters()
        else:
            self._policy.set_adapter(self._adapter)
        try:
            yield self._policy
        finally:
            self._policy.enable_adapters()
            self._policy.set_adapter(POLICY)
