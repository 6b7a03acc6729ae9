"""The demo, shortened: every stage runs, what is done is said and not redone, the summary has its promised shape."""

import json
import re
from dataclasses import replace

import pytest

from oodmmsafe import demo, suites
from oodmmsafe.nano import suites as nano_suites
from oodmmsafe.suites import folder

FIGURES = {"R0", "S0", "E_mean", "false_alarm", "pair_accuracy"}


@pytest.fixture
def short(tmp_path, monkeypatch):
    """Six pairs to evaluate on and two updates of training."""
    small = nano_suites.Recipe("short/1", seen=3, held_out=3, unseen_settings=0.5)
    monkeypatch.setitem(nano_suites.RECIPES, "nano-test", small)
    nano_suites.build("nano-test", tmp_path / "suite")
    monkeypatch.setattr(suites, "open_suite", lambda name, *rest: folder.load(tmp_path / "suite"))
    whole = demo.training_config

    def two_updates(out):
        return replace(whole(out), updates=2, prompts_per_update=2, group_size=2)

    monkeypatch.setattr(demo, "training_config", two_updates)
    return tmp_path / "demo"


def test_the_demo_runs_once_and_then_says_that_it_is_done(short, capsys):
    demo.run_demo(short)
    summary = json.loads((short / "summary.json").read_text())
    assert {"suite", "suite_hash", "before", "constitution", "after"} == set(summary)
    for stage in ("before", "constitution", "after"):
        assert set(summary[stage]) == FIGURES
        assert set(summary[stage]["R0"]) == {"value", "low", "high", "n", "N"}
        assert summary[stage]["R0"]["N"] == 6
    assert "<html" in (short / "report.html").read_text()
    first = {path: path.read_bytes() for path in sorted(short.rglob("*.jsonl"))}
    said = capsys.readouterr().out
    assert str(short / "report.html") in said.replace("\n", "")
    assert re.search(r"Done in \d+:[0-5]\d\n$", said)

    demo.run_demo(short)
    again = capsys.readouterr().out.replace("\n", " ")
    for stage in ("before", "constitution", "after"):
        assert f"{short / stage} is complete already; nothing was asked" in again
    assert "training is complete already" in again
    assert {path: path.read_bytes() for path in sorted(short.rglob("*.jsonl"))} == first
