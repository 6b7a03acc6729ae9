"""Grading beside the model's passes: responses are judged in a thread, and a judge that fails gives no score."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass

from oodmmsafe.case import Judgement
from oodmmsafe.caspo.data import Example
from oodmmsafe.caspo.questions import Question, exact_match
from oodmmsafe.caspo.reward import OutcomeWeights, outcome, outcome_of_answer
from oodmmsafe.judging.judge import Judge
from oodmmsafe.judging.panel import judge_together

_log = logging.getLogger(__name__)
_NOTE_EVERY = 60.0
"""Seconds between two lines that say what training waits for."""


@dataclass(frozen=True)
class Grade:
    """What one response earned.

    outcome: None if there is no judgement. judgement: of a response to a case; correct: of an answer to a question.
    """

    outcome: float | None
    judgement: Judgement | None = None
    correct: bool | None = None


class Referee:
    """Hands responses to the judges, and answers to exact match: a whole group at once."""

    def __init__(self, judges: Sequence[Judge], weights: OutcomeWeights) -> None:
        """judges: several are a panel, whose consensus counts."""
        self._judges, self._weights = tuple(judges), weights
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="judge", daemon=True)
        self._thread.start()

    def start(self, example: Example, responses: Sequence[str]) -> list[Future[Grade]]:
        """Begin to grade the responses of one group; returns at once."""
        grades = [self._grade(example, response) for response in responses]
        return [asyncio.run_coroutine_threadsafe(grade, self._loop) for grade in grades]

    def collect(self, groups: Sequence[Sequence[Future[Grade]]]) -> list[tuple[Grade, ...]]:
        """The grades, once all are there, however long a judge's server takes to come back.

        Raises OodmmsafeError if a judge says that it would fail on everything.
        """
        pending = {future for group in groups for future in group}
        while pending:
            _, pending = wait(pending, timeout=_NOTE_EVERY)
            if pending:
                _log.warning("training waits for the judge: %d of its verdicts are due", len(pending))
        return [tuple(future.result() for future in group) for group in groups]

    async def _grade(self, example: Example, response: str) -> Grade:
        item = example.item
        if isinstance(item, Question):
            correct = exact_match(response, item.answer)
            return Grade(outcome_of_answer(correct, self._weights), correct=correct)
        judgement = await judge_together(self._judges, item, example.pictures[0], response)
        return Grade(outcome(judgement, self._weights), judgement)

    def close(self) -> None:
        """Let the thread go."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
