"""What a user sees of training."""

from __future__ import annotations

import io
import sys
from unittest import mock

import pytest
from rich.console import Console

from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.caspo.progress import train_with_progress
from oodmmsafe.errors import OodmmsafeError

CONFIG = from_mapping({"model": "nano", "suite": "s", "constitution": "nano", "out": "o", "updates": 3})
METRICS = {"risk_found": 0.25, "false_alarm": None, "entropy": 1.0, "length": 12.0, "alarms": []}


def shown(reports) -> str:
    """What the console shows of a training that makes these reports."""

    def train(config, progress):
        for report in reports:
            progress(*report)
        return "final"

    console = Console(file=io.StringIO(), width=120, force_terminal=False)
    with mock.patch("oodmmsafe.caspo.train.train", train):
        train_with_progress(CONFIG, console)
    return console.file.getvalue()


def test_a_resumed_bar_starts_where_the_run_stands():
    assert "2/3" in shown([(2, 3, None)])
    assert "3/3" in (end := shown([(2, 3, None), (3, 3, METRICS)])) and "found 0.25  entropy 1.00" in end


def test_what_is_complete_already_says_so():
    assert shown([(3, 3, None)]) == "training is complete already\n"


def test_alarms_are_printed_above_the_bar():
    text = shown([(0, 3, None), (1, 3, METRICS | {"alarms": ["entropy is 40% of its start"]})])
    assert "update 1: entropy is 40% of its start\n" in text


def test_there_is_no_bar_before_the_run_begins():
    console = Console(file=io.StringIO())
    with mock.patch("oodmmsafe.caspo.train.train", side_effect=OodmmsafeError("bad")), pytest.raises(OodmmsafeError):
        train_with_progress(CONFIG, console)
    assert console.file.getvalue() == ""


def test_a_missing_package_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(OodmmsafeError, match=r"torch missing: pip install 'oodmmsafe\[train\]'"):
        train_with_progress(CONFIG, Console(file=io.StringIO()))
