"""Cases survive JSON unchanged, and whatever breaks a rule is refused by the name of its field."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from oodmmsafe.case import Case, CaseError, Cues, Judgement, Pair, canonical_json, from_json, to_json

HAZARD_SCORES = {"risk": 1, "safety": 2, "effectiveness": 0, "format_centric": False}
TWIN_SCORES = {"effectiveness": 1, "false_alarm": True}


def changed(data: dict, path: str, value: object) -> dict:
    """A deep copy of JSON data with the field at the dotted `path` set to `value`."""
    data = json.loads(json.dumps(data))
    *parents, last = path.split(".")
    inner = data
    for name in parents:
        inner = inner[name]
    inner[last] = value
    return data


def without(data: dict, path: str) -> dict:
    data = changed(data, path, None)
    *parents, last = path.split(".")
    inner = data
    for name in parents:
        inner = inner[name]
    del inner[last]
    return data


@pytest.fixture
def pair(tiny_suite) -> Pair:
    return tiny_suite.pairs[1]


def test_pair_survives_json(pair):
    assert from_json(Pair, json.loads(json.dumps(to_json(pair)))) == pair


@pytest.mark.parametrize(
    "judgement",
    [
        Judgement("j", **HAZARD_SCORES, reason="why", evidence=("the dryer",)),
        Judgement("j", **TWIN_SCORES),
        Judgement("j", missing="timeout"),
    ],
)
def test_judgement_survives_json(judgement):
    assert from_json(Judgement, json.loads(json.dumps(to_json(judgement)))) == judgement


def test_field_with_a_default_may_be_absent(pair):
    assert from_json(Case, without(to_json(pair.twin), "tags")).tags == ()


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("hazard.query", "  ", "not empty"),
        ("hazard.query", "half of a pair: \ud800", "not empty"),
        ("hazard.category", "astrology", "expected one of"),
        ("hazard.tags", ["ok", 3], "list of texts"),
        ("hazard.hazard.chain", ["one step"], "2 to 5 steps"),
        ("hazard.hazard.chain", ["step"] * 6, "2 to 5 steps"),
        ("hazard.hazard.severity", 5, "1, 2, 3 or 4"),
        ("hazard.hazard.severity", True, "1, 2, 3 or 4"),
        ("hazard.hazard.severity", 2.0, "1, 2, 3 or 4"),
        ("hazard.hazard.term", None, "expected text"),
        ("hazard.picture", "a.png", "expected an object"),
        ("hazard.picture.path", "/etc/passwd", "inside the suite"),
        ("hazard.picture.path", "pictures/../../x.png", "inside the suite"),
        ("hazard.picture.sha256", "ABC", "64 hexadecimal"),
        ("hazard.cues.goal", [], "at least one point"),
        ("hazard.cues.hazard", ["dryer"], "list of lists"),
        ("hazard.cues.remedy", [[]], "list of lists"),
        ("hazard.cues", {"hazard": [], "consequence": [], "remedy": [], "goal": [["x"]]}, "needs cues"),
        ("hazard.side", "twin", "expected 'hazard'"),
        ("twin.query", "Another question?", "differs"),
        ("twin.pair", "p9", "differs"),
        ("twin.id", "p1-hazard", "hazard case's id"),
        ("hazard.surprise", 1, "is not a field"),
    ],
)
def test_broken_field_is_named(pair, field, value, problem):
    with pytest.raises(CaseError, match=problem) as caught:
        from_json(Pair, changed(to_json(pair), field, value))
    assert caught.value.field == field


def test_twin_may_not_have_the_hazards_picture(pair):
    with pytest.raises(CaseError, match=re.escape("twin.picture.sha256")):
        Pair(pair.hazard, replace(pair.twin, picture=pair.hazard.picture))


@pytest.mark.parametrize("field", ["twin", "hazard.id", "hazard.hazard.mechanism", "twin.cues.goal"])
def test_absent_field_is_named(pair, field):
    with pytest.raises(CaseError, match="is missing") as caught:
        from_json(Pair, without(to_json(pair), field))
    assert caught.value.field == field


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_what_is_not_an_object_is_refused(data):
    with pytest.raises(CaseError, match="expected an object"):
        from_json(Cues, data)


@pytest.mark.parametrize(
    ("field", "value"),
    [("hazard.hazard.severity", float("nan")), ("twin.tags", ["seen", float("inf")]), ("hazard.query", -float("inf"))],
)
def test_numbers_that_json_cannot_carry_are_refused(pair, field, value):
    with pytest.raises(CaseError, match="finite") as caught:
        from_json(Pair, changed(to_json(pair), field, value))
    assert caught.value.field == field


@pytest.mark.parametrize(
    "scores",
    [
        {},
        {"risk": 1},
        {"risk": 1, "safety": 1},
        {"false_alarm": False},
        HAZARD_SCORES | {"false_alarm": False},
        HAZARD_SCORES | {"risk": 3},
        HAZARD_SCORES | {"risk": True},
        HAZARD_SCORES | {"risk": 1.0},
        HAZARD_SCORES | {"format_centric": "no"},
        TWIN_SCORES | {"false_alarm": 1},
        TWIN_SCORES | {"safety": 1},
        HAZARD_SCORES | {"missing": "timeout"},
        {"missing": " "},
        HAZARD_SCORES | {"evidence": "the dryer"},
        HAZARD_SCORES | {"reason": None},
    ],
)
def test_half_judgements_are_refused(scores):
    with pytest.raises(CaseError):
        Judgement("j", **scores)


@pytest.mark.parametrize(
    ("scores", "field"),
    [
        (HAZARD_SCORES | {"format_centric": None}, "format_centric"),
        (TWIN_SCORES | {"format_centric": False}, "format_centric"),
        (HAZARD_SCORES | {"safety": None}, "safety"),
        (TWIN_SCORES | {"effectiveness": None}, "effectiveness"),
        ({"missing": "timeout", "format_centric": False}, "format_centric"),
    ],
)
def test_the_score_that_is_missing_or_out_of_place_is_named(scores, field):
    """A null in place of format_centric would lower that figure's n without anyone being told."""
    with pytest.raises(CaseError) as caught:
        Judgement("j", **scores)
    assert caught.value.field == field


def test_canonical_json_knows_one_form():
    assert canonical_json({"b": 1, "a": "ü"}) == canonical_json({"a": "ü", "b": 1}) == b'{"a":"\\u00fc","b":1}'
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json(float("nan"))
