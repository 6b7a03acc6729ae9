"""What the names in a configuration stand for, found before any folder is made or any model loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from oodmmsafe import constitutions, judging, models, suites
from oodmmsafe.caspo.config import Config
from oodmmsafe.constitutions import Constitution
from oodmmsafe.judging.judge import Judge
from oodmmsafe.models.identity import folder_identity
from oodmmsafe.suites import Suite


@dataclass(frozen=True)
class Inputs:
    """What a run is made of beside its settings. model: the folder of the model that it starts from."""

    constitution: Constitution
    judge: Judge
    model: Path
    suite: Suite

    @cached_property
    def identities(self) -> dict[str, str]:
        """By setting, a text that changes when the same name comes to stand for something else."""
        return {
            "constitution": self.constitution.text,
            "model": folder_identity(self.model),
            "suite": self.suite.hash,
        }


def resolve(config: Config) -> Inputs:
    """Find what `config` names. Raises OodmmsafeError for a name that stands for nothing."""
    return Inputs(
        constitution=constitutions.load(config.constitution),
        judge=judging.load(config.judge),
        model=models.folder_of(config.model),
        suite=suites.open_suite(config.suite),
    )


def check_pictures(suite: Suite) -> None:
    """Decode every picture of the suite once, about a millisecond each, so that a bad one cannot end a run half-way.

    Raises PictureError naming the file and the reason.
    """
    for case in suite.cases:
        suite.picture_bytes(case)
