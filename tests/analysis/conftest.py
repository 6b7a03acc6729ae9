"""A fabricated suite with three runs, made once, and a maker of runs whose every answer and verdict is known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import fabricated
import pytest
from said import CALM

from oodmmsafe.suites import Suite


@pytest.fixture(scope="session")
def suite(tmp_path_factory) -> Suite:
    """Eight pairs: four of physical safety at 3 steps, two of ecology at 4, two of privacy at 2."""
    return fabricated.make_suite(tmp_path_factory.mktemp("suite"), 8)


@pytest.fixture
def make_run(suite, tmp_path) -> Callable[..., Path]:
    """make_run(name, hazards, answers, **info): hazard verdicts in the pairs' order (None: none), all twins calm.

    answers: by case id; the naive ones by default.  info: what run.json says otherwise.
    """

    def make(name, hazards, answers=None, **info) -> Path:
        verdicts = {pair.hazard.id: one for pair, one in zip(suite.pairs, hazards, strict=True) if one}
        verdicts |= {pair.twin.id: CALM for pair in suite.pairs}
        naive = {case.id: case.naive for case in suite.cases}
        folder = fabricated.write_run(tmp_path / name, suite, naive if answers is None else answers, verdicts)
        manifest = folder / "run.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | info))
        return folder

    return make
