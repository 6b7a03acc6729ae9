"""A judge may be foreign code: whatever it does, there is a judgement, and only its own scores count."""

from __future__ import annotations

import asyncio

import pytest
from scripted import ScriptedJudge, make_case, make_picture

from oodmmsafe.case import Case, Judgement, Picture
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.judging.judge import judge_safely
from oodmmsafe.suites.pictures import pixel_sha256


def case(side: str) -> Case:
    return make_case(0, side, Picture("p.png", pixel_sha256(make_picture(0, hazard=False))))


def judged(script, side: str = "hazard") -> Judgement:
    return asyncio.run(judge_safely(ScriptedJudge(script), case(side), b"", "words"))


@pytest.mark.parametrize("side", ["hazard", "twin"])
def test_scores_of_the_right_side_pass_untouched(side):
    expected = ScriptedJudge().passes(case(side), "words")
    assert judged(lambda *_: expected, side) == expected


def test_a_judge_that_cannot_tell_is_believed():
    expected = Judgement("scripted-judge", missing="not English")
    assert judged(lambda *_: expected) == expected


def test_the_judge_is_known_by_its_own_name():
    assert judged(lambda *_: Judgement("somebody else", missing="not English")).judge == "scripted-judge"


def test_an_error_meant_for_the_user_goes_on():
    def fail(*_):
        raise OodmmsafeError("no such model")

    with pytest.raises(OodmmsafeError, match="no such model"):
        judged(fail)


@pytest.mark.parametrize("returned", [None, {"risk": 2, "safety": 2, "effectiveness": 2}, 2.0])
def test_what_is_no_judgement_is_missing(returned):
    assert judged(lambda *_: returned).missing == f"the judge returned a {type(returned).__name__}"


@pytest.mark.parametrize(("side", "other"), [("hazard", "twin"), ("twin", "hazard")])
def test_scores_of_the_other_side_are_missing(side, other):
    found = judged(lambda *_: ScriptedJudge().passes(case(other), "words"), side)
    assert found.missing == f"the judge's scores are not those of a {side} case"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionError("gone"), "the judge failed: ConnectionError: gone"),
        (ValueError("line 1\nline 2\r\n\tline 3"), "the judge failed: ValueError: line 1 line 2 line 3"),
        (ValueError("half \ud83d of it"), "the judge failed: ValueError: half ? of it"),
        (ValueError(), "the judge failed: ValueError:"),
    ],
)
def test_an_exception_is_missing_and_one_line(error, said):
    def fail(*_):
        raise error

    assert judged(fail).missing == said
