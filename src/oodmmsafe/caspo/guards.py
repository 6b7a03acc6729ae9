"""What training must not do unnoticed: collapse, ramble or fall silent, or run away with its teacher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oodmmsafe.errors import OodmmsafeError

ENTROPY_WARNING, ENTROPY_COLLAPSE = 0.5, 0.25
LENGTH_LOW, LENGTH_HIGH = 0.5, 2.0
DRIFT_WARNING = 0.5
START_UPDATES = 3
"""The start is the mean over the first updates: one batch's entropy and length are noisy."""


class CollapseError(OodmmsafeError):
    """Training was stopped because the policy collapsed; the last checkpoint lies before it."""


@dataclass(frozen=True)
class Alarm:
    """One guard's finding. collapse: grave enough to stop for."""

    text: str
    collapse: bool = False


class Guards:
    """Compare every update's metrics with those of the first updates."""

    def __init__(self) -> None:
        self._start: dict[str, list[float]] = {"entropy": [], "length": []}

    def check(self, metrics: dict[str, Any]) -> list[Alarm]:
        """Alarms about one update. metrics: `entropy` (nats), `length` (tokens), `teacher_drift` (nats or None)."""
        alarms = []
        if len(self._start["entropy"]) < START_UPDATES:
            for name, values in self._start.items():
                values.append(metrics[name])
        else:
            entropy, length = (metrics[name] * START_UPDATES / sum(self._start[name]) for name in self._start)
            if entropy < ENTROPY_WARNING:
                alarms.append(Alarm(f"entropy is {entropy:.0%} of its start", entropy < ENTROPY_COLLAPSE))
            if not LENGTH_LOW <= length <= LENGTH_HIGH:
                alarms.append(Alarm(f"responses have {length:.0%} of their length at the start"))
        drift = metrics["teacher_drift"]
        if drift is not None and drift > DRIFT_WARNING:
            alarms.append(Alarm(f"the teacher has drifted {drift:.2f} nats per token from its start"))
        return alarms

    def state(self) -> dict[str, list[float]]:
        """For a checkpoint."""
        return {name: list(values) for name, values in self._start.items()}

    def restore(self, state: dict[str, list[float]]) -> None:
        """The inverse of `state`."""
        self._start = {name: list(values) for name, values in state.items()}
