"""What changes with the picture, and what the words alone give away."""

from __future__ import annotations

import random

import numpy as np
import pytest
from said import FOUND, MISSED

from oodmmsafe.analysis.finding import AnalysisError
from oodmmsafe.analysis.swap import compared, edit_distance, similarity, swap
from oodmmsafe.analysis.text_only import contrast, text_only
from oodmmsafe.evaluation.statistics import wilson_interval


def levenshtein(first, second) -> int:
    """The table of the textbook."""
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(second, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (one != other))
    return row[-1]


def test_the_distance_is_levenshteins():
    rng = random.Random(0)
    for _ in range(300):
        first, second = ([rng.choice("abc") for _ in range(rng.randint(0, 70))] for _ in range(2))
        assert edit_distance(first, second) == levenshtein(first, second)


def test_similarity_counts_words_and_marks():
    assert similarity("Put it there.", "put  it\nthere.") == 1
    assert similarity("Put it there.", "Put it there!") == 0.75
    assert similarity("", "") == 1 and similarity("", "word") == 0 and similarity("one", "two") == 0


def test_changes_of_a_group():
    found = compared(np.array([1.0, 0.5, np.nan, 0.0]))
    assert found["changed"] == wilson_interval(2, 3) and found["similarity"].value == 0.5
    assert (found["n"], found["owed"]) == (3, 4)


def test_swap_by_hand(make_run, suite):
    answers = {case.id: case.naive for case in suite.cases}
    for pair in suite.pairs[:4]:
        answers[pair.hazard.id] = pair.hazard.good
    del answers[suite.pairs[7].twin.id]
    found = swap(make_run("run", [FOUND] * 4 + [MISSED] * 4, answers))
    every, missed, named = found.rows
    assert every["changed"] == wilson_interval(4, 7) and (every["n"], every["owed"]) == (7, 8)
    assert missed["changed"].value == 0 and missed["similarity"].value == 1 and named["changed"].value == 1
    assert found.notes == []
    warm = swap(make_run("warm", [FOUND] * 8, generation={"temperature": 0.7}))
    default = swap(make_run("default", [FOUND] * 8, generation={"temperature": None}))
    assert "not recorded" in default.notes[0]
    assert "temperature 0.7" in warm.notes[0] and [row["group"] for row in warm.rows] == ["all", "hazard named"]


def test_a_contrast_is_paired():
    seen, unseen = np.array([0.0, 0, 1, np.nan]), np.array([1.0, 1, 1, 1])
    (row,) = contrast({"R0": seen}, {"R0": unseen})
    assert row["seen"] == wilson_interval(1, 3) and row["unseen"] == wilson_interval(4, 4)
    assert row["change"].value == pytest.approx(2 / 3) and row["n"] == 3 and row["holm"] == row["p"] == 0.5


def test_text_only_compares_the_two_runs(make_run):
    seen = make_run("seen", [FOUND] * 8)
    blind = make_run("blind", [MISSED] * 8, with_picture=False, model="another")
    found = text_only(seen, blind)
    assert found.rows[0]["figure"].startswith("R0") and found.rows[0]["change"].value == 1
    assert found.notes == ["The runs are of two models: another and nano."]


def test_runs_that_were_asked_otherwise_are_refused(make_run):
    seen, blind = make_run("seen", [FOUND] * 8), make_run("blind", [MISSED] * 8, with_picture=False)
    with pytest.raises(AnalysisError, match="was asked without pictures; give the run with them first"):
        text_only(blind, seen)
    with pytest.raises(AnalysisError, match="was asked with pictures"):
        text_only(seen, seen)
    with pytest.raises(AnalysisError, match="none was swapped"):
        swap(blind)
