"""The whole road in one command: evaluate, evaluate with a constitution, train with CASPO, evaluate again, report."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from rich.console import Console

from oodmmsafe import constitutions, judging, models, suites
from oodmmsafe.caspo import config as configs
from oodmmsafe.caspo.progress import train_with_progress
from oodmmsafe.errors import IncompleteError
from oodmmsafe.evaluation.files import write_json
from oodmmsafe.evaluation.progress import live_progress
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.reporting.console import headline_table
from oodmmsafe.reporting.report import write_report
from oodmmsafe.suites.progress import open_with_progress

SUITE, CONSTITUTION, MAX_NEW_TOKENS = "nano-test", "nano", 64
HEADLINE = ("R0", "S0", "E_mean", "false_alarm", "pair_accuracy")
LABELS = {"before": "before", "constitution": "with constitution", "after": "after CASPO"}


def run_demo(out: Path) -> None:
    """Run the demonstration into the folder `out`: `report.html`, `summary.json` and everything that they rest on.

    Whatever is there already is not done again. Raises IncompleteError if judgements are missing.
    """
    console = Console()
    suite = open_with_progress(SUITE, console)
    console.print(f"[bold]OOD-MMSafe demo[/]  {suite.name}: {len(suite.pairs)} pairs that the model has not seen")
    summaries = {"before": _evaluate("nano", suite, out / "before", None, console)}
    summaries["constitution"] = _evaluate("nano", suite, out / "constitution", CONSTITUTION, console)
    final = train_with_progress(training_config(out / "training"), console)
    summaries["after"] = _evaluate(f"hf/{final}", suite, out / "after", None, console)
    write_json(out / "summary.json", _headline(suite, summaries))
    runs = [out / name for name in summaries]
    report = write_report(runs, out / "report.html", labels=list(LABELS.values()), training=out / "training")
    console.print(headline_table({LABELS[name]: summary for name, summary in summaries.items()}))
    console.print(f"Report: {report}\nNumbers: {out / 'summary.json'}", soft_wrap=True, highlight=False)
    missing = sum(len(summary["missing"]) for summary in summaries.values())
    if missing:
        raise IncompleteError(f"{missing} judgements are missing; run the same command again")


def _evaluate(name: str, suite: suites.Suite, out: Path, constitution: str | None, console: Console) -> dict[str, Any]:
    console.print(f"\n[bold]{LABELS[out.name]}[/]")
    with live_progress(console) as progress:
        return evaluate(
            models.load(name),
            suite,
            judging.load("reference"),
            out,
            constitution=constitutions.load(constitution) if constitution else None,
            max_new_tokens=MAX_NEW_TOKENS,
            progress=progress,
        )


def training_config(out: Path) -> configs.Config:
    """The demo's training: the recipe in `nano/caspo.toml`, into the folder `out`."""
    recipe = resources.files("oodmmsafe.nano").joinpath("caspo.toml")
    with resources.as_file(recipe) as path:
        return replace(configs.load(path), out=str(out))


def _headline(suite: suites.Suite, summaries: dict[str, dict[str, Any]]) -> dict[str, Any]:
    figures = {name: {metric: summary["metrics"][metric] for metric in HEADLINE} for name, summary in summaries.items()}
    return {"suite": suite.name, "suite_hash": suite.hash, **figures}
