"""Judging beside the model's passes: responses are judged in a thread, and a judge that fails gives no score."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import Future

from oodmmsafe.case import Case, Judgement
from oodmmsafe.judging.judge import Judge, judge_safely


class Referee:
    """Hands responses to one judge: a whole group at once, if it is one that waits for a server."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="judge", daemon=True)
        self._thread.start()

    def start(self, case: Case, picture: bytes, responses: Sequence[str]) -> list[Future[Judgement]]:
        """Begin to judge the responses of one group; returns at once."""
        judgements = [judge_safely(self._judge, case, picture, response) for response in responses]
        return [asyncio.run_coroutine_threadsafe(judgement, self._loop) for judgement in judgements]

    def close(self) -> None:
        """Let the thread go."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
