"""What is learnt from, and what is left out: by models and judges that do as they are told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from scripted import ScriptedJudge, ScriptedModel, make_picture, png

from oodmmsafe import constitutions, models
from oodmmsafe.baselines import cold_start, examples
from oodmmsafe.baselines.answers import AnswersError
from oodmmsafe.baselines.settings import ColdStart, Dpo
from oodmmsafe.case import Judgement
from oodmmsafe.caspo.questions import QuestionError
from oodmmsafe.errors import IncompleteError
from oodmmsafe.models.contract import Answer, ModelError

LAW = constitutions.load("nano").text


def silent(line: str) -> None:
    """Nobody listens."""


def test_sft_takes_all_good_answers_to_the_students_prompt(suite):
    selection = examples.good_answers(suite)
    assert [(one.id, one.chosen) for one in selection.examples] == [(case.id, case.good) for case in suite.cases]
    assert all(one.system == "" and one.rejected is None for one in selection.examples)
    assert selection.told() == "6 examples (3 hazard, 3 twin); left out: none"


def test_dpo_rejects_the_naive_answer_and_on_twins_the_hazards_warning(suite, configure):
    selection = examples.preferences(configure(Dpo), suite)  # the reference judge
    by_id = {one.id: one for one in selection.examples}
    for pair in suite.pairs:
        hazard, twin = by_id[pair.hazard.id], by_id[pair.twin.id]
        assert (hazard.chosen, hazard.rejected) == (pair.hazard.good, pair.hazard.naive)
        assert (twin.chosen, twin.rejected) == (pair.twin.good, pair.hazard.good)


def test_dpo_leaves_out_twins_without_a_false_alarm_and_says_so(suite, configure, judge_by):
    judge = ScriptedJudge()
    judge_by(judge)
    selection = examples.preferences(configure(Dpo), suite)
    assert judge.judged == [(pair.twin.id, pair.hazard.good) for pair in suite.pairs]
    assert {one.source for one in selection.examples} == {"hazard"}
    assert selection.told() == "3 examples (3 hazard); left out: 3 twins without a false alarm to reject"


@pytest.fixture
def cast(monkeypatch, configure):
    """Puts scripted models in the places of student and stronger model, and gives settings that name them."""

    def put(student, stronger=None, **more):
        named = {"openai/strong": stronger, configure(ColdStart, constitution="nano", answers="a").model: student}
        bases = {}

        def load(name, *, base_url):
            bases[name] = base_url
            return named[name]

        monkeypatch.setattr(models, "load", load)
        source = {"stronger": "openai/strong"} if stronger else {}
        return configure(ColdStart, constitution="nano", **source | more), bases

    return put


def test_a_cold_start_mixes_two_sources(suite, cast, judge_by):
    student, stronger = ScriptedModel(name="student"), ScriptedModel(name="stronger")
    judge_by(ScriptedJudge())
    settings, bases = cast(student, stronger, stronger_base_url="http://there/v1")
    selection = cold_start.select(settings, suite, silent)
    assert sorted(stronger.asked) == [pair.hazard.id for pair in suite.pairs]
    assert sorted(student.asked) == [pair.twin.id for pair in suite.pairs]
    assert {request.system for request in stronger.requests} == {LAW}, "the stronger model reads the constitution"
    assert {request.system for request in student.requests} == {None}, "the student answers as it always does"
    assert {one.system for one in selection.examples} == {LAW}, "the teacher reads it in all of its prompts"
    assert {one.id: one.chosen for one in selection.examples} == {c.id: f"answer to {c.id}" for c in suite.cases}
    assert bases["openai/strong"] == "http://there/v1" and not selection.left_out
    cold_start.select(settings, suite, silent)
    assert len(stronger.requests) == len(student.requests) == 3, "what is answered is not asked again"


def test_what_would_teach_the_wrong_thing_is_left_out_and_counted(suite, cast, judge_by):
    def verdict(case, response):
        if case.id == "p1-hazard":
            return Judgement("j", risk=0, safety=0, effectiveness=2, format_centric=False)
        if case.id == "p1-twin":
            return Judgement("j", effectiveness=0, false_alarm=True)
        if case.id == "p2-twin":
            return Judgement("j", missing="who knows")
        return ScriptedJudge().passes(case, response)

    judge_by(ScriptedJudge(verdict))
    cut = ScriptedModel(lambda request: Answer("...", "length" if request.case_id == "p0-hazard" else "stop", 3))
    settings, _ = cast(ScriptedModel(), cut)
    selection = cold_start.select(settings, suite, silent)
    assert [one.id for one in selection.examples] == ["p2-hazard", "p0-twin"]
    assert selection.left_out == {
        cold_start.CUT_OFF: 1, cold_start.BLIND: 1, cold_start.FALSE_ALARM: 1, cold_start.UNJUDGED: 1
    }  # fmt: skip


def test_answers_from_a_file(suite, cast, judge_by, tmp_path):
    judge_by(ScriptedJudge())
    file = tmp_path / "answers.jsonl"
    lines = [{"id": "p0-hazard", "text": "mind the dryer"}, {"id": "p1-hazard", "text": ""}]
    file.write_text("\n".join(map(json.dumps, lines)) + "\n\n")
    settings, _ = cast(ScriptedModel(), answers=str(file))
    selection = cold_start.select(settings, suite, silent)
    assert [one.chosen for one in selection.examples if one.source == "hazard"] == ["mind the dryer"]
    assert selection.left_out == {cold_start.NO_ANSWER: 2}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "p0-twin", "text": "x"}', "line 1: 'p0-twin' is no hazard case"),
        ('{"id": "p0-hazard"}', 'line 1: expected an object with the texts "id" and "text"'),
        ("nonsense", "line 1: expected an object"),
    ],
)
def test_a_wrong_line_of_answers_is_named(suite, cast, tmp_path, line, told):
    file = tmp_path / "answers.jsonl"
    file.write_text(line)
    settings, _ = cast(ScriptedModel(), answers=str(file))
    with pytest.raises(AnswersError, match=told):
        cold_start.select(settings, suite, silent)


def test_a_failed_answer_is_asked_again_by_the_next_call(suite, cast, judge_by):
    judge_by(ScriptedJudge())
    failing = ScriptedModel(lambda r: ModelError("no") if r.case_id == "p1-hazard" else Answer("yes", "stop", 1))
    settings, _ = cast(ScriptedModel(), failing)
    with pytest.raises(IncompleteError, match="1 answers of scripted are missing, the last: no; run the same"):
        cold_start.select(settings, suite, silent)
    mended = ScriptedModel()
    settings, _ = cast(ScriptedModel(), mended)
    assert len(cold_start.select(settings, suite, silent).examples) == 6
    assert mended.asked == ["p1-hazard"]


def test_questions_of_general_ability_are_answered_by_the_student(suite, cast, judge_by, tmp_path):
    judge_by(ScriptedJudge())
    (tmp_path / "q.png").write_bytes(png(make_picture(1, hazard=False)))
    question = {"id": "q1", "query": "How many?", "pictures": ["q.png"], "answer": "2"}
    (tmp_path / "questions.jsonl").write_text(json.dumps(question))
    settings, _ = cast(student := ScriptedModel(), ScriptedModel(), general=str(tmp_path))
    (asked,) = [one for one in cold_start.select(settings, suite, silent).examples if one.source == "general"]
    assert (asked.id, asked.chosen, asked.system) == ("q1", "answer to q1", LAW) and "q1" in student.asked
    (tmp_path / "questions.jsonl").write_text(json.dumps(question | {"pictures": ["q.png", "q.png"]}))
    with pytest.raises(QuestionError, match="'q1' has 2 pictures"):
        cold_start.select(replace(settings, out=settings.out + "2"), suite, silent)
