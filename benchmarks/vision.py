"""Evidence that a trainer looks at its pictures."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn


class Watched:
    """Counts the pictures that a vision tower has encoded."""

    def __init__(self, tower: nn.Module) -> None:
        self._pictures = 0
        tower.register_forward_pre_hook(self._count, with_kwargs=True)

    def take(self) -> int:
        """Pictures since the last call. Raises RuntimeError if there were none."""
        pictures, self._pictures = self._pictures, 0
        if pictures == 0:
            raise RuntimeError("an update never called the vision tower: its pictures were dropped")
        return pictures

    def _count(self, _tower: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        grids: Tensor = kwargs["grid_thw"] if "grid_thw" in kwargs else args[1]  # [pictures, 3]
        self._pictures += len(grids)
