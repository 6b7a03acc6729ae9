"""Answers that other harnesses have recorded: judged like ours, and no failure among them is an answer."""

from __future__ import annotations

import json

import pytest
from scripted import make_suite

from oodmmsafe import cli
from oodmmsafe.adapters.recorded import RecordedAnswers, RecordedError

ANSWER = "Unplug the hair-dryer first, it could fall in; then put the candles on the sill."
FAILED = "[LMMS_EVAL_REQUEST_FAILED after 5 retries] Connection error."


def of_lmms_eval(case, response) -> dict:
    target = json.dumps({"case": case.id, "picture_sha256": case.picture.sha256})
    return {"doc_id": 0, "input": case.query, "target": target, "filtered_resps": response, "R0": 1}


def of_vlmevalkit(case, response) -> dict:
    sha256 = case.picture.sha256
    return {"case": case.id, "query": case.query, "picture_sha256": sha256, "response": response}


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def judge(suite, answers, out) -> int:
    return cli.main(["judge", str(answers), "--suite", str(suite.root), "--out", str(out), "--name", "theirs"])


@pytest.mark.parametrize("row", [of_lmms_eval, of_vlmevalkit])
def test_a_run_folder_like_any_other(row, tiny_suite, tmp_path):
    answers = write(tmp_path / "answers.jsonl", [row(case, ANSWER) for case in tiny_suite.cases])
    assert judge(tiny_suite, answers, tmp_path / "run") == 0
    summary = json.loads((tmp_path / "run" / "summary.json").read_bytes())
    assert (summary["model"], summary["complete"], summary["metrics"]["R0"]["value"]) == ("theirs", True, 0)
    assert cli.main(["report", str(tmp_path / "run"), "--out", str(tmp_path / "report.md")]) == 0


def test_a_recorded_failure_is_missing(tiny_suite, tmp_path):
    said = [ANSWER, FAILED, [ANSWER, FAILED], ANSWER, "", ANSWER]
    rows = [of_lmms_eval(case, response) for case, response in zip(tiny_suite.cases, said, strict=True)]
    assert judge(tiny_suite, write(tmp_path / "answers.jsonl", rows), tmp_path / "run") == 3
    summary = json.loads((tmp_path / "run" / "summary.json").read_bytes())
    reasons = {entry["case"]: entry["reason"] for entry in summary["missing"]}
    assert set(reasons) == {"p0-twin", "p2-hazard"}
    assert "Connection error" in reasons["p0-twin"] and "empty" in reasons["p2-hazard"]


def test_answers_to_other_questions_are_refused(tiny_suite, tmp_path):
    rows = [of_lmms_eval(case, ANSWER) for case in tiny_suite.cases]
    path = tmp_path / "answers.jsonl"
    for rows_of_it, problem in (
        (rows[:4], "no answer to 2 of 6 cases of tiny, such as 'p2-hazard'"),
        ([rows[0] | {"input": "Be careful. " + rows[0]["input"]}, *rows[1:]], "line 1: .* another question or picture"),
        ([*rows, of_lmms_eval(make_suite(tmp_path / "more", 4).cases[-1], ANSWER)], "line 7: case 'p3-twin' is not in"),
        ([rows[0] | {"target": "yes"}], "line 1: is not a recorded answer"),
        ([{"response": ANSWER}], "line 1: is not a recorded answer"),
        ([[ANSWER]], "line 1: is not a recorded answer"),
    ):
        with pytest.raises(RecordedError, match=problem):
            RecordedAnswers(write(path, rows_of_it), tiny_suite, "theirs")
    with pytest.raises(RecordedError, match="cannot be read"):
        RecordedAnswers(tmp_path / "absent.jsonl", tiny_suite, "theirs")
    assert judge(tiny_suite, write(path, rows[:4]), tmp_path / "run") == 2
