"""Answers: from a model into the journal, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence

from rich.progress import Progress

from oodmmsafe.case import Case
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.journal import Journal, Row
from oodmmsafe.evaluation.keys import answer_key, case_seed
from oodmmsafe.evaluation.model import Answer, Generation, Model, ModelError, Request
from oodmmsafe.evaluation.pictures import CheckedPictures
from oodmmsafe.text import one_line, reason, storable


def check_response(row: Row) -> None:
    """Raises ValueError for a row that is neither an answer nor a failure."""
    if isinstance(row.get("response"), str) == isinstance(row.get("error"), str):
        raise ValueError("expected either a 'response' or an 'error'")


class Answering:
    """A model at work on cases; its answers and failures go into the journal.

    system: text for the system role of every request, or None.
    journal: rows that `check_response` accepts.
    """

    def __init__(
        self,
        model: Model,
        cases: Sequence[Case],
        pictures: CheckedPictures,
        system: str | None,
        generation: Generation,
        journal: Journal,
    ):
        self._model, self._cases, self._pictures = model, cases, pictures
        self._system, self._generation, self._journal = system, generation, journal
        self._keys = {case.id: answer_key(case, pictures.sha256(case), system, model, generation) for case in cases}
        journal.put(self.rows().values())  # an edit that was taken back: its old row is current again

    def owed(self) -> list[Case]:
        """The cases without an answer: not asked yet, or failed."""
        rows = self.rows()
        return [case for case in self._cases if "response" not in rows.get(case.id, {})]

    def rows(self) -> dict[str, Row]:
        """By case id, what the journal holds: an answer or a failure."""
        return self._journal.select(self._keys)

    def work(self, owed: Sequence[Case], progress: Progress) -> None:
        """Ask for the cases that are owed, and store after every batch.

        A failure of the model is stored as one and does not stop the rest. Raises IncompleteError if rows cannot be
        stored, PictureError if a picture has changed meanwhile, and what the model raises as OodmmsafeError.
        """
        failed = 0
        done = len(self._cases) - len(owed)
        task = progress.add_task("answers", total=len(self._cases), completed=done, failed=failed)
        for start in range(0, len(owed), self._model.batch_size):
            batch = owed[start : start + self._model.batch_size]
            outcomes = self._ask([self._request(case) for case in batch])
            self._journal.put([self._row(case, outcome) for case, outcome in zip(batch, outcomes, strict=True)])
            failed += sum(not isinstance(outcome, Answer) for outcome in outcomes)
            progress.update(task, advance=len(batch), failed=failed)

    def _request(self, case: Case) -> Request:
        return Request(
            case_id=case.id,
            query=case.query,
            picture=self._pictures.read(case),
            system=self._system,
            max_new_tokens=self._generation.max_new_tokens,
            temperature=self._generation.temperature,
            seed=case_seed(self._generation.seed, case.id),
        )

    def _ask(self, requests: list[Request]) -> list[Answer | ModelError]:
        try:
            outcomes = list(self._model.answer(requests))
        except OodmmsafeError:  # meant for the user, such as weights that are missing: asking on is no use
            raise
        except ModelError as error:
            return [error] * len(requests)
        except Exception as error:
            return [ModelError(reason(error))] * len(requests)
        if len(outcomes) != len(requests):
            return [ModelError(f"{len(outcomes)} outcomes for {len(requests)} requests")] * len(requests)
        return outcomes

    def _row(self, case: Case, outcome: Answer | ModelError) -> Row:
        row = {"key": self._keys[case.id], "case": case.id}
        if isinstance(outcome, ModelError):
            return row | {"error": one_line(str(outcome))}
        if not isinstance(outcome, Answer):
            return row | {"error": f"the model returned a {type(outcome).__name__}"}
        return row | {
            "picture_sha256": self._pictures.sha256(case),
            "response": storable(outcome.text),
            "finish": outcome.finish,
            "tokens": outcome.tokens,
        }
