"""How far a moving teacher has gone from where it started, on fixed prompts and answers."""

from __future__ import annotations

import torch
from transformers import PreTrainedModel

from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.caspo.prompt import EncodedCase
from oodmmsafe.caspo.sampler import sample_groups
from oodmmsafe.caspo.scorer import score_group

_GROUP_SIZE = 4


class TeacherProbes:
    """Answers that the teacher gave at the start, and how likely it found them."""

    def __init__(
        self, start: PreTrainedModel, cases: list[EncodedCase], rule: SamplingRule, stop: tuple[int, ...], tokens: int
    ) -> None:
        """start: the teacher's weights at the start. tokens: most tokens of an answer."""
        self._cases, self._rule = cases, rule
        prompts, images = [case.teacher for case in cases], [case.image for case in cases]
        rollouts = sample_groups(
            start, prompts, images, rule, stop,
            group_size=_GROUP_SIZE, max_new_tokens=tokens, generator=torch.Generator().manual_seed(0),
        )  # fmt: skip
        self._responses = [rollout.responses for rollout in rollouts]
        self._start = torch.cat([logp for rollout in rollouts for logp in rollout.logp])

    @torch.no_grad()
    def drift(self, teacher: PreTrainedModel) -> float:
        """KL(start || now) in nats per token, estimated on the start's own answers."""
        now = [
            score_group(teacher, case.teacher, case.image, responses, self._rule).logp
            for case, responses in zip(self._cases, self._responses, strict=True)
        ]
        return float((self._start - torch.cat(now)).mean())
