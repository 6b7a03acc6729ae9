"""What the names in a configuration stand for, found before any folder is made or any model loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from oodmmsafe import constitutions, judging, models, suites
from oodmmsafe.caspo import questions
from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.questions import Question
from oodmmsafe.constitutions import Constitutions
from oodmmsafe.judging.judge import Judge
from oodmmsafe.models.calling import Patience
from oodmmsafe.models.identity import folder_identity
from oodmmsafe.suites import Suite

_FOR_EVER = Patience(failures=10**9, seconds=float("inf"))
"""A judge is never given up on: training waits for a server that stopped, instead of learning without it. That holds
once a first call has come through; before that a server that is not there ends the run at once."""


@dataclass(frozen=True)
class Inputs:
    """What a run is made of beside its settings.

    judges: several are a panel. model: the folder of the model that it starts from. teacher: of another model that
    teaches, or None.
    """

    constitutions: Constitutions
    judges: tuple[Judge, ...]
    model: Path
    suite: Suite
    teacher: Path | None = None
    questions: tuple[Question, ...] = ()

    @cached_property
    def identities(self) -> dict[str, str]:
        """By setting, a text that changes when the same name comes to stand for something else."""
        found = {
            "constitution": self.constitutions.text,
            "model": folder_identity(self.model),
            "suite": self.suite.hash,
        }
        return found | ({"teacher_model": folder_identity(self.teacher)} if self.teacher else {})


def resolve(config: Config) -> Inputs:
    """Find what `config` names. Raises OodmmsafeError for a name that stands for nothing."""
    return Inputs(
        constitutions=constitutions.choose(config.constitution),
        judges=judging.load_panel(config.judge, config.judge_base_url or None, _FOR_EVER),
        model=models.folder_of(config.model),
        suite=suites.open_suite(config.suite),
        teacher=models.folder_of(config.teacher_model) if config.teacher_model else None,
        questions=questions.load(config.general) if config.general else (),
    )


def check_pictures(inputs: Inputs) -> None:
    """Decode every picture once, about a millisecond each, so that a bad one cannot end a run half-way.

    Raises PictureError naming the file and the reason.
    """
    for case in inputs.suite.cases:
        inputs.suite.picture_bytes(case)
    for question in inputs.questions:
        question.picture_bytes()
