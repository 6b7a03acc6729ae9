"""Judgements: from a judge into the journal, response by response."""

from __future__ import annotations

from oodmmsafe.case import Judgement, from_json, to_json
from oodmmsafe.evaluation.answering import Answering
from oodmmsafe.evaluation.journal import Journal, Row, Unit
from oodmmsafe.evaluation.keys import judgement_key
from oodmmsafe.evaluation.pictures import CheckedPictures
from oodmmsafe.judging.judge import Judge, judge_safely

_NOT_THE_JUDGEMENT = ("key", "case", "sample")


def check_judgement(row: Row) -> None:
    """Raises ValueError for a row that is not a judgement."""
    judgement_of(row)


def judgement_of(row: Row) -> Judgement:
    """The judgement in a row of the journal. Raises CaseError, a ValueError, for a row that is none."""
    return from_json(Judgement, {name: value for name, value in row.items() if name not in _NOT_THE_JUDGEMENT})


class Verdicts:
    """A judge at work on responses; its judgements go into the journal.

    A case without an answer is not shown to the judge: its judgement is missing, for the reason that the model gave.

    answering: whose rows are judged.
    journal:   rows that `check_judgement` accepts, shared by all judges.
    """

    def __init__(
        self, judge: Judge, rubric_version: str, answering: Answering, pictures: CheckedPictures, journal: Journal
    ):
        self.judge, self._rubric_version = judge, rubric_version
        self._answering, self._pictures, self._journal = answering, pictures, journal
        journal.put(self._rows().values())  # back to an earlier rubric: its judgements are current again

    def owed(self) -> list[Unit]:
        """What has no scores: not judged yet, not answered, or the judge failed or could not tell."""
        judgements = self.judgements()
        return [
            unit for unit in self._answering.cases if unit not in judgements or judgements[unit].missing is not None
        ]

    def judgements(self) -> dict[Unit, Judgement]:
        """All that are stored, those that say why they are missing included."""
        return {unit: judgement_of(row) for unit, row in self._rows().items()}

    async def judge_answer(self, unit: Unit, answer: Row) -> Judgement:
        """Judge, store and return; a failure of the judge is stored as a missing judgement. What has been judged
        already (the same answer came again) is not judged again.

        answer: the row of the journal of answers. Raises IncompleteError if rows cannot be stored, PictureError if a
        picture has changed meanwhile, and what a judge raises as OodmmsafeError because every judgement will meet it.
        """
        key = self._key(unit, answer)
        for row in self._journal.select({unit: key}).values():
            if (judgement := judgement_of(row)).missing is None:
                self._journal.put([row])
                return judgement
        judgement = await self._ask(unit, answer)
        case_id, sample = unit
        place = {"key": key, "case": case_id, **({"sample": sample} if sample else {})}
        self._journal.put([{**place, **to_json(judgement)}])
        return judgement

    async def _ask(self, unit: Unit, answer: Row) -> Judgement:
        if "error" in answer:
            return Judgement(self.judge.name, missing=f"no answer: {answer['error']}")
        case = self._answering.cases[unit]
        return await judge_safely(self.judge, case, self._pictures.read(case), answer["response"])

    def _rows(self) -> dict[Unit, Row]:
        return self._journal.select({unit: self._key(unit, row) for unit, row in self._answering.rows().items()})

    def _key(self, unit: Unit, answer: Row) -> str:
        case = self._answering.cases[unit]
        return judgement_key(case, answer["key"], answer.get("response"), self.judge, self._rubric_version)
