"""All that is owed of a run, at once: each case answered, then judged, as many side by side as the servers take."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from rich.progress import Progress

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.answering import Answering
from oodmmsafe.evaluation.journal import Unit
from oodmmsafe.evaluation.verdicts import Verdicts
from oodmmsafe.models.batching import Batched
from oodmmsafe.models.calling import Calls


class Work:
    """The cases that lack an answer or a judgement, and the doing of them."""

    def __init__(self, calls: Calls, answering: Answering, bench: Sequence[Verdicts], progress: Progress):
        self._calls, self._answering, self._bench, self._progress = calls, answering, bench, progress
        self._unanswered = set(answering.owed())
        self._unjudged = [set(verdicts.owed()) for verdicts in bench]
        self.owed = [unit for unit in answering.cases if unit in self._unanswered.union(*self._unjudged)]
        self._stopped: OodmmsafeError | None = None
        self._first = asyncio.Event()
        """Set once the first answer is there, or has failed."""

    async def do(self) -> None:
        """Answer and judge all that is owed, storing each as it comes.

        What concerns the whole run (no such model, no room on the disk, a cap that is reached) stops it: no further
        call begins, those in flight are finished and stored, and then it is raised.
        """
        self._show()
        window = asyncio.Semaphore(self._window())  # bounds the pictures in memory
        tasks = []
        try:
            for unit in self.owed:
                tasks.append(asyncio.create_task(self._one(unit, window)))
                if len(tasks) == 1 and not isinstance(self._calls.model, Batched):
                    await self._first.wait()  # a wrong key or model costs one call
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
        if self._stopped is not None:
            raise self._stopped

    def _window(self) -> int:
        """Cases in hand at once: each may be with the model or with a judge."""
        return self._calls.concurrency + sum(getattr(v.judge, "concurrency", 0) for v in self._bench)

    async def _one(self, unit: Unit, window: asyncio.Semaphore) -> None:
        async with window:
            if self._stopped is not None:
                return
            try:
                await self._answer_and_judge(unit)
            except OodmmsafeError as error:
                self._stopped = self._stopped or error
            finally:
                self._first.set()

    async def _answer_and_judge(self, unit: Unit) -> None:
        if unit in self._unanswered:
            row = await self._answering.answer(unit)
            self._first.set()
            self._progress.update(self._answers, advance=1)
            self._count(self._answers, "error" in row)
        else:
            row = self._answering.row(unit)
        owing = [verdicts for verdicts, owed in zip(self._bench, self._unjudged, strict=True) if unit in owed]
        for judgement in await asyncio.gather(*(verdicts.judge_answer(unit, row) for verdicts in owing)):
            self._progress.update(self._judgements, advance=1)
            self._count(self._judgements, judgement.missing is not None)

    def _show(self) -> None:
        units, owed = len(self._answering.cases), sum(map(len, self._unjudged))
        total = units * len(self._bench)
        add = self._progress.add_task
        self._answers = add("answers", total=units, completed=units - len(self._unanswered), failed=0)
        self._judgements = add("judgements", total=total, completed=total - owed, failed=0)

    def _count(self, task: int, failed: bool) -> None:
        if failed:
            fields = self._progress.tasks[task].fields
            self._progress.update(task, failed=fields["failed"] + 1)
