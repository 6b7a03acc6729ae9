"""A suite as a page to browse: picture and twin under a slider, query, chain and answers, with filters."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from markupsafe import Markup

from oodmmsafe.case import CATEGORIES
from oodmmsafe.files import write_bytes, write_text, writing_to
from oodmmsafe.reporting.page import asset, environment, policy
from oodmmsafe.suites.suite import Suite


def write_gallery(suite: Suite, out: Path) -> Path:
    """Write `index.html` and the pictures into the folder `out`; returns the page. It needs no network.

    Raises PictureError for a picture that is not the suite's, and OodmmsafeError for a folder that cannot be written.
    """
    page = out / "index.html"
    with writing_to(out):
        for case in suite.cases:
            target = out / case.picture.path
            target.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(target, suite.picture_bytes(case))
        write_text(page, render(suite))
    return page


def render(suite: Suite) -> str:
    """The page's HTML. Everything that a case says is escaped: suites are foreign data."""
    cases = [pair.hazard for pair in suite.pairs]
    categories = Counter(case.category for case in cases)
    depths = Counter(case.depth for case in cases)
    style, script = asset("suite.css"), asset("suite.js")
    return (
        environment()
        .get_template("suite.html")
        .render(
            suite=suite,
            categories=[(name, categories[name]) for name in CATEGORIES if categories[name]],
            depths=sorted(depths.items()),
            settings=len({case.setting for case in cases}),
            style=Markup(style),
            script=Markup(script),
            policy=policy(style, script, images="'self' file:"),
        )
    )
