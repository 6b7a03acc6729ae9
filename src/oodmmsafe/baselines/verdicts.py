"""Many answers judged at once, outside of any run of evaluation."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from oodmmsafe import judging
from oodmmsafe.baselines.settings import Judged
from oodmmsafe.case import Case, Judgement
from oodmmsafe.judging.panel import judge_together


def judge_all(settings: Judged, answers: Sequence[tuple[Case, Path, str]]) -> list[Judgement]:
    """What the settings' judges say together of each answer. answers: case, its picture's file, text.

    A judge that fails gives a missing judgement. Raises OodmmsafeError for a judge that is not there.
    """
    judges = judging.load_panel(settings.judge, settings.judge_base_url or None)

    async def verdicts() -> list[Judgement]:
        judged = (judge_together(judges, case, picture.read_bytes(), text) for case, picture, text in answers)
        return await asyncio.gather(*judged)

    return asyncio.run(verdicts())
