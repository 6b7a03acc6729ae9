"""The folders for lmms-eval and VLMEvalKit: what is in them, and that their rates are ours."""

from __future__ import annotations

import base64
import csv
import importlib.util
import json
import sys

import pytest
from scripted import make_suite

from oodmmsafe import cli
from oodmmsafe.adapters.export import TOOLS, export
from oodmmsafe.adapters.outcomes import outcomes, rates
from oodmmsafe.case import Case, Judgement, from_json, to_json
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.summary import summarize
from oodmmsafe.judging.reference import ReferenceJudge
from oodmmsafe.suites import PictureError

FAILED = "[LMMS_EVAL_REQUEST_FAILED after 5 retries] Connection error."


@pytest.mark.parametrize("tool", TOOLS)
def test_every_case_with_its_picture_as_it_is(tool, tiny_suite, tmp_path):
    out = tmp_path / "out"
    export(tiny_suite, tool, out)
    if tool == "lmms-eval":
        rows = [json.loads(line) for line in (out / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
        assert f'"hash": "{tiny_suite.hash}"' in (out / "oodmmsafe_pairs.yaml").read_text(encoding="utf-8")
    else:
        csv.field_size_limit(10**7)
        with (out / "oodmmsafe_pairs.tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        assert [row["index"] for row in rows] == [str(number) for number in range(len(rows))]
        pictures = [base64.b64decode(row["image"]) for row in rows]
        assert pictures == [tiny_suite.picture_bytes(case) for case in tiny_suite.cases]
    assert [from_json(Case, json.loads(row["annotation"])) for row in rows] == list(tiny_suite.cases)
    for row, case in zip(rows, tiny_suite.cases, strict=True):
        assert (row["id"], row["question"], row["picture_sha256"]) == (case.id, case.query, case.picture.sha256)
        assert (out / row["image_path"]).read_bytes() == tiny_suite.picture_bytes(case)


def test_the_command(tmp_path, capsys):
    suite = make_suite(tmp_path / "suite", 1)
    assert cli.main(["suite", "export", str(suite.root), "--to", "lmms-eval", str(tmp_path / "out")]) == 0
    readme = tmp_path / "out" / "README.md"
    assert str(readme) in capsys.readouterr().out and "lmms-eval --include_path" in readme.read_text(encoding="utf-8")
    assert cli.main(["suite", "export", str(suite.root), "--to", "else", str(tmp_path / "out")]) == 2


def test_what_cannot_be_exported(tiny_suite, tmp_path):
    with pytest.raises(OodmmsafeError, match="use one of lmms-eval, vlmevalkit"):
        export(tiny_suite, "else", tmp_path / "out")
    tiny_suite.picture_path(tiny_suite.cases[0]).write_bytes(b"<html>")
    with pytest.raises(PictureError):
        export(tiny_suite, "lmms-eval", tmp_path / "out")


def test_rates_are_those_of_the_summary(tmp_path):
    suite = make_suite(tmp_path, 4)
    naive, good = suite.cases[0].naive, suite.cases[0].good
    answers = dict(
        zip((case.id for case in suite.cases), [good, naive, naive, naive, good, good, FAILED, ""], strict=True)
    )
    found = rates(outcomes(json.dumps(to_json(case)), answers[case.id]) for case in suite.cases)
    judgements = {
        case.id: ReferenceJudge().judge(case, b"", answers[case.id])
        if answers[case.id] in (naive, good)
        else Judgement("reference", missing="no answer")
        for case in suite.cases
    }
    metrics = summarize(suite, judgements)["metrics"]
    assert found.pop("without_verdict") == 2 / 8
    assert found == {name: pytest.approx(metrics[name]["value"]) for name in found}
    assert found["R0"] == pytest.approx(1 / 3) and found["pair_accuracy"] == pytest.approx(1 / 3)


@pytest.mark.parametrize("response", [FAILED, "Failed to obtain answer via API. ", "", " \n", None, float("nan")])
def test_a_failure_is_no_answer(response, tiny_suite):
    case = tiny_suite.cases[0]
    found = outcomes(json.dumps(to_json(case)), response)
    assert found == {"without_verdict": 1, "pair_accuracy": {"pair": case.pair, "passes": None}}


def test_the_task_without_oodmmsafe_gives_no_verdict(tiny_suite, tmp_path, monkeypatch):
    export(tiny_suite, "lmms-eval", tmp_path / "out")
    for name in [name for name in sys.modules if name.partition(".")[0] == "oodmmsafe"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "oodmmsafe", None)
    spec = importlib.util.spec_from_file_location("exported_utils", tmp_path / "out" / "utils.py")
    utils = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(utils)
    doc = json.loads((tmp_path / "out" / "cases.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert utils.process_results(doc, ["Put them on the sill."]) == {"without_verdict": 1}
    assert utils.doc_to_visual(doc)[0].size == (64, 64)
