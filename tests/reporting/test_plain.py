"""The report as Markdown and CSV, with answers that would like to be more than text."""

from __future__ import annotations

import csv
import io

import pytest
from fabricated import SKILLS, write_run

from oodmmsafe.case import Judgement
from oodmmsafe.reporting.report import write_report
from oodmmsafe.reporting.sheets import ANSWERS

HOSTILE = ['=HYPERLINK("http://evil","x")', "+1", "-1", "@SUM(A1)", 'two\nlines, "quoted"', "| a | b |\n<script>"]


@pytest.fixture
def folder(small_suite, tmp_path):
    """A run of two pairs with hostile answers, the last case of which has no verdict."""
    cases = small_suite.cases
    answers = {case.id: text for case, text in zip(cases, HOSTILE, strict=False)}
    judged = {
        case.id: Judgement("j", effectiveness=2, false_alarm=True)
        if case.is_twin
        else Judgement("j", risk=0, safety=0, effectiveness=1, format_centric=False)
        for case in cases[:-1]
    }
    judged[cases[-1].id] = Judgement("j", missing="the judge failed: | pipe")
    return write_run(tmp_path / "run", small_suite, answers, judged)


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"))))


def test_a_row_for_each_case(folder, small_suite, tmp_path):
    found = rows(write_report([folder], tmp_path / "run.csv", labels=["=cmd()"]))
    assert tuple(found[0]) == ANSWERS
    assert [row["case"] for row in found] == [case.id for case in small_suite.cases]
    assert [row["risk"] for row in found] == ["0", "", "0", ""]
    assert [row["false_alarm"] for row in found] == ["", "1", "", ""]
    assert found[-1]["missing"] == "the judge failed: | pipe"


def test_no_cell_is_a_formula(folder, tmp_path):
    found = rows(write_report([folder], tmp_path / "run.csv", labels=["=cmd()"]))
    for row in found:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert {row["run"] for row in found} == {"'=cmd()"}
    assert [row["response"].lstrip("'") for row in found] == HOSTILE[:4]


def test_markdown_has_the_figures_and_no_markup_of_others(folder, run_folders, tmp_path):
    text = write_report([folder], tmp_path / "run.md", labels=["a | <b>"]).read_text()
    assert "a \\| \\<b\\>" in text and "HYPERLINK" not in text
    assert "| R0, hazard missed (lower is better) | 100.0% (34.2–100.0), 2 of 2 |" in text
    assert "1 without a verdict" in text
    several = write_report(run_folders, tmp_path / "all.md").read_text()
    assert "## Every two runs, on the same cases" in several and "p (Holm)" in several
    assert "before → after" in several and "with constitution → after" in several
    assert "## Hazards missed (R0), by category and steps to the harm" in several and "n = 6" in several
    assert "whatever the missing are" in several, "the run 'after' lacks an answer"


def test_figures_and_comparisons_are_sheets_of_their_own(run_folders, tmp_path):
    write_report(run_folders, tmp_path / "all.csv")
    figures, compared = rows(tmp_path / "all.figures.csv"), rows(tmp_path / "all.comparisons.csv")
    assert [row["run"] for row in figures if row["figure"] == "pair_accuracy"] == list(SKILLS)
    (short,) = [row for row in figures if row["run"] == "after" and row["figure"] == "pair_accuracy"]
    assert (short["n"], short["N"]) == ("11", "12") and float(short["bound_low"]) < float(short["low"])
    cells = [row for row in figures if row["run"] == "before" and row["category"]]
    assert sum(int(row["n"]) for row in cells) == 12 and {row["figure"] for row in cells} == {"R0"}
    assert len(compared) == 9 and all(float(row["p_holm"]) >= float(row["p"]) for row in compared)
    assert all(row["needed_paired"] for row in compared if float(row["difference"]))
