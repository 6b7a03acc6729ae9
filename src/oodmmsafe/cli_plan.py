"""`oodmmsafe train --plan`: what a run would cost, shown without loading a model."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oodmmsafe.caspo.config import Config
    from oodmmsafe.caspo.plan.estimate import Run
    from oodmmsafe.caspo.plan.shapes import Shape

GPUS = (1, 2, 4, 8)
"""Of the table of other models and numbers of GPUs."""
STAND_IN = {
    **dict.fromkeys(("model", "suite", "constitution", "out"), "none"),
    **dict(bf16=True, checkpointing=True, lora_rank=32, group_size=16, max_new_tokens=300),
}
"""The settings planned with where there is no recipe; a plan reads none of the names."""
NO_RECIPE = "There is no {}: planned with bf16, checkpointing, 16 responses of 300 tokens and adapters of rank 32."


def add_plan_options(train: argparse.ArgumentParser) -> None:
    """The options of `oodmmsafe train` that belong to `--plan`."""
    plan = train.add_argument_group("what it would cost", "nothing is trained and no model is loaded")
    plan.add_argument("--plan", action="store_true", help="show FLOPs, memory and hours, and exit")
    plan.add_argument("--shape", metavar="NAME", help="qwen3-vl-4b or qwen2.5-vl-7b in place of the recipe's model")
    plan.add_argument("--gpu", choices=("h100", "a100"), default="h100", help="80 GB each (default: %(default)s)")
    plan.add_argument("--gpus", type=_count, default=1, metavar="N", help="(default: %(default)s)")
    plan.add_argument("--lora-rank", type=int, metavar="N", help="0 for all weights (default: the recipe's)")
    plan.add_argument("--picture", type=_size, default=(768, 576), metavar="WxH", help="pixels (default: 768x576)")
    plan.add_argument("--query-tokens", type=_count, default=60, metavar="N", help="with the template (default: 60)")
    plan.add_argument("--constitution-tokens", type=_count, default=300, metavar="N", help="(default: %(default)s)")
    plan.add_argument("--response-tokens", type=_count, metavar="N", help="(default: the recipe's max_new_tokens)")
    plan.add_argument("--utilisation", type=_share, metavar="X", help="of the GPU's peak, up to 1 (default: 0.3)")


def show_plan(options: argparse.Namespace) -> None:
    """Print the plan that the options of `oodmmsafe train` ask for.

    Raises OodmmsafeError for a recipe or a model that is not there when `--shape` does not stand in for it.
    """
    from oodmmsafe.caspo.plan import estimate as estimates
    from oodmmsafe.caspo.plan.shapes import PUBLISHED
    from oodmmsafe.caspo.plan.tables import show
    from oodmmsafe.reporting.console import Terminal

    console, config = Terminal(), _config(options)
    if config is None:
        console.print(NO_RECIPE.format(options.config), markup=False, highlight=False)
    config, shape = _with_options(config, options), _shape(options, config)
    gpu, assumed = estimates.GPUS[options.gpu], estimates.Assumptions()
    if options.utilisation:
        assumed = dataclasses.replace(assumed, utilisation=options.utilisation)
    table = {
        one.name: {gpus: estimates.estimate(one, _run(config, options, one), gpu, gpus, assumed) for gpus in GPUS}
        for one in {one.name: one for one in (shape, *PUBLISHED.values())}.values()
    }
    run = _run(config, options, shape)
    cost = estimates.estimate(shape, run, gpu, options.gpus, assumed)
    show(console, shape, gpu, options.gpus, run, cost, table, assumed)


def _config(options: argparse.Namespace) -> Config | None:
    """The recipe; None for one that is not there, if `--shape` says what to plan."""
    from oodmmsafe.commands import BUILT_IN_RECIPE, training_recipe

    if options.shape and options.config != BUILT_IN_RECIPE and not Path(options.config).exists():
        return None
    return training_recipe(options.config)


def _with_options(config: Config | None, options: argparse.Namespace) -> Config:
    from oodmmsafe.caspo.config import from_mapping

    config = config or from_mapping(STAND_IN)
    return config if options.lora_rank is None else dataclasses.replace(config, lora_rank=options.lora_rank)


def _shape(options: argparse.Namespace, config: Config | None) -> Shape:
    from oodmmsafe import models
    from oodmmsafe.caspo.plan.shapes import PUBLISHED, ShapeError, read

    if options.shape is None:
        return read(models.folder_of(config.model), config.model)
    if options.shape not in PUBLISHED:
        raise ShapeError(f"unknown shape '{options.shape}': give one of {', '.join(PUBLISHED)}")
    return PUBLISHED[options.shape]


def _run(config: Config, options: argparse.Namespace, shape: Shape) -> Run:
    from oodmmsafe.caspo.plan.estimate import run_of

    return run_of(
        config,
        visual=shape.vision.visual_tokens(*options.picture),
        query=options.query_tokens,
        constitution=options.constitution_tokens,
        response=options.response_tokens,
    )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return int(text)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share above 0 and up to 1")
    return value


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return _count(width), _count(height)
