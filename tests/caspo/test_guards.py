"""The guards fire when they should and not before."""

from __future__ import annotations

import pytest

from oodmmsafe.caspo.guards import START_UPDATES, Guards


def metrics(entropy=2.0, length=30.0, drift=None):
    return {"entropy": entropy, "length": length, "teacher_drift": drift}


@pytest.fixture
def guards():
    guards = Guards()
    for _ in range(START_UPDATES):
        assert guards.check(metrics()) == []
    return guards


@pytest.mark.parametrize(
    ("changed", "word", "collapse"),
    [
        ({"entropy": 1.01}, None, False),
        ({"entropy": 0.98}, "entropy is 49%", False),
        ({"entropy": 0.49}, "entropy is 24%", True),
        ({"length": 14.0}, "47% of their length", False),
        ({"length": 61.0}, "203% of their length", False),
        ({"length": 59.0}, None, False),
        ({"drift": 0.49}, None, False),
        ({"drift": 0.51}, "drifted 0.51 nats", False),
    ],
)
def test_what_each_guard_says(guards, changed, word, collapse):
    alarms = guards.check(metrics(**changed))
    assert len(alarms) == (word is not None)
    assert all(word in alarm.text and alarm.collapse is collapse for alarm in alarms)


def test_the_start_is_remembered_across_a_checkpoint(guards):
    resumed = Guards()
    resumed.restore(guards.state())
    assert resumed.check(metrics(entropy=0.1))[0].collapse


def test_the_start_itself_raises_no_alarm_but_drift_does():
    assert [alarm.text for alarm in Guards().check(metrics(drift=2.0))] == [
        "the teacher has drifted 2.00 nats per token from its start"
    ]
