"""The commands `oodmmsafe eval`, models over suites, and `oodmmsafe judge`, answers that another harness has."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oodmmsafe.errors import IncompleteError, OodmmsafeError

if TYPE_CHECKING:
    from rich.console import Console

    from oodmmsafe.models.budget import Budget
    from oodmmsafe.models.calling import Server
    from oodmmsafe.suites import Suite

MODEL_HELP = (
    "'nano' (the embedded model), hf/PATH (a model folder), openai/NAME (with --base-url any server of that "
    "protocol), anthropic/NAME, google/NAME"
)


def add_eval_command(commands: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `eval` to `commands`. add: makes one command, as `cli._command`."""
    command = add(
        commands, "eval", _eval, "evaluate models on suites", "what is done is kept, and the same command goes on there"
    )
    command.add_argument("models", nargs="+", metavar="MODEL", help=MODEL_HELP)
    command.add_argument(
        "--suite", required=True, action="append", help="a built-in suite (see 'suite list') or a suite folder; repeat"
    )
    command.add_argument(
        "--out", type=Path, required=True, help="run folder, or a folder for several; a stopped run goes on there"
    )
    command.add_argument("--dry-run", action="store_true", help="say what it would take, and ask nothing")

    answers = command.add_argument_group("answers")
    answers.add_argument("--constitution", default="none", help="system text: a name, a file, or none (default)")
    answers.add_argument("--max-new-tokens", type=int, default=1024, help="length limit (default: %(default)s)")
    answers.add_argument("--temperature", type=_temperature, default=0.0, help="0 is greedy (default); 'default'")
    answers.add_argument("--seed", type=int, default=0, help="for temperature > 0 (default: %(default)s)")
    answers.add_argument("--samples", type=int, default=1, help="answers to each case (default: %(default)s)")
    answers.add_argument("--without-picture", action="store_true", help="ask the questions alone: a control")
    _add_server(answers, "", "the models'")

    _add_judges(command)


def add_judge_command(commands: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `judge` to `commands`. add: makes one command, as `cli._command`."""
    command = add(
        commands,
        "judge",
        _judge,
        "judge answers that lmms-eval or VLMEvalKit has recorded",
        "what is done is kept, and the same command goes on there",
    )
    command.add_argument(
        "answers", type=Path, help="lmms-eval's ..._samples_oodmmsafe_pairs.jsonl or VLMEvalKit's ....answers.jsonl"
    )
    command.add_argument("--suite", required=True, help="what was exported: a built-in suite or a suite folder")
    command.add_argument("--out", type=Path, required=True, help="run folder; a stopped run goes on there")
    command.add_argument("--name", help="of the model that has answered (default: the name of the file)")
    _add_judges(command)


def _add_judges(command: argparse.ArgumentParser) -> None:
    judges = command.add_argument_group("judges")
    judges.add_argument(
        "--judge", action="append", help="'reference' (default) or a model that sees pictures; several are a panel"
    )
    judges.add_argument("--judge-temperature", type=_temperature, default=0.0, help="0 (default) or 'default'")
    _add_server(judges, "judge-", "the judges'")

    caps = command.add_argument_group("caps", "A run that reaches one stops with exit code 3 and can go on.")
    caps.add_argument("--max-calls", type=int, help="calls, of models and judges together")
    caps.add_argument("--max-tokens", type=int, help="tokens read and written")
    caps.add_argument("--max-cost", type=float, help="dollars, by --price and --judge-price")


def _add_server(group: argparse._ArgumentGroup, prefix: str, whose: str) -> None:
    group.add_argument(f"--{prefix}base-url", metavar="URL", help=f"{whose} server, such as http://localhost:8000/v1")
    group.add_argument(f"--{prefix}detail", choices=("low", "high", "auto"), help="OpenAI's picture budget")
    group.add_argument(
        f"--{prefix}concurrency", type=int, default=32, metavar="N", help="most calls at once (default: %(default)s)"
    )
    group.add_argument(
        f"--{prefix}price", metavar="READ,WRITTEN", help="dollars for a million tokens, for costs and --max-cost"
    )


def _temperature(text: str) -> float | None:
    if text == "default":
        return None
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a number or 'default', not '{text}'") from None


def _eval(options: argparse.Namespace) -> None:
    from oodmmsafe.models.budget import Budget
    from oodmmsafe.reporting.console import Terminal, headline_table
    from oodmmsafe.suites.progress import open_with_progress

    if options.samples < 1:
        raise OodmmsafeError(f"--samples must be at least 1, not {options.samples}")
    console = Terminal()
    suites = [open_with_progress(name, console) for name in options.suite]
    if options.dry_run:
        _show_estimate(options, suites, console)
        return
    budget = Budget(options.max_calls, options.max_tokens, options.max_cost)
    missing = 0
    for suite in suites:
        summaries = {}
        for model in options.models:
            out = _run_folder(options, model, suite)
            if len(options.models) * len(suites) > 1:
                console.print(f"\n{model} on {suite.name}", markup=False, highlight=False)
            summary = _evaluate(options, model, suite, out, budget, console)
            summaries[out.resolve().name] = summary
            missing += len(summary["missing"])
        console.print(headline_table(summaries))
    _conclude(budget, missing, console)


def _judge(options: argparse.Namespace) -> None:
    from oodmmsafe import judging
    from oodmmsafe.adapters.recorded import MAX_NEW_TOKENS, RecordedAnswers
    from oodmmsafe.commands import evaluate_with_progress
    from oodmmsafe.models.budget import Budget
    from oodmmsafe.reporting.console import Terminal, headline_table
    from oodmmsafe.suites.progress import open_with_progress

    console = Terminal()
    suite = open_with_progress(options.suite, console)
    budget = Budget(options.max_calls, options.max_tokens, options.max_cost)
    summary = evaluate_with_progress(
        RecordedAnswers(options.answers, suite, options.name or options.answers.name),
        suite,
        options.out,
        judges=options.judge or [judging.REFERENCE],
        judge_server=_server(options, "judge_"),
        judge_temperature=options.judge_temperature,
        budget=budget,
        max_new_tokens=MAX_NEW_TOKENS,
        temperature=None,
        console=console,
    )
    console.print(headline_table({options.out.resolve().name: summary}))
    _conclude(budget, len(summary["missing"]), console)


def _conclude(budget: Budget, missing: int, console: Console) -> None:
    """Say what was spent. Raises IncompleteError if judgements are missing."""
    if budget.calls and budget.tokens:
        cost = f", {budget.cost:.2f} dollars" if budget.cost else ""
        console.print(f"{budget.calls} calls, {budget.tokens} tokens{cost}", highlight=False)
    if missing:
        raise IncompleteError(f"{missing} judgements are missing; run the same command again")


def _evaluate(
    options: argparse.Namespace, model: str, suite: Suite, out: Path, budget: Budget, console: Console
) -> dict[str, Any]:
    from oodmmsafe import judging
    from oodmmsafe.commands import evaluate_with_progress

    return evaluate_with_progress(
        model,
        suite,
        out,
        constitution=None if options.constitution == "none" else options.constitution,
        judges=options.judge or [judging.REFERENCE],
        server=_server(options, ""),
        judge_server=_server(options, "judge_"),
        judge_temperature=options.judge_temperature,
        budget=budget,
        max_new_tokens=options.max_new_tokens,
        temperature=options.temperature,
        seed=options.seed,
        samples=options.samples,
        with_picture=not options.without_picture,
        console=console,
    )


def _server(options: argparse.Namespace, prefix: str) -> Server:
    from oodmmsafe.models.budget import Price
    from oodmmsafe.models.calling import Server

    values = {name: getattr(options, prefix + name) for name in ("base_url", "detail", "concurrency", "price")}
    price = Price() if values["price"] is None else Price.parse(values["price"])
    return Server(values["base_url"], values["detail"], values["concurrency"], price)


def _run_folder(options: argparse.Namespace, model: str, suite: Suite) -> Path:
    """`--out` itself for one model on one suite; below it, a folder for each of several."""
    parts = [options.out]
    if len(options.suite) > 1:
        parts.append(suite.name)
    if len(options.models) > 1:
        parts.append(re.sub(r"[^\w.-]+", "-", model).strip("-."))
    return Path(*parts)


def _show_estimate(options: argparse.Namespace, suites: list[Suite], console: Console) -> None:
    from oodmmsafe import judging
    from oodmmsafe.evaluation.estimate import estimate

    judges = [name for name in options.judge or [] if name != judging.REFERENCE]
    prices = _server(options, "").price, _server(options, "judge_").price
    total = estimate(suites, len(options.models) * options.samples, len(judges), *prices)
    console.print(total.told(), markup=False, highlight=False, soft_wrap=True)
