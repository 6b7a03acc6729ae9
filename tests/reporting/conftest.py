"""A fabricated suite with three runs and a training, made once; runs that a test makes for itself."""

from __future__ import annotations

from pathlib import Path

import fabricated
import pytest

from oodmmsafe.suites import Suite


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """A folder with suite/, runs/ and train/; tests read it and do not write."""
    root = tmp_path_factory.mktemp("made")
    fabricated.make_runs(root / "runs", fabricated.make_suite(root / "suite"))
    fabricated.make_training(root / "train")
    return root


@pytest.fixture(scope="session")
def run_folders(made) -> list[Path]:
    return [made / "runs" / label for label in fabricated.SKILLS]


@pytest.fixture
def small_suite(tmp_path) -> Suite:
    """Two pairs in a folder of the test's own."""
    return fabricated.make_suite(tmp_path / "suite", 2)
