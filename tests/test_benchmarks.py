"""The benchmarks: what is published of them, and small runs of the commands; against TRL where that is installed.

All runs here are on a model so small that its times mean nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import torch

from oodmmsafe.caspo import prefix
from oodmmsafe.caspo.plan import shapes
from oodmmsafe.caspo.prefix import BACKENDS

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


def test_published_rollouts_reach_the_goal_and_were_checked(monkeypatch):
    """Three times faster than `generate` on G rows; the page also says how far that is from its other ways."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    from rollout import table

    published = json.loads((BENCHMARKS / "results" / "rollout.json").read_text(encoding="utf-8"))
    page = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    assert table(published) in page
    assert f"`{published['commit']}`" in page
    for result in published["results"]:
        assert result["group_size"] < 16 or result["ratio"]["rows"] >= 3
        for how, ratio in result["ratio"].items():
            assert ratio == pytest.approx(result["cpu"][how] / result["cpu"]["ours"], abs=0.01)
        assert all(one["mean"] < 1e-5 and one["largest"] < 1e-4 for one in result["logp_differences"].values())


def test_rollouts_of_all_samplers_are_checked_and_timed():
    sizes = ["--group-sizes=2", "--new-tokens=4", "--repeats=1", "--hidden=32", "--layers=1"]
    (result,) = json.loads(_run("rollout.py", *sizes))["results"]
    everybody = {"ours", "rows", "sequences", "static"}
    assert set(result["logp_differences"]) == set(result["cpu"]) == set(result["wall"]) == everybody
    assert set(result["ratio"]) == everybody - {"ours"}


def test_rollouts_of_another_distribution_are_caught(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import rollout
    import tiny

    rollouts = rollout.Rollouts(tiny.build(tmp_path, tiny.Size(32, 1, constitution_tokens=40, new_tokens=4)))
    responses, logp = rollouts.ours(2, 4)
    rollouts.differences(responses, logp, 4)
    with pytest.raises(RuntimeError, match="differ"):
        rollouts.differences(responses, logp * 0.99, 4)
    with pytest.raises(RuntimeError, match="has not 5 tokens"):
        rollouts.differences(responses, logp, 5)


def test_the_update_for_a_gpu_runs_dry():
    """All paths score alike, and all that can learn on a CPU are timed, with checkpointing and without."""
    report = json.loads(_run("gpu_update.py", "--tiny", "--repeats=1"))
    for check in report["checks"].values():
        assert set(BACKENDS) < set(check["differences"])
        assert all(difference["largest"] < 1e-5 for difference in check["differences"].values())
        assert check["mean_teacher_gap"] > 0.1, "the constitution must show, or the check could not fail"
    assert len(report["checks"]) == 2
    timed = {(one["checkpointing"], one["path"]) for one in report["results"] if "seconds" in one}
    learning = {"naive, 1 at once", "naive, 4 at once", *BACKENDS} - {"flex"}
    assert timed == {(checkpointing, path) for checkpointing in (False, True) for path in learning}


def test_a_leak_among_siblings_stops_the_update_for_a_gpu(monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import gpu_update

    bench = gpu_update.Bench(gpu_update.TINY, checkpointing=False)
    naive, *_, mask = (path for path in gpu_update.paths(gpu_update.TINY) if path.name != "flex")
    bench.check([naive, mask])
    monkeypatch.setattr(prefix, "dense_mask", lambda row: torch.ones(row.length, row.length, dtype=torch.bool).tril())
    with pytest.raises(RuntimeError, match="mask: log-probabilities differ"):
        bench.check([naive, mask])


def test_the_random_model_has_the_published_sizes(monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import random_qwen

    published = shapes.PUBLISHED["qwen3-vl-4b"]
    config = random_qwen.configuration(published)
    made = shapes.from_config(config.to_dict(), "made", "here")
    assert (made.text, made.vision) == (published.text, published.vision)
    assert config.text_config.rope_parameters["mrope_section"] == [24, 20, 20]
    assert list(config.vision_config.deepstack_visual_indexes) == [5, 11, 17]


def _run(script: str, *options: str) -> str:
    """What a benchmark prints with --json."""
    command = [sys.executable, BENCHMARKS / script, "--json", *options]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout
