"""The report: one HTML file that opens from disk, needs no network and runs nothing that a model has written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from oodmmsafe.files import write_text
from oodmmsafe.reporting import plain
from oodmmsafe.reporting.changes import changes
from oodmmsafe.reporting.curves import curves
from oodmmsafe.reporting.facets import facets
from oodmmsafe.reporting.gallery import cards
from oodmmsafe.reporting.heat import heat_map
from oodmmsafe.reporting.metrics import MEANS, SHARES, SPLIT, cases, judged_of_owed, p_value, points
from oodmmsafe.reporting.page import asset, environment, policy
from oodmmsafe.reporting.pictures import thumbnails
from oodmmsafe.reporting.runs import ReportError, Run, read_runs, read_suite, read_training
from oodmmsafe.reporting.sheets import sheets

TITLE = "Does the model see the harm coming?"


def write_report(
    runs: Sequence[Path],
    out: Path,
    *,
    labels: Sequence[str] | None = None,
    training: Path | None = None,
    title: str = TITLE,
) -> Path:
    """Write the report on `runs` to the file `out` and return it: as one HTML file, or, by the name's ending, as
    Markdown (.md) or CSV (.csv; figures and comparisons go into files of their own beside it).

    runs:     folders of finished runs on one suite; the first is what the others are compared with.
    labels:   their names in the report; by default the ends of the folders' paths that tell them apart.
    training: a folder that `oodmmsafe train` wrote, for the curves.
    The file is replaced only when the new one is whole. Raises ReportError for runs that cannot be reported on or a
    file that cannot be written, SuiteError if the suite of the runs cannot be read.
    """
    read = read_runs([Path(run) for run in runs], labels)
    updates = read_training(Path(training)) if training else []
    if Path(out).suffix == ".md":
        return _write(Path(out), plain.markdown(read_suite(read[0]), read))
    if Path(out).suffix == ".csv":
        return _write_sheets(Path(out), sheets(read_suite(read[0]), read))
    return _write(Path(out), render(read, updates, title))


def render(runs: Sequence[Run], updates: Sequence[dict[str, Any]], title: str) -> str:
    """The HTML of the report. Every value is made visible and escaped, but for our own style, script and curves."""
    suite = read_suite(runs[0])
    pictures, unreadable = thumbnails(suite, suite.cases)
    filters = facets(suite.pairs, runs)
    style, script = asset("report.css"), asset("report.js")
    template = environment().get_template("report.html")
    return template.render(
        title=title,
        suite=suite,
        runs=runs,
        shares=SHARES,
        means=MEANS,
        split=SPLIT,
        judged_of_owed=judged_of_owed,
        points=points,
        p_value=p_value,
        cases=cases,
        changes=changes(suite.pairs, runs),
        heat_maps=[heat_map(suite.pairs, run) for run in runs],
        curves=[Markup(curve) for curve in curves(updates)],
        missing=[(run, Counter(entry["reason"] for entry in run.summary["missing"]).most_common()) for run in runs],
        facets=filters,
        cards=cards(suite.pairs, runs, filters),
        pictures=pictures,
        unreadable=unreadable,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
    )


def _write_sheets(out: Path, texts: Mapping[str, str]) -> Path:
    for name, text in texts.items():
        _write(out.with_suffix(f".{name}.csv" if name else ".csv"), text)
    return out


def _write(out: Path, html: str) -> Path:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_text(out, html)
    except OSError as error:
        raise ReportError(f"{out}: cannot be written: {error.strerror}") from None
    return out
