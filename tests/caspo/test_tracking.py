"""Metrics for those who watch."""

from __future__ import annotations

import sys
from unittest import mock

import pytest

from oodmmsafe.caspo import tracking
from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.caspo.tracking import make_tracker, scalars
from oodmmsafe.errors import OodmmsafeError


def config(tmp_path, track):
    return from_mapping({"model": "m", "suite": "s", "constitution": "nano", "out": str(tmp_path), "track": track})


def test_numbers_are_named_by_their_place_and_nothing_else_is_kept():
    metrics = {"update": 2, "loss": 0.5, "stepped": True, "outcome": None, "alarms": ["x"], "seconds": {"learn": 1.5}}
    assert scalars(metrics) == {"update": 2.0, "loss": 0.5, "stepped": 1.0, "seconds/learn": 1.5}


def test_tensorboard_files_are_written(tmp_path):
    pytest.importorskip("tensorboard")
    tracker = make_tracker(config(tmp_path, "tensorboard"))
    tracker.log({"update": 1, "loss": 0.5})
    tracker.close()
    assert list((tmp_path / "tensorboard").glob("events*"))


def test_weights_and_biases_gets_every_update(tmp_path):
    wandb = mock.MagicMock()
    with mock.patch.dict(sys.modules, wandb=wandb), mock.patch.object(tracking, "find_spec", lambda name: True):
        tracker = make_tracker(config(tmp_path, "wandb"))
        tracker.log({"update": 3, "loss": 0.5})
        tracker.close()
    wandb.init.return_value.log.assert_called_once_with({"update": 3.0, "loss": 0.5}, step=3)


def test_a_missing_package_is_named(tmp_path):
    with mock.patch.object(tracking, "find_spec", lambda name: None), pytest.raises(OodmmsafeError, match="track"):
        make_tracker(config(tmp_path, "wandb"))
