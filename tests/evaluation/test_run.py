"""A run asks once, stores at once, goes on where it stopped, and never takes a failure for an answer or a score."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from rich.progress import Progress
from scripted import ScriptedJudge, ScriptedModel, make_picture, make_suite, png

from oodmmsafe.case import Judgement, Pair, Picture
from oodmmsafe.constitutions import Constitution
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.journal import JournalError
from oodmmsafe.evaluation.manifest import RunFolderError
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.judging import rubric
from oodmmsafe.models.contract import Answer, ModelError
from oodmmsafe.suites import PictureError, Suite
from oodmmsafe.suites.pictures import pixel_sha256

LOOK_AHEAD = Constitution("look-ahead", "3", "Think two steps ahead.")


def rows(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def with_pair(suite: Suite, **changes) -> Suite:
    """The suite with fields of its second hazard case changed."""
    pair = suite.pairs[1]
    return replace(suite, pairs=(suite.pairs[0], replace(pair, hazard=replace(pair.hazard, **changes)), suite.pairs[2]))


def edited(suite: Suite) -> Suite:
    """The suite with the query of its second pair changed."""
    pair = suite.pairs[1]
    pair = Pair(*(replace(case, query="Where do these candles go?") for case in (pair.hazard, pair.twin)))
    return replace(suite, pairs=(suite.pairs[0], pair, suite.pairs[2]))


@pytest.fixture
def out(tmp_path):
    return tmp_path / "run"


@pytest.fixture
def finished(tiny_suite, out):
    """A folder with a complete run on the tiny suite."""
    assert evaluate(ScriptedModel(), tiny_suite, ScriptedJudge(), out)["complete"]
    return out


def test_a_run_from_beginning_to_end(tiny_suite, scripted_model, scripted_judge, out):
    summary = evaluate(
        scripted_model,
        tiny_suite,
        scripted_judge,
        out,
        constitution=LOOK_AHEAD,
        max_new_tokens=50,
        temperature=0.5,
        seed=7,
    )
    assert scripted_model.asked == [case.id for case in tiny_suite.cases]
    request, case = scripted_model.requests[0], tiny_suite.cases[0]
    assert (request.query, request.system) == (case.query, "Think two steps ahead.")
    assert request.picture == scripted_judge.pictures[case.id] == tiny_suite.picture_bytes(case)
    assert (request.max_new_tokens, request.temperature) == (50, 0.5)
    assert len({request.seed for request in scripted_model.requests}) == 6
    assert scripted_judge.judged[0] == ("p0-hazard", "answer to p0-hazard")

    assert summary == json.loads((out / "summary.json").read_text())
    assert (summary["model"], summary["suite"], summary["constitution"]) == ("scripted", "tiny", "look-ahead")
    assert (summary["complete"], summary["missing"]) == (True, [])
    assert summary["metrics"]["pair_accuracy"]["value"] == 1
    info = json.loads((out / "run.json").read_text())
    assert info["constitution"] == {"name": "look-ahead", "version": "3", "text": "Think two steps ahead."}
    assert info["generation"] == {"max_new_tokens": 50, "temperature": 0.5, "seed": 7}
    assert (info["suite_hash"], info["suite_root"]) == (tiny_suite.hash, str(tiny_suite.root))
    assert (info["judge"], info["rubric_version"]) == ("scripted-judge", rubric.RUBRIC_VERSION)
    assert info["versions"]["oodmmsafe"]
    response, judgement = rows(out / "responses.jsonl")[0], rows(out / "judgements.jsonl")[0]
    assert (
        response.items()
        >= {"case": "p0-hazard", "response": "answer to p0-hazard", "finish": "stop", "tokens": 3}.items()
    )
    assert judgement.items() >= {"case": "p0-hazard", "risk": 2, "evidence": ["answer"], "missing": None}.items()


def test_without_constitution_there_is_no_system_text(tiny_suite, scripted_model, scripted_judge, out):
    assert evaluate(scripted_model, tiny_suite, scripted_judge, out)["constitution"] is None
    assert {request.system for request in scripted_model.requests} == {None}


def test_finished_run_says_so_and_asks_nothing(tiny_suite, finished, scripted_model, scripted_judge):
    before = {path.name: path.read_bytes() for path in finished.iterdir()}
    with Progress() as progress, progress.console.capture() as shown:
        summary = evaluate(scripted_model, tiny_suite, scripted_judge, finished, progress=progress)
    assert "is complete already" in shown.get()
    assert scripted_model.asked == scripted_judge.judged == []
    assert summary["complete"]
    assert {path.name: path.read_bytes() for path in finished.iterdir()} == before


def test_evaluation_needs_no_torch():
    code = "import sys, oodmmsafe.evaluation.run; sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_library_shows_nothing_by_itself(tiny_suite, finished, capfd):
    evaluate(ScriptedModel(), tiny_suite, ScriptedJudge(), finished)
    assert capfd.readouterr() == ("", "")


def test_progress_counts_what_is_done_and_what_failed(tiny_suite, scripted_judge, out):
    model = ScriptedModel(lambda r: ModelError("busy") if r.case_id == "p1-twin" else Answer("yes", "stop", 1))
    with Progress(disable=True) as progress:
        evaluate(model, tiny_suite, scripted_judge, out, progress=progress)
    answers, judgements = progress.tasks
    assert (answers.completed, answers.total, answers.fields["failed"]) == (6, 6, 1)
    assert (judgements.completed, judgements.total, judgements.fields["failed"]) == (6, 6, 1)


# --- failures of models


def test_failure_is_no_answer_and_is_asked_again(tiny_suite, scripted_judge, out):
    model = ScriptedModel(lambda r: ModelError("HTTP 500") if r.case_id == "p1-twin" else Answer("yes", "stop", 1))
    summary = evaluate(model, tiny_suite, scripted_judge, out)
    assert not summary["complete"]
    assert summary["missing"] == [{"case": "p1-twin", "reason": "no answer: HTTP 500"}]
    assert summary["metrics"]["false_alarm"]["n"] == 2
    assert "p1-twin" not in dict(scripted_judge.judged)
    assert rows(out / "responses.jsonl")[3].keys() == {"key", "case", "error"}

    again = ScriptedModel()
    assert evaluate(again, tiny_suite, scripted_judge, out)["complete"]
    assert again.asked == ["p1-twin"]


def test_exception_fails_its_batch_only(tiny_suite, scripted_judge, out):
    def script(request):
        if request.case_id == "p1-hazard":
            raise RuntimeError("out of\nmemory " + "x" * 10_000)
        return Answer("yes", "stop", 1)

    missing = evaluate(ScriptedModel(script), tiny_suite, scripted_judge, out)["missing"]
    assert [entry["case"] for entry in missing] == ["p1-hazard", "p1-twin"]
    assert missing[0]["reason"].startswith("no answer: RuntimeError: out of memory xxx")
    assert len(missing[0]["reason"]) < 600


@pytest.mark.parametrize("outcomes", [[], None, ["text", "text"], [Answer("yes", "stop", 1)], [None, None]])
def test_model_that_breaks_the_contract(tiny_suite, scripted_judge, out, outcomes):
    model = ScriptedModel()
    model.answer = lambda requests: outcomes
    summary = evaluate(model, tiny_suite, scripted_judge, out)
    assert len(summary["missing"]) == 6
    assert scripted_judge.judged == []


def test_error_meant_for_the_user_ends_the_run_and_keeps_what_is_done(tiny_suite, scripted_judge, out):
    def script(request):
        if request.case_id == "p1-hazard":
            raise OodmmsafeError("no weights at PATH")
        return Answer("yes", "stop", 1)

    with pytest.raises(OodmmsafeError, match="no weights"):
        evaluate(ScriptedModel(script), tiny_suite, scripted_judge, out)
    again = ScriptedModel()
    evaluate(again, tiny_suite, scripted_judge, out)
    assert again.asked == ["p1-hazard", "p1-twin", "p2-hazard", "p2-twin"]


def test_empty_and_hostile_answers_are_answers(tiny_suite, scripted_judge, out):
    hostile = {"p0-hazard": "", "p0-twin": 'half \ud800 "}\n{"key": 1}\x00\u2028', "p1-hazard": "x" * 1_000_000}
    model = ScriptedModel(lambda r: Answer(hostile.get(r.case_id, "yes"), "length", 1))
    assert evaluate(model, tiny_suite, scripted_judge, out)["complete"]
    judged = dict(scripted_judge.judged)
    assert judged["p0-hazard"] == ""
    assert judged["p0-twin"] == 'half ? "}\n{"key": 1}\x00\u2028'
    assert judged["p1-hazard"] == hostile["p1-hazard"]
    again = ScriptedModel()
    assert evaluate(again, tiny_suite, scripted_judge, out)["complete"]
    assert again.asked == []


# --- failures of judges


def test_judge_that_raises_gives_no_score_and_is_asked_again(tiny_suite, scripted_model, out):
    def script(case, response):
        if case.id == "p2-hazard":
            raise TimeoutError("no reply")
        return ScriptedJudge().passes(case, response)

    summary = evaluate(scripted_model, tiny_suite, ScriptedJudge(script), out)
    assert summary["missing"] == [{"case": "p2-hazard", "reason": "the judge failed: TimeoutError: no reply"}]
    assert summary["metrics"]["R0"]["n"] == 2

    judge = ScriptedJudge()
    assert evaluate(scripted_model, tiny_suite, judge, out)["complete"]
    assert judge.judged == [("p2-hazard", "answer to p2-hazard")]
    assert len(scripted_model.asked) == 6


@pytest.mark.parametrize(
    "verdict",
    [
        None,
        "safe",
        {"risk": 2},
        Judgement("j", false_alarm=False, effectiveness=2),
        Judgement("j", missing="cannot tell"),
    ],
)
def test_what_is_no_judgement_of_this_case_is_missing(tiny_suite, scripted_model, out, verdict):
    def script(case, response):
        return verdict if case.id == "p0-hazard" else ScriptedJudge().passes(case, response)

    summary = evaluate(scripted_model, tiny_suite, ScriptedJudge(script), out)
    assert [entry["case"] for entry in summary["missing"]] == ["p0-hazard"]


def test_judge_that_goes_on_failing_does_not_fill_the_journal(tiny_suite, scripted_model, out):
    judge = ScriptedJudge(lambda case, response: Judgement("j", missing="cannot tell"))
    for _ in range(3):
        evaluate(scripted_model, tiny_suite, judge, out)
    assert len(rows(out / "judgements.jsonl")) == 6


# --- what is done again, and what is not


def test_edited_case_is_asked_and_judged_alone(tiny_suite, finished, scripted_model, scripted_judge):
    suite = edited(tiny_suite)
    summary = evaluate(scripted_model, suite, scripted_judge, finished)
    assert scripted_model.asked == ["p1-hazard", "p1-twin"]
    assert [case for case, _ in scripted_judge.judged] == ["p1-hazard", "p1-twin"]
    assert summary["suite_hash"] == suite.hash == json.loads((finished / "run.json").read_text())["suite_hash"]


def test_edited_annotation_is_judged_alone(tiny_suite, finished, scripted_model, scripted_judge):
    suite = with_pair(tiny_suite, good="Unplug the dryer; then the sill.")
    evaluate(scripted_model, suite, scripted_judge, finished)
    assert scripted_model.asked == []
    assert [case for case, _ in scripted_judge.judged] == ["p1-hazard"]


def test_picture_encoded_otherwise_is_asked_again(tiny_suite, finished, scripted_model, scripted_judge):
    case = tiny_suite.cases[3]
    tiny_suite.picture(case).save(tiny_suite.picture_path(case), format="PNG", compress_level=0)
    evaluate(scripted_model, tiny_suite, scripted_judge, finished)
    assert scripted_model.asked == [case.id]


def test_edit_that_is_taken_back_costs_nothing_and_its_answer_is_the_last_row(tiny_suite, finished, scripted_judge):
    other = ScriptedModel(lambda r: Answer("another answer", "stop", 2))
    evaluate(other, edited(tiny_suite), scripted_judge, finished)
    last = {row["case"]: row["response"] for row in rows(finished / "responses.jsonl")}
    assert last["p1-hazard"] == "another answer"
    evaluate(other, tiny_suite, scripted_judge, finished)
    assert other.asked == ["p1-hazard", "p1-twin"]
    last = {row["case"]: row["response"] for row in rows(finished / "responses.jsonl")}
    assert last["p1-hazard"] == "answer to p1-hazard"


def test_failure_after_an_edit_leaves_no_earlier_verdict_in_place(tiny_suite, finished, scripted_judge):
    model = ScriptedModel(lambda request: ModelError("busy"))
    assert not evaluate(model, edited(tiny_suite), scripted_judge, finished)["complete"]
    last = {row["case"]: row for row in rows(finished / "judgements.jsonl")}
    assert (last["p1-hazard"]["risk"], last["p1-hazard"]["missing"]) == (None, "no answer: busy")


def test_new_rubric_costs_no_answers(tiny_suite, finished, scripted_model, monkeypatch):
    monkeypatch.setattr(rubric, "RUBRIC_VERSION", "next")
    strict = ScriptedJudge(lambda case, _: (
        Judgement("s", effectiveness=2, false_alarm=True) if case.is_twin
        else Judgement("s", risk=0, safety=0, effectiveness=2, format_centric=False)
    ))  # fmt: skip
    summary = evaluate(scripted_model, tiny_suite, strict, finished)
    assert scripted_model.asked == []
    assert len(strict.judged) == 6
    assert summary["metrics"]["R0"]["value"] == 1
    assert json.loads((finished / "run.json").read_text())["rubric_version"] == "next"


def test_return_to_an_earlier_rubric_costs_nothing_and_its_judgements_are_the_last_rows(tiny_suite, finished):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rubric, "RUBRIC_VERSION", "next")
        evaluate(ScriptedModel(), tiny_suite, ScriptedJudge(lambda *_: Judgement("s", missing="cannot tell")), finished)
    judge = ScriptedJudge()
    assert evaluate(ScriptedModel(), tiny_suite, judge, finished)["complete"]
    assert judge.judged == []
    last = {row["case"]: row for row in rows(finished / "judgements.jsonl")}
    assert {row["missing"] for row in last.values()} == {None}


def test_another_judge_judges_the_stored_answers(tiny_suite, finished, scripted_model):
    judge = ScriptedJudge(name="second-opinion")
    evaluate(scripted_model, tiny_suite, judge, finished)
    assert scripted_model.asked == []
    assert len(judge.judged) == 6


def test_answer_drawn_anew_is_judged_anew(tiny_suite, finished):
    (finished / "responses.jsonl").unlink()
    judge = ScriptedJudge()
    evaluate(ScriptedModel(lambda r: Answer("changed", "stop", 1)), tiny_suite, judge, finished)
    assert judge.judged == [(case.id, "changed") for case in tiny_suite.cases]


@pytest.mark.parametrize("phase", ["answers", "judgements"])
def test_call_that_is_cut_short_leaves_no_summary_of_an_earlier_one(tiny_suite, finished, phase):
    def interrupted(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        if phase == "answers":
            evaluate(ScriptedModel(interrupted), edited(tiny_suite), ScriptedJudge(), finished)
        else:
            evaluate(ScriptedModel(), tiny_suite, ScriptedJudge(interrupted, name="second-opinion"), finished)
    assert not (finished / "summary.json").exists()


# --- what is refused


@pytest.mark.parametrize(
    ("model", "options", "problem"),
    [
        ({"name": "other"}, {}, 'model "scripted", not "other"'),
        ({"identity": "other weights"}, {}, 'model_identity "1", not "other weights"'),
        ({}, {"constitution": LOOK_AHEAD}, 'constitution null, not {"name": "look-ahead", "version": "3"}'),
        ({}, {"temperature": 1.0}, '"temperature": 0.0'),
        ({}, {"seed": 1}, '"seed": 0'),
        ({}, {"max_new_tokens": 5}, '"max_new_tokens": 256'),
    ],
)
def test_folder_of_another_run_is_refused(tiny_suite, finished, scripted_judge, model, options, problem):
    before = {path.name: path.read_bytes() for path in finished.iterdir()}
    model = ScriptedModel(**model)
    with pytest.raises(RunFolderError, match="choose another folder") as caught:
        evaluate(model, tiny_suite, scripted_judge, finished, **options)
    assert problem in str(caught.value)
    assert model.asked == []
    assert {path.name: path.read_bytes() for path in finished.iterdir()} == before


def test_folder_of_another_suite_is_refused(tmp_path, finished, scripted_model, scripted_judge):
    other = make_suite(tmp_path / "other", name="other")
    with pytest.raises(RunFolderError, match='suite "tiny", not "other"'):
        evaluate(scripted_model, other, scripted_judge, finished)


def test_models_without_identity_are_known_by_name(tiny_suite, scripted_judge, out):
    model = ScriptedModel()
    del model.identity
    evaluate(model, tiny_suite, scripted_judge, out)
    assert json.loads((out / "run.json").read_text())["model_identity"] == "scripted"


@pytest.mark.parametrize("content", ["{", "[]", "null"])
def test_broken_manifest_is_named(tiny_suite, finished, scripted_model, scripted_judge, content):
    (finished / "run.json").write_text(content)
    with pytest.raises(RunFolderError, match=r"run\.json"):
        evaluate(scripted_model, tiny_suite, scripted_judge, finished)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("responses.jsonl", '{"key": "k", "case": "c"}'),
        ("responses.jsonl", '{"key": "k", "case": "c", "response": "yes", "error": "no"}'),
        ("responses.jsonl", '{"key": "k", "case": "c", "response": null}'),
        ("judgements.jsonl", '{"key": "k", "case": "c", "judge": "j", "risk": 7}'),
    ],
)
def test_stored_row_that_was_tampered_with_is_named(tiny_suite, finished, scripted_model, scripted_judge, name, line):
    with (finished / name).open("a") as file:
        file.write(line + "\n")
    with pytest.raises(JournalError, match=f"{name} line 7: cannot be read"):
        evaluate(scripted_model, tiny_suite, scripted_judge, finished)


@pytest.mark.parametrize("options", [{"max_new_tokens": 0}, {"temperature": -1}, {"temperature": float("nan")}])
def test_generation_that_makes_no_sense(tiny_suite, scripted_model, scripted_judge, out, options):
    with pytest.raises(OodmmsafeError, match="must be"):
        evaluate(scripted_model, tiny_suite, scripted_judge, out, **options)


def test_out_that_is_a_file(tiny_suite, scripted_model, scripted_judge, out):
    out.touch()
    with pytest.raises(RunFolderError, match="cannot be written"):
        evaluate(scripted_model, tiny_suite, scripted_judge, out)


# --- pictures


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        (png(make_picture(5, hazard=True))[:3000], "truncated"),
        (png(make_picture(99, hazard=True)), "another picture"),
        (None, "missing"),
    ],
)
def test_broken_picture_stops_the_run_before_the_first_call(
    tiny_suite, scripted_model, scripted_judge, out, content, why
):
    path = tiny_suite.picture_path(tiny_suite.cases[-1])
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PictureError, match=why) as caught:
        evaluate(scripted_model, tiny_suite, scripted_judge, out)
    assert "p2-twin.png" in str(caught.value)
    assert scripted_model.asked == []


def test_picture_changed_under_way_is_not_judged_as_another(tiny_suite, scripted_judge, out):
    path = tiny_suite.picture_path(tiny_suite.cases[-1])

    def script(request):
        path.write_bytes(png(make_picture(99, hazard=True)))
        return Answer("yes", "stop", 1)

    with pytest.raises(PictureError, match="was changed while the run was under way"):
        evaluate(ScriptedModel(script), tiny_suite, scripted_judge, out)


def test_new_picture_of_a_case_is_asked_alone(tiny_suite, finished, scripted_model, scripted_judge):
    picture = make_picture(50, hazard=True)
    (tiny_suite.root / "pictures/new.png").write_bytes(png(picture))
    suite = with_pair(tiny_suite, picture=Picture("pictures/new.png", pixel_sha256(picture)))
    evaluate(scripted_model, suite, scripted_judge, finished)
    assert scripted_model.asked == ["p1-hazard"]
