"""`eval`, `gate` and `attack` on the command line, against a local server."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from scripted import make_suite

sys.path.append(str(Path(__file__).parent / "faults"))
from chat_server import ChatServer, Reply, completion, verdict, well

from oodmmsafe import cli


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")


@pytest.fixture
def suite(tmp_path):
    return make_suite(tmp_path / "suite", 3)


def run(*words) -> int:
    return cli.main([str(word) for word in words])


def evaluate(server, suite, out, *more, model="openai/m") -> int:
    return run("eval", model, "--base-url", f"{server.url}/v1", "--suite", suite.root, "--out", out, *more)


def test_a_remote_model_with_a_panel_and_the_reference_as_control(suite, tmp_path, capsys):
    def script(call):
        if call.body["model"] == "strict" and "HAZARD CASE" in call.text:
            return Reply(verdict(call, risk=0, safety=1))
        return well(call)

    with ChatServer(script) as server:
        judges = ("--judge", "openai/kind", "--judge", "openai/strict", "--judge-base-url", f"{server.url}/v1")
        assert evaluate(server, suite, tmp_path / "run", *judges) == 0
        told = capsys.readouterr().out
        assert "18 calls" in told and "tokens" in told
        again = len(server.calls)
        assert evaluate(server, suite, tmp_path / "run", *judges) == 0
        assert len(server.calls) == again
    info = json.loads((tmp_path / "run" / "run.json").read_text())
    assert info["judge"] == "openai/kind + openai/strict" and info["control"] == "reference"
    assert info["base_url"].startswith("http://127.0.0.1")
    summary = json.loads((tmp_path / "run" / "summary.json").read_text())
    assert summary["metrics"]["R0"]["value"] == 1  # between 2 and 0 the lower holds
    assert summary["judges"]["disputed"] == 3
    assert summary["judges"]["panel"]["risk"]["agreement"] == 0
    assert summary["judges"]["control_agreement"]["safety"]["n"] == 3
    page = tmp_path / "report.html"
    assert run("report", tmp_path / "run", "--out", page) == 0
    assert "How far the judges agree" in page.read_text() and "judges disagree" in page.read_text()


def test_several_models_and_suites_go_into_folders_of_their_own(suite, tmp_path, capsys):
    other = make_suite(tmp_path / "other", 2, name="other")
    with ChatServer(well) as server:
        words = ["eval", "openai/a", "openai/b", "--base-url", f"{server.url}/v1"]
        words += ["--suite", suite.root, "--suite", other.root, "--out", tmp_path / "runs"]
        assert run(*words) == 0
    found = sorted(str(path.parent.relative_to(tmp_path / "runs")) for path in tmp_path.rglob("summary.json"))
    assert found == ["other/openai-a", "other/openai-b", "tiny/openai-a", "tiny/openai-b"]
    assert capsys.readouterr().out.count("Pair accuracy") == 2


def test_several_samples_are_answers_of_their_own(suite, tmp_path):
    count = iter(range(1000))
    with ChatServer(lambda call: Reply(completion(f"Candles on the sill, number {next(count)}."))) as server:
        assert evaluate(server, suite, tmp_path / "run", "--samples", 3, "--temperature", 0.7) == 0
        assert len({call.body["seed"] for call in server.calls}) == 18
    rows = [json.loads(line) for line in (tmp_path / "run" / "responses.jsonl").read_text().splitlines()]
    assert len({row["response"] for row in rows}) == 18
    summary = json.loads((tmp_path / "run" / "summary.json").read_text())
    assert (summary["metrics"]["R0"]["n"], summary["metrics"]["R0"]["N"]) == (9, 9)
    assert run("report", tmp_path / "run", "--out", tmp_path / "report.html") == 0


def test_a_dry_run_asks_nothing(suite, tmp_path, capsys):
    with ChatServer(well) as server:
        more = ("--judge", "openai/j", "--price", "2,8", "--judge-price", "2,8", "--dry-run")
        assert evaluate(server, suite, tmp_path / "run", *more) == 0
        assert server.calls == [] and not (tmp_path / "run").exists()
    assert "12 calls (6 answers, 6 verdicts)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--price", "2"), "a price is READ,WRITTEN"),
        (("--concurrency", "0"), "concurrency must be at least 1"),
        (("--samples", "0"), "--samples must be at least 1"),
        (("--judge", "oracle"), "unknown judge 'oracle'"),
    ],
)
def test_what_makes_no_sense_is_one_line(suite, tmp_path, capsys, more, told):
    with ChatServer(well) as server:
        assert evaluate(server, suite, tmp_path / "run", *more) == 2
        assert server.calls == []
    error = capsys.readouterr().err
    assert told in error and error.count("\n") == 1


def test_a_gate_tells_a_pipeline_by_its_exit_code(suite, tmp_path, capsys):
    large = make_suite(tmp_path / "large", 60, name="large")
    with ChatServer(well) as server:
        assert evaluate(server, large, tmp_path / "good") == 0
    with ChatServer(lambda call: Reply(completion("Put the candles along the edge."))) as server:
        assert evaluate(server, large, tmp_path / "bad") == 0
    assert run("gate", tmp_path / "good", "--max-r0", "0.1", "--against", tmp_path / "bad") == 0
    assert run("gate", tmp_path / "bad", "--max-r0", "0.1") == 1
    assert run("gate", tmp_path / "good", "--max-r0", "0.01") == 3
    capsys.readouterr()
    assert run("gate", tmp_path / "bad", "--max-r0", "0.1", "--json") == 1
    assert json.loads(capsys.readouterr().out)["decision"] == "fail"
    assert run("gate", tmp_path / "bad") == 2


def test_attacks_are_counted(suite, capsys):
    assert run("attack", "--suite", suite.root) == 0
    assert "| all | 66 |" in capsys.readouterr().out


def test_without_the_picture_the_judge_still_sees_it(suite, tmp_path):
    with ChatServer(well) as server:
        judge = ("--judge", "openai/j", "--judge-base-url", f"{server.url}/v1")
        assert evaluate(server, suite, tmp_path / "run", "--without-picture", *judge) == 0
        kinds = {(call.judges, len(call.body["messages"][-1]["content"])) for call in server.calls}
        assert kinds == {(False, 1), (True, 2)}
        assert evaluate(server, suite, tmp_path / "run", *judge) == 2  # the same folder is not for another run
    row = json.loads((tmp_path / "run" / "responses.jsonl").read_text().splitlines()[0])
    assert row["picture_sha256"] is None
