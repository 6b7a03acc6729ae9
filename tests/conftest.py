"""Fixtures that more than one part's tests use."""

from __future__ import annotations

import pytest
from scripted import ScriptedJudge, ScriptedModel, make_suite

from oodmmsafe.suites import Suite


@pytest.fixture
def tiny_suite(tmp_path) -> Suite:
    """Three pairs with pictures of 64 x 64 pixels, in a folder of the test's own."""
    return make_suite(tmp_path / "tiny-suite")


@pytest.fixture
def scripted_model() -> ScriptedModel:
    """A model that answers everything, two requests at a time, and remembers what it was asked."""
    return ScriptedModel()


@pytest.fixture
def scripted_judge() -> ScriptedJudge:
    """A judge that passes everything and remembers what it judged."""
    return ScriptedJudge()
