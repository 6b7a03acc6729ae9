"""The whole road in one command: evaluate, evaluate with a constitution, train with CASPO, evaluate again, report."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from oodmmsafe import suites
from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.progress import train_with_progress
from oodmmsafe.commands import BUILT_IN_RECIPE, evaluate_with_progress, training_recipe
from oodmmsafe.errors import IncompleteError
from oodmmsafe.evaluation.files import write_json
from oodmmsafe.files import writing_to
from oodmmsafe.reporting.console import Terminal, headline_table
from oodmmsafe.reporting.report import write_report
from oodmmsafe.suites.progress import open_with_progress

SUITE, CONSTITUTION, MAX_NEW_TOKENS = "nano-test", "nano", 64
SUMMARY_FIGURES = ("R0", "S0", "E_mean", "false_alarm", "pair_accuracy")
LABELS = {"before": "before", "constitution": "with constitution", "after": "after CASPO"}


def run_demo(out: Path) -> None:
    """Run the demonstration into the folder `out`: `report.html`, `summary.json` and everything that they rest on.

    Whatever is there already is not done again. Raises IncompleteError if judgements are missing.
    """
    console, start = Terminal(), time.monotonic()
    suite = open_with_progress(SUITE, console)
    console.print(f"[bold]OOD-MMSafe demo[/]  {suite.name}: {len(suite.pairs)} pairs that the model has not seen")
    summaries = {"before": _evaluate("nano", suite, out / "before", None, console)}
    summaries["constitution"] = _evaluate("nano", suite, out / "constitution", CONSTITUTION, console)
    final = train_with_progress(training_config(out / "training"), console)
    summaries["after"] = _evaluate(f"hf/{final}", suite, out / "after", None, console)
    with writing_to(out / "summary.json"):
        write_json(out / "summary.json", _figures(suite, summaries))
    runs = [out / name for name in summaries]
    report = write_report(runs, out / "report.html", labels=list(LABELS.values()), training=out / "training")
    console.print(headline_table({LABELS[name]: summary for name, summary in summaries.items()}))
    minutes, seconds = divmod(round(time.monotonic() - start), 60)
    places = f"Report: {report}\nNumbers: {out / 'summary.json'}\nDone in {minutes}:{seconds:02}"
    console.print(places, soft_wrap=True, highlight=False, markup=False)
    missing = sum(len(summary["missing"]) for summary in summaries.values())
    if missing:
        raise IncompleteError(f"{missing} judgements are missing; run the same command again")


def _evaluate(name: str, suite: suites.Suite, out: Path, constitution: str | None, console: Console) -> dict[str, Any]:
    console.print(f"\n[bold]{LABELS[out.name]}[/]")
    return evaluate_with_progress(
        name, suite, out, constitution=constitution, max_new_tokens=MAX_NEW_TOKENS, console=console
    )


def training_config(out: Path) -> Config:
    """The demo's training: the built-in recipe, into the folder `out`."""
    return replace(training_recipe(BUILT_IN_RECIPE), out=str(out))


def _figures(suite: suites.Suite, summaries: dict[str, dict[str, Any]]) -> dict[str, Any]:
    figures = {
        name: {metric: summary["metrics"][metric] for metric in SUMMARY_FIGURES} for name, summary in summaries.items()
    }
    return {"suite": suite.name, "suite_hash": suite.hash, **figures}
