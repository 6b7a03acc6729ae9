"""Train by a config file in a process of its own and, if told to, die without a word after some updates.

python train_and_die.py CONFIG UPDATE: kill -9 after UPDATE updates (0: never).
"""

from __future__ import annotations

import os
import signal
import sys
from unittest import mock

import torch
from scripted import ScriptedJudge

from oodmmsafe import judging
from oodmmsafe.case import Case, Judgement
from oodmmsafe.caspo.config import load
from oodmmsafe.caspo.train import train


def by_length(case: Case, response: str) -> Judgement:
    """Scores that vary with a response without any sense in it: a random model's have none."""
    score = len(response) % 3
    if case.is_twin:
        return Judgement("length", effectiveness=score, false_alarm=score == 0)
    return Judgement("length", risk=score, safety=score, effectiveness=2 - score, format_centric=False)


def main(config: str, last: int) -> None:
    def die(done: int, total: int, metrics: dict | None) -> None:
        if metrics and done == last:
            os.kill(os.getpid(), signal.SIGKILL)

    torch.set_num_threads(1)
    with mock.patch.object(judging, "load", lambda name, *_: ScriptedJudge(by_length)):
        train(load(config), progress=die)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
