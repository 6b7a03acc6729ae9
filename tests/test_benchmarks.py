"""The benchmark against TRL: what is published of it, our side alone and, where TRL is installed, the whole command.

All runs here are on a model so small that its times mean nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
SCRIPT = BENCHMARKS / "update_vs_trl.py"
PHASES = {"encode", "sample", "teacher", "learn", "step"}
SMALLEST = {"group-sizes": 2, "updates": 1, "hidden": 32, "layers": 1, "constitution-tokens": 40, "new-tokens": 4}


@pytest.fixture(scope="module")
def published() -> dict:
    return json.loads((BENCHMARKS / "results" / "update_vs_trl.json").read_text(encoding="utf-8"))


def test_the_published_numbers_reach_the_goal_and_were_checked(published):
    by_size = {result["group_size"]: result for result in published["results"]}
    assert by_size[16]["ratio"] >= 4
    for result in by_size.values():
        assert result["ratio"] == pytest.approx(result["trl"]["cpu"] / result["ours"]["cpu"], abs=0.01)
        check = result["check"]
        assert max(check["teacher_logp_difference"], check["student_logp_difference"]) < 1e-4
        assert check["mean_teacher_gap"] > 0.1, "the constitution must show, or the check could not fail"


def test_the_page_says_what_was_measured(published, monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    from tables import table

    page = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    assert table(published) in page
    assert f"`{published['commit']}`" in page
    prose = " ".join(page.split())
    for name in ("ratio_wall", "ratio_without_student_pass"):
        assert ", ".join(f"{r[name]:.1f} (G = {r['group_size']})" for r in published["results"]) in prose


def test_our_side_alone(tmp_path, monkeypatch):
    """One update without TRL: every phase is timed, both pictures are seen, and no response ends early."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    import ours
    import tiny

    world = tiny.build(tmp_path, tiny.Size(hidden=32, layers=1, constitution_tokens=40, new_tokens=4))
    side = ours.Ours(ours.config(world, group_size=2))
    updated, tokens = side.trainer.update, []

    def update(number):
        metrics = updated(number)
        tokens.append(metrics["tokens"])
        return metrics

    monkeypatch.setattr(side.trainer, "update", update)
    lap = side.update(0)
    assert set(lap.cpu) == set(lap.wall) == PHASES | {"rest"}
    assert lap.cpu["learn"] > 0 and lap.wall["sample"] > 0
    assert side.tower.take() == 2
    assert tokens == [2 * 2 * 4]


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
        assert set(timed["cpu_by_phase"]) >= PHASES
    assert result["ratio"] == pytest.approx(result["trl"]["cpu"] / result["ours"]["cpu"], rel=0.05)
