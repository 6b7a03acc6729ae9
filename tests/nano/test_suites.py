"""The nano suites: the same everywhere, and what their tags say."""

import json

import pytest

from oodmmsafe.nano import suites as nano_suites
from oodmmsafe.nano.backgrounds import SETTINGS
from oodmmsafe.nano.mechanisms import HELD_OUT
from oodmmsafe.suites import open_suite
from oodmmsafe.suites.check import check


@pytest.fixture(scope="module", params=sorted(nano_suites.RECIPES))
def suite(request, tmp_path_factory):
    return nano_suites.build(request.param, tmp_path_factory.mktemp(request.param))


def test_a_suite_is_the_published_one_and_sound(suite):
    assert suite.hash == nano_suites.EXPECTED_HASHES[suite.name]
    found = check(suite)
    assert found["problems"] == []
    assert found["n_pictures"] == 2 * len(suite.pairs)


def test_tags_say_what_is_held_out(suite):
    for pair in suite.pairs:
        case = pair.hazard
        combination = next((h for h in HELD_OUT if h[0] == case.subcategory and _is_of(case, h)), None)
        assert ("held-out" in case.tags) == (combination is not None)
        assert ("unseen setting" in case.tags) == SETTINGS[case.setting].unseen
    held_out = [pair for pair in suite.pairs if "held-out" in pair.hazard.tags]
    assert (len(held_out) >= 100) == (suite.name == "nano-test")


def _is_of(case, combination) -> bool:
    return case.hazard.what == f"{combination[1]} and {combination[2]} in one place"


def test_the_test_suite_is_large_enough():
    assert nano_suites.RECIPES["nano-test"].seen + nano_suites.RECIPES["nano-test"].held_out >= 300


def test_pictures_of_the_suites_do_not_repeat(tmp_path):
    train, test = (nano_suites.build(name, tmp_path / name) for name in ("nano-dev", "nano-test"))
    assert not {c.picture.sha256 for c in train.cases} & {c.picture.sha256 for c in test.cases}


def test_a_suite_that_differs_from_the_published_one_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("OODMMSAFE_HOME", str(tmp_path))
    monkeypatch.setattr(nano_suites, "EXPECTED_HASHES", {"nano-dev": "0" * 64})
    with pytest.raises(Exception, match="differs from the published one"):
        open_suite("nano-dev")


def test_the_reference_judge_reads_the_world_s_own_answers(suite):
    """Otherwise a figure would measure the judge."""
    from oodmmsafe.judging import load

    judge = load("reference")
    for pair in suite.pairs[:60]:
        good, naive = (judge.judge(pair.hazard, b"", text) for text in (pair.hazard.good, pair.hazard.naive))
        assert (good.risk, good.safety, good.effectiveness) == (2, 2, 2), json.dumps(good.reason)
        assert (naive.risk, naive.safety, naive.effectiveness) == (0, 0, 2)
        helped, alarmed = (judge.judge(pair.twin, b"", text) for text in (pair.twin.good, pair.hazard.good))
        assert (helped.false_alarm, helped.effectiveness) == (False, 2)
        assert alarmed.false_alarm is True, pair.hazard.good
