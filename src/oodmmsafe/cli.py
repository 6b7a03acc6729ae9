"""The command `oodmmsafe`: thin, and quick to start, for every command imports what it needs when it runs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from oodmmsafe import __version__
from oodmmsafe.cli_analysis import add_analysis_commands
from oodmmsafe.cli_baseline import add_baseline_commands
from oodmmsafe.cli_eval import add_eval_command, add_judge_command
from oodmmsafe.cli_plan import add_plan_options, show_plan
from oodmmsafe.cli_results import add_results_commands
from oodmmsafe.cli_suites import add_scenes_commands, add_suite_commands
from oodmmsafe.cli_training import add_training_commands
from oodmmsafe.errors import IncompleteError, OodmmsafeError

DESCRIPTION = "Does a multimodal model see the harm coming, and how do we teach it to?"
EXIT_CODES = "exit codes: 0 complete, 2 wrong configuration or input, 3 incomplete (run the same command again)"
KEPT = "what is done is kept, and the same command goes on from there"
"""What is true of a command that was stopped and can resume; the others begin anew."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Errors made for users are one line on stderr."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
        sys.stdout.flush()
    except OodmmsafeError as error:
        print(f"oodmmsafe: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(f"oodmmsafe: stopped; {options.if_stopped}", file=sys.stderr)
        return IncompleteError.exit_code
    except BrokenPipeError:  # the reader of our output has gone, and what is left in the buffer has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"oodmmsafe: nobody reads the output any more; {options.if_stopped}", file=sys.stderr)
        return IncompleteError.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="oodmmsafe", description=DESCRIPTION, epilog=EXIT_CODES)
    parser.add_argument("--version", action="version", version=f"oodmmsafe {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    demo = _command(
        commands, "demo", _demo, "evaluate the embedded model, train it with CASPO, evaluate it again", KEPT
    )
    demo.add_argument("--out", type=Path, default=Path("runs/demo"), help="folder for all of it (default: %(default)s)")

    add_eval_command(commands, _command)
    add_judge_command(commands, _command)

    train = _command(commands, "train", _train, "train a model with CASPO or one of its controls", KEPT)
    train.add_argument("config", help="'nano' (the demo's recipe) or a TOML file such as recipes/nano/grpo.toml")
    add_plan_options(train)
    add_training_commands(commands, _command)
    add_baseline_commands(commands, _command)

    report = _command(commands, "report", _report, "write one HTML, Markdown or CSV file from run folders")
    report.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="run folders; the first is the baseline")
    report.add_argument("--out", type=Path, required=True, help="the file; .md and .csv (three sheets) instead of HTML")
    report.add_argument("--label", action="append", help="a run's name in the report: one for each run, in their order")
    report.add_argument("--training", type=Path, help="folder of a training run, for its curves")

    add_results_commands(commands, _command)
    add_analysis_commands(commands, _command)
    add_suite_commands(commands, _command)
    add_scenes_commands(commands, _command)
    _nano_commands(commands)
    return parser


def _nano_commands(commands: argparse._SubParsersAction) -> None:
    nano = commands.add_parser("nano", help="make the nano suites or the embedded model", description="The nano world.")
    kinds = nano.add_subparsers(title="commands", metavar="COMMAND", required=True)
    build = _command(kinds, "build", _nano_build, "compose a nano suite from its seed")
    build.add_argument("suite", choices=("nano-train", "nano-dev", "nano-test"))
    build.add_argument("--out", type=Path, required=True, help="folder for the suite")
    pretrain = _command(
        kinds, "pretrain", _nano_pretrain, "train the embedded model from scratch (hours on a CPU)", KEPT
    )
    pretrain.add_argument("--out", type=Path, required=True, help="model folder; a run that was stopped goes on there")
    pretrain.add_argument("--seed", type=int, default=0, help="(default: %(default)s)")


def _command(
    commands: argparse._SubParsersAction,
    name: str,
    run: Callable[[argparse.Namespace], None],
    summary: str,
    if_stopped: str = "run the same command again",
) -> argparse.ArgumentParser:
    description = summary[0].upper() + summary[1:] + "."
    parser = commands.add_parser(name, help=summary, description=description, epilog=EXIT_CODES)
    parser.set_defaults(run=run, if_stopped=if_stopped)
    return parser


def _demo(options: argparse.Namespace) -> None:
    from oodmmsafe import models

    models.need_extra("train")
    from oodmmsafe.demo import run_demo

    run_demo(options.out)


def _train(options: argparse.Namespace) -> None:
    if options.plan:
        return show_plan(options)
    from oodmmsafe import models
    from oodmmsafe.commands import training_recipe
    from oodmmsafe.reporting.console import Terminal

    config = training_recipe(options.config)
    models.need_extra("train")
    from oodmmsafe.caspo.progress import train_with_progress

    console = Terminal(quiet=os.environ.get("RANK", "0") != "0")  # of several processes the first one speaks
    final = train_with_progress(config, console)
    console.print(f"The trained model lies in {final}", markup=False, highlight=False, soft_wrap=True)


def _report(options: argparse.Namespace) -> None:
    from oodmmsafe.reporting.report import write_report

    written = write_report(options.runs, options.out, labels=options.label, training=options.training)
    print(f"The report is {written}")


def _nano_build(options: argparse.Namespace) -> None:
    from rich.progress import Progress

    from oodmmsafe.files import writing_to
    from oodmmsafe.nano.suites import build
    from oodmmsafe.reporting.console import Terminal

    with writing_to(options.out), Progress(console=Terminal()) as progress:
        task = progress.add_task(options.suite, total=None)

        def show(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        suite = build(options.suite, options.out, show)
    print(f"{suite.name} {suite.version}: {len(suite.pairs)} pairs in {suite.root}, hash {suite.hash}")


def _nano_pretrain(options: argparse.Namespace) -> None:
    from oodmmsafe import models

    models.need_extra("train")
    from rich.progress import Progress

    from oodmmsafe.files import writing_to
    from oodmmsafe.nano.pretrain import Schedule, pretrain
    from oodmmsafe.reporting.console import Terminal

    columns = (*Progress.get_default_columns(), "{task.fields[losses]}")
    with writing_to(options.out), Progress(*columns, console=Terminal()) as progress:
        task = progress.add_task("pretrain", total=None, losses="")

        def show(entry: dict) -> None:
            losses = "  ".join(f"{name} {entry[name]:.3f}" for name in ("see", "speak", "know") if name in entry)
            progress.update(task, completed=entry["step"], total=entry["of"], losses=losses)

        pretrain(options.out, Schedule(), options.seed, show)
    print(f"The model lies in {options.out}")


if __name__ == "__main__":
    sys.exit(main())
