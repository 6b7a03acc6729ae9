"""What a judge is, and how to ask one that may not keep to it."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from inspect import isawaitable
from typing import Protocol

from oodmmsafe.case import Case, Judgement
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.text import reason


class Judge(Protocol):
    """Whoever gives judgements: the reference judge, a language model, a person.

    A judge may also have `identity`, a text that changes whenever the same name judges otherwise (a prompt's version),
    and `concurrency`, how many judgements it can be at work on at once (1).
    """

    name: str

    def judge(self, case: Case, picture: bytes, response: str) -> Judgement | Awaitable[Judgement]:
        """Score one response to one case by the rubric (`judging.rubric`).

        picture: the bytes of the picture as the model saw it; a judge that has no eyes leaves it alone.
        A response that cannot be judged gives a Judgement with `missing`, never a score and never an exception. An
        exception means that the judge itself failed; OodmmsafeError, that it would fail on everything.
        """
        ...


async def judge_safely(judge: Judge, case: Case, picture: bytes, response: str) -> Judgement:
    """The judgement of a judge that may be foreign code: whatever it raises or returns, there is one.

    An exception, something other than a Judgement and scores of the wrong side give a missing judgement that says so
    in one line; OodmmsafeError alone goes on to the caller, since it is meant for the user.
    """
    try:
        judgement = judge.judge(case, picture, response)
        if isawaitable(judgement):
            judgement = await judgement
    except OodmmsafeError:
        raise
    except Exception as error:
        return Judgement(judge.name, missing=f"the judge failed: {reason(error)}")
    if not isinstance(judgement, Judgement):
        return Judgement(judge.name, missing=f"the judge returned a {type(judgement).__name__}")
    if judgement.missing is None and (judgement.false_alarm is not None) != case.is_twin:
        return Judgement(judge.name, missing=f"the judge's scores are not those of a {case.side} case")
    return replace(judgement, judge=judge.name)  # by this name it is found again
