"""A model that answers batches, asked one by one."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.contract import Answer, BatchModel, ModelError, Request
from oodmmsafe.text import reason

GATHERING = 0.02
"""Seconds from the first request of a batch to its start, if it has not filled up by then."""


class Batched:
    """A `Model` over a `BatchModel`: requests that wait at the same time go into one batch, in the order they came."""

    def __init__(self, model: BatchModel):
        self.name, self.batch_size = model.name, model.batch_size
        self.identity = getattr(model, "identity", model.name)
        self._model = model
        self._waiting: list[tuple[Request, asyncio.Future[Answer | ModelError]]] = []
        self._full = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None

    async def ask(self, request: Request) -> Answer:
        """Raises what the model returned in the answer's place, and OodmmsafeError as the model raises it."""
        outcome: asyncio.Future[Answer | ModelError] = asyncio.get_running_loop().create_future()
        self._waiting.append((request, outcome))
        if len(self._waiting) >= self.batch_size:
            self._full.set()
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        answer = await outcome
        if isinstance(answer, ModelError):
            raise answer
        return answer

    async def _work(self) -> None:
        while self._waiting:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._full.wait(), GATHERING)
            batch, self._waiting = self._waiting[: self.batch_size], self._waiting[self.batch_size :]
            if len(self._waiting) < self.batch_size:
                self._full.clear()
            try:
                outcomes = await asyncio.to_thread(self._outcomes, [request for request, _ in batch])
            except OodmmsafeError as error:  # meant for the user, such as weights that are missing
                for _, outcome in batch:
                    if not outcome.done():
                        outcome.set_exception(error)
                continue
            for (_, outcome), answer in zip(batch, outcomes, strict=True):
                if not outcome.done():  # who asked may have been cancelled
                    outcome.set_result(answer)

    def _outcomes(self, requests: list[Request]) -> list[Answer | ModelError]:
        try:
            outcomes = list(self._model.answer(requests))
        except OodmmsafeError:
            raise
        except ModelError as error:
            return [error] * len(requests)
        except Exception as error:
            return [ModelError(reason(error))] * len(requests)
        if len(outcomes) != len(requests):
            return [ModelError(f"{len(outcomes)} outcomes for {len(requests)} requests")] * len(requests)
        return [_checked(outcome) for outcome in outcomes]


def _checked(outcome: object) -> Answer | ModelError:
    if isinstance(outcome, Answer | ModelError):
        return outcome
    return ModelError(f"the model returned a {type(outcome).__name__}")
