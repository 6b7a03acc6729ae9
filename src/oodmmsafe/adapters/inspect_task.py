"""Our cases, rubric and judges as an Inspect AI task: its providers, its viewer, our verdicts.

    inspect eval oodmmsafe/pairs --model openai/gpt-4o -T suite=oodmmsafe-mini -T judge=anthropic/claude-...

No case is left out of sight: the share without a verdict is a metric of its own, and every rate counts judged cases.
For intervals, panels and resuming, use `oodmmsafe eval`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import (
    ChatMessageSystem,
    ChatMessageUser,
    ContentImage,
    ContentText,
    GenerateConfig,
    Model,
    get_model,
)
from inspect_ai.scorer import Metric, SampleScore, Score, Scorer, Target, metric, scorer
from inspect_ai.solver import Solver, TaskState, chain, generate, system_message

from oodmmsafe import constitutions, suites
from oodmmsafe.case import Case, Judgement, Pair, from_json, to_json
from oodmmsafe.evaluation.summary import outcomes_of, scores_of
from oodmmsafe.judging import REFERENCE
from oodmmsafe.judging.judge import judge_safely
from oodmmsafe.judging.llm import LLMJudge
from oodmmsafe.judging.reference import ReferenceJudge
from oodmmsafe.judging.rubric import passes
from oodmmsafe.models.contract import Answer, ModelError, Request
from oodmmsafe.models.remote import base64_text, media_type
from oodmmsafe.text import reason


@task
def pairs(suite: str = "oodmmsafe-455", judge: str = REFERENCE, constitution: str | None = None) -> Task:
    """Every case of a suite, hazard and twin.

    suite: a built-in suite or a folder.  judge: 'reference' or a model of Inspect's that sees pictures.
    constitution: a name or a file, for the system role.
    """
    opened = suites.open_suite(suite)
    steps: list[Solver] = [generate()]
    if constitution is not None:
        steps.insert(0, system_message(_literal(constitutions.load(constitution).text)))
    return Task(
        dataset=MemoryDataset([_sample(opened, case) for case in opened.cases], name=opened.name),
        solver=chain(steps),
        scorer=judged(judge),
        version=opened.version,
        metadata={"suite_hash": opened.hash},
    )


def _sample(suite: suites.Suite, case: Case) -> Sample:
    picture = suite.picture_bytes(case)
    question = ChatMessageUser(content=[ContentImage(image=_data_url(picture)), ContentText(text=case.query)])
    return Sample(id=case.id, input=[question], metadata={"case": to_json(case)})


def _data_url(picture: bytes) -> str:
    return f"data:{media_type(picture)};base64,{base64_text(picture)}"


def _picture_bytes(data_url: str) -> bytes:
    return base64.b64decode(data_url.partition(",")[2])


def _literal(text: str) -> str:
    """`system_message` fills in braces; a constitution's are meant as they stand."""
    return text.replace("{", "{{").replace("}", "}}")


def _rate(name: str) -> Callable[[], Metric]:
    """A rate of `evaluation.summary.outcomes_of` over the cases that were judged, as a metric of that name."""

    @metric(name=name)
    def rate() -> Metric:
        def compute(scores: list[SampleScore]) -> float:
            outcomes = outcomes_of(scores_of(*_judged(scores)))[name]
            given = outcomes[~np.isnan(outcomes)]
            return float(given.mean()) if given.size else float("nan")

        return compute

    return rate


@metric
def without_verdict() -> Metric:
    """The share of cases that no rate counts."""

    def compute(scores: list[SampleScore]) -> float:
        missing = [score.score.metadata["judgement"]["missing"] is not None for score in scores]
        return sum(missing) / len(missing) if missing else float("nan")

    return compute


_RATES = ("R0", "S0", "false_alarm", "format_centric", "pair_accuracy")


@scorer(metrics=[*(_rate(name)() for name in _RATES), without_verdict()])
def judged(judge: str = REFERENCE) -> Scorer:
    """By our reference judge, or by a model of Inspect's with our prompts, picture and strict reading."""
    bench = ReferenceJudge() if judge == REFERENCE else LLMJudge(_InspectCalls(get_model(judge)))

    async def score(state: TaskState, target: Target) -> Score:
        case = from_json(Case, state.metadata["case"])
        picture = _picture_bytes(state.user_prompt.content[0].image)
        judgement = await judge_safely(bench, case, picture, state.output.completion)
        said = judgement.missing or judgement.reason
        data = {"judgement": to_json(judgement), "case": to_json(case)}
        # 0 without a verdict too: Inspect would take a sample of NaN out of every metric, and out of sight
        return Score(value=float(bool(passes(judgement))), explanation=said, metadata=data)

    return score


class _InspectCalls:
    """One of Inspect's models as `judging.llm.LLMJudge` calls its own; Inspect itself limits and retries them."""

    concurrency = 1

    def __init__(self, model: Model) -> None:
        self._asked, self.name, self.model = model, str(model), self

    async def ask(self, request: Request) -> Answer:
        """Raises ModelError for whatever its provider raises: the verdict is missing then, and is counted so."""
        content = [ContentImage(image=_data_url(request.picture)), ContentText(text=request.query)]
        messages = [ChatMessageSystem(content=request.system), ChatMessageUser(content=content)]
        config = GenerateConfig(temperature=request.temperature, max_tokens=request.max_new_tokens)
        try:
            reply = await self._asked.generate(messages, config=config)
        except Exception as error:
            raise ModelError(reason(error)) from None
        return Answer(reply.completion, "stop", None)


def _judged(scores: Sequence[SampleScore]) -> tuple[list[Pair], dict[str, Judgement]]:
    """The pairs that are whole in these scores, and their judgements; of several epochs the last holds."""
    cases: dict[str, Case] = {}
    judgements: dict[str, Judgement] = {}
    for sample in scores:
        data: dict[str, Any] = sample.score.metadata
        case = from_json(Case, data["case"])
        cases[case.id], judgements[case.id] = case, from_json(Judgement, data["judgement"])
    sides: dict[str, dict[str, Case]] = {}
    for case in cases.values():
        sides.setdefault(case.pair, {})[case.side] = case
    return [Pair(**both) for both in sides.values() if len(both) == 2], judgements
