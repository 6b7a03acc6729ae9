"""The rubric and those who judge by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oodmmsafe.errors import OodmmsafeError

if TYPE_CHECKING:
    from oodmmsafe.judging.judge import Judge
    from oodmmsafe.models.calling import Calls, Patience

REFERENCE = "reference"
"""The deterministic judge: the offline default, and the control of every other."""


def load(name: str, calls: Calls | None = None, *, temperature: float | None = 0.0) -> Judge:
    """The judge of that name: 'reference', or a language model by its name as for `models.load`.

    calls:       to the model that judges; without them, its own with their defaults.
    temperature: of the model that judges; None leaves it to the server.
    Raises OodmmsafeError if there is none or it cannot be loaded.
    """
    if name == REFERENCE:
        from oodmmsafe.judging.reference import ReferenceJudge

        return ReferenceJudge()
    from oodmmsafe import models

    if calls is None and not models.is_name(name):
        raise OodmmsafeError(f"unknown judge '{name}': give 'reference' or a model: {models.KINDS}")
    from oodmmsafe.judging.llm import LLMJudge
    from oodmmsafe.models.calling import Calls

    return LLMJudge(calls or Calls(models.load(name)), temperature=temperature)


def load_panel(names: str, base_url: str | None = None, patience: Patience | None = None) -> tuple[Judge, ...]:
    """The judges of these names, with commas between them; those behind a network are at `base_url`.

    patience: when calls to them are given up. Raises what `load` raises.
    """
    from oodmmsafe import models
    from oodmmsafe.models.calling import Calls, Patience

    def judge(name: str) -> Judge:
        if name == REFERENCE or not models.is_remote(name):
            return load(name)
        return load(name, Calls(models.load(name, base_url=base_url), patience=patience or Patience()))

    return tuple(judge(name.strip()) for name in names.split(","))
