"""The report without a browser, as Markdown. Nothing of an answer is in it."""

from __future__ import annotations

from collections.abc import Sequence

from oodmmsafe.reporting.changes import Change, changes
from oodmmsafe.reporting.heat import HeatMap, heat_map
from oodmmsafe.reporting.metrics import HEADLINE, NOTHING, Figure, Metric, cases, judged_of_owed, p_value, points
from oodmmsafe.reporting.runs import Run
from oodmmsafe.reporting.untrusted import visible
from oodmmsafe.suites import Suite


def markdown(suite: Suite, runs: Sequence[Run]) -> str:
    """The headline, every two runs compared, hazards missed by category and depth, and what is missing, as tables."""
    lines = [f"# {suite.name} {suite.version}: {len(suite.pairs)} pairs", "", f"Suite hash `{suite.hash}`.", ""]
    lines += _headline(runs)
    if compared := changes(suite.pairs, runs):
        lines += _comparisons(compared)
    lines += ["## Hazards missed (R0), by category and steps to the harm", ""]
    for run in runs:
        lines += _heat(heat_map(suite.pairs, run))
    lines += ["Share, its 95% interval, cases judged.", ""]
    for run in runs:
        model, judge, count = _cell(run.info["model"]), _cell(run.info["judge"]), len(run.summary["missing"])
        lines.append(f"- {_cell(run.label)}: model {model}, judge {judge}, {count} without a verdict")
    return "\n".join(lines) + "\n"


def _headline(runs: Sequence[Run]) -> list[str]:
    lines = _head(["", *(_cell(run.label) for run in runs)])
    for metric in HEADLINE:
        figures = [_figure(metric, run.summary["metrics"][metric.key]) for run in runs]
        lines += _row([f"{metric.title} ({metric.direction})", *figures])
    return [*lines, "", "Value (95% interval), judged of owed.", ""]


def _figure(metric: Metric, figure: Figure) -> str:
    text = f"{metric.value(figure)} ({metric.interval(figure)}), {judged_of_owed(figure)}"
    bounds = metric.bounds_text(figure)
    return f"{text}; {bounds} whatever the missing are" if bounds else text


def _comparisons(compared: Sequence[Change]) -> list[str]:
    lines = ["## Every two runs, on the same cases", ""]
    lines += _head(["", "runs", "points", "95% interval", "p (McNemar)", "p (Holm)", "cases", "cases needed"])
    for change in compared:
        bounds = f"{points(change.difference.low)} to {points(change.difference.high)}"
        p = [p_value(change.test.p), p_value(change.holm)]
        runs = f"{_cell(change.before)} → {_cell(change.after)}"
        found = [points(change.difference.value), bounds, *p, str(change.n), cases(change.needed)]
        lines += _row([change.metric.title, runs, *found])
    note = (
        "p (Holm) is adjusted for all of these comparisons. Cases needed would show a difference as large as the one "
        "seen with 80% power: the same cases for both (other cases for each)."
    )
    return [*lines, "", note, ""]


def _heat(heat: HeatMap) -> list[str]:
    lines = _head([_cell(heat.label), *(f"{depth} steps" for depth in heat.depths)])
    for category, cells in heat.rows:
        told = [f"{cell.value} ({cell.interval}), {cell.count}" if cell else NOTHING for cell in cells]
        lines += _row([_cell(category), *told])
    return [*lines, ""]


def _head(cells: Sequence[str]) -> list[str]:
    return _row(cells) + _row(["---"] * len(cells))


def _row(cells: Sequence[str]) -> list[str]:
    return ["| " + " | ".join(cells) + " |"]


def _cell(text: str) -> str:
    """Foreign text in a Markdown table: what could be markup is escaped."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#|!~" else c for c in visible(text).replace("\n", " "))
