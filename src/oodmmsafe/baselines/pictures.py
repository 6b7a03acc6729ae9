"""Pictures that a trainer drops are an error: without them a model trains on, and learns to guess."""

from __future__ import annotations

from typing import Any

from torch import Tensor
from transformers import PreTrainedModel, TrainerCallback

from oodmmsafe.errors import OodmmsafeError


class PicturesDroppedError(OodmmsafeError):
    """A forward whose pictures did not reach the vision tower."""


class PictureWatch(TrainerCallback):
    """Sees that in every forward of the models their vision tower encodes as many pictures as the prompts name.

    Neither transformers nor TRL minds a prompt with placeholders and no picture. As a callback it also sees that there
    were such forwards in every step: a trainer that went around the model's own would not be watched.
    """

    def __init__(self, *models: PreTrainedModel) -> None:
        """models: of one family; they may share a tower."""
        self.pictures = 0  # since the last step
        self._start = models[0].config.vision_start_token_id
        self._encoded = 0
        for tower in {model.model.visual for model in models}:
            tower.register_forward_pre_hook(self._encode, with_kwargs=True)
        for model in models:
            model.model.register_forward_pre_hook(self._begin)
            model.model.register_forward_hook(self._end, with_kwargs=True)

    def _encode(self, _tower: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        grids: Tensor = kwargs["grid_thw"] if "grid_thw" in kwargs else args[1]  # [pictures, 3]
        self._encoded += len(grids)

    def _begin(self, *_: Any) -> None:
        self._encoded = 0

    def _end(self, _model: Any, _args: tuple[Any, ...], kwargs: dict[str, Any], _output: Any) -> None:
        """Raises PicturesDroppedError if a row names no picture, or any that is named was not encoded."""
        named = (kwargs["input_ids"] == self._start).sum(1)  # [rows]
        if not named.all() or int(named.sum()) != self._encoded:
            raise PicturesDroppedError(
                f"of {len(named)} rows {int((named == 0).sum())} name no picture; the others name {int(named.sum())}, "
                f"and the vision tower was given {self._encoded}: the trainer has dropped pictures"
            )
        self.pictures += self._encoded

    def on_step_end(self, *_: Any, **__: Any) -> None:
        """Raises PicturesDroppedError if no picture was encoded in the step."""
        if not self.pictures:
            raise PicturesDroppedError("a step never called the vision tower: the trainer has dropped its pictures")
        self.pictures = 0
