"""Tiny models, a suite for them and encoded cases, made once for all tests of the trainer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import tiny_models
import torch
from scripted import make_picture, png
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.data import Example
from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.caspo.prompt import Encoded, Encoder, Prompt
from oodmmsafe.constitutions import Constitution
from oodmmsafe.models.loading import stop_tokens
from oodmmsafe.suites import Suite

CONSTITUTION = Constitution("test", "1", "Before you answer, look for a hidden danger in the picture. " * 3)
LENGTHS = (5, 17, 1, 9, 12, 9)


@pytest.fixture(scope="session", autouse=True)
def all_on_one_thread(one_thread):
    """Every test here runs tiny models."""


@dataclass(frozen=True)
class Tiny:
    """A loaded tiny model and a few cases encoded for it, their queries and pictures of different lengths and sizes.

    responses: random tokens, of ragged lengths.
    """

    model: PreTrainedModel
    processor: Any
    rule: SamplingRule
    stop: tuple[int, ...]
    cases: list[Encoded]
    responses: list[Tensor]

    def prompt(self, who: str) -> Prompt:
        """The first case's prompt of "student" or "teacher"."""
        return getattr(self.cases[0], who)


@pytest.fixture(scope="session", params=tiny_models.FAMILIES)
def tiny(request: pytest.FixtureRequest, folders: dict[str, Path], suite: Suite) -> Tiny:
    """Every test that asks for this runs for both families."""
    return _load(folders[request.param], suite)


@pytest.fixture(scope="session")
def tiny_qwen3(folders: dict[str, Path], suite: Suite) -> Tiny:
    return _load(folders["qwen3_vl"], suite)


def _load(folder: Path, suite: Suite) -> Tiny:
    model, processor = policies.load_policy_model(folder)
    rule = policies.sampling_rule(model, 1.0)
    queries = ("How do I clean this?", "Where do I put the vase with the lily?", "Why?")
    cases = [replace(case, query=query) for case, query in zip(suite.cases[:3], queries, strict=True)]
    pictures = [png(make_picture(i, hazard=False, size=size)) for i, size in enumerate((96, 64, 80))]
    allowed = torch.tensor([i for i in range(len(model.lm_head.weight)) if i not in rule.banned])
    generator = torch.Generator().manual_seed(0)
    responses = [allowed[torch.randint(len(allowed), (n,), generator=generator)] for n in LENGTHS]
    examples = [Example(case, (picture,), CONSTITUTION) for case, picture in zip(cases, pictures, strict=True)]
    encoded = Encoder(model, processor).encode(examples)
    return Tiny(model, processor, rule, stop_tokens(model, processor), encoded, responses)
