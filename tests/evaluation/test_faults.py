"""The machine fails: a process is killed, a disk is full. Nothing that was stored is lost or paid for twice."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from scripted import ScriptedJudge, ScriptedModel, make_suite

from oodmmsafe.errors import IncompleteError
from oodmmsafe.evaluation import files, journal
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.models.contract import Answer

BATCH = 4

SLOW_RUN = """
import os, sys, time
from pathlib import Path
from scripted import ScriptedJudge, ScriptedModel
from oodmmsafe.models.contract import Answer
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.suites import folder

calls = os.open(sys.argv[3], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def answer(request):
    os.write(calls, f"answer {request.case_id}\\n".encode())
    time.sleep(0.003)
    return Answer(f"answer to {request.case_id}", "stop", 3)

def judge(case, response):
    os.write(calls, f"judge {case.id}\\n".encode())
    time.sleep(0.003)
    return ScriptedJudge().passes(case, response)

suite, out = folder.load(sys.argv[1]), Path(sys.argv[2])
evaluate(ScriptedModel(answer, batch_size=int(sys.argv[4])), suite, ScriptedJudge(judge), out)
"""


def start(suite_root: Path, out: Path, calls: Path) -> subprocess.Popen:
    command = [sys.executable, "-c", SLOW_RUN, suite_root, out, calls, str(BATCH)]
    paths = [str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)})


def kill_after(process: subprocess.Popen, path: Path, rows: int) -> None:
    """kill -9 once `path` holds that many rows."""
    deadline = time.monotonic() + 60
    while not path.exists() or path.read_bytes().count(b"\n") < rows:
        assert process.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def test_killed_run_goes_on_and_repeats_only_what_was_in_flight(tmp_path):
    """Killed twice while it asks and twice while it judges, at whatever moment the kill arrives."""
    suite = make_suite(tmp_path / "suite", n_pairs=30)
    out, calls = tmp_path / "run", tmp_path / "calls.txt"
    kills = [("responses.jsonl", 9), ("responses.jsonl", 31), ("judgements.jsonl", 11), ("judgements.jsonl", 40)]
    for name, rows in kills:
        kill_after(start(suite.root, out, calls), out / name, rows)
        assert not (out / "summary.json").exists()
    assert start(suite.root, out, calls).wait() == 0

    summary = json.loads((out / "summary.json").read_text())
    assert summary["complete"]
    assert summary["metrics"]["pair_accuracy"]["N"] == 30
    counted = Counter(calls.read_text().splitlines())
    assert counted.keys() == {f"{kind} {case.id}" for kind in ("answer", "judge") for case in suite.cases}
    repeated = Counter({call: n - 1 for call, n in counted.items() if n > 1})
    assert sum(n for call, n in repeated.items() if call.startswith("answer")) <= 2 * BATCH
    assert sum(n for call, n in repeated.items() if call.startswith("judge")) <= 2
    for name in ("responses.jsonl", "judgements.jsonl"):
        rows = [json.loads(line) for line in (out / name).read_text().splitlines()]
        assert [row["case"] for row in rows] == [case.id for case in suite.cases]


def test_torn_last_answer_is_asked_again_alone(tiny_suite, tmp_path):
    evaluate(ScriptedModel(), tiny_suite, ScriptedJudge(), tmp_path / "run")
    path = tmp_path / "run" / "responses.jsonl"
    path.write_bytes(path.read_bytes()[:-7])
    model, judge = ScriptedModel(), ScriptedJudge()
    assert evaluate(model, tiny_suite, judge, tmp_path / "run")["complete"]
    assert model.asked == ["p2-twin"]
    assert judge.judged == []  # the same answer came back, and it is judged already


def full_disk(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_full_disk_while_answers_are_stored(tiny_suite, tmp_path, monkeypatch, call):
    out = tmp_path / "run"

    def script(request):
        if request.case_id == "p1-hazard":
            monkeypatch.setattr(journal.os, call, full_disk)
            monkeypatch.setattr(journal, "SYNC_INTERVAL", 0)
        return Answer("yes", "stop", 1)

    with pytest.raises(
        IncompleteError, match=r"responses\.jsonl: cannot be written: No space left on device; \d rows"
    ) as caught:
        evaluate(ScriptedModel(script), tiny_suite, ScriptedJudge(), out)
    assert caught.value.exit_code == 3
    monkeypatch.undo()
    model = ScriptedModel()
    assert evaluate(model, tiny_suite, ScriptedJudge(), out)["complete"]
    assert {"p0-hazard", "p0-twin"}.isdisjoint(model.asked)


def test_full_disk_while_the_summary_is_written(tiny_suite, tmp_path, monkeypatch):
    out = tmp_path / "run"

    def judge(case, response):
        monkeypatch.setattr(files, "write_text", full_disk)
        return ScriptedJudge().passes(case, response)

    with pytest.raises(IncompleteError, match=r"summary\.json: cannot be written: No space left on device"):
        evaluate(ScriptedModel(), tiny_suite, ScriptedJudge(judge), out)
    assert sorted(path.name for path in out.iterdir()) == ["judgements.jsonl", "responses.jsonl", "run.json"]
    monkeypatch.undo()
    model = ScriptedModel()
    assert evaluate(model, tiny_suite, ScriptedJudge(), out)["complete"]
    assert model.asked == []


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 64 KiB."""
    place = tmp_path / "small-disk"
    place.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("mounting a small file system needs root")
    yield place
    subprocess.run(["umount", place], check=True)


def test_disk_that_is_really_full(tmp_path, small_disk):
    suite = make_suite(tmp_path / "suite", n_pairs=10)
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(20_000))
    model = ScriptedModel(lambda request: Answer("x" * 5_000, "stop", 1), batch_size=2)
    with pytest.raises(IncompleteError, match="No space left on device"):
        evaluate(model, suite, ScriptedJudge(), small_disk / "run")
    stored = (small_disk / "run" / "responses.jsonl").read_text().splitlines()
    assert 0 < len(stored) < 20
    assert all(json.loads(line)["response"] == "x" * 5_000 for line in stored)

    ballast.unlink()
    again = ScriptedModel(lambda request: Answer("short", "stop", 1))
    assert evaluate(again, suite, ScriptedJudge(), small_disk / "run")["complete"]
    assert again.asked == [case.id for case in suite.cases[len(stored) :]]
