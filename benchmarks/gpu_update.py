"""A group's update on one GPU, the size of Qwen3-VL-4B: the shared-prefix row against each response in its own row.

An update is the teacher's pass under the constitution and the student's forward and backward, for one group of random
tokens under a random model with adapters: no folder, no sampling, no optimizer step. Log-probabilities of all paths are
compared before anything is timed. `--tiny` runs the same code on the CPU, with a model whose times mean nothing.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import environment
import random_qwen
import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.logprob import SamplingRule, token_logprobs
from oodmmsafe.caspo.plan import work
from oodmmsafe.caspo.plan.shapes import PUBLISHED, Shape
from oodmmsafe.caspo.plan.work import Lengths, Method
from oodmmsafe.caspo.policy import Adaptation
from oodmmsafe.caspo.prefix import BACKENDS
from oodmmsafe.caspo.prompt import ImageFeatures, Prompt
from oodmmsafe.caspo.reward import dense_reward
from oodmmsafe.caspo.scorer import score_group

_CLIP = 5.0
_GIB = 2**30
_WITHOUT_CPU_BACKWARD = "flex"


@dataclass(frozen=True)
class Setting:
    """What is run and where. side: of the matrices by which the device's rate is measured."""

    shape: Shape
    at: Lengths
    device: torch.device
    dtype: torch.dtype
    rank: int
    naive_rows: tuple[int, ...]
    side: int

    def close(self, apart: Tensor) -> bool:
        """Whether log-probabilities differ by no more than rounding does. apart: nats.

        In bfloat16 36 random layers on a CPU gave means of 0.03 to 0.12, naive batches of two sizes 0.06, and a planted
        leak among siblings 0.9.
        """
        if self.dtype == torch.float32:
            return float(apart.max()) < 1e-5
        return float(apart.mean()) < 0.2


FULL = Setting(
    PUBLISHED["qwen3-vl-4b"], Lengths(visual=1280, query=60, constitution=700, response=300, group=16),
    torch.device("cuda"), torch.bfloat16, rank=16, naive_rows=(1, 4, 16), side=8192,
)  # fmt: skip
TINY = Setting(
    random_qwen.TINY, Lengths(visual=12, query=10, constitution=20, response=7, group=4),
    torch.device("cpu"), torch.float32, rank=4, naive_rows=(1, 4), side=128,
)  # fmt: skip


@dataclass(frozen=True)
class Path:
    """A way to score responses. rows: responses in one pass. score: of (model, prompt, image, responses, rule) -> [T]
    log-probabilities."""

    name: str
    rows: int
    score: Callable[[PreTrainedModel, Prompt, ImageFeatures, list[Tensor], SamplingRule], Tensor]


def paths(setting: Setting) -> list[Path]:
    """The naive ones, and one per backend of the shared-prefix row."""
    naive = [Path(f"naive, {rows} at once", rows, naive_score) for rows in setting.naive_rows]
    return naive + [Path(name, setting.at.group, partial(_shared_score, name)) for name in BACKENDS]


def _shared_score(backend: str, *arguments: Any) -> Tensor:
    return score_group(*arguments, backend=backend).logp


def naive_score(
    model: PreTrainedModel, prompt: Prompt, image: ImageFeatures, responses: list[Tensor], rule: SamplingRule
) -> Tensor:
    """Every response, all of one length, after a prompt of its own; the model attends as it always does."""
    rows, start = len(responses), len(prompt.input_ids)
    ids = torch.stack([torch.cat([prompt.input_ids, response]) for response in responses])
    after = prompt.next_position + torch.arange(len(responses[0]), device=ids.device)
    positions = torch.cat([prompt.positions, after.expand(3, -1)], dim=1)[:, None].expand(-1, rows, -1)
    pictures = {"image": ImageFeatures.join([image] * rows)}
    hidden = model.model(input_ids=ids, position_ids=positions, mm_encoder_outputs=pictures, use_cache=False)
    predicting = hidden.last_hidden_state[:, start - 1 : -1].flatten(0, 1)
    return token_logprobs(predicting, model.lm_head.weight, ids[:, start:].flatten(), rule)[0]


class Bench:
    """The model, ready to learn, and its group."""

    def __init__(self, setting: Setting, checkpointing: bool) -> None:
        self.setting = setting
        how = Adaptation(lora_rank=setting.rank, bf16=setting.dtype == torch.bfloat16, checkpointing=checkpointing)
        self.policy = random_qwen.build(setting.shape, how, setting.device, setting.dtype)
        self.teacher, self.rule = policies.start_of(self.policy), policies.sampling_rule(self.policy, 1.0)
        self.group = random_qwen.group(self.policy, setting.shape, setting.at)

    def update(self, path: Path) -> None:
        """Teacher's pass, student's forward and backward, as many responses at once as the path takes."""
        tokens = self.setting.at.group * self.setting.at.response
        for first in range(0, self.setting.at.group, path.rows):
            responses = self.group.responses[first : first + path.rows]
            with self._precision():
                taught, logp = self._taught(path, responses), self._student(path, responses)
            reward = dense_reward(taught, logp, _CLIP, _CLIP)
            (-(reward * logp).sum() / tokens).backward()
        self.policy.zero_grad(set_to_none=True)

    @torch.no_grad()
    def check(self, candidates: Iterable[Path]) -> dict[str, Any]:
        """How far all paths' log-probabilities are from the first one's. Raises RuntimeError if too far.

        The teacher's gap (nats) is the signal against which the differences are to be seen.
        """
        expected, found = None, {}
        for path in candidates:
            parts = [self.group.responses[i : i + path.rows] for i in range(0, self.setting.at.group, path.rows)]
            with self._precision():
                own = torch.stack(
                    [torch.cat([score(path, part) for part in parts]) for score in (self._taught, self._student)]
                )
            expected = own if expected is None else expected
            apart = (own - expected).abs()
            if not self.setting.close(apart):
                raise RuntimeError(f"{path.name}: log-probabilities differ by {float(apart.mean()):.2g} nats (mean)")
            found[path.name] = {"mean": float(apart.mean()), "largest": float(apart.max())}
        gap = float((expected[0] - expected[1]).abs().mean())
        return {"differences": found, "mean_teacher_gap": gap}

    def _student(self, path: Path, responses: list[Tensor]) -> Tensor:
        return path.score(self.policy, self.group.student, self.group.image, responses, self.rule)

    @torch.no_grad()
    def _taught(self, path: Path, responses: list[Tensor]) -> Tensor:
        with self.teacher.active() as model:
            return path.score(model, self.group.teacher, self.group.image, responses, self.rule)

    def _precision(self) -> torch.autocast:
        return torch.autocast(self.setting.device.type, torch.bfloat16, enabled=self.setting.dtype == torch.bfloat16)


def measure(bench: Bench, path: Path, repeats: int) -> dict[str, Any]:
    """Median seconds of `repeats` updates after one that warms up, and the peak of memory beyond the weights.

    A path for which the memory does not suffice has no numbers.
    """
    cuda, seconds = bench.setting.device.type == "cuda", []
    weights = torch.cuda.memory_allocated() if cuda else 0
    try:
        for number in range(repeats + 1):
            if cuda and number == 1:
                torch.cuda.reset_peak_memory_stats()
            seconds.append(_seconds(partial(bench.update, path), cuda))
    except torch.OutOfMemoryError:
        bench.policy.zero_grad(set_to_none=True)
        return {"out_of_memory": True}
    peak = round((torch.cuda.max_memory_allocated() - weights) / _GIB, 2) if cuda else None
    return {"seconds": round(statistics.median(seconds[1:]), 4), "peak_gib": peak}


def matrix_rate(setting: Setting, products: int = 20) -> float:
    """FLOP/s of products of large square matrices, the best of three rounds."""
    left, right = (torch.randn(setting.side, setting.side, device=setting.device, dtype=setting.dtype) for _ in "lr")

    def multiply() -> None:
        for _ in range(products):
            left @ right

    best = min(_seconds(multiply, setting.device.type == "cuda") for _ in range(4))
    return products * 2 * setting.side**3 / best


def useful_flops(setting: Setting) -> float:
    """Of the shared-prefix update, nothing computed twice: what every path is credited with."""
    text, at, rank = setting.shape.text, setting.at, setting.rank
    method = Method(lora_rank=rank, teacher=True, base=False, checkpointing=False)
    teacher = work.scoring(text, at.teacher, at, shared=True)
    student = work.scoring(text, at.student, at, shared=True, rank=rank)
    return teacher.total + student.total + work.backward(text, at, method, shared=True).total


def _seconds(call: Callable[[], None], cuda: bool) -> float:
    if cuda:
        torch.cuda.synchronize()
    start = time.perf_counter()
    call()
    if cuda:
        torch.cuda.synchronize()
    return time.perf_counter() - start


def run(setting: Setting, repeats: int) -> dict[str, Any]:
    """The whole comparison."""
    rate, flops = matrix_rate(setting), useful_flops(setting)
    candidates, results, checks = paths(setting), [], {}
    learning = [path for path in candidates if setting.device.type == "cuda" or path.name != _WITHOUT_CPU_BACKWARD]
    for checkpointing in (False, True):
        bench = Bench(setting, checkpointing)
        checks["with checkpointing" if checkpointing else "without"] = bench.check(candidates)
        for path in learning:
            print(f"{path.name}, checkpointing {'on' if checkpointing else 'off'}", file=sys.stderr)
            result = measure(bench, path, repeats)
            if "seconds" in result:
                result["share_of_rate"] = round(flops / result["seconds"] / rate, 4)
            results.append({"checkpointing": checkpointing, "path": path.name, **result})
        del bench
        gc.collect()
        torch.cuda.empty_cache()
    return {
        "benchmark": "gpu_update",
        "commit": environment.commit(),
        "device": torch.cuda.get_device_name() if setting.device.type == "cuda" else environment.machine()["cpu"],
        "versions": environment.versions(),
        "model": setting.shape.name,
        "dtype": str(setting.dtype).removeprefix("torch."),
        "lengths": vars(setting.at),
        "matrix_tflops": round(rate / 1e12, 3),
        "useful_tflop": flops / 1e12,
        "checks": checks,
        "results": results,
    }


def table(report: dict[str, Any]) -> str:
    """Seconds, memory and share of the rate, in Markdown; ratio: to the fastest naive path with equal checkpointing."""
    lines = ["| checkpointing | path | seconds | ratio | peak GiB | share |", "| --- | --- |" + " ---: |" * 4]
    for one in report["results"]:
        cells = ["out of memory", "", "", ""]
        if "seconds" in one:
            alike = [other for other in report["results"] if other["checkpointing"] == one["checkpointing"]]
            naive = [o["seconds"] for o in alike if o["path"].startswith("naive") and "seconds" in o]
            ratio = f"{min(naive) / one['seconds']:.1f}" if naive else ""
            peak = "" if one["peak_gib"] is None else f"{one['peak_gib']:.1f}"
            cells = [f"{one['seconds']:.3g}", ratio, peak, f"{one['share_of_rate']:.0%}"]
        lines.append(f"| {'on' if one['checkpointing'] else 'off'} | {one['path']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of a table")
    parser.add_argument("--repeats", type=int, default=3, help="timed updates of each path (default: 3)")
    parser.add_argument("--tiny", action="store_true", help="a dry run on the CPU, whose times mean nothing")
    options = parser.parse_args()
    if not options.tiny and not torch.cuda.is_available():
        parser.error("torch sees no GPU; --tiny runs the same code on the CPU")
    report = run(TINY if options.tiny else FULL, options.repeats)
    print(json.dumps(report) if options.json else table(report))


if __name__ == "__main__":
    main()
