"""What several commands do alike, and recipes too: evaluate by names under a bar, and find a training recipe."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

from rich.console import Console

from oodmmsafe import constitutions, judging, models
from oodmmsafe.caspo import config as configs
from oodmmsafe.evaluation.progress import live_progress
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.suites import Suite

BUILT_IN_RECIPE = "nano"


def evaluate_with_progress(
    model: str,
    suite: Suite,
    out: Path,
    *,
    constitution: str | None = None,
    judge: str = "reference",
    max_new_tokens: int,
    temperature: float = 0.0,
    seed: int = 0,
    console: Console,
) -> dict[str, Any]:
    """`evaluation.run.evaluate` with model, judge and constitution by name, its progress on `console`.

    Returns the summary. Raises OodmmsafeError for a name that is unknown, and what `evaluate` raises.
    """
    text = None if constitution is None else constitutions.load(constitution)
    referee = judging.load(judge)
    with live_progress(console) as progress:
        return evaluate(
            models.load(model),
            suite,
            referee,
            out,
            constitution=text,
            max_new_tokens=max_new_tokens,
            temperature=temperature,
            seed=seed,
            progress=progress,
        )


def training_recipe(name_or_path: str | Path) -> configs.Config:
    """The recipe of that name ("nano": CASPO on the embedded model, as the demo trains it), or the TOML file there.

    The name wins over a file called so, which `./nano` reaches. Raises ConfigError as `caspo.config.load` does.
    """
    if str(name_or_path) != BUILT_IN_RECIPE:
        return configs.load(name_or_path)
    with resources.as_file(resources.files("oodmmsafe.nano").joinpath("caspo.toml")) as path:
        return configs.load(path)
