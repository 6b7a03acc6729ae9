"""The training folder: whole or not at all, and never someone else's."""

from __future__ import annotations

import json
import os
import resource

import pytest
import torch

from oodmmsafe.caspo.checkpoint import Checkpoint, CheckpointError, TrainingFolder
from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.errors import IncompleteError


def config(tmp_path, **settings):
    return from_mapping({"model": "m", "suite": "s", "constitution": "nano", "out": str(tmp_path / "run")} | settings)


def checkpoint(updates=1, metrics_bytes=0, size=3):
    weights = {"w": torch.full((size,), float(updates))}
    return Checkpoint(
        updates, metrics_bytes, {"suite": "0"}, weights, {}, {"state": {}}, {"entropy": [1.0], "length": [2.0]}
    )


def test_the_last_checkpoint_comes_back_and_later_metrics_are_cut(tmp_path):
    folder = TrainingFolder(config(tmp_path))
    assert folder.load() is None
    folder.save(checkpoint(1, folder.append_metrics({"update": 1})))
    folder.append_metrics({"update": 2})
    reopened = TrainingFolder(config(tmp_path))
    loaded = reopened.load()
    assert loaded.updates == 1 and loaded.policy["w"].tolist() == [1.0, 1.0, 1.0]
    assert [json.loads(line) for line in (reopened.root / "metrics.jsonl").open()] == [{"update": 1}]


def test_a_run_with_other_settings_is_refused(tmp_path):
    TrainingFolder(config(tmp_path))
    with pytest.raises(CheckpointError, match=r"config\.json: holds a run with another lambda, seed"):
        TrainingFolder(config(tmp_path, seed=1, **{"lambda": 0.9}))


def test_a_run_may_be_made_longer(tmp_path):
    TrainingFolder(config(tmp_path, updates=10))
    assert TrainingFolder(config(tmp_path, updates=20)).load() is None


def test_a_damaged_checkpoint_is_named(tmp_path):
    folder = TrainingFolder(config(tmp_path))
    folder.save(checkpoint())
    last = folder.root / "checkpoints" / "last.pt"
    last.write_bytes(last.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match=r"last\.pt: is damaged"):
        folder.load()


@pytest.fixture
def hardly_any_room():
    """No file may grow beyond 64 KiB: what a full disk does, for this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_keeps_the_old_checkpoint(tmp_path, hardly_any_room):
    folder = TrainingFolder(config(tmp_path))
    folder.save(checkpoint(1))
    with pytest.raises(IncompleteError, match=r"last\.pt\.partial: cannot be written .* same command") as caught:
        folder.save(checkpoint(2, size=100_000))
    assert caught.value.exit_code == 3
    assert folder.load().updates == 1


def test_a_final_model_appears_whole_or_not_at_all(tmp_path):
    folder = TrainingFolder(config(tmp_path))

    def fail_half_way(partial):
        (partial / "config.json").write_text("{}")
        raise OSError(28, os.strerror(28))

    with pytest.raises(IncompleteError, match="No space left"):
        folder.save_final(fail_half_way)
    assert not folder.final.exists()
    final = folder.save_final(lambda partial: (partial / "config.json").write_text("{}"))
    assert [path.name for path in final.iterdir()] == ["config.json"]
