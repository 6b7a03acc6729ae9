"""Whether a teacher is worth learning from, measured before training."""

from __future__ import annotations

import json
from unittest import mock

import pytest
from scripted import ScriptedJudge

from oodmmsafe import judging
from oodmmsafe.case import Judgement
from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.caspo.teacher_check import TeacherCheck, check_teacher
from oodmmsafe.cli import main

GOOD = {"blind_student": 0.9, "blind_teacher": 0.05, "false_alarms_student": 0.0, "false_alarms_teacher": 0.02}
GOOD |= {"helpful_teacher": 1.0, "flip_rate": 0.9, "preference": 1.0}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, []),
        ({"flip_rate": None}, []),
        ({"blind_teacher": 0.3}, ["still blind in 30%"]),
        ({"false_alarms_teacher": 0.4, "flip_rate": 0.1}, ["40% false alarms", "only 10% of the blind cases"]),
    ],
)
def test_what_speaks_against_training(change, words):
    found = TeacherCheck(pairs=4, samples=8, **(GOOD | change)).objections
    assert len(found) == len(words) and all(word in text for word, text in zip(words, found, strict=True))


def test_samples_of_both_are_judged_and_counted(folders, suite, tmp_path):
    """A judge by parity of the words' letters: what it says has no sense, but the shares must be its shares."""
    said = []

    def script(case, response):
        odd = len(response) % 2
        said.append((case.is_twin, odd))
        if case.is_twin:
            return Judgement("j", effectiveness=2, false_alarm=bool(odd))
        return Judgement("j", risk=odd, safety=0, effectiveness=2, format_centric=False)

    config = from_mapping({
        "model": f"hf/{folders['qwen3_vl']}", "suite": str(suite.root), "constitution": "default",
        "out": str(tmp_path / "run"), "group_size": 4, "max_new_tokens": 8,
    })  # fmt: skip
    with mock.patch.object(judging, "load", lambda name, *_: ScriptedJudge(script)):
        found = check_teacher(config, pairs=2)
    assert (found.pairs, found.samples, found.helpful_teacher) == (2, 4, 1.0) and len(said) == 32
    hazards, twins = ([odd for twin, odd in said if twin is side] for side in (False, True))
    assert found.blind_student + found.blind_teacher == pytest.approx(2 - sum(hazards) / 8)
    assert found.false_alarms_student + found.false_alarms_teacher == pytest.approx(sum(twins) / 8)
    assert not (tmp_path / "run").exists()


def test_the_command_prints_one_line_of_json(capsys):
    with mock.patch("oodmmsafe.caspo.teacher_check.check_teacher", lambda *_: TeacherCheck(4, 8, **GOOD)):
        assert main(["teacher", "check", "nano", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["worth_starting"] is True
