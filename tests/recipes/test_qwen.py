"""The recipes for real models, end to end on tiny ones of their families."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from oodmmsafe.caspo.config import load

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "recipes" / "qwen"


@pytest.mark.parametrize("recipe", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_recipe_is_understood(recipe):
    assert load(recipe).suite == "oodmmsafe-train"


@pytest.mark.parametrize(("recipe", "gpus"), [("qwen3-vl-4b", 1), ("qwen2.5-vl-7b", 2)])
def test_a_recipe_runs_from_data_to_report(tmp_path, recipe, gpus):
    command = [sys.executable, str(RECIPES / "run.py"), str(RECIPES / f"{recipe}.toml"), "--dry-run"]
    done = subprocess.run([*command, "--out", str(tmp_path), "--gpus", str(gpus)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    training = tmp_path / "training"
    metrics = [json.loads(line) for line in (training / "metrics.jsonl").open()]
    assert [line["update"] for line in metrics] == [1, 2] and all(line["stepped"] for line in metrics)
    summaries = [json.loads((training / run / "summary.json").read_text()) for run in ("before", "after")]
    assert all(summary["complete"] for summary in summaries)
    assert (training / "report.html").stat().st_size > 10_000
    assert list((training / "tensorboard").glob("events*"))
