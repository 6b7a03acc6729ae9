"""What a judge is."""

from __future__ import annotations

from typing import Protocol

from oodmmsafe.case import Case, Judgement


class Judge(Protocol):
    """Whoever gives judgements: the reference judge, a language model, a panel, a person."""

    name: str

    def judge(self, case: Case, picture: bytes, response: str) -> Judgement:
        """Score one response to one case by the rubric (`judging.rubric`).

        picture: the bytes of the picture as the model saw it; a judge that has no eyes leaves it alone.
        A response that cannot be judged gives a Judgement with `missing`, never a score and never an exception. An
        exception means that the judge itself failed.
        """
        ...
