"""Token shifts: log-probabilities as a model gives them, words as they are cut and tagged, sums by hand."""

from __future__ import annotations

import numpy as np
import pytest
import tiny_models
from said import FOUND

from oodmmsafe import models
from oodmmsafe.analysis import speech, tokens
from oodmmsafe.analysis.finding import AnalysisError
from oodmmsafe.analysis.scoring import Scorer
from oodmmsafe.analysis.speech import classes_by_speech, classes_by_token, words_of
from oodmmsafe.analysis.tokens import Shifts, by_kind, most_moved
from oodmmsafe.models.contract import Request
from oodmmsafe.models.local import LocalModel


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("tiny")
    tiny_models.save(root)
    return root


@pytest.fixture(scope="module")
def scorer(folder):
    return Scorer(folder)


def spans(text: str, *pieces: str) -> list[tuple[int, int]]:
    """Where the pieces, which follow each other, stand in the text."""
    found, end = [], 0
    for piece in pieces:
        start = text.index(piece, end)
        end = start + len(piece)
        found.append((start, end))
    return found


def test_parts_of_speech_of_whole_words_reach_their_tokens():
    pytest.importorskip("HanTa")
    text = "Watch out: the dryer can't stay on the tub."
    cut = spans(text, "Wa", "tch", " out", ":", " the", " dry", "er", " ca", "n't", " stay", " on", " the", " tub", ".")
    assert classes_by_speech(text, cut) == [
        "verb", "verb", "adverb", "punctuation", "determiner", "noun", "noun", "modal verb", "negation", "verb",
        "preposition", "determiner", "noun", "punctuation",
    ]  # fmt: skip
    assert words_of(text, cut)[:3] == ["watch", "watch", "out"] and words_of("a  b", [(1, 2)]) == [""]


def test_cannot_is_two_words():
    pytest.importorskip("HanTa")
    assert classes_by_speech("It cannot burn.", spans("It cannot burn.", "cannot"))[0] == "modal verb"


def test_without_hanta_the_line_says_what_to_do(monkeypatch):
    monkeypatch.setattr(speech, "find_spec", lambda name: None)
    speech._tagger.cache_clear()
    with pytest.raises(AnalysisError, match=r"pip install 'oodmmsafe\[analysis\]', or give --by class"):
        classes_by_speech("A word.", [(0, 1)])


def test_the_trainers_classes():
    text = "Be careful, the lily"
    assert classes_by_token(text, spans(text, "Be", " careful", ",", " the", " lily")) == [
        "function", "caution", "punctuation", "function", "content",
    ]  # fmt: skip


def test_scores_are_those_of_the_whole_chat_token_by_token(scorer, suite):
    """Each token is asked for by a forward of its own; all at once must say the same."""
    case = suite.pairs[0].hazard
    picture, cut = suite.picture_bytes(case), scorer.cut("The cat could chew it.")
    whole = scorer.logp(case.query, picture, "Look ahead.", cut.ids, ended=True)
    assert whole.shape == (len(cut.ids) + 1,) and (whole < 0).all()
    for place in range(1, len(cut.ids) + 1):
        part = scorer.logp(case.query, picture, "Look ahead.", cut.ids[:place], ended=False)
        np.testing.assert_allclose(part, whole[:place], atol=1e-4)
    other = scorer.logp(case.query, suite.picture_bytes(suite.pairs[1].hazard), "Look ahead.", cut.ids, ended=True)
    assert np.abs(other - whole).max() > 1e-3, "the picture must matter"
    assert scorer.logp(case.query, None, None, cut.ids, ended=True).shape == whole.shape


def test_a_greedy_answer_is_the_likeliest_to_its_own_model(suite, one_thread):
    case, nano = suite.pairs[0].hazard, models.folder_of("nano")
    picture, scorer = suite.picture_bytes(case), Scorer(nano)
    request = Request(case.id, case.query, picture, None, max_new_tokens=6, temperature=0.0, seed=0)
    (answer,) = LocalModel("nano", nano).answer([request])
    ids = scorer.cut(answer.text).ids
    own = scorer.logp(case.query, picture, None, ids, ended=False)
    for place in range(len(ids)):
        other = [*ids[:place], (ids[place] + 1) % 1000]
        assert scorer.logp(case.query, picture, None, other, ended=False)[-1] < own[place]


def test_classes_are_summed_by_hand():
    shifts = Shifts(
        shift=np.array([1.0, 3.0, -4.0, 0.0]),
        kind=np.array(["noun", "noun", "verb", "end"]),
        word=np.array(["cat", "lily", "put", ""]),
        pair=np.array([0, 1, 0, 1]),
    )
    rows = {row["class"]: row for row in by_kind(shifts)}
    assert rows["noun"]["shift"].value == 2 and rows["verb"]["shift"].value == -4
    assert [rows[kind]["movement"] for kind in ("noun", "verb", "end")] == [0.5, 0.5, 0]
    assert [rows[kind]["tokens"] for kind in ("noun", "verb", "end")] == [0.5, 0.25, 0.25]


def test_words_that_moved_most():
    shift = np.array([2.0] * 5 + [-1.0] * 5 + [9.0])
    word = np.array(["watch"] * 5 + ["put"] * 5 + ["once"])
    found = most_moved(Shifts(shift, word, word, np.zeros(11)))
    assert found == (["watch"], ["put"])


def test_a_run_is_read_by_two_readers(make_run, folder, one_thread):
    run = make_run("run", [FOUND] * 8, model=f"hf/{folder}")
    found = tokens.tokens(run, constitution="nano", by="class", most_pairs=2)
    assert {row["class"] for row in found.rows} >= {"content", "end"}
    assert sum(row["tokens"] for row in found.rows) == pytest.approx(1)
    assert found.notes[0].endswith("with constitution nano, on the answers of run.")
    same = tokens.tokens(run, other=f"hf/{folder}", by="class", most_pairs=1)
    assert all(row["shift"].value == 0 for row in same.rows), "a model shifts nothing against itself"


def test_what_cannot_be_compared_is_refused(make_run, folder):
    run = make_run("run", [FOUND] * 8, model=f"hf/{folder}")
    with pytest.raises(AnalysisError, match="give --other MODEL, --constitution NAME"):
        tokens.tokens(run)
    with pytest.raises(AnalysisError, match="behind a server"):
        tokens.tokens(make_run("far", [FOUND] * 8, model="openai/far"), constitution="nano")
    with pytest.raises(AnalysisError, match="cut words into different tokens"):
        tokens.tokens(run, other="nano", by="class", most_pairs=1)
    silent = make_run("silent", [FOUND] * 8, {}, model=f"hf/{folder}")
    with pytest.raises(AnalysisError, match="has no answers"):
        tokens.tokens(silent, constitution="nano", by="class")
