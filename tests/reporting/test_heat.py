"""The heat map counts what it says, in numbers as well as in shades."""

from __future__ import annotations

import re

import fabricated
import pytest
from page import read_page

from oodmmsafe.case import Judgement
from oodmmsafe.evaluation.statistics import wilson_interval
from oodmmsafe.reporting.heat import STEPS, heat_map
from oodmmsafe.reporting.page import asset
from oodmmsafe.reporting.report import write_report
from oodmmsafe.reporting.runs import Run

MISSED, FOUND = Judgement("j", 0, 0, 2, format_centric=False), Judgement("j", 2, 2, 2, format_centric=False)


@pytest.fixture
def heat(tmp_path):
    """Eight pairs: four of physical safety at 3 steps, two of ecology at 4, two of privacy at 2 with one unjudged."""
    pairs = fabricated.make_suite(tmp_path, 8).pairs
    said = [MISSED, FOUND, MISSED, None, MISSED, MISSED, MISSED, FOUND]
    judged = {pair.hazard.id: judgement for pair, judgement in zip(pairs, said, strict=True) if judgement}
    return heat_map(pairs, Run("run", {}, {}, {}, judged))


def test_every_cell_is_counted_by_hand(heat):
    assert heat.depths == (2, 3, 4)
    rows = dict(heat.rows)
    assert list(rows) == ["physical safety", "ecology", "privacy and security"]
    none, physical, _ = rows["physical safety"]
    assert none is None and (physical.value, physical.count, physical.shade) == ("75%", "n = 4", "heat-3")
    assert physical.ratio == wilson_interval(3, 4)
    assert rows["ecology"][2].shade == "heat-4" and rows["ecology"][2].value == "100%"
    assert (rows["privacy and security"][0].value, rows["privacy and security"][0].count) == ("0%", "n = 1 of 2")


def test_a_cell_without_a_verdict_is_no_zero(tmp_path):
    pairs = fabricated.make_suite(tmp_path, 1).pairs
    ((_, (cell,)),) = heat_map(pairs, Run("run", {}, {}, {}, {})).rows
    assert (cell.value, cell.interval, cell.count, cell.shade) == ("–", "", "n = 0 of 1", "heat-none")


def test_the_report_shows_a_table_for_every_run(run_folders, tmp_path):
    page = read_page(write_report(run_folders, tmp_path / "report.html"))
    assert len(page.all("table", "heat")) == len(run_folders)
    cells = [cell for cell in page.all("table", "heat")[0].all("td") if "no case" not in cell.whole_text()]
    counts = [re.search(r"n = (\d+)", "".join(text.text for text in cell.all("#text"))).group(1) for cell in cells]
    assert sum(map(int, counts)) == 12


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_numbers_can_be_read_on_every_shade(theme):
    """WCAG 2.2, AA: a contrast of at least 4.5 to 1."""
    for step in range(STEPS):
        ink, ground = (re.findall(rf"--heat-{step}{part}: (#\w+)", asset("report.css"))[theme] for part in ("-ink", ""))
        dark, light = sorted((luminance(ink), luminance(ground)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5
