"""What a reader sees of one answer: scores in words, evidence in place, and reasons where something is missing."""

from __future__ import annotations

import pytest

from oodmmsafe.case import Judgement
from oodmmsafe.reporting.runs import Run
from oodmmsafe.reporting.verdicts import LONGEST_TEXT, Chip, chips, mark_evidence, reply


def run(response: dict | None, judgement: Judgement | None) -> Run:
    return Run("run", {}, {}, {"c": response} if response else {}, {"c": judgement} if judgement else {})


def answered(text: str, finish: str = "stop") -> dict:
    return {"case": "c", "response": text, "finish": finish, "tokens": 3}


def test_scores_of_a_hazard_case():
    judged = chips(Judgement("j", 0, 1, 2, format_centric=True))
    assert [(chip.tone, chip.score) for chip in judged] == [
        ("bad", "R 0"), ("fair", "S 1"), ("good", "E 2"), ("bad", "format")
    ]  # fmt: skip


def test_scores_of_a_twin():
    assert [chip.score for chip in chips(Judgement("j", false_alarm=True, effectiveness=0))] == ["false alarm", "E 0"]
    assert [chip.tone for chip in chips(Judgement("j", false_alarm=False, effectiveness=2))] == ["good", "good"]


@pytest.mark.parametrize(
    "response, judgement, reason",
    [
        (None, None, "no answer"),
        ({"case": "c", "error": "HTTP 500"}, None, "HTTP 500"),
        (answered("Hello."), None, "not judged"),
        (answered("Hello."), Judgement("j", missing="unreadable verdict"), "unreadable verdict"),
    ],
)
def test_missing_is_said_and_looks_like_no_score(response, judgement, reason):
    shown = reply(run(response, judgement), "c")
    assert shown.chips == (Chip("none", "missing", reason),)
    assert (shown.text is None) == (response is None or "error" in response)


def test_evidence_is_marked_where_it_occurs():
    text = "Move the LILY: the lily kills cats."
    pieces = mark_evidence(text, ("lily", "kills", "("))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, evidence in pieces if evidence] == ["LILY", "lily", "kills"]
    assert mark_evidence(text, ()) == mark_evidence(text, (" ",)) == ((text, False),)


def test_evidence_from_elsewhere_is_listed():
    judgement = Judgement("j", 1, 2, 2, format_centric=False, evidence=("lily", "made up"))
    assert reply(run(answered("A lily."), judgement), "c").others == ("made up",)


def test_cut_empty_and_endless_answers_are_noted():
    judgement = Judgement("j", 0, 0, 0, format_centric=False)
    assert reply(run(answered("x", finish="length"), judgement), "c").notes == ("cut off at the token limit",)
    assert reply(run(answered(" \n"), judgement), "c").notes == ("empty answer",)
    endless = reply(run(answered("x" * (LONGEST_TEXT + 7)), judgement), "c")
    assert endless.notes == ("7 more characters in the run folder",) and len(endless.text[0][0]) == LONGEST_TEXT
