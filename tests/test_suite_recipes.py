"""The scripts in recipes/suite: what they compute, without the models that they load."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "recipes" / "suite"))

import choose_mini
import nearest_queries
import state
from scripted import make_suite

from oodmmsafe import suites


def test_nearest_pairs_come_first_and_once():
    angles = np.radians([0, 10, 90, 95])
    vectors = np.column_stack([np.cos(angles), np.sin(angles)])
    found = nearest_queries.nearest(vectors, 2)
    assert [(i, j) for _, i, j in found] == [(2, 3), (0, 1)]
    assert found[0][0] == pytest.approx(np.cos(np.radians(5)))


def test_the_mini_suite_is_balanced_and_the_same_each_time(tmp_path):
    suite = make_suite(tmp_path / "suite")
    assert choose_mini.choose(suite.pairs, 2) == choose_mini.choose(suite.pairs, 2)
    chosen = choose_mini.choose(suite.pairs, 2)
    categories = [pair.hazard.category for pair in suite.pairs if pair.id in chosen]
    assert len(chosen) == 2 and len(set(categories)) == 2
    assert choose_mini.choose(suite.pairs, 99) == sorted(pair.id for pair in suite.pairs)


def test_the_data_sheet_says_where_the_suite_stands():
    page = state.PAGE.read_text(encoding="utf-8")
    assert state._MARKED.search(page)[0] == state.state(suites.open_suite("oodmmsafe-455"))
