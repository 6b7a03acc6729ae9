"""How long the embedded model learns, and how fast."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Schedule:
    """How long and how fast: steps, scenes a step, and peak learning rates of the two stages,
    and the weight decay of the hidden matrices."""

    see_steps: int = 600
    see_batch: int = 64
    see_rate: float = 4e-3
    see_decay: float = 0.03
    speak_steps: int = 1300
    speak_batch: int = 32
    speak_rate: float = 2e-3
    speak_decay: float = 0.2
    save_every: int = 100

    @property
    def steps(self) -> int:
        """Steps of both stages."""
        return self.see_steps + self.speak_steps

    def sees(self, step: int) -> bool:
        """Whether `step`, counted from 0, belongs to the seeing stage."""
        return step < self.see_steps

    def rate(self, step: int, warmup: int = 50) -> float:
        """Learning rate of the hidden matrices: in each stage a linear warm-up, then a cosine down to 3%."""
        seeing = self.sees(step)
        peak, steps = (self.see_rate, self.see_steps) if seeing else (self.speak_rate, self.speak_steps)
        done = step if seeing else step - self.see_steps
        return peak * min(1.0, (done + 1) / warmup) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * done / steps)))

    def decay(self, step: int) -> float:
        """Weight decay of the hidden matrices."""
        return self.see_decay if self.sees(step) else self.speak_decay
