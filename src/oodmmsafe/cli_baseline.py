"""The commands `oodmmsafe baseline sft|dpo|cold-start`: training on fixed answers."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable

from oodmmsafe.errors import OodmmsafeError

KEPT = "what TRL has stored is kept, and the same command goes on from its last checkpoint"
SUMMARIES = {
    "sft": "fine-tune a model on a suite's good answers",
    "dpo": "prefer a suite's good answers to its naive ones",
    "cold-start": "train a teacher on a stronger model's warnings and the student's own other answers",
}


def add_baseline_commands(commands: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `baseline` to `commands`. add: makes one command, as `cli._command`."""
    baseline = commands.add_parser(
        "baseline", help="train on fixed answers: SFT, DPO, or a teacher's cold start", description="Static training."
    )
    kinds = baseline.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in SUMMARIES.items():
        command = add(kinds, name, _baseline, summary, KEPT)
        recipe = f"recipes/nano/{name.replace('-', '_')}.toml"
        command.add_argument("config", metavar="CONFIG.toml", help=f"settings, such as {recipe}")
        command.set_defaults(kind=name, base_url=None)
    command.add_argument(
        "--base-url", metavar="URL", help="of the stronger model's server, in place of stronger_base_url in the file"
    )


def _baseline(options: argparse.Namespace) -> None:
    from oodmmsafe.baselines import settings as kinds
    from oodmmsafe.baselines.run import run
    from oodmmsafe.reporting.console import Terminal

    kind = {"sft": kinds.Sft, "dpo": kinds.Dpo, "cold-start": kinds.ColdStart}[options.kind]
    settings = kinds.load(kind, options.config)
    if options.base_url:
        if not settings.stronger:
            raise OodmmsafeError("--base-url is of the model under 'stronger'; the answers come from a file")
        settings = dataclasses.replace(settings, stronger_base_url=options.base_url)
    console = Terminal()

    def say(line: str) -> None:
        console.print(line, markup=False, highlight=False, soft_wrap=True)

    say(f"The trained model lies in {run(settings, say)}")
