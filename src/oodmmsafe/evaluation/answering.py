"""Answers: from a model into the journal, one by one, many at once."""

from __future__ import annotations

from collections.abc import Sequence

from oodmmsafe.case import Case
from oodmmsafe.errors import IncompleteError
from oodmmsafe.evaluation.journal import Journal, Row, Unit
from oodmmsafe.evaluation.keys import answer_key, sample_seed
from oodmmsafe.evaluation.pictures import CheckedPictures
from oodmmsafe.models.calling import Calls
from oodmmsafe.models.contract import Answer, Generation, ModelError, Request
from oodmmsafe.text import one_line, storable

OUTAGE = 25
"""Failures one after another, without an answer in between, after which asking on would only cost time."""


def check_response(row: Row) -> None:
    """Raises ValueError for a row that is neither an answer nor a failure."""
    if isinstance(row.get("response"), str) == isinstance(row.get("error"), str):
        raise ValueError("expected either a 'response' or an 'error'")


class Answering:
    """A model at work on cases; its answers and failures go into the journal.

    system:  text for the system role of every request, or None.
    samples: answers to each case, each with a seed of its own.
    with_picture: False asks without it, to see what the questions alone give away.
    journal: rows that `check_response` accepts.
    """

    def __init__(
        self,
        calls: Calls,
        cases: Sequence[Case],
        pictures: CheckedPictures,
        system: str | None,
        generation: Generation,
        samples: int,
        journal: Journal,
        *,
        with_picture: bool = True,
    ):
        self._calls, self._pictures, self._with_picture = calls, pictures, with_picture
        self._system, self._generation, self._journal = system, generation, journal
        self._failures = 0
        self.cases = {(case.id, sample): case for case in cases for sample in range(samples)}
        self._keys = {
            unit: answer_key(case, self._picture_sha256(case), system, calls.model, generation, unit[1])
            for unit, case in self.cases.items()
        }
        journal.put(self.rows().values())  # an edit that was taken back: its old row is current again

    def owed(self) -> list[Unit]:
        """What has no answer: not asked yet, or failed."""
        rows = self.rows()
        return [unit for unit in self.cases if "response" not in rows.get(unit, {})]

    def rows(self) -> dict[Unit, Row]:
        """What the journal holds: an answer or a failure."""
        return self._journal.select(self._keys)

    def row(self, unit: Unit) -> Row:
        """The answer or failure that is stored. Raises KeyError if there is none."""
        return self._journal.select({unit: self._keys[unit]})[unit]

    def tokens(self) -> dict[str, int]:
        """How many tokens the stored answers have read and written, as far as the model says."""
        rows = self.rows().values()
        return {
            "read": sum(row.get("input_tokens") or 0 for row in rows),
            "written": sum(row.get("tokens") or 0 for row in rows),
        }

    async def answer(self, unit: Unit) -> Row:
        """Ask, store and return the row; a failure of the model is stored as one.

        Raises IncompleteError if rows cannot be stored, the budget is spent or nothing but failures comes back,
        PictureError if a picture has changed meanwhile, and what the model raises as OodmmsafeError.
        """
        request = self._request(unit)
        try:
            answer = await self._calls.ask(request)
        except ModelError as error:
            row = self._row(unit, error=one_line(str(error)))
            self._journal.put([row])
            self._count_failure(error)
            return row
        self._failures = 0
        row = self._row(unit, **self._said(unit, answer))
        self._journal.put([row])
        return row

    def _request(self, unit: Unit) -> Request:
        case = self.cases[unit]
        return Request(
            case_id=case.id,
            query=case.query,
            picture=self._pictures.read(case) if self._with_picture else None,
            system=self._system,
            max_new_tokens=self._generation.max_new_tokens,
            temperature=self._generation.temperature,
            seed=sample_seed(self._generation.seed, *unit),
        )

    def _said(self, unit: Unit, answer: Answer) -> Row:
        said = {
            "picture_sha256": self._picture_sha256(self.cases[unit]),
            "response": storable(answer.text),
            "finish": answer.finish,
            "tokens": answer.tokens,
        }
        more = {"input_tokens": answer.input_tokens, "served_by": answer.served_by}
        return said | {name: value for name, value in more.items() if value is not None}

    def _picture_sha256(self, case: Case) -> str | None:
        return self._pictures.sha256(case) if self._with_picture else None

    def _row(self, unit: Unit, **content: object) -> Row:
        case_id, sample = unit
        return {"key": self._keys[unit], "case": case_id, **({"sample": sample} if sample else {}), **content}

    def _count_failure(self, error: ModelError) -> None:
        self._failures += 1
        if self._failures >= OUTAGE:
            raise IncompleteError(f"{OUTAGE} calls in a row have failed, the last: {one_line(str(error))}; try later")
