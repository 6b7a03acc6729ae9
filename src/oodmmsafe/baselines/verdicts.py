"""Many answers judged at once, outside of any run of evaluation."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from oodmmsafe import judging, models
from oodmmsafe.baselines.settings import Judged
from oodmmsafe.case import Case, Judgement
from oodmmsafe.judging.judge import Judge, judge_safely
from oodmmsafe.judging.panel import consensus
from oodmmsafe.models.calling import Calls


def judge_all(settings: Judged, answers: Sequence[tuple[Case, Path, str]]) -> list[Judgement]:
    """What the settings' judges say together of each answer. answers: case, its picture's file, text.

    A judge that fails gives a missing judgement. Raises OodmmsafeError for a judge that is not there.
    """
    judges = [_judge(name.strip(), settings.judge_base_url or None) for name in settings.judge.split(",")]

    async def verdict(case: Case, picture: Path, text: str) -> Judgement:
        said = await asyncio.gather(*(judge_safely(judge, case, picture.read_bytes(), text) for judge in judges))
        return consensus(said)

    async def verdicts() -> list[Judgement]:
        return await asyncio.gather(*(verdict(*answer) for answer in answers))

    return asyncio.run(verdicts())


def _judge(name: str, base_url: str | None) -> Judge:
    if name == judging.REFERENCE or not models.is_remote(name):
        return judging.load(name)
    return judging.load(name, Calls(models.load(name, base_url=base_url)))
