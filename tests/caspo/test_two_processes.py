"""Two processes against one: shares, sums, sharded weights, and a run that goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from oodmmsafe.caspo.world import World
from oodmmsafe.errors import OodmmsafeError

HERE = Path(__file__).parent


def launch(script: Path, *arguments: str) -> None:
    """Run a script in two processes that talk by gloo. Raises with their output if one of them fails."""
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", str(script)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([*sys.path, str(HERE)]), "OMP_NUM_THREADS": "1"}
    done = subprocess.run([*command, *arguments], env=env, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr


def worlds(size):
    found = []
    for rank in range(size):
        world = World()
        world.size, world.rank = size, rank
        found.append(world)
    return found


def test_groups_are_shared_out_by_what_they_take():
    costs = [10, 90, 20, 80, 50, 50]
    shares = [world.share(costs) for world in worlds(2)]
    assert sorted(shares[0] + shares[1]) == list(range(6)) and len(shares[0]) == len(shares[1]) == 3
    assert abs(sum(costs[i] for i in shares[0]) - sum(costs[i] for i in shares[1])) <= 20
    assert World().share(costs) == list(range(6))


def test_prompts_that_cannot_be_shared_are_refused():
    with pytest.raises(OodmmsafeError, match="4 prompts per update cannot be shared among 3"):
        worlds(3)[0].share([1] * 4)


@pytest.mark.parametrize(("family", "lora"), [("qwen3_vl", 0), ("qwen2_5_vl", 4)])
def test_gradients_of_two_processes_are_those_of_one(folders, suite, tmp_path, family, lora):
    """The same groups, scored whole, shared out between two copies, and between two that hold half of the layers."""
    launch(HERE / "gradients_in_world.py", str(folders[family]), str(suite.root), str(lora), str(tmp_path))
    one, copies, sharded = (torch.load(tmp_path / f"{name}.pt") for name in ("one", "copies", "sharded"))
    assert one.keys() == copies.keys() == sharded.keys()
    for name, gradient in one.items():
        for other in (copies[name], sharded[name]):
            assert (other - gradient).norm() <= 1e-4 * gradient.norm() + 1e-9, name


@pytest.mark.parametrize(("shard", "lora"), [(True, 0), (False, 4)])
def test_a_run_in_two_processes_resumes_and_leaves_one_model(folders, suite, tmp_path, shard, lora):
    def config(name, updates):
        settings = {
            "model": f"hf/{folders['qwen3_vl']}", "suite": str(suite.root), "constitution": "default",
            "out": str(tmp_path / name), "updates": updates, "prompts_per_update": 4, "group_size": 3,
            "max_new_tokens": 6, "learning_rate": 1e-3, "teacher": "ema", "shard": shard, "lora_rank": lora,
            "checkpoint_every": 1,
        }  # fmt: skip
        file = tmp_path / f"{name}-{updates}.toml"
        file.write_text("\n".join(f"{key} = {json.dumps(value)}" for key, value in settings.items()))
        return str(file)

    launch(HERE / "train_in_world.py", config("whole", 2))
    launch(HERE / "train_in_world.py", config("parts", 1))
    launch(HERE / "train_in_world.py", config("parts", 2))
    name = "adapter_model.safetensors" if lora else "model.safetensors"
    whole, parts = (load_file(tmp_path / run / "final" / name) for run in ("whole", "parts"))
    assert whole.keys() == parts.keys() and all(torch.equal(whole[key], parts[key]) for key in whole)
    lines = [json.loads(line) for line in (tmp_path / "whole" / "metrics.jsonl").open()]
    assert [line["update"] for line in lines] == [1, 2] and all(len(line["prompts"]) == 4 for line in lines)
    assert all(line["sampler_gap_max"] <= 2e-5 for line in lines)
