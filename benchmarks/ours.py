"""Updates of our trainer, timed by phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stopwatch import REST, Lap, Stopwatch
from tiny import World, score_of
from torch import Tensor
from vision import Watched

from oodmmsafe.case import Case, Judgement
from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.data import example_of
from oodmmsafe.caspo.inputs import resolve
from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.caspo.prompt import Encoded
from oodmmsafe.caspo.scorer import score_with
from oodmmsafe.caspo.train import Trainer

_PHASES = {"_sample": "sample", "_references": "teacher", "_learn": "learn", "_step": "step"}


def config(world: World, group_size: int) -> Config:
    """CASPO with a frozen teacher and no KL to the base; an update is one pair of cases."""
    return Config(
        model=f"hf/{world.model}",
        suite=str(world.suite.root),
        constitution=str(world.constitution),
        out=str(world.model.parent / "out"),
        prompts_per_update=2,
        group_size=group_size,
        max_new_tokens=world.size.new_tokens,
        kl_beta=0.0,
        warmup=0,
        on_collapse="warn",
    )


class _Judge:
    """The judge that TRL's reward function is, too."""

    name = "length"

    def judge(self, case: Case, picture: bytes, response: str) -> Judgement:
        score = score_of(response)
        if case.is_twin:
            return Judgement(self.name, effectiveness=score, false_alarm=False)
        return Judgement(self.name, risk=score, safety=score, effectiveness=score, format_centric=False)


class Ours:
    """The trainer of `oodmmsafe.caspo`, whose responses never end before the length limit."""

    def __init__(self, settings: Config) -> None:
        self.trainer = trainer = Trainer(settings, replace(resolve(settings), judges=(_Judge(),)))
        trainer.rule = replace(trainer.rule, banned=trainer.rule.banned + trainer.stop)
        self.banned = trainer.rule.banned
        self.tower = Watched(trainer.policy.model.visual)
        self.stopwatch = Stopwatch()
        self.stopwatch.watch(trainer.encoder, "encode", "encode")
        for method, phase in _PHASES.items():
            self.stopwatch.watch(trainer, method, phase)

    def encode(self) -> list[Encoded]:
        """The pair's cases as the trainer reads them: the hazard case, then its twin."""
        suite, texts = self.trainer.suite, self.trainer.inputs.constitutions
        return self.trainer.encoder.encode([example_of(suite, case, texts) for case in suite.cases])

    def start_scores(self, case: Encoded, responses: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Log-probabilities of the responses' tokens [T] under the start, as teacher and as student, none banned."""
        rule, prompts = SamplingRule(self.trainer.config.temperature, ()), (case.teacher, case.student)
        teacher, student = score_with(self.trainer.base, [case] * 2, prompts, [responses] * 2, rule)
        return teacher.logp, student.logp

    def update(self, number: int) -> Lap:
        """Update 0, 1, 2, ... of the policy."""
        self.stopwatch.begin(REST)
        metrics = self.trainer.update(number)
        self.stopwatch.end()
        if not metrics["stepped"]:
            raise RuntimeError(f"our update {number}: no optimizer step was taken")
        return self.stopwatch.lap()
