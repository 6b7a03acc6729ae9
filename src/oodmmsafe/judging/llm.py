"""A multimodal language model as judge: it sees the picture, the annotation and the response, and replies in JSON."""

from __future__ import annotations

from oodmmsafe.case import Case, Judgement
from oodmmsafe.judging import prompts
from oodmmsafe.judging.verdict import VerdictError, read_verdict
from oodmmsafe.models.calling import Calls
from oodmmsafe.models.contract import ModelError, Request
from oodmmsafe.text import one_line, storable

REASKS = 2
"""How often a reply that cannot be used is asked for again; after that the judgement is missing."""
_LONGEST_REPLY = 2048
"""Tokens. A verdict takes about 150; the rest is for models that think aloud."""


class LLMJudge:
    """Any model that sees pictures, asked by `prompts` and read by `verdict`.

    temperature: 0, or None for models that take none.
    """

    def __init__(self, calls: Calls, *, temperature: float | None = 0.0):
        self._calls, self._temperature = calls, temperature
        self.name = calls.model.name
        self.concurrency = calls.concurrency
        model = getattr(calls.model, "identity", calls.model.name)
        self.identity = f"{model}, prompt {prompts.PROMPT_VERSION}, temperature {temperature}"

    async def judge(self, case: Case, picture: bytes, response: str) -> Judgement:
        """See `judge.Judge.judge`. A failure of the model and a reply that stays useless give a missing judgement."""
        text = case_text = prompts.case_text(case, response)
        problem = ""
        for attempt in range(1 + REASKS):
            try:
                reply = await self._calls.ask(self._request(case, picture, text, response, attempt))
            except ModelError as error:
                return Judgement(self.name, missing=one_line(f"the judge gave no verdict: {error}"))
            try:
                return read_verdict(storable(reply.text), self.name, case, response)
            except VerdictError as error:
                problem = str(error)
            text = case_text + prompts.again_text(problem)
        return Judgement(self.name, missing=f"the judge's verdict cannot be used: {problem}")

    def _request(self, case: Case, picture: bytes, text: str, response: str, attempt: int) -> Request:
        return Request(
            case_id=case.id,
            query=text,
            picture=picture,
            system=prompts.system_text(response),
            max_new_tokens=_LONGEST_REPLY,
            temperature=self._temperature,
            seed=attempt,
        )
