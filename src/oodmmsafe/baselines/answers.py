"""Answers for a cold start: asked of a model, each stored as it comes, or read from a file."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oodmmsafe.case import Case
from oodmmsafe.caspo.questions import Question
from oodmmsafe.errors import IncompleteError, OodmmsafeError
from oodmmsafe.evaluation.answering import check_response
from oodmmsafe.evaluation.journal import Journal
from oodmmsafe.evaluation.keys import answer_key
from oodmmsafe.models.calling import Calls
from oodmmsafe.models.contract import Generation, ModelError, Request
from oodmmsafe.text import one_line, storable


class AnswersError(OodmmsafeError):
    """A file of answers that cannot be used."""


@dataclass(frozen=True)
class Asked:
    """A case or question, the file of its picture, and the text in the system role, None for none."""

    item: Case | Question
    picture: Path
    system: str | None


@dataclass(frozen=True)
class Given:
    """An answer. whole: it was not cut off by the length limit."""

    text: str
    whole: bool = True


def read(path: Path, known: set[str]) -> dict[str, Given]:
    """The answers in a JSON Lines file of objects with "id", a hazard case's, and "text"; the last of an id holds.

    Raises AnswersError naming the line for one of another form or an id that is not in `known`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AnswersError(f"{path}: cannot be read: {error}") from None
    found = {}
    for number, line in enumerate(lines, 1):
        try:
            data = json.loads(line) if line.strip() else None
        except ValueError:
            data = {}
        if data is None:
            continue
        if not (isinstance(data, dict) and isinstance(data.get("id"), str) and isinstance(data.get("text"), str)):
            raise AnswersError(f'{path}, line {number}: expected an object with the texts "id" and "text"')
        if data["id"] not in known:
            raise AnswersError(f"{path}, line {number}: '{data['id']}' is no hazard case of the suite")
        found[data["id"]] = Given(data["text"].strip())
    return found


def ask(calls: Calls, asked: Sequence[Asked], max_new_tokens: int, store: Path) -> dict[str, Given]:
    """Greedy answers of a model, by the id of what was asked; those that are in `store` already are not asked again.

    Raises IncompleteError if some are missing in the end, and what `Calls.ask` raises for all of them.
    """
    generation = Generation(max_new_tokens, 0.0, 0)
    store.parent.mkdir(parents=True, exist_ok=True)
    with Journal(store, check_response) as journal:
        asking = _Asking(calls, generation, journal)
        keys = {(one.item.id, 0): asking.key(one) for one in asked}
        done = journal.select(keys)
        asyncio.run(asking.all([one for one in asked if (one.item.id, 0) not in done]))
        rows = journal.select(keys)
    if asking.failures:
        raise IncompleteError(
            f"{len(asking.failures)} answers of {calls.model.name} are missing, the last: {asking.failures[-1]}; "
            f"run the same command again"
        )
    return {item: Given(row["response"], row["finish"] == "stop") for (item, _), row in rows.items()}


class _Asking:
    """One model at work. failures: what went wrong with those that have no answer."""

    def __init__(self, calls: Calls, generation: Generation, journal: Journal) -> None:
        self.failures: list[str] = []
        self._calls, self._generation, self._journal = calls, generation, journal

    def key(self, one: Asked) -> str:
        """What the answer depends on, hashed."""
        picture = hashlib.sha256(one.picture.read_bytes()).hexdigest()
        return answer_key(one.item, picture, one.system, self._calls.model, self._generation)

    async def all(self, asked: Sequence[Asked]) -> None:
        """Ask, with no more pictures in memory than a few for every call that runs."""
        room = asyncio.Semaphore(2 * self._calls.concurrency)
        await asyncio.gather(*(self._one(one, room) for one in asked))

    async def _one(self, one: Asked, room: asyncio.Semaphore) -> None:
        async with room:
            request = Request(
                one.item.id, one.item.query, one.picture.read_bytes(), one.system,
                self._generation.max_new_tokens, self._generation.temperature, self._generation.seed,
            )  # fmt: skip
            try:
                answer = await self._calls.ask(request)
            except ModelError as error:
                self.failures.append(one_line(str(error)))
                return
        row = {"key": self.key(one), "case": one.item.id, "response": storable(answer.text), "finish": answer.finish}
        self._journal.put([row])
