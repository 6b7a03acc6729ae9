"""The report without a browser: Markdown for people, CSV for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from oodmmsafe.reporting.changes import changes
from oodmmsafe.reporting.metrics import HEADLINE, judged_of_owed, points
from oodmmsafe.reporting.runs import Run
from oodmmsafe.reporting.untrusted import visible
from oodmmsafe.suites import Suite

_SCORES = ("risk", "safety", "effectiveness", "false_alarm", "format_centric")
CSV_COLUMNS = (
    "run", "model", "case", "pair", "side", "category", "subcategory", "depth", "judge", *_SCORES, "missing", "response"
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""


def markdown(suite: Suite, runs: Sequence[Run]) -> str:
    """The headline, the changes from the first run and what is missing, as tables. Nothing of an answer is in it."""
    labels = [_cell(run.label) for run in runs]
    lines = [f"# {suite.name} {suite.version}: {len(suite.pairs)} pairs", "", f"Suite hash `{suite.hash}`.", ""]
    lines += _row(["", *labels]) + _row(["---"] * (len(runs) + 1))
    for metric in HEADLINE:
        figures = [run.summary["metrics"][metric.key] for run in runs]
        cells = [f"{metric.value(f)} ({metric.interval(f)}), {judged_of_owed(f)}" for f in figures]
        lines += _row([f"{metric.title} ({metric.direction})", *cells])
    lines += ["", "Value (95% interval), judged of owed.", ""]
    if compared := changes(suite.pairs, runs):
        lines += [f"## Change from {labels[0]}, on the same cases", ""]
        lines += _row(["", "run", "points", "95% interval", "p (McNemar)", "cases"]) + _row(["---"] * 6)
        for change in compared:
            bounds = f"{points(change.difference.low)} to {points(change.difference.high)}"
            p = "< 0.001" if change.test.p < 0.001 else f"{change.test.p:.3f}"
            cells = [_cell(change.label), points(change.difference.value), bounds, p, str(change.n)]
            lines += _row([change.metric.title, *cells])
        lines.append("")
    for run, label in zip(runs, labels, strict=True):
        judge, count = _cell(run.info["judge"]), len(run.summary["missing"])
        lines.append(f"- {label}: model {_cell(run.info['model'])}, judge {judge}, {count} without a verdict")
    return "\n".join(lines) + "\n"


def table(suite: Suite, runs: Sequence[Run]) -> str:
    """A row for each run, case and judge (the panel together, where there are several), as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for run in runs:
        opinions = {run.info["judge"]: run.judgements} | run.by_judge
        for case in suite.cases:
            about = [case.id, case.pair, case.side, case.category, case.subcategory, case.hazard.depth]
            response = run.responses.get(case.id, {}).get("response", "")
            for judge, judgements in opinions.items():
                judgement = judgements.get(case.id)
                scores = [_score(getattr(judgement, name, None)) for name in _SCORES]
                missing = "not judged" if judgement is None else judgement.missing or ""
                row = [run.label, run.info["model"], *about, judge, *scores, missing, response]
                writer.writerow([_inert(cell) for cell in row])
    return out.getvalue()


def _row(cells: Sequence[str]) -> list[str]:
    return ["| " + " | ".join(cells) + " |"]


def _cell(text: str) -> str:
    """Foreign text in a Markdown table: what could be markup is escaped."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#|!~" else c for c in visible(text).replace("\n", " "))


def _score(value: int | bool | None) -> int | str:
    return "" if value is None else int(value)


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
