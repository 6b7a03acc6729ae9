"""The headline table as Markdown, for documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from oodmmsafe.reporting.metrics import HEADLINE, Figure, Metric, judged_of_owed
from oodmmsafe.reporting.untrusted import visible


def headline_markdown(summaries: Mapping[str, Mapping[str, Any]]) -> str:
    """A Markdown table of the headline figures: a row per metric, a column per run, ending with a newline.

    summaries: by label, as `evaluation.summary.summarize` returns them.
    """
    header = ["", *(_plain(label) for label in summaries)]
    rows = [
        [f"{metric.title} {metric.arrow}", *(_cell(metric, s["metrics"][metric.key]) for s in summaries.values())]
        for metric in HEADLINE
    ]
    lines = [header, ["---", *["---:"] * len(summaries)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(metric: Metric, figure: Figure) -> str:
    parts = [metric.value(figure)]
    if figure["value"] is not None:
        parts.append(f"({metric.interval(figure)})")
    if figure["n"] < figure["N"]:
        parts.append(f"[{judged_of_owed(figure)}]")
    return " ".join(parts)


def _plain(label: str) -> str:
    """A label that can do nothing to the table around it or to the page that the table becomes."""
    one_line = " ".join(visible(label).split())
    return re.sub(r"([\\`*_\[\]<>|~#&!])", r"\\\1", one_line)
