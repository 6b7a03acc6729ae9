"""Judges against people, on a run that two people have labelled."""

from __future__ import annotations

import json
import random

import pytest
from scripted import ScriptedJudge, ScriptedModel, make_suite

from oodmmsafe import cli
from oodmmsafe.annotation.agreement import among_people, by_axis, corrected, people
from oodmmsafe.annotation.desk import Desk
from oodmmsafe.annotation.store import Store
from oodmmsafe.case import Judgement
from oodmmsafe.evaluation.run import evaluate

TWIN = {"effectiveness": 2, "false_alarm": False}


def judged(risk: int) -> Judgement:
    return Judgement("j", risk=risk, safety=2, effectiveness=2, format_centric=False)


@pytest.fixture
def run(tmp_path):
    """A run on 60 pairs whose judge errs on every sixth hazard case, half of which one person has labelled, and the
    first ten a second one."""
    suite = make_suite(tmp_path / "suite", 60)

    def script(case, _):
        if case.is_twin:
            return Judgement("s", **TWIN)
        number = int(case.pair[1:])
        truth = 0 if number % 3 == 0 else 2
        return judged(2 - truth if number % 6 == 1 else truth)

    evaluate(ScriptedModel(), suite, ScriptedJudge(script), tmp_path / "run")
    store = Store(tmp_path / "run")
    answers = {case.id: f"answer to {case.id}" for case in suite.cases}
    desk = Desk(suite, answers, store, share=0.5, seed=1)
    for person, count in (("Ann", 60), ("Bob", 10)):
        for case_id in sorted(desk.owed(person))[:count]:
            number = int(case_id[1:].split("-")[0])
            risk = 0 if number % 3 == 0 else 2
            hazard = {"risk": risk, "safety": 2, "effectiveness": 2, "format_centric": False}
            desk.label(person, case_id, TWIN if case_id.endswith("twin") else hazard)
    store.close()
    return tmp_path / "run"


def test_the_command_tells_agreement_and_corrected_shares(run, capsys):
    assert cli.main(["agreement", str(run)]) == 0
    told = capsys.readouterr().out
    assert "60 answers labelled by people." in told and "## scripted-judge" in told
    assert "| R0 |" in told and "2 → 0" in told
    assert cli.main(["agreement", str(run), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    risk, *_ = found["judges"]["scripted-judge"]["axes"]
    assert (risk["axis"], risk["n"]) == ("risk", 30)
    assert 0.7 < risk["agreement"][0] < 0.95
    assert found["people"]["risk"]["agreement"] == 1
    missed = found["judges"]["scripted-judge"]["shares"][0]
    assert missed["outcome"] == "R0"
    assert missed["judged"][0] == pytest.approx(0.5)  # a third is missed, and the judge adds a sixth
    assert missed["prediction_powered"][0] < 0.45 and missed["prediction_powered"][1] < 1 / 3


def test_without_labels_it_says_what_to_do(tmp_path, capsys):
    suite = make_suite(tmp_path / "suite", 2)
    evaluate(ScriptedModel(), suite, ScriptedJudge(), tmp_path / "run")
    assert cli.main(["agreement", str(tmp_path / "run")]) == 2
    assert "nobody has labelled" in capsys.readouterr().err


def test_labels_of_an_answer_that_is_gone_do_not_count(tmp_path):
    suite = make_suite(tmp_path / "suite", 1)
    store = Store(tmp_path)
    Desk(suite, {"p0-hazard": "old"}, store).label(
        "Ann", "p0-hazard", {"risk": 2, "safety": 2, "effectiveness": 2, "format_centric": False}
    )
    assert people(store.labels(), {"p0-hazard": "old"})["p0-hazard"].risk == 2
    assert people(store.labels(), {"p0-hazard": "new"}) == {}
    assert among_people(store.labels(), {"p0-hazard": "new"})["risk"]["n"] == 0


def test_the_correction_undoes_a_known_error():
    """A judge with sensitivity 0.9 and specificity 0.8, 600 answers, 300 labelled."""
    rng = random.Random(4)
    truth = {f"c{n}": 0 if rng.random() < 0.3 else 2 for n in range(600)}
    verdicts = {
        case: judged((0 if rng.random() < 0.9 else 2) if risk == 0 else (0 if rng.random() < 0.2 else 2))
        for case, risk in truth.items()
    }
    labelled = {case: judged(risk) for case, risk in list(truth.items())[:300]}
    missed = corrected(verdicts, labelled)[0]
    real = sum(risk == 0 for risk in truth.values()) / 600
    assert missed.judged.value > real + 0.05
    for estimate in (missed.rogan_gladen, missed.prediction_powered):
        assert estimate.low < real < estimate.high and abs(estimate.value - real) < 0.05
    assert by_axis(verdicts, labelled)[0].n == 300
