"""The reward function for verl: the judge's outcome, and token by token the frozen start that reads the constitution.

The start is served by vLLM. It gets a prompt of its own, the constitution before the same picture and query, together
with the response, and gives back the log-probability of each of the response's tokens.
"""

from __future__ import annotations

import base64
from functools import cache
from typing import Any

import aiohttp
import torch

from oodmmsafe import constitutions, judging, suites
from oodmmsafe.case import Case
from oodmmsafe.caspo.reward import OutcomeWeights, dense_reward, outcome
from oodmmsafe.judging.judge import Judge, judge_safely
from oodmmsafe.suites import Suite

CLIP = 5.0
TAIL = 2
"""Tokens that a chat template puts after a response at most: the end of the turn and a line break."""


async def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: str,
    extra_info: dict[str, Any],
    *,
    constitution: str,
    teacher_url: str,
    teacher_model: str,
    judge: str = judging.REFERENCE,
    **_: Any,
) -> dict[str, Any]:
    """What verl asks of a reward function, for one response.

    data_source: the suite.  ground_truth: the case's id.  extra_info: has `sampled_ids` and `sampled_logp` [n] of the
    response.  The rest are `reward_kwargs`: where the teacher is served, and by which names all is found.
    Returns `dense` [n] nats, `outcome` (None if it could not be judged), `retokenized` (the teacher read other tokens
    than were sampled, and its reward is zero) and the number that verl logs as `score`.
    """
    suite, case = _case(data_source, ground_truth)
    picture = suite.picture_bytes(case)
    judgement = await judge_safely(_judge(judge), case, picture, solution_str)
    earned = outcome(judgement, OutcomeWeights(1.0, 1.0, 1.0))
    ids, student = list(extra_info["sampled_ids"]), torch.tensor(list(extra_info["sampled_logp"]))
    request = teacher_request(teacher_model, constitutions.load(constitution).text, case, picture, solution_str)
    async with (
        aiohttp.ClientSession(raise_for_status=True) as session,
        session.post(f"{teacher_url}/v1/chat/completions", json=request) as reply,
    ):
        teacher = response_logp((await reply.json())["prompt_logprobs"], ids)
    dense = torch.zeros(len(ids)) if teacher is None else dense_reward(torch.tensor(teacher), student, CLIP, CLIP)
    return {
        "score": earned if earned is not None else 0.0,
        "outcome": earned,
        "dense": dense.tolist(),
        "retokenized": teacher is None,
    }


def teacher_request(model: str, constitution: str, case: Case, picture: bytes, response: str) -> dict[str, Any]:
    """A request that makes vLLM score `response` after the constitution, the picture and the query."""
    url = "data:image/webp;base64," + base64.b64encode(picture).decode()
    asked = [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": case.query}]
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": constitution},
            {"role": "user", "content": asked},
            {"role": "assistant", "content": response},
        ],
        "add_generation_prompt": False,
        "prompt_logprobs": 0,
        "max_tokens": 1,
    }


def response_logp(prompt_logprobs: list[dict[str, Any] | None], ids: list[int]) -> list[float] | None:
    """Log-probabilities [n] of the response's tokens, which end the scored prompt but for up to TAIL tokens.

    prompt_logprobs: vLLM's, for every token of the prompt its id and log-probability, None for the first.
    ids: [n] as sampled. None if the server's tokenizer cuts the text into other tokens.
    """
    for tail in range(TAIL + 1):
        last = len(prompt_logprobs) - tail
        scored = prompt_logprobs[max(last - len(ids), 1) : last]
        if [int(token) for one in scored for token in one] == ids:
            return [entry["logprob"] for one in scored for entry in one.values()]
    return None


@cache
def _suite(name: str) -> Suite:
    return suites.open_suite(name)


@cache
def _case(name: str, case_id: str) -> tuple[Suite, Case]:
    suite = _suite(name)
    return suite, next(case for case in suite.cases if case.id == case_id)


@cache
def _judge(name: str) -> Judge:
    return judging.load(name)
