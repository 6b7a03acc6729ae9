"""The benchmark against TRL, as a user runs it, on a model so small that its times mean nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "benchmarks" / "update_vs_trl.py"
SMALLEST = {"group-sizes": 2, "updates": 1, "hidden": 32, "layers": 1, "constitution-tokens": 40, "new-tokens": 4}


@pytest.mark.skipif(find_spec("trl") is None, reason="TRL comes with the 'bench' extra only")
def test_both_trainers_do_the_same_work_and_are_timed():
    """The command prints one line; both looked at the pictures, and their log-probabilities agree."""
    options = [f"--{name}={value}" for name, value in SMALLEST.items()]
    run = subprocess.run([sys.executable, SCRIPT, "--json", *options], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    (line,) = run.stdout.splitlines()
    (result,) = json.loads(line)["results"]

    rollouts, passes = 2 * 2, 4  # 2 cases of 2 responses; TRL encodes for sampling, teacher, student and loss
    assert result["response_tokens"] == rollouts * 4
    assert result["trl"]["pictures_encoded"] == rollouts * passes
    assert result["ours"]["pictures_encoded"] == 2
    check = result["check"]
    assert max(check["teacher_logp_difference"], check["student_logp_difference"]) < 1e-4
    assert check["mean_teacher_gap"] > 1e-2, "the constitution must show, or the check could not fail"
    for name in ("trl", "ours"):
        timed = result[name]
        assert timed["cpu"] == pytest.approx(sum(timed["cpu_by_phase"].values()), abs=0.01)
        assert min(timed["cpu_by_phase"][phase] for phase in ("sample", "teacher", "learn", "step")) >= 0
    assert result["ratio"] == pytest.approx(result["trl"]["cpu"] / result["ours"]["cpu"], rel=0.05)
