"""Judgements: from a judge into the journal, case by case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.progress import Progress

from oodmmsafe.case import Case, Judgement, from_json, to_json
from oodmmsafe.evaluation.journal import Journal, Row
from oodmmsafe.evaluation.keys import judgement_key
from oodmmsafe.evaluation.pictures import CheckedPictures
from oodmmsafe.judging.judge import Judge, judge_safely


def check_judgement(row: Row) -> None:
    """Raises ValueError for a row that is not a judgement."""
    judgement_of(row)


def judgement_of(row: Row) -> Judgement:
    """The judgement in a row of the journal. Raises CaseError, a ValueError, for a row that is none."""
    return from_json(Judgement, {name: value for name, value in row.items() if name not in ("key", "case")})


class Verdicts:
    """A judge at work on responses; its judgements go into the journal.

    A case without an answer is not shown to the judge: its judgement is missing, for the reason that the model gave.

    answers: by case id, the rows that `Answering` stored, one for every case.
    journal: rows that `check_judgement` accepts.
    """

    def __init__(
        self,
        judge: Judge,
        rubric_version: str,
        cases: Sequence[Case],
        answers: Mapping[str, Row],
        pictures: CheckedPictures,
        journal: Journal,
    ):
        self._judge, self._cases, self._answers = judge, cases, answers
        self._pictures, self._journal = pictures, journal
        self._keys = {
            case_id: judgement_key(row["key"], row.get("response"), judge.name, rubric_version)
            for case_id, row in answers.items()
        }
        journal.put(journal.select(self._keys).values())  # back to an earlier rubric: its judgements are current again

    def owed(self) -> list[Case]:
        """The cases without scores: not judged yet, not answered, or the judge failed or could not tell."""
        judged = {case_id for case_id, judgement in self.judgements().items() if judgement.missing is None}
        return [case for case in self._cases if case.id not in judged]

    def judgements(self) -> dict[str, Judgement]:
        """By case id, all that are stored, those that say why they are missing included."""
        return {case_id: judgement_of(row) for case_id, row in self._journal.select(self._keys).items()}

    def work(self, owed: Sequence[Case], progress: Progress) -> None:
        """Judge the cases that are owed, and store after each.

        A failure of the judge is stored as a missing judgement and does not stop the rest. Raises IncompleteError if
        rows cannot be stored and PictureError if a picture has changed meanwhile.
        """
        failed = 0
        done = len(self._cases) - len(owed)
        task = progress.add_task("judgements", total=len(self._cases), completed=done, failed=failed)
        for case in owed:
            judgement = self._ask(case, self._answers[case.id])
            self._journal.put([{"key": self._keys[case.id], "case": case.id, **to_json(judgement)}])
            failed += judgement.missing is not None
            progress.update(task, advance=1, failed=failed)

    def _ask(self, case: Case, answer: Row) -> Judgement:
        if "error" in answer:
            return Judgement(self._judge.name, missing=f"no answer: {answer['error']}")
        return judge_safely(self._judge, case, self._pictures.read(case), answer["response"])
