"""Judging beside the model's passes: responses are judged in threads, and a judge that fails gives no score."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from oodmmsafe.case import Case, Judgement
from oodmmsafe.judging.judge import Judge, judge_safely

_THREADS = 8


class Referee:
    """Hands responses to one judge, several at a time."""

    def __init__(self, judge: Judge) -> None:
        self._judge, self._threads = judge, ThreadPoolExecutor(_THREADS, thread_name_prefix="judge")

    def start(self, case: Case, picture: bytes, responses: Sequence[str]) -> list[Future[Judgement]]:
        """Begin to judge the responses of one group; returns at once."""
        return [self._threads.submit(judge_safely, self._judge, case, picture, response) for response in responses]

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(cancel_futures=True)
