"""Commands on finished runs and on judges: people's labels, a gate for pipelines, attacks."""

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

    annotate = add(
        commands, "annotate", _annotate, "open a local page on which people score a run's answers", "labels are stored"
    )
    annotate.add_argument("folder", type=Path, metavar="RUN", help="run folder; the labels are stored there")
    annotate.add_argument("--share", type=float, default=1.0, help="of the pairs, drawn by --seed (default: all)")
    annotate.add_argument("--seed", type=int, default=0, help="(default: %(default)s)")
    annotate.add_argument("--port", type=int, default=0, help="(default: a free one)")
    annotate.add_argument("--no-browser", action="store_true", help="only say where the page is")

    agreement = add(commands, "agreement", _agreement, "compare a run's judges with the people who labelled it")
    agreement.add_argument("folder", type=Path, metavar="RUN", help="run folder that `annotate` has labels in")
    agreement.add_argument("--json", action="store_true", help="one line of JSON")

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


def _annotate(options: argparse.Namespace) -> None:
    import webbrowser

    from oodmmsafe.annotation.desk import Desk
    from oodmmsafe.annotation.server import serve
    from oodmmsafe.annotation.store import Store
    from oodmmsafe.reporting.runs import read_run, read_suite

    if not 0 < options.share <= 1:
        raise OodmmsafeError(f"--share is a part above 0 and at most 1, not {options.share}")
    run = read_run(options.folder, options.folder.name)
    answers = {case: row["response"] for case, row in run.responses.items() if "response" in row}
    desk = Desk(read_suite(run), answers, Store(options.folder), share=options.share, seed=options.seed)
    server = serve(desk, options.port)
    url = f"http://127.0.0.1:{server.server_port}/"
    print(f"The page is {url} (Ctrl-C ends it; every label is stored at once)", flush=True)
    if not options.no_browser:
        webbrowser.open(url)
    server.serve_forever()


def _agreement(options: argparse.Namespace) -> None:
    from oodmmsafe.annotation import agreement
    from oodmmsafe.annotation.store import Store
    from oodmmsafe.reporting.agreement import as_json, markdown
    from oodmmsafe.reporting.runs import read_run

    run = read_run(options.folder, options.folder.name)
    answers = {case: row["response"] for case, row in run.responses.items() if "response" in row}
    labels = Store(options.folder).labels()
    labelled = agreement.people(labels, answers)
    if not labelled:
        raise OodmmsafeError(f"{options.folder}: nobody has labelled these answers; see `oodmmsafe annotate`")
    judges = ({run.info["judge"]: run.judgements} if len(run.judges) > 1 else {}) | run.by_judge
    found = {
        name: (agreement.by_axis(judged, labelled), agreement.corrected(judged, labelled))
        for name, judged in judges.items()
    }
    among = agreement.among_people(labels, answers)
    print(json.dumps(as_json(found, among, len(labelled))) if options.json else markdown(found, among, len(labelled)))


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
