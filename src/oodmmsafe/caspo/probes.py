"""How far a moving teacher has gone from where it started, on fixed prompts and answers."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.caspo.prompt import Encoded
from oodmmsafe.caspo.sampler import sample_groups
from oodmmsafe.caspo.scorer import score_with
from oodmmsafe.caspo.weights import Weights

_GROUP_SIZE = 4


class TeacherProbes:
    """Answers that the teacher gave at the start, and how likely it found them."""

    def __init__(
        self, start: Weights, cases: Sequence[Encoded], rule: SamplingRule, stop: tuple[int, ...], tokens: int
    ) -> None:
        """start: the teacher's weights at the start. tokens: most tokens of an answer."""
        self._cases, self._rule = cases, rule
        prompts, images = [case.teacher for case in cases], [case.image for case in cases]
        device = prompts[0].input_ids.device
        with start.active() as model:
            rollouts = sample_groups(
                model, prompts, images, rule, stop,
                group_size=_GROUP_SIZE, max_new_tokens=tokens, generator=torch.Generator(device).manual_seed(0),
            )  # fmt: skip
        self._responses = [rollout.responses for rollout in rollouts]
        self._start = torch.cat([logp for rollout in rollouts for logp in rollout.logp])

    @torch.no_grad()
    def drift(self, teacher: Weights) -> float:
        """KL(start || now) in nats per token, estimated on the start's own answers."""
        prompts = [case.teacher for case in self._cases]
        now = [scores.logp for scores in score_with(teacher, self._cases, prompts, self._responses, self._rule)]
        return float((self._start - torch.cat(now)).mean())
