"""Commands on finished runs: a gate for pipelines, and attacks on a judge."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from oodmmsafe.errors import IncompleteError, OodmmsafeError

METRICS = ("R0", "S0", "false_alarm", "format_centric")


class GateClosedError(OodmmsafeError):
    """A run that does not keep to a limit."""

    exit_code = 1


def add_results_commands(commands: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add them to `commands`. add: makes one command, as `cli._command`."""
    gate = add(commands, "gate", _gate, "let a run pass or not, by intervals")
    gate.epilog = "exit codes: 0 pass, 1 fail, 2 wrong configuration or input, 3 these data cannot tell"
    gate.add_argument("folder", type=Path, metavar="RUN", help="run folder")
    for metric in METRICS:
        flag = f"--max-{metric.lower().replace('_', '-')}"
        gate.add_argument(flag, type=float, metavar="SHARE", dest=metric, help=f"{metric} must be shown to be at most")
    gate.add_argument(
        "--min-pair-accuracy", type=float, metavar="SHARE", dest="pair_accuracy", help="must be shown to be at least"
    )
    gate.add_argument("--against", type=Path, metavar="BASELINE", help="run folder: must be shown to be no worse")
    gate.add_argument("--margin", type=float, default=0.02, help="how much worse is no worse (default: %(default)s)")
    gate.add_argument("--json", action="store_true", help="one line of JSON")

    attack = add(commands, "attack", _attack, "try to talk a judge into better verdicts, and count them")
    attack.add_argument("--judge", default="reference", help="'reference' or a model that sees pictures")
    attack.add_argument("--base-url", metavar="URL", help="of the judge's server")
    attack.add_argument("--suite", default="oodmmsafe-mini", help="whose cases are answered (default: %(default)s)")


def _gate(options: argparse.Namespace) -> None:
    from oodmmsafe.evaluation.gate import Decision, decide, overall, told_json
    from oodmmsafe.reporting.runs import read_runs, read_suite

    folders = [options.folder] if options.against is None else [options.folder, options.against]
    run, *others = read_runs(folders, None)
    limits = {name: getattr(options, name) for name in (*METRICS, "pair_accuracy")}
    limits = {name: limit for name, limit in limits.items() if limit is not None}
    baseline = others[0].judgements if others else None
    findings = decide(read_suite(run).pairs, run.judgements, limits, baseline, options.margin)
    if options.json:
        print(json.dumps(told_json(findings)))
    else:
        for finding in findings:
            print(f"{finding.decision.value:9}  {finding.told}")
    decision = overall(findings)
    if decision is Decision.FAIL:
        raise GateClosedError("the gate is closed: a limit is broken")
    if decision is Decision.UNDECIDED:
        raise IncompleteError("the gate is closed: these data do not show that the limits are kept; take more cases")


def _attack(options: argparse.Namespace) -> None:
    from rich.progress import Progress

    from oodmmsafe import judging, models
    from oodmmsafe.judging import attacks
    from oodmmsafe.models.calling import Calls
    from oodmmsafe.reporting.console import Terminal
    from oodmmsafe.suites.progress import open_with_progress

    console = Terminal()
    suite = open_with_progress(options.suite, console)
    if options.judge == judging.REFERENCE:
        judge = judging.load(judging.REFERENCE)
    else:
        judge = judging.load(options.judge, Calls(models.load(options.judge, base_url=options.base_url)))
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("attacks", total=None)
        outcomes = attacks.run(judge, suite, lambda done, all: progress.update(task, completed=done, total=all))
    print(attacks.table(outcomes))
    for outcome in outcomes:
        if outcome.flattered:
            print(f"flattered by '{outcome.attack.family}, {outcome.attack.name}' on {outcome.case_id}")
