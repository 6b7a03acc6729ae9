"""Run folders read back, and one clear line for every folder that cannot be reported on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import fabricated
import pytest

from oodmmsafe.case import Judgement
from oodmmsafe.reporting.report import write_report
from oodmmsafe.reporting.runs import ReportError, read_run, read_runs, read_suite, read_training
from oodmmsafe.suites import folder


@pytest.fixture
def run_folder(small_suite, tmp_path) -> Path:
    texts = {case.id: "Hello." for case in small_suite.cases}
    named = Judgement("j", 2, 2, 2, format_centric=False, evidence=("Hello",))
    verdicts = {pair.hazard.id: named for pair in small_suite.pairs}
    return fabricated.write_run(tmp_path / "run", small_suite, texts, verdicts)


def edit(path: Path, **changes) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_run_as_it_lies_on_disk(run_folder, small_suite):
    run = read_run(run_folder, "mine")
    first = small_suite.pairs[0].hazard.id
    assert run.label == "mine" and run.info["model"] == "nano" and run.summary["metrics"]["R0"]["n"] == 2
    assert run.responses[first]["response"] == "Hello."
    assert run.judgements[first] == Judgement("j", 2, 2, 2, format_centric=False, evidence=("Hello",))


def test_the_last_line_of_a_case_holds_and_a_torn_one_is_passed_over(run_folder, small_suite):
    first = small_suite.pairs[0].hazard.id
    with (run_folder / "responses.jsonl").open("a") as file:
        file.write(json.dumps({"key": "k", "case": first, "response": "Later.", "finish": "stop", "tokens": 1}) + "\n")
        file.write('{"key": "k", "case": "' + first)
    assert read_run(run_folder, "mine").responses[first]["response"] == "Later."


def test_labels_default_to_the_folders_names(run_folder):
    assert [run.label for run in read_runs([run_folder, run_folder], None)] == ["run", "run"]
    assert [run.label for run in read_runs([run_folder], ["x"])] == ["x"]


def test_labels_say_as_much_of_the_path_as_tells_folders_apart(run_folder, tmp_path):
    """A study calls every run "eval"; what differs stands further up."""
    places = [tmp_path / place for place in ("caspo/seed-0/eval", "caspo/seed-1/eval", "grpo/seed-0/eval")]
    for place in places:
        shutil.copytree(run_folder, place)
    assert [run.label for run in read_runs(places[:2], None)] == ["seed-0/eval", "seed-1/eval"]
    assert [run.label for run in read_runs(places, None)] == [str(place.relative_to(tmp_path)) for place in places]


@pytest.mark.parametrize("name", ["run.json", "summary.json"])
def test_a_folder_that_is_no_finished_run(run_folder, name):
    (run_folder / name).unlink()
    with pytest.raises(ReportError, match=rf"{name}: not there; give the folder of a run"):
        read_run(run_folder, "mine")


@pytest.mark.parametrize(
    "name, content, message",
    [
        ("run.json", "{", r"run\.json: not JSON"),
        ("run.json", "[]", r"run\.json, field 'suite_hash': is missing"),
        ("summary.json", "{}", r"summary\.json, field 'metrics': is missing"),
        ("responses.jsonl", '{"case": "a"}\n{"case"\n{}\n', r"responses\.jsonl, line 2: not JSON"),
        ("responses.jsonl", "3\n", r"responses\.jsonl, line 1: expected an object, found int"),
        ("judgements.jsonl", "{}\n", r"judgements\.jsonl, line 1, field 'case': is missing"),
        ("judgements.jsonl", '{"case": "a", "judge": "j", "risk": 7}\n', r"judgements\.jsonl, line 1, field 'risk'"),
    ],
)
def test_damaged_files_are_named_with_line_and_field(run_folder, name, content, message):
    (run_folder / name).write_text(content)
    with pytest.raises(ReportError, match=message):
        read_run(run_folder, "mine")


def test_runs_on_different_suites_are_not_mixed(run_folder, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(run_folder, other)
    edit(other / "run.json", suite_hash="f" * 64)
    with pytest.raises(ReportError, match="other: was run on another suite than"):
        read_runs([run_folder, other], None)


def test_a_suite_that_has_changed_since_the_run(run_folder, tmp_path):
    edit(run_folder / "run.json", suite_hash="f" * 64)
    with pytest.raises(ReportError, match="the suite has changed since the run 'run'"):
        write_report([run_folder], tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()


def test_wrong_calls():
    with pytest.raises(ReportError, match="no run folder given"):
        read_runs([], None)
    with pytest.raises(ReportError, match="1 labels for 2 runs"):
        read_runs([Path("a"), Path("b")], ["x"])


def test_training_without_updates(tmp_path):
    with pytest.raises(ReportError, match=r"metrics\.jsonl: no update recorded"):
        read_training(tmp_path)


def test_a_run_on_a_part_of_a_suite_finds_its_pairs(small_suite, tmp_path):
    second = small_suite.pairs[1]
    (small_suite.root / "part.txt").write_text(second.id)
    part = folder.load_part(small_suite.root, "part")
    run = fabricated.write_run(tmp_path / "run", part, {}, {})
    assert [pair.id for pair in read_suite(read_run(run, "mine")).pairs] == [second.id]
    assert write_report([run], tmp_path / "report.html").exists()
