"""One update's metrics, from what was recorded of its groups."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor

from oodmmsafe.caspo.data import Example
from oodmmsafe.caspo.referee import Grade
from oodmmsafe.caspo.token_classes import CLASSES

POSITIONS = (0, 1, 2, 4, 8, 16, 32, 64, 128)
"""Where the buckets of token positions begin, for the dense reward by position."""


@dataclass(frozen=True)
class TeacherRecord:
    """What the teacher said of a group's T tokens: gap = log pi_T - log pi_S before clipping, reward after it [T],
    the teacher's entropy [T], the dense advantage made of it [T]."""

    gap: Tensor
    reward: Tensor
    entropy: Tensor
    advantage: Tensor

    def cpu(self) -> TeacherRecord:
        """The same in the computer's memory."""
        return TeacherRecord(*(tensor.cpu() for tensor in vars(self).values()))


@dataclass(frozen=True)
class GroupRecord:
    """What is known of one group after its backward: G responses with T tokens together.

    example: what the prompt was made of. prompt_length: P. lengths, truncated, grades: [G].
    tokens [T] ids; entropy, sampler_gap (|scored - sampled log-probability|), kl_base, ratio_clipped: [T];
    advantage, outcome_advantage: [T], the latter each response's on all of its tokens. teacher: None where the group
    needed none. loss: the group's share of the update's loss. Tensors lie in the computer's memory, not on a GPU.
    """

    example: Example
    prompt_length: int
    lengths: tuple[int, ...]
    truncated: tuple[bool, ...]
    grades: tuple[Grade, ...]
    tokens: Tensor
    entropy: Tensor
    sampler_gap: Tensor
    kl_base: Tensor
    ratio_clipped: Tensor
    advantage: Tensor
    outcome_advantage: Tensor
    loss: float
    teacher: TeacherRecord | None


class Clock:
    """Wall-clock seconds by phase."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the time spent inside to the phase."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def summarize(records: Sequence[GroupRecord], token_class: Tensor) -> dict[str, Any]:
    """The metrics of an update by their names in metrics.jsonl.

    Token metrics are means over all of the update's tokens; what cannot be said is None.
    token_class: [V] class of every token id, as `token_classes.class_of_every_token` gives it.
    """
    metrics = {"loss": sum(record.loss for record in records)}
    metrics |= _of_tokens(records) | _of_teacher(records, token_class)
    return metrics | _of_grades(records) | _of_lengths(records) | {"prompts": [_prompt(record) for record in records]}


def _prompt(record: GroupRecord) -> dict[str, str]:
    """Which prompt it was, and which constitution its teacher read."""
    constitution = record.example.constitution
    return {"id": record.example.item.id, "constitution": f"{constitution.name} {constitution.version}"}


def _of_tokens(records: Sequence[GroupRecord]) -> dict[str, Any]:
    def mean(part: Callable[[GroupRecord], Tensor]) -> float:
        return float(torch.cat([part(record) for record in records]).float().mean())

    return {
        "entropy": mean(lambda record: record.entropy),
        "kl_base": mean(lambda record: record.kl_base),
        "ratio_clipped": mean(lambda record: record.ratio_clipped),
        "sampler_gap": mean(lambda record: record.sampler_gap),
        "sampler_gap_max": max(float(record.sampler_gap.max()) for record in records),
    }


def _of_teacher(records: Sequence[GroupRecord], token_class: Tensor) -> dict[str, Any]:
    names = ("reward_dense", "kl_teacher", "entropy_teacher", "std_dense", "clip_fraction_low", "clip_fraction_high")
    taught = [(record, record.teacher) for record in records if record.teacher is not None]
    if not taught:
        return dict.fromkeys((*names, "advantage_correlation", "reward_by_position", "reward_by_class"))
    gap = torch.cat([teacher.gap for _, teacher in taught])
    reward = torch.cat([teacher.reward for _, teacher in taught])
    position = torch.cat([torch.arange(n) for record, _ in taught for n in record.lengths])
    bucket = torch.bucketize(position, torch.tensor(POSITIONS), right=True) - 1
    classes = token_class[torch.cat([record.tokens for record, _ in taught])]
    values = (
        float(reward.mean()),
        -float(gap.mean()),
        float(torch.cat([teacher.entropy for _, teacher in taught]).mean()),
        sum(float(teacher.reward.std(correction=0)) for _, teacher in taught) / len(taught),
        float((gap < reward).float().mean()),
        float((gap > reward).float().mean()),
    )
    correlation = _correlation(
        torch.cat([teacher.advantage for _, teacher in taught]),
        torch.cat([record.outcome_advantage for record, _ in taught]),
    )
    return dict(zip(names, values, strict=True)) | {
        "advantage_correlation": correlation,
        "reward_by_position": _mean_by(reward, bucket, _position_names()),
        "reward_by_class": _mean_by(reward, classes, CLASSES),
    }


def _of_grades(records: Sequence[GroupRecord]) -> dict[str, Any]:
    def of(source: str) -> list[Grade]:
        return [grade for record in records if record.example.source == source for grade in record.grades]

    def outcome(grades: Sequence[Grade]) -> float | None:
        return _mean([grade.outcome for grade in grades if grade.outcome is not None])

    cases = of("hazard") + of("twin")
    hazard, twin = ([g.judgement for g in of(side) if g.judgement.missing is None] for side in ("hazard", "twin"))
    judged = [[grade.outcome for grade in record.grades if grade.outcome is not None] for record in records]
    return {
        "outcome": outcome(cases),
        "outcome_hazard": outcome(of("hazard")),
        "outcome_twin": outcome(of("twin")),
        "risk_found": _mean([j.risk >= 1 for j in hazard]),
        "safety": _mean([j.safety for j in hazard]),
        "false_alarm": _mean([j.false_alarm for j in twin]),
        "effectiveness": _mean([j.effectiveness for j in hazard + twin]),
        "unhelpful_hazard": _mean([j.effectiveness == 0 for j in hazard]),
        "unhelpful_twin": _mean([j.effectiveness == 0 for j in twin]),
        "general_correct": _mean([grade.correct for grade in of("general")]),
        "zero_std_groups": _mean([len(set(group)) == 1 for group in judged if group]),
        "judge_missing": len(cases) - len(hazard) - len(twin),
    }


def _of_lengths(records: Sequence[GroupRecord]) -> dict[str, Any]:
    lengths = [n for record in records for n in record.lengths]
    row = sum(record.prompt_length + sum(record.lengths) for record in records)
    padded = sum(len(record.lengths) * (record.prompt_length + max(record.lengths)) for record in records)
    return {
        "length": _mean(lengths),
        "truncated": _mean([cut for record in records for cut in record.truncated]),
        "tokens": sum(lengths),
        "packing": row / padded,
    }


def peak_process_memory_gib() -> float:
    """Most memory that the process has held at any time since it began, in GiB."""
    units_per_gib = 2**30 if sys.platform == "darwin" else 2**20  # macOS counts bytes, Linux KiB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / units_per_gib


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _mean_by(values: Tensor, group: Tensor, names: Sequence[str]) -> dict[str, float]:
    """Mean of `values` [T] per group [T] (indices into `names`); groups without values are left out."""
    return {name: float(values[group == i].mean()) for i, name in enumerate(names) if bool((group == i).any())}


def _position_names() -> list[str]:
    bounded = [f"{start}" if start + 1 == end else f"{start}-{end - 1}" for start, end in pairwise(POSITIONS)]
    return [*bounded, f"{POSITIONS[-1]}+"]


def _correlation(a: Tensor, b: Tensor) -> float | None:
    """Pearson's correlation of two [T]; None if one of them does not vary."""
    a, b = a - a.mean(), b - b.mean()
    scale = float(a.norm() * b.norm())
    return float(a @ b) / scale if scale > 0 else None
