"""The commands beside `train`: whether its teacher is worth learning from, and a whole model from its adapters."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path


def add_training_commands(
    commands: argparse._SubParsersAction, command: Callable[..., argparse.ArgumentParser]
) -> None:
    """Add `teacher check` and `merge`."""
    teacher = commands.add_parser(
        "teacher", help="look at a training's teacher before training", description="The teacher of a training recipe."
    )
    kinds = teacher.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = command(kinds, "check", _check, "measure whether the constitution turns blind answers into seeing ones")
    check.add_argument("config", help="'nano' or a TOML file, as for `train`")
    check.add_argument("--pairs", type=int, default=32, help="how many of the suite's pairs (default: %(default)s)")
    check.add_argument("--json", action="store_true", help="print one line of JSON")

    merge = command(commands, "merge", _merge, "make a whole model of adapters that `train` has left")
    merge.add_argument("adapters", type=Path, help="such as a training's 'final' folder")
    merge.add_argument("--out", type=Path, required=True, help="folder for the model")


def _check(options: argparse.Namespace) -> None:
    from rich.progress import Progress

    from oodmmsafe import models
    from oodmmsafe.commands import training_recipe
    from oodmmsafe.reporting.console import Terminal

    config = training_recipe(options.config)
    models.need_extra("train")
    from oodmmsafe.caspo.teacher_check import check_teacher

    with Progress(console=Terminal(stderr=True)) as bar:
        task = bar.add_task("check", total=None)
        found = check_teacher(config, options.pairs, lambda done, total: bar.update(task, completed=done, total=total))
    print(json.dumps(found.as_json()) if options.json else _text(found.as_json()))


def _text(found: dict) -> str:
    flips = "none was blind" if found["flip_rate"] is None else f"{found['flip_rate']:.0%}"
    blind, alarms = ([found[f"{name}_{who}"] for who in ("student", "teacher")] for name in ("blind", "false_alarms"))
    lines = (
        f"{found['pairs']} pairs, {found['samples']} samples of each case",
        f"blind to the hazard:  {blind[0]:.0%} without, {blind[1]:.0%} with the constitution",
        f"false alarms:         {alarms[0]:.0%} without, {alarms[1]:.0%} with it",
        f"blind cases turned:   {flips}",
        f"help given:           {found['helpful_teacher']:.0%} of the most, with the constitution",
        f"good over naive:      raised more by the constitution in {found['preference']:.0%} of the hazard cases",
        "Training is worth starting."
        if found["worth_starting"]
        else f"Training is not worth starting: {'; '.join(found['objections'])}.",
    )
    return "\n".join(lines)


def _merge(options: argparse.Namespace) -> None:
    from oodmmsafe import models

    models.need_extra("train")
    from oodmmsafe.models.adapters import merge

    merge(options.adapters, options.out)
    print(f"The model lies in {options.out}")
