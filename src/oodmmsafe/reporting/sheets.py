"""The report as CSV, for other programs: every answer, every figure, every comparison."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from oodmmsafe.reporting.changes import changes
from oodmmsafe.reporting.heat import heat_map
from oodmmsafe.reporting.metrics import HEADLINE
from oodmmsafe.reporting.runs import Run
from oodmmsafe.suites import Suite

_SCORES = ("risk", "safety", "effectiveness", "false_alarm", "format_centric")
ANSWERS = (
    "run", "model", "case", "pair", "side", "category", "subcategory", "depth", "judge", *_SCORES, "missing", "response"
)  # fmt: skip
FIGURES = ("run", "figure", "category", "depth", "value", "low", "high", "n", "N", "bound_low", "bound_high")
COMPARISONS = (
    "figure", "before", "after", "n", "difference", "low", "high", "only_before", "only_after", "p", "p_holm",
    "needed_paired", "needed_unpaired",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""


def sheets(suite: Suite, runs: Sequence[Run]) -> dict[str, str]:
    """CSV texts by name: "" is a row for each run, case and judge (the panel together, where there are several);
    "figures" a row for each run and figure, and for R0 in each category and depth; "comparisons" one for every two
    runs.
    """
    return {
        "": _sheet(ANSWERS, _answers(suite, runs)),
        "figures": _sheet(FIGURES, _figures(suite, runs)),
        "comparisons": _sheet(COMPARISONS, _comparisons(suite, runs)),
    }


def _answers(suite: Suite, runs: Sequence[Run]) -> Iterator[list[object]]:
    for run in runs:
        opinions = {run.info["judge"]: run.judgements} | run.by_judge
        for case in suite.cases:
            about = [case.id, case.pair, case.side, case.category, case.subcategory, case.hazard.depth]
            response = run.responses.get(case.id, {}).get("response", "")
            for judge, judgements in opinions.items():
                judgement = judgements.get(case.id)
                scores = [_score(getattr(judgement, name, None)) for name in _SCORES]
                missing = "not judged" if judgement is None else judgement.missing or ""
                yield [run.label, run.info["model"], *about, judge, *scores, missing, response]


def _figures(suite: Suite, runs: Sequence[Run]) -> Iterator[list[object]]:
    for run in runs:
        for metric in HEADLINE:
            figure = run.summary["metrics"][metric.key]
            values = [figure[name] for name in ("value", "low", "high", "n", "N")]
            yield [run.label, metric.key, "", "", *values, *(metric.bounds(figure) or ("", ""))]
        heat = heat_map(suite.pairs, run)
        for category, cells in heat.rows:
            for depth, cell in zip(heat.depths, cells, strict=True):
                if cell:
                    yield [run.label, "R0", category, depth, *(cell.ratio or ("", "", "")), cell.n, cell.owed, "", ""]


def _comparisons(suite: Suite, runs: Sequence[Run]) -> Iterator[list[object]]:
    for change in changes(suite.pairs, runs):
        about = [change.metric.key, change.before, change.after, change.n]
        yield [*about, *change.difference, *change.test, change.holm, *(change.needed or ("", ""))]


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue()


def _score(value: int | bool | None) -> int | str:
    return "" if value is None else int(value)


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
