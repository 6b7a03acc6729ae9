"""The headline table for a terminal: the right figure in the right place, and labels that do no harm."""

from __future__ import annotations

import io

from rich.console import Console

from oodmmsafe.evaluation.comparison import CasesNeeded, missing_bounds
from oodmmsafe.reporting.console import headline_table
from oodmmsafe.reporting.metrics import HEADLINE, SHARES, cases, p_value, points


def summary(value: float | None, n: int = 320) -> dict:
    figure = {"value": value, "low": value and value - 0.05, "high": value and value + 0.05, "n": n, "N": 320}
    return {"metrics": {metric.key: figure for metric in HEADLINE}}


def printed(summaries: dict, width: int = 160) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(headline_table(summaries))
    return console.file.getvalue()


def row(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if start in line)


def test_console_shows_value_and_interval_of_every_run():
    line = row(printed({"before": summary(0.622), "after": summary(0.05)}), "R0")
    assert line.index("62.2%") < line.index("57.2–67.2") < line.index("5.0%") < line.index("0.0–10.0")
    assert "R0, hazard missed ↓" in line and "of 320" not in line


def test_three_runs_fit_into_eighty_columns():
    text = printed(dict.fromkeys(("before", "constitution", "after"), summary(0.95)), width=80)
    for metric in HEADLINE:
        assert row(text, metric.title).count(metric.interval(summary(0.95)["metrics"][metric.key])) == 3


def test_console_says_how_much_is_missing_and_when_there_is_nothing():
    assert "310 of 320" in row(printed({"run": summary(0.5, n=310)}), "False alarm")
    assert "–  0 of 320" in row(printed({"run": summary(None, n=0)}), "False alarm")


def test_console_takes_labels_as_plain_text():
    assert "[red]x[/]⟦U+001B⟧" in printed({"[red]x[/]\x1b": summary(0.5)})


def test_figures_are_written_as_readers_want_them():
    assert SHARES[0].interval({"value": 1.0, "low": 0.9884, "high": 1.0}) == "98.8–100.0"
    assert points(-0.5824) == "−58.2" and points(0.1) == "+10.0"


def test_a_share_with_missing_verdicts_has_bounds_for_the_worst_and_the_best_case():
    share, mean = HEADLINE[0], HEADLINE[-1]
    short = {"value": 0.5, "low": 0.45, "high": 0.55, "n": 300, "N": 320}
    low, high = share.bounds(short)
    assert low == min(0.45, missing_bounds(150, 300, 320).low) and high == missing_bounds(150, 300, 320).high
    assert share.bounds_text(short) == f"{100 * low:.1f}–{100 * high:.1f}"
    assert share.bounds(short | {"low": 0.3, "high": 0.9}) == (0.3, 0.9), "samples of one case may widen the interval"
    assert mean.bounds_text(short) == share.bounds_text(short | {"N": 300}) == ""
    assert share.bounds({"value": None, "low": None, "high": None, "n": 0, "N": 320}) is None


def test_p_values_and_cases():
    assert (p_value(0.0004), p_value(0.0371), p_value(1.0)) == ("< 0.001", "0.037", "1.000")
    assert cases(CasesNeeded(1234, 88)) == "88 (1,234)" and cases(None) == "–"
