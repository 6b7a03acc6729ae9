"""How many calls run at once: as many as the server takes."""

from __future__ import annotations

import asyncio
import random
import time

SHRINK, CUT_INTERVAL = 0.7, 1.0
"""A server that throttles gets this share of the calls from then on; cuts come at most once in so many seconds, for a
burst of refusals is one piece of news."""


class Limiter:
    """At most `most` calls at once; fewer after a server has throttled, slowly more again as calls succeed.

    Additive increase and multiplicative decrease, with one gate for all: one refusal lets every call wait, instead of
    each finding out by itself. Use it as `async with limiter:` around a call.
    """

    def __init__(self, most: int):
        self.most, self.limit = most, float(most)
        self._running = 0
        self._opens_at, self._cut_at = 0.0, -CUT_INTERVAL
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> None:
        while True:
            if (wait := self._opens_at - time.monotonic()) > 0:
                await asyncio.sleep(wait + random.random() * 0.05)  # so that not all come at one instant
                continue
            async with self._changed:
                if self._running < max(1, int(self.limit)):
                    self._running += 1
                    return
                await self._changed.wait()

    async def __aexit__(self, *_: object) -> None:
        self._running -= 1
        async with self._changed:
            self._changed.notify(max(1, int(self.limit) - self._running))

    def succeeded(self) -> None:
        """A call came through: one more at once after every round of them."""
        self.limit = min(self.most, self.limit + 1 / self.limit)

    def throttled(self, wait: float) -> None:
        """The server refused a call and asks for `wait` seconds of peace."""
        now = time.monotonic()
        self._opens_at = max(self._opens_at, now + wait)
        if now - self._cut_at >= CUT_INTERVAL:
            self.limit, self._cut_at = max(1.0, self.limit * SHRINK), now
