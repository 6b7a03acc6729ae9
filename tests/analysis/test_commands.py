"""`oodmmsafe analyze`: a table, a figure twice and the numbers; one clear line for what is wrong."""

from __future__ import annotations

import json
import shutil
from xml.etree import ElementTree

import fabricated
import pytest
from PIL import Image
from said import FOUND, MISSED

from oodmmsafe import cli
from oodmmsafe.analysis.finding import Column, Finding
from oodmmsafe.evaluation.statistics import Estimate


def analyze(*words) -> int:
    return cli.main(["analyze", *map(str, words)])


def one_line(capsys) -> str:
    said = capsys.readouterr().err
    assert said.startswith("oodmmsafe: ") and said.count("\n") == 1
    return said


@pytest.mark.parametrize("name", ["depth", "format", "ceiling", "swap", "text-only"])
def test_every_analysis_writes_its_figure_and_its_numbers(name, make_run, tmp_path, capsys):
    one = make_run("one $x$ <b>", [MISSED] * 5 + [FOUND] * 2 + [None], model="some-2B")
    other = make_run("other", [FOUND] * 8, model="some-7B", with_picture=name != "text-only")
    out = tmp_path / "new" / f"{name}.v1"
    assert analyze(name, one, *([] if name == "swap" else [other]), "--out", out) == 0
    said = capsys.readouterr().out
    assert said.startswith("| ") and f"{out}.png" in said
    ElementTree.parse(f"{out}.svg")
    with Image.open(f"{out}.png") as picture:
        assert picture.width > 1000
    numbers = json.loads((out.parent / f"{out.name}.json").read_text())
    assert numbers["analysis"] == name and numbers["rows"]


def test_the_same_figure_is_the_same_file(make_run, tmp_path):
    run = make_run("run", [MISSED] * 8)
    for name in ("a", "b"):
        analyze("depth", run, "--out", tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_run_that_is_not_there_is_one_line(tmp_path, capsys):
    assert analyze("depth", tmp_path / "nowhere", "--out", tmp_path / "x") == 2
    assert "nowhere" in one_line(capsys)


def test_runs_over_different_suites_are_one_line(make_run, tmp_path, capsys):
    other = fabricated.make_suite(tmp_path / "other", 2)
    strange = fabricated.write_run(tmp_path / "strange", other, {case.id: "x" for case in other.cases}, {})
    assert analyze("ceiling", make_run("run", [MISSED] * 8), strange, "--out", tmp_path / "x") == 2
    assert "was run on another suite" in one_line(capsys)


def test_a_suite_that_is_gone_is_one_line(tmp_path, capsys):
    suite = fabricated.make_suite(tmp_path / "suite", 2)
    verdicts = {pair.hazard.id: FOUND for pair in suite.pairs}
    run = fabricated.write_run(tmp_path / "run", suite, {}, verdicts)
    shutil.rmtree(suite.root)
    assert analyze("depth", run, "--out", tmp_path / "x") == 2
    assert str(suite.root) in one_line(capsys)


@pytest.mark.parametrize(
    "words, said",
    [
        (("ceiling", "RUN"), "give at least 2 run folders, not 1"),
        (("format", "RUN"), "its model 'nano' does not tell its size; give --sizes"),
        (("format", "RUN", "--sizes", "1B,2B"), "2 sizes for 1 runs"),
        (("format", "RUN", "--sizes", "big"), "'big' is no number of parameters"),
        (("depth", "RUN", "--label", "a", "--label", "b"), "2 labels for 1 runs"),
        (("depth", "RUN", "RUN", "--label", "a", "--label", "a"), "two runs of one label"),
        (("tokens", "RUN"), "give --other MODEL, --constitution NAME, or both"),
        (("tokens", "RUN", "--constitution", "magna"), "unknown constitution 'magna'"),
        (("tokens", "RUN", "--other", "hf/nowhere"), "is not a model folder"),
        (("text-only", "RUN", "RUN"), "was asked with pictures"),
        (("depth", "EMPTY"), "has no verdict; run `oodmmsafe eval` on it until it is complete"),
        (("swap", "SILENT"), "no pair has both answers"),
        (("format", "SILENT", "--sizes", "1B"), "has no answers"),
    ],
)
def test_every_mistake_is_one_line(words, said, make_run, suite, tmp_path, capsys):
    folders = {
        "RUN": lambda: make_run("run", [MISSED] * 8),
        "EMPTY": lambda: fabricated.write_run(tmp_path / "empty", suite, {}, {}),
        "SILENT": lambda: make_run("silent", [MISSED] * 8, {}),
    }
    made = {word: folders[word]() for word in set(words) & set(folders)}
    assert analyze(*(made.get(word, word) for word in words), "--out", tmp_path / "x") == 2
    assert said in one_line(capsys)


def test_a_place_that_cannot_be_written_is_one_line(make_run, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert analyze("depth", make_run("run", [MISSED] * 8), "--out", tmp_path / "file" / "x") == 2
    assert "cannot be written" in one_line(capsys)


def test_how_a_table_is_written():
    columns = [Column("a", "a"), Column("b", "b", 100), Column("c", "c", 1, 2), Column("p", "p", p=True)]
    rows = [
        {"a": "x|\u202ey", "b": Estimate(0.5, 0.25, 1.0), "c": -0.0001, "p": 0.0002},
        {"a": 3, "b": None, "c": 1.5, "p": 0.25},
    ]
    assert Finding("t", columns, rows, ["Said."], lambda: None).markdown().splitlines() == [
        "| a | b | c | p |",
        "| --- | --- | --- | --- |",
        "| x\\|⟦U+202E⟧y | 50.0 (25.0 to 100.0) | 0.00 | < 0.001 |",
        "| 3 | – | 1.50 | 0.250 |",
        "",
        "Said.",
    ]
