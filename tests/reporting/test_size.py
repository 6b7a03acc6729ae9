"""A report on all of the shipped suite must stay small enough to be sent to somebody."""

from __future__ import annotations

import random
import shutil

import fabricated

from oodmmsafe.reporting.report import write_report
from oodmmsafe.suites import folder, open_suite

MEGABYTES = 12
PAIRS = 455
ANSWER = 1200
"""Characters, as a talkative model writes them."""


def test_two_models_on_455_pairs_fit_into_twelve_megabytes(tmp_path):
    """Measured on every 25th pair of what there is, and scaled."""
    shipped = open_suite("oodmmsafe-455")
    pairs = shipped.pairs[::25]
    for case in (case for pair in pairs for case in (pair.hazard, pair.twin)):
        target = tmp_path / "suite" / case.picture.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shipped.picture_path(case), target)
    suite = folder.save("part", "1", pairs, tmp_path / "suite")
    html = write_report(list(_two_runs(tmp_path, suite)), tmp_path / "report.html").read_bytes()
    gallery = html.rindex(b"</article>") - html.index(b'<svg class="store"')
    assert len(html) - gallery + gallery / len(pairs) * PAIRS <= MEGABYTES * 1e6


def _two_runs(root, suite):
    for label in ("one", "other"):
        rng = random.Random(label)
        given = {case.id: fabricated.answer(case, rng, 0.5) for case in suite.cases}
        answers = {case: (text + ANSWER * "x ")[:ANSWER] for case, (text, _) in given.items()}
        yield fabricated.write_run(root / label, suite, answers, {case: said for case, (_, said) in given.items()})
