"""What several commands do alike, and recipes too: evaluate by names under a bar, and find a training recipe."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from rich.console import Console

from oodmmsafe import constitutions, judging, models
from oodmmsafe.caspo import config as configs
from oodmmsafe.evaluation.progress import live_progress
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.judging.judge import Judge
from oodmmsafe.models.budget import Budget
from oodmmsafe.models.calling import Calls, Server
from oodmmsafe.models.contract import Model
from oodmmsafe.suites import Suite

BUILT_IN_RECIPE = "nano"


def evaluate_with_progress(
    model: str | Model,
    suite: Suite,
    out: Path,
    *,
    constitution: str | None = None,
    judges: Sequence[str] = (judging.REFERENCE,),
    server: Server | None = None,
    judge_server: Server | None = None,
    judge_temperature: float | None = 0.0,
    budget: Budget | None = None,
    max_new_tokens: int,
    temperature: float | None = 0.0,
    seed: int = 0,
    samples: int = 1,
    with_picture: bool = True,
    console: Console,
) -> dict[str, Any]:
    """`evaluation.run.evaluate` with model, judges and constitution by name, its progress on `console`.

    model: its name, or the model itself.
    server, judge_server: where remote models are.  budget: shared by model and judges.
    The reference judge is the control of others. Returns the summary. Raises OodmmsafeError for a name that is unknown,
    and what `evaluate` raises.
    """
    budget = budget or Budget()
    text = None if constitution is None else constitutions.load(constitution)
    bench = [_judge(name, judge_server or Server(), judge_temperature, budget) for name in judges]
    with live_progress(console) as progress:
        return evaluate(
            calls_to(model, server or Server(), budget) if isinstance(model, str) else Calls(model, budget=budget),
            suite,
            bench,
            out,
            control=judging.load(judging.REFERENCE),
            constitution=text,
            max_new_tokens=max_new_tokens,
            temperature=temperature,
            seed=seed,
            samples=samples,
            with_picture=with_picture,
            progress=progress,
        )


def calls_to(model: str, server: Server, budget: Budget) -> Calls:
    """Calls to a model by its name. Raises OodmmsafeError if it cannot be loaded."""
    remote = {"base_url": server.base_url, "detail": server.detail, "concurrency": server.concurrency}
    loaded = models.load(model, **(remote if models.is_remote(model) else {}))
    return Calls(loaded, server.concurrency, server.price, budget)


def _judge(name: str, server: Server, temperature: float | None, budget: Budget) -> Judge:
    if name == judging.REFERENCE or not models.is_name(name):
        return judging.load(name)
    return judging.load(name, calls_to(name, server, budget), temperature=temperature)


def training_recipe(name_or_path: str | Path) -> configs.Config:
    """The recipe of that name ("nano": CASPO on the embedded model, as the demo trains it), or the TOML file there.

    The name wins over a file called so, which `./nano` reaches. Raises ConfigError as `caspo.config.load` does.
    """
    if str(name_or_path) != BUILT_IN_RECIPE:
        return configs.load(name_or_path)
    with resources.as_file(resources.files("oodmmsafe.nano").joinpath("caspo.toml")) as path:
        return configs.load(path)
