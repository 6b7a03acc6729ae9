"""Answers that another harness has recorded, as a model of ours: judged, counted and reported like any other run.

Two kinds of files are read, each an answer a line of JSON: the samples that lmms-eval writes with `--log_samples`, and
plain rows with `case`, `query`, `picture_sha256` and `response`, which our class for VLMEvalKit writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oodmmsafe.case import Case
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.contract import Answer, ModelError, Request
from oodmmsafe.suites import Suite

MAX_NEW_TOKENS = 1024
"""As the exported task asks for; what the harness was told otherwise is not recorded."""
_FAILURES = (
    "[LMMS_EVAL_REQUEST_FAILED",
    "[LMMS_EVAL_BUDGET_EXCEEDED",
    "Failed to obtain answer",
    "Fail to obtain answer",
)
"""How texts begin that harnesses store in the place of an answer."""


class RecordedError(OodmmsafeError):
    """A file of answers that cannot be used."""


@dataclass(frozen=True)
class Recorded:
    """One answer as it was recorded.

    picture_sha256: of the pixels, as in `case.Picture`.  response: a text, or what stands in its place.
    """

    case: str
    query: str
    picture_sha256: str
    response: object


class RecordedAnswers:
    """A model that gives the answers of a file.

    identity: a hash of the file.
    Raises RecordedError if the file cannot be read, or its answers are not to the very questions of `suite`.
    """

    def __init__(self, path: Path, suite: Suite, name: str):
        content = _content(path)
        self.name, self.identity = name, hashlib.sha256(content).hexdigest()
        self._responses = _responses(path, content, suite)

    async def ask(self, request: Request) -> Answer:
        """The recorded answer. Raises ModelError where the harness got none."""
        response = self._responses[request.case_id]
        problem = no_answer(response)
        if problem is not None:
            raise ModelError(problem)
        return Answer(response, "stop", None)


def no_answer(response: object) -> str | None:
    """Why a recorded response is no answer, or None if it is one."""
    if not isinstance(response, str) or not response.strip():
        return "the harness has recorded an empty answer"
    if response.startswith(_FAILURES):
        return f"the harness has recorded a failure: {response}"
    return None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RecordedError(f"{path}: cannot be read: {error.strerror}") from None


def _responses(path: Path, content: bytes, suite: Suite) -> dict[str, object]:
    """By case id; of several answers to a case the last holds."""
    cases = {case.id: case for case in suite.cases}
    responses = {}
    for number, line in enumerate(content.splitlines(), start=1):
        where = f"{path} line {number}"
        answer = _parse(line, where)
        _require_same_question(answer, cases.get(answer.case), suite.name, where)
        responses[answer.case] = answer.response
    absent = [id for id in cases if id not in responses]
    if absent:
        raise RecordedError(
            f"{path}: has no answer to {len(absent)} of {len(cases)} cases of {suite.name}, such as '{absent[0]}'"
        )
    return responses


def _parse(line: bytes, where: str) -> Recorded:
    try:
        row = json.loads(line)
        return _of_lmms_eval(row) if "filtered_resps" in row else _of_row(row)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise RecordedError(f"{where}: is not a recorded answer ({type(error).__name__}: {error})") from None


def _of_lmms_eval(row: Mapping[str, Any]) -> Recorded:
    """The exported task has put the case's identity into `target`."""
    responses = row["filtered_resps"]
    response = responses[0] if isinstance(responses, list) else responses
    return Recorded(query=row["input"], response=response, **json.loads(row["target"]))


def _of_row(row: Mapping[str, Any]) -> Recorded:
    return Recorded(row["case"], row["query"], row["picture_sha256"], row["response"])


def _require_same_question(answer: Recorded, case: Case | None, suite: str, where: str) -> None:
    if case is None:
        raise RecordedError(f"{where}: case '{answer.case}' is not in {suite}; was another suite exported?")
    if (answer.query, answer.picture_sha256) != (case.query, case.picture.sha256):
        raise RecordedError(
            f"{where}: case '{case.id}' has another question or picture in {suite} than was answered; export it again"
        )
