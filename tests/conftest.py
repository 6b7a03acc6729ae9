"""Fixtures that more than one part's tests use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of tiny random models, by family."""
    import tiny_models  # torch and transformers, which most parts' tests do without

    root = tmp_path_factory.mktemp("models")
    for family in tiny_models.FAMILIES:
        tiny_models.save(root / family, family)
    return {family: root / family for family in tiny_models.FAMILIES}


@pytest.fixture(scope="session")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    """Three pairs that tests only read."""
    return make_suite(tmp_path_factory.mktemp("suite"))


@pytest.fixture(scope="session")
def one_thread() -> Iterator[None]:
    """Tiny products are slower on two threads, and waiting for a busy core makes them slower still."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
