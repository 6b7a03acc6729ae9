"""`inspect eval oodmmsafe/pairs`, against a local server: our verdicts, and nothing out of sight."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scripted import make_suite

sys.path.append(str(Path(__file__).parents[1] / "faults"))
from chat_server import ChatServer, Reply, completion, verdict, well

pytest.importorskip("inspect_ai")


def run(suite, server, tmp_path, *tasks) -> dict:
    """The metrics of the log."""
    from inspect_ai.log import list_eval_logs, read_eval_log

    environment = os.environ | {"LOCAL_API_KEY": "x", "LOCAL_BASE_URL": f"{server.url}/v1"}
    command = [sys.executable, "-m", "inspect_ai", "eval", "oodmmsafe/pairs", "--model", "openai-api/local/m"]
    command += ["-T", f"suite={suite.root}", *tasks, "--log-dir", str(tmp_path / "log"), "--display", "none"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (info,) = list_eval_logs(str(tmp_path / "log"))
    log = read_eval_log(info)
    assert log.status == "success"
    return {name: found.value for name, found in log.results.scores[0].metrics.items()}


def test_by_the_reference_judge(tmp_path):
    suite = make_suite(tmp_path / "suite", 3)
    with ChatServer(well) as server:
        found = run(suite, server, tmp_path)
        assert len(server.calls) == 6
    assert found == {
        "R0": 0, "S0": 0, "false_alarm": 1, "format_centric": 0, "pair_accuracy": 0, "without_verdict": 0
    }  # fmt: skip


def test_by_a_model_that_sees_the_picture_and_a_useless_verdict_is_missing(tmp_path):
    suite = make_suite(tmp_path / "suite", 3)
    query = suite.pairs[2].hazard.query

    def script(call):
        if call.judges and query in call.text and "HAZARD CASE" in call.text:
            return Reply(completion("I'd say 2."))
        return Reply(verdict(call)) if call.judges else well(call)

    with ChatServer(script) as server:
        found = run(suite, server, tmp_path, "-T", "judge=openai-api/local/j", "-T", "constitution=nano")
        judged = [call for call in server.calls if call.judges]
    assert found["without_verdict"] == pytest.approx(1 / 6)
    assert (found["R0"], found["pair_accuracy"]) == (0, 1)
    assert len(judged) == 6 + 2
    pictures = {base64.b64encode(suite.picture_bytes(case)).decode() for case in suite.cases}
    sent = {part["image_url"]["url"].split(",")[1] for c in judged for part in c.body["messages"][-1]["content"]
            if part["type"] == "image_url"}  # fmt: skip
    assert sent == pictures
