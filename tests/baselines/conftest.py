"""Tiny models and a suite for short runs of TRL's trainers."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from oodmmsafe import judging

NEEDS_TRL = pytest.mark.skipif(
    find_spec("trl") is None or find_spec("datasets") is None,
    reason="TRL trains here and is not installed: pip install 'oodmmsafe[baselines]'",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the fixture `trl` is skipped without it."""
    for item in items:
        if "trl" in getattr(item, "fixturenames", ()):
            item.add_marker(NEEDS_TRL)


@pytest.fixture
def trl():
    """That TRL is there."""


@pytest.fixture(scope="session", autouse=True)
def all_on_one_thread(one_thread):
    """Every test here runs tiny models."""


@pytest.fixture
def configure(tmp_path, folders, suite):
    """Makes settings of a kind for three steps on two examples each; keyword arguments change them."""

    def settings(kind, family="qwen3_vl", **more):
        places = {"model": f"hf/{folders[family]}", "suite": str(suite.root), "out": str(tmp_path / "run")}
        return kind(**places | dict(epochs=1, batch_size=2, learning_rate=1e-2, warmup=0) | more)

    return settings


@pytest.fixture
def judge_by(monkeypatch):
    """Makes a judge the one that every name gives."""
    return lambda judge: monkeypatch.setattr(judging, "load", lambda name, *_: judge)
