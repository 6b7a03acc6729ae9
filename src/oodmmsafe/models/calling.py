"""Calls to a model that may fail for a while: limited, retried, counted."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.batching import Batched
from oodmmsafe.models.budget import Budget, Price
from oodmmsafe.models.contract import Answer, BatchModel, Model, ModelError, Request, ThrottledError, TransientError
from oodmmsafe.models.limiter import Limiter
from oodmmsafe.text import reason

FIRST_WAIT, LONGEST_WAIT, LONGEST_ASKED_WAIT = 0.5, 30.0, 120.0
"""Seconds: the first wait after a failure, doubled each time up to the longest; and how far a server's Retry-After is
trusted."""


@dataclass
class Patience:
    """When to give up on a request: after so many failures, or when its first try is so many seconds ago.

    Being throttled is not a failure of the request, so only the seconds count there. unproved: failures allowed as
    long as no call at all has succeeded, for then the server is more likely absent than busy.
    """

    failures: int = 8
    unproved: int = 3
    seconds: float = 900.0


@dataclass(frozen=True)
class Server:
    """Where a remote model is and what it takes; nothing of it concerns a model in this process.

    base_url: None is the vendor's own.  detail: OpenAI's picture budget.  concurrency: most calls at once.
    """

    base_url: str | None = None
    detail: str | None = None
    concurrency: int = 32
    price: Price = field(default_factory=Price)

    def __post_init__(self) -> None:
        if self.concurrency < 1:
            raise OodmmsafeError(f"concurrency must be at least 1, not {self.concurrency}")


@dataclass
class Calls:
    """All calls to one model.

    concurrency: most calls at once; a model that answers batches has its batch size.
    """

    model: Model | BatchModel
    concurrency: int = 32
    price: Price = field(default_factory=Price)
    budget: Budget = field(default_factory=Budget)
    patience: Patience = field(default_factory=Patience)
    retries: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if not hasattr(self.model, "ask"):
            self.model = Batched(self.model)
        if isinstance(self.model, Batched):
            self.concurrency = self.model.batch_size
        self._limiter = Limiter(self.concurrency)
        self._proved = False

    async def ask(self, request: Request) -> Answer:
        """The answer, after as many tries as it takes.

        Raises ModelError when patience is at its end or the failure is of this request alone, OodmmsafeError when every
        request would fail, IncompleteError when the budget is spent.
        """
        began, failures = time.monotonic(), 0
        while True:
            try:
                return await self._once(request)
            except TransientError as error:
                failures += not isinstance(error, ThrottledError)
                self._give_up(error, failures, time.monotonic() - began)
                wait = _wait(error, failures)
            self.retries += 1
            await asyncio.sleep(wait)

    async def _once(self, request: Request) -> Answer:
        async with self._limiter:
            self.budget.admit()
            try:
                answer = await self.model.ask(request)
            except ThrottledError as error:
                self._limiter.throttled(_wait(error, 0))
                raise
            except (ModelError, OodmmsafeError):
                raise
            except Exception as error:  # a client's own failure; a request that it chokes on is data like any other
                raise ModelError(reason(error)) from None
            self._limiter.succeeded()
        self._proved = True
        self.budget.spend(answer, self.price)
        return answer

    def _give_up(self, error: TransientError, failures: int, seconds: float) -> None:
        if not self._proved and failures >= self.patience.unproved:
            raise OodmmsafeError(f"{self.model.name}: no call has come through: {error}") from None
        if failures >= self.patience.failures or seconds >= self.patience.seconds:
            raise ModelError(f"given up after {seconds:.0f} s and {failures} failures: {error}") from None


def _wait(error: TransientError, failures: int) -> float:
    """Seconds before the next try: what the server asks for, else doubled each time, with jitter."""
    if error.retry_after is not None:
        return min(error.retry_after, LONGEST_ASKED_WAIT)
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** max(0, failures - 1)) * (0.5 + random.random())
