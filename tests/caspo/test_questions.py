"""Questions of general ability: their files, their reward, their place in an update."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from scripted import ScriptedJudge, make_picture
from train_and_die import by_length

from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.caspo.inputs import resolve
from oodmmsafe.caspo.questions import QuestionError, exact_match, load
from oodmmsafe.caspo.train import Trainer


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "questions"
    root.mkdir()
    lines = []
    for i in range(3):
        make_picture(i, hazard=False).save(root / f"{i}.png")
        lines.append({"id": f"q{i}", "query": "How many cups?", "pictures": [f"{i}.png", "0.png"], "answer": i})
    (root / "questions.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return root


@pytest.mark.parametrize(
    ("response", "answer", "right"),
    [
        ("3", "3", True),
        ("I count two on the left. The answer is 3.0.", "3", True),
        ("Answer: the red cup", "red cup", True),
        ("A dog!", "dog", True),
        ("1,200", "1200", True),
        ("The answer is 2. No: the answer is 3", "3", True),
        ("There are 3 of 5", "3", False),
        ("4", "3", False),
        ("", "3", False),
    ],
)
def test_exact_match(response, answer, right):
    assert exact_match(response, answer) is right


def test_questions_are_read_with_their_pictures(folder):
    questions = load(folder)
    assert [q.answer for q in questions] == ["0", "1", "2"] and len(questions[0].picture_bytes()) == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("not json", "line 2: needs id, query, pictures and answer"),
        ('{"id": "x", "query": "?", "answer": "1"}', "line 2: needs id"),
        ('{"id": "x", "query": "?", "pictures": [], "answer": "1"}', "'x' needs one picture or more"),
        ('{"id": "x", "query": "?", "pictures": ["gone.png"], "answer": "1"}', "that exist"),
    ],
)
def test_a_broken_line_is_named(folder, line, words):
    file = folder / "questions.jsonl"
    file.write_text(file.read_text().splitlines()[0] + "\n" + line)
    with pytest.raises(QuestionError, match=words):
        load(folder)


def test_no_folder_and_no_question_are_named(tmp_path):
    with pytest.raises(QuestionError, match="cannot be read"):
        load(tmp_path / "none")
    (tmp_path / "questions.jsonl").write_text("\n")
    with pytest.raises(QuestionError, match="no question"):
        load(tmp_path)


def test_they_join_an_update_with_a_reward_of_their_own(folder, folders, suite, tmp_path):
    config = from_mapping({
        "model": f"hf/{folders['qwen3_vl']}", "suite": str(suite.root), "constitution": "categories",
        "out": str(tmp_path / "run"), "prompts_per_update": 4, "group_size": 2, "max_new_tokens": 4,
        "general": str(folder), "general_prompts": 2,
    })  # fmt: skip
    trainer = Trainer(config, replace(resolve(config), judges=(ScriptedJudge(by_length),)))
    metrics = trainer.update(0)
    assert metrics["general_correct"] == 0.0 and metrics["judge_missing"] == 0
    assert len(metrics["prompts"]) == 6
    constitutions = {one["id"]: one["constitution"] for one in metrics["prompts"]}
    general = {name for name in constitutions if name.startswith("q")}
    assert {constitutions[name] for name in general} == {"default 1"} and len(general) == 2
    assert len(set(constitutions.values())) > 1  # the cases' own categories
