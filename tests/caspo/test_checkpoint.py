"""The training folder: whole or not at all, and never someone else's."""

from __future__ import annotations

import json
import os
import resource

import pytest
import torch

from oodmmsafe.caspo.checkpoint import Checkpoint, CheckpointError, TrainingFolder
from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.errors import IncompleteError, OodmmsafeError

INPUTS = {"model": "weights", "suite": "0", "constitution": "look ahead"}


def config(tmp_path, **settings):
    return from_mapping({"model": "m", "suite": "s", "constitution": "nano", "out": str(tmp_path / "run")} | settings)


def checkpoint(updates=1, metrics_bytes=0, size=3):
    weights = {"w": torch.full((size,), float(updates))}
    return Checkpoint(updates, metrics_bytes, INPUTS, weights, {}, {"state": {}}, {"entropy": [1.0], "length": [2.0]})


@pytest.fixture
def begun(tmp_path):
    """The folder of a run with one update done and its metrics written."""
    folder = TrainingFolder(config(tmp_path))
    assert folder.load(INPUTS) is None
    folder.claim()
    folder.save(checkpoint(1, folder.append_metrics({"update": 1})))
    return folder


def test_the_last_checkpoint_comes_back_and_later_metrics_are_cut(tmp_path, begun):
    begun.append_metrics({"update": 2})
    reopened = TrainingFolder(config(tmp_path))
    loaded = reopened.load(INPUTS)
    assert loaded.updates == 1 and loaded.policy["w"].tolist() == [1.0, 1.0, 1.0]
    assert [json.loads(line) for line in (reopened.root / "metrics.jsonl").open()] == [{"update": 1}]


def test_metrics_shorter_than_the_checkpoint_counts_are_named_and_left_alone(tmp_path, begun):
    metrics = begun.root / "metrics.jsonl"
    metrics.write_text("{}\n")
    with pytest.raises(CheckpointError, match=r"metrics\.jsonl: is damaged \(3 bytes, by the last .* 14\)"):
        TrainingFolder(config(tmp_path)).load(INPUTS)
    assert metrics.read_text() == "{}\n"


def test_metrics_are_on_disk_before_the_checkpoint_that_counts_them(tmp_path, begun, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(os.fstat(number).st_size))
    assert synced == [] and begun.append_metrics({"update": 2}) == synced[0]


def test_a_run_with_other_settings_is_refused(tmp_path, begun):
    with pytest.raises(CheckpointError, match=r"config\.json: holds a run with another lambda, seed"):
        TrainingFolder(config(tmp_path, seed=1, **{"lambda": 0.9})).load(INPUTS)


def test_a_folder_without_a_checkpoint_may_be_taken_over(tmp_path):
    first = TrainingFolder(config(tmp_path, seed=0))
    first.load(INPUTS)
    first.claim()
    first.append_metrics({"update": 1})
    second = TrainingFolder(config(tmp_path, seed=1))
    assert second.load(INPUTS) is None
    second.claim()
    assert json.loads((second.root / "config.json").read_text())["seed"] == 1
    assert (second.root / "metrics.jsonl").read_bytes() == b""


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[1]", b"3"])
def test_damaged_settings_are_named(tmp_path, begun, damage):
    (begun.root / "config.json").write_bytes(damage)
    with pytest.raises(CheckpointError, match=r"config\.json: is missing or damaged"):
        TrainingFolder(config(tmp_path)).load(INPUTS)


@pytest.mark.parametrize("name", INPUTS)
def test_another_thing_under_the_same_name_is_refused(tmp_path, begun, name):
    with pytest.raises(CheckpointError, match=f"with another {name} under the name"):
        TrainingFolder(config(tmp_path)).load(INPUTS | {name: "other"})


def test_a_run_may_be_made_longer_but_not_shorter(tmp_path, begun):
    begun.save(checkpoint(3, 0))
    assert TrainingFolder(config(tmp_path, updates=20)).load(INPUTS).updates == 3
    with pytest.raises(CheckpointError, match="holds 3 updates, 'updates' asks for 2 only"):
        TrainingFolder(config(tmp_path, updates=2)).load(INPUTS)


def test_a_place_below_a_file_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OodmmsafeError, match=r"file/run: cannot be written: Not a directory; give another 'out'"):
        TrainingFolder(config(tmp_path, out=str(tmp_path / "file" / "run")))


def test_metrics_that_cannot_be_written_are_one_line(tmp_path):
    folder = TrainingFolder(config(tmp_path))
    (folder.root / "metrics.jsonl").mkdir()
    with pytest.raises(OodmmsafeError, match=r"metrics\.jsonl: cannot be written: Is a directory; give another 'out'"):
        folder.load(INPUTS)


def test_a_damaged_checkpoint_is_named(begun):
    last = begun.root / "checkpoints" / "last.pt"
    last.write_bytes(last.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match=r"last\.pt: is damaged"):
        begun.load(INPUTS)


@pytest.fixture
def hardly_any_room():
    """No file may grow beyond 64 KiB: what a full disk does, for this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_keeps_the_old_checkpoint(begun, hardly_any_room):
    with pytest.raises(IncompleteError, match=r"last\.pt: cannot be written .* same command") as caught:
        begun.save(checkpoint(2, size=100_000))
    assert caught.value.exit_code == 3
    assert begun.load(INPUTS).updates == 1
    assert [path.name for path in (begun.root / "checkpoints").iterdir()] == ["last.pt"]


def test_a_final_model_appears_whole_or_not_at_all(tmp_path):
    folder = TrainingFolder(config(tmp_path))

    def fail_half_way(partial):
        (partial / "config.json").write_text("{}")
        raise OSError(28, os.strerror(28))

    with pytest.raises(IncompleteError, match="No space left"):
        folder.save_final(fail_half_way, 3)
    assert not folder.final.exists() and not folder.has_final(3)
    final = folder.save_final(lambda partial: (partial / "config.json").write_text("{}"), 3)
    assert sorted(path.name for path in final.iterdir()) == ["config.json", "training.json"]
    assert folder.has_final(3) and not folder.has_final(4)
