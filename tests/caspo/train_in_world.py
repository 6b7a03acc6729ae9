"""Train by a config file as one of the processes of a launcher; the judge is scripted.

torchrun --nproc-per-node 2 train_in_world.py CONFIG
"""

from __future__ import annotations

import sys
from unittest import mock

import torch
from scripted import ScriptedJudge
from train_and_die import by_length

from oodmmsafe import judging
from oodmmsafe.caspo.config import load
from oodmmsafe.caspo.train import train

if __name__ == "__main__":
    torch.set_num_threads(1)
    with mock.patch.object(judging, "load", lambda name, *_: ScriptedJudge(by_length)):
        train(load(sys.argv[1]))
    torch.distributed.destroy_process_group()
