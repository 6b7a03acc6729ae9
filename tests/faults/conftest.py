"""A bench for runs against a failing server, whose waits are short."""

from __future__ import annotations

import pytest
from bench import Bench

from oodmmsafe.models import calling


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Waits are as many as ever, but short."""
    monkeypatch.setattr(calling, "FIRST_WAIT", 0.002)
    monkeypatch.setattr(calling, "LONGEST_WAIT", 0.01)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path, 6)
