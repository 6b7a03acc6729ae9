"""The report in a real browser: hostile text does nothing, filters and keys do what they say. Skips without it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import fabricated
import pytest
from hostile import EVERYTHING, MARK, WRITABLE

from oodmmsafe.case import Judgement
from oodmmsafe.reporting.report import write_report

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def page_after_loading(path: Path, profile: Path) -> str:
    """The page as the browser has it once loaded and its scripts have run."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command = [CHROMIUM, *flags, *quiet, "--virtual-time-budget=3000", "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()


def driven(report: Path, script: str, profile: Path) -> str:
    """What `script` sets as the page's title when it runs at the end of a copy of the report without its policy."""
    html = re.sub(r"<meta http-equiv[^>]*>", "", report.read_text(encoding="utf-8"))
    copy = report.with_name("driven.html")
    copy.write_text(html.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    return re.search("<title>(.*?)</title>", page_after_loading(copy, profile)).group(1)


@pytest.fixture
def report(run_folders, tmp_path) -> Path:
    return write_report(run_folders, tmp_path / "report.html")


def test_hostile_text_does_nothing(small_suite, tmp_path):
    texts = {case.id: EVERYTHING for case in small_suite.cases}
    named = Judgement("j", 2, 2, 2, format_centric=False, reason=WRITABLE)
    verdicts = {pair.hazard.id: named for pair in small_suite.pairs}
    run = fabricated.write_run(tmp_path / "run", small_suite, texts, verdicts)
    report = write_report([run], tmp_path / "report.html", labels=[EVERYTHING], title=EVERYTHING)
    page = page_after_loading(report, tmp_path / "profile")
    assert "data-taken" not in page.split(">", 2)[1]
    assert "2 of 2 pairs" in page, "our own script must run"


def test_the_policy_holds_even_where_escaping_would_fail(report, tmp_path):
    """The planted fault: a payload pasted into the page as markup. It runs only once the policy is gone."""
    attack = f'<img src=x onerror="{MARK}"><script>{MARK}</script>'
    html = report.read_text(encoding="utf-8").replace("</body>", attack + "</body>")
    report.write_text(html, encoding="utf-8")
    assert "data-taken" not in page_after_loading(report, tmp_path / "profile").split(">", 2)[1]
    report.write_text(re.sub(r"<meta http-equiv[^>]*>", "", html), encoding="utf-8")
    assert "data-taken" in page_after_loading(report, tmp_path / "profile").split(">", 2)[1]


def test_filters_and_search_work_together(report, tmp_path):
    script = """
      const set = (field, value) => { field.value = value; field.dispatchEvent(new Event("input", {bubbles: true})); };
      const count = () => document.getElementById("count").textContent;
      const facet = (name) => document.querySelector(`[data-facet=${name}]`);
      const seen = [count()];
      set(facet("tag"), "tag-0"); seen.push(count());
      const offered = [...facet("category").options].map((option) => option.textContent).join("/");
      set(document.getElementById("search"), "BRUSHES gully"); seen.push(count());
      set(document.getElementById("search"), "no such words"); seen.push(count());
      seen.push(document.getElementById("nothing").hidden);
      document.title = seen.join("; ") + "; " + offered;
    """
    assert driven(report, script, tmp_path / "profile") == (
        "12 of 12 pairs; 4 of 12 pairs; 1 of 12 pairs; 0 of 12 pairs; false; "
        "all/ecology (1)/physical safety (2)/privacy and security (1)"
    )


def test_keys_walk_through_the_cards_that_are_shown(report, tmp_path):
    script = """
      const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
      const at = () => document.activeElement.id;
      const tag = document.querySelector("[data-facet=tag]");
      tag.value = "tag-0"; tag.dispatchEvent(new Event("input", {bubbles: true}));
      const seen = [];
      for (const key of "jjkkjjjjj/") { press(key); seen.push(at()); }
      document.title = seen.join(" ");
    """
    assert driven(report, script, tmp_path / "profile") == (
        "pair-1 pair-4 pair-1 pair-1 pair-4 pair-7 pair-10 pair-10 pair-10 search"
    )
