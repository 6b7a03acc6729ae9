"""The exported folders in lmms-eval and VLMEvalKit themselves, against a local server; skipped where they are not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from scripted import make_suite

sys.path.append(str(Path(__file__).parents[1] / "faults"))
from chat_server import ChatServer, Reply, completion, well

from oodmmsafe import cli
from oodmmsafe.adapters.export import export

EXPECTED = {"R0": 0, "S0": 0, "format_centric": 0, "false_alarm": 1, "without_verdict": pytest.approx(1 / 6)}


def refusing(query: str):
    """Answers all but the first request with that query, whichever side of the pair it is, however often it comes."""
    refused = []

    def script(call):
        if query in call.text and (not refused or call.body["messages"] == refused[0]):
            refused.append(call.body["messages"])
            return Reply(completion(None), status=400)
        return well(call)

    return script


def run(command: list[str], tmp_path: Path) -> None:
    environment = os.environ | {"OPENAI_API_KEY": "x", "HF_HUB_OFFLINE": "1", "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    environment |= {"HF_HOME": str(tmp_path / "hf"), "LMUData": str(tmp_path / "lmu")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def missing_when_judged(answers: Path, suite, tmp_path) -> int:
    arguments = ["judge", str(answers), "--suite", str(suite.root), "--out", str(tmp_path / "run")]
    assert cli.main(arguments) == 3
    return len(json.loads((tmp_path / "run" / "summary.json").read_bytes())["missing"])


@pytest.mark.skipif(find_spec("lmms_eval") is None, reason="lmms-eval is not installed")
def test_in_lmms_eval(tmp_path):
    suite = make_suite(tmp_path / "suite", 3)
    export(suite, "lmms-eval", tmp_path / "task")
    with ChatServer(refusing(suite.cases[0].query)) as server:
        model = f"model=m,base_url={server.url}/v1,num_concurrent=1,max_retries=1"
        command = ["-m", "lmms_eval", "--include_path", str(tmp_path / "task"), "--tasks", "oodmmsafe_pairs"]
        command += ["--model", "openai", "--model_args", model, "--log_samples", "--output_path", str(tmp_path / "out")]
        run([sys.executable, *command], tmp_path)
    (results,) = (tmp_path / "out").rglob("*_results.json")
    found = json.loads(results.read_bytes())["results"]["oodmmsafe_pairs"]
    assert {name: found[f"{name},none"] for name in EXPECTED} == EXPECTED
    (samples,) = (tmp_path / "out").rglob("*_samples_oodmmsafe_pairs.jsonl")
    assert missing_when_judged(samples, suite, tmp_path) == 1


def vlmevalkit_script() -> Path | None:
    """VLMEvalKit's `run.py`, which lies beside the package in a clone of its repository."""
    spec = find_spec("vlmeval")
    script = spec and Path(spec.origin).parents[1] / "run.py"
    return script if script and script.is_file() else None


@pytest.mark.skipif(vlmevalkit_script() is None, reason="VLMEvalKit is not installed from a clone")
def test_in_vlmevalkit(tmp_path):
    suite = make_suite(tmp_path / "suite", 3)
    export(suite, "vlmevalkit", tmp_path / "task")
    with ChatServer(refusing(suite.cases[0].query)) as server:
        command = [str(tmp_path / "task" / "run_with_oodmmsafe.py"), str(vlmevalkit_script())]
        command += ["--data", "oodmmsafe_pairs", "--model", "m", "--base-url", f"{server.url}/v1", "--retry", "1"]
        run([sys.executable, *command, "--api-nproc", "1", "--work-dir", str(tmp_path / "out")], tmp_path)
    (answers,) = (tmp_path / "out").glob("m/T*/*.answers.jsonl")
    (status,) = (tmp_path / "out").glob("m/T*/status.json")
    found = json.loads(status.read_bytes())["datasets"]["oodmmsafe_pairs"]["metrics"]
    assert found == EXPECTED | {"pair_accuracy": 0}
    assert missing_when_judged(answers, suite, tmp_path) == 1
