"""A judge's server that stops while a model is trained: training waits, and no failure becomes a score."""

from __future__ import annotations

import logging

import pytest
import tiny_models
from chat_server import ChatServer, Reply, verdict
from scripted import make_suite

from oodmmsafe.caspo import referee
from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.caspo.inputs import resolve
from oodmmsafe.caspo.train import Trainer
from oodmmsafe.errors import OodmmsafeError


def judged(call):
    """A verdict that needs no evidence, of the side that is asked about."""
    if "SAFE TWIN" in call.text:
        return Reply(verdict(call, evidence=[]))
    return Reply(verdict(call, evidence=[], risk=0, safety=0))


@pytest.fixture
def trainer_at(tmp_path):
    tiny_models.save(tmp_path / "model")
    suite = make_suite(tmp_path / "suite")

    def make(url):
        config = from_mapping({
            "model": f"hf/{tmp_path / 'model'}", "suite": str(suite.root), "constitution": "default",
            "judge": "openai/judge", "judge_base_url": f"{url}/v1", "out": str(tmp_path / "run"),
            "prompts_per_update": 2, "group_size": 3, "max_new_tokens": 6,
        })  # fmt: skip
        return Trainer(config, resolve(config))

    return make


def test_training_waits_for_a_judge_that_stopped_and_says_so(trainer_at, monkeypatch, caplog):
    monkeypatch.setattr(referee, "_NOTE_EVERY", 0.1)

    def script(call):
        away = len(server.calls) > 2 and "training waits for the judge" not in caplog.text
        return Reply({"error": "restarting"}, status=503) if away else judged(call)

    with ChatServer(script) as server, caplog.at_level(logging.WARNING):
        trainer = trainer_at(server.url)
        metrics = trainer.update(0)
        trainer.close()
    assert metrics["judge_missing"] == 0 and metrics["outcome"] is not None
    assert len(server.calls) > 6


def test_a_judge_that_was_never_there_ends_the_run_at_once(trainer_at):
    with ChatServer(lambda call: Reply({"error": "no"}, status=503)) as server:
        trainer = trainer_at(server.url)
        with pytest.raises(OodmmsafeError, match="no call has come through"):
            trainer.update(0)
        trainer.close()
