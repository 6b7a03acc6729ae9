"""CPU and wall seconds of an update, phase by phase."""

from __future__ import annotations

import functools
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

REST = "rest"
"""What belongs to an update and to none of its named phases."""


@dataclass(frozen=True)
class Lap:
    """Seconds of one update by phase. cpu: of all threads of this process; wall: by the clock."""

    cpu: dict[str, float]
    wall: dict[str, float]


class Stopwatch:
    """Charges every moment to one phase: a phase that begins inside another one interrupts it."""

    def __init__(self) -> None:
        self._phases: list[str] = []
        self._last = (0.0, 0.0)
        self._forget()

    def begin(self, phase: str = REST) -> None:
        """Charge what comes to `phase`, until its `end`."""
        self._charge()
        self._phases.append(phase)

    def end(self) -> None:
        """Go back to the phase around the innermost one."""
        self._charge()
        self._phases.pop()

    def watch(self, owner: Any, method: str, phase: str) -> None:
        """Charge every call of `owner.method` to `phase`."""
        call = getattr(owner, method)

        @functools.wraps(call)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self.begin(phase)
            try:
                return call(*args, **kwargs)
            finally:
                self.end()

        setattr(owner, method, timed)

    def lap(self) -> Lap:
        """The seconds since the last lap."""
        lap = Lap(dict(self._cpu), dict(self._wall))
        self._forget()
        return lap

    def _charge(self) -> None:
        now = (time.process_time(), time.perf_counter())
        if self._phases:
            self._cpu[self._phases[-1]] += now[0] - self._last[0]
            self._wall[self._phases[-1]] += now[1] - self._last[1]
        self._last = now

    def _forget(self) -> None:
        self._cpu: defaultdict[str, float] = defaultdict(float)
        self._wall: defaultdict[str, float] = defaultdict(float)
