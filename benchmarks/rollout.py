"""A group's responses without an engine: our sampler against `generate` of transformers, on one prompt with a picture.

Both draw the same number of tokens from the same distribution with the same random Qwen3-VL, in turns. Before any
number counts, our scorer scores what each of them sampled, and must find the log-probabilities it was sampled with.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import environment
import tiny
import torch
from ours import Ours, config
from torch import Tensor
from transformers import AutoModelForImageTextToText

from oodmmsafe.caspo.sampler import sample_groups
from oodmmsafe.caspo.scorer import score_group

_MEAN_TOLERANCE, _TOLERANCE = 1e-5, 1e-4
"""Nats by which log-probabilities may differ on average, and one of them at most, between two float32 computations.
Rounding alone gives 4e-6 and 4e-5, to the opponent too; our own two ways to score differ by 2e-5."""
OPPONENTS = ("rows", "sequences", "static")
"""Ways to call `generate`. rows: with G copies of prompt and picture. sequences: with `num_return_sequences`, for which
transformers encodes the picture once. static: the same, on keys and values that are allocated once (not compiled)."""


class Rollouts:
    """One prompt, and everybody who can answer it G times with `length` tokens."""

    def __init__(self, world: tiny.World) -> None:
        ours = Ours(config(world, group_size=2))
        self.policy, self.rule, self.case = ours.trainer.policy, ours.trainer.rule, ours.encode()[0]
        self.encoder = ours.trainer.encoder
        self.opponent = AutoModelForImageTextToText.from_pretrained(world.model).eval()

    def ours(self, group_size: int, length: int) -> tuple[list[Tensor], Tensor]:
        """G responses [length] and the log-probabilities [G * length] of their tokens."""
        with torch.no_grad():
            images = self.encoder.features(self.policy, [self.case.pixels])
        (rollout,) = sample_groups(
            self.policy, [self.case.student], images, self.rule, (),
            group_size=group_size, max_new_tokens=length, generator=torch.Generator().manual_seed(0),
        )  # fmt: skip
        return list(rollout.responses), torch.cat(rollout.logp)

    def generate(self, how: str, group_size: int, length: int, scores: bool = False) -> tuple[list[Tensor], Tensor]:
        """As `ours`, by the opponent; the log-probabilities are there only if asked for, for they cost time."""
        copies = group_size if how == "rows" else 1
        ids = self.case.student.input_ids.expand(copies, -1)
        torch.manual_seed(0)
        found = self.opponent.generate(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            mm_token_type_ids=(ids == self.opponent.config.image_token_id).long(),
            pixel_values=self.case.pixels.values.repeat(copies, 1),
            image_grid_thw=self.case.pixels.grids.repeat(copies, 1),
            num_return_sequences=group_size // copies,
            max_new_tokens=length,
            do_sample=True, temperature=self.rule.temperature, top_k=0, top_p=1.0,
            suppress_tokens=list(self.rule.banned),
            return_dict_in_generate=True, output_scores=scores,
            **({"cache_implementation": "static", "disable_compile": True} if how == "static" else {}),
        )  # fmt: skip
        responses = found.sequences[:, ids.shape[1] :]
        if not scores:
            return list(responses), responses.new_empty(0)
        logp = torch.stack(found.scores, dim=1).log_softmax(-1).gather(-1, responses[..., None])
        return list(responses), logp.flatten()

    def differences(self, responses: list[Tensor], logp: Tensor, length: int) -> dict[str, float]:
        """From our scorer's log-probabilities, in nats. Raises RuntimeError if they are too large."""
        if {len(response) for response in responses} != {length}:
            raise RuntimeError(f"a response has not {length} tokens")
        with torch.no_grad():
            scored = score_group(self.policy, self.case.student, self.case.image, responses, self.rule).logp
        apart = (scored - logp).abs()
        mean, largest = float(apart.mean()), float(apart.max())
        if not (mean < _MEAN_TOLERANCE and largest < _TOLERANCE):
            raise RuntimeError(f"sampled log-probabilities differ by {mean:.2g} (mean), {largest:.2g} from the scored")
        return {"mean": mean, "largest": largest}


def measure(rollouts: Rollouts, group_size: int, length: int, repeats: int) -> dict[str, Any]:
    """Medians over `repeats` rollouts of each, after one that warms up and is checked."""
    checks = {"ours": rollouts.differences(*rollouts.ours(group_size, length), length)}
    for how in OPPONENTS:
        checks[how] = rollouts.differences(*rollouts.generate(how, group_size, length, scores=True), length)
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in checks}
    for number in range(repeats):
        print(f"G = {group_size}, {length} tokens: {number + 1} of {repeats}", file=sys.stderr)
        seconds["ours"].append(timed(rollouts.ours, group_size, length))
        for how in OPPONENTS:
            seconds[how].append(timed(rollouts.generate, how, group_size, length))
    cpu, wall = ({name: statistics.median(one[i] for one in seconds[name]) for name in seconds} for i in (0, 1))
    return {
        "group_size": group_size,
        "new_tokens": length,
        "cpu": {name: round(value, 3) for name, value in cpu.items()},
        "wall": {name: round(value, 3) for name, value in wall.items()},
        "ratio": {how: round(cpu[how] / cpu["ours"], 2) for how in OPPONENTS},
        "ratio_wall": {how: round(wall[how] / wall["ours"], 2) for how in OPPONENTS},
        "logp_differences": checks,
    }


def timed(call: Callable[..., Any], *arguments: Any) -> tuple[float, float]:
    """CPU seconds of all threads of this process, and seconds by the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    call(*arguments)
    return time.process_time() - cpu, time.perf_counter() - wall


def run(size: tiny.Size, group_sizes: list[int], lengths: list[int], repeats: int) -> dict[str, Any]:
    """The whole comparison."""
    with tempfile.TemporaryDirectory() as folder:
        rollouts = Rollouts(tiny.build(Path(folder), size))
    results = [measure(rollouts, group_size, length, repeats) for length in lengths for group_size in group_sizes]
    return {
        "benchmark": "rollout",
        "commit": environment.commit(),
        "machine": environment.machine(),
        "versions": environment.versions(),
        "size": {"hidden": size.hidden, "layers": size.layers, "picture": list(tiny.PICTURE), "repeats": repeats},
        "prompt_tokens": len(rollouts.case.student.input_ids),
        "visual_tokens": len(rollouts.case.image.pooler_output[0]),
        "results": results,
    }


def table(report: dict[str, Any]) -> str:
    """CPU seconds per rollout and ratios, in Markdown."""
    lines = ["| tokens | G | ours | " + " | ".join(f"{how} | ratio" for how in OPPONENTS) + " |", "|" + " ---: |" * 9]
    for one in report["results"]:
        opponents = " | ".join(f"{one['cpu'][how]:.2f} | **{one['ratio'][how]:.1f}**" for how in OPPONENTS)
        lines.append(f"| {one['new_tokens']} | {one['group_size']} | {one['cpu']['ours']:.2f} | {opponents} |")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of a table")
    parser.add_argument("--group-sizes", type=int, nargs="+", default=[8, 16], metavar="G")
    parser.add_argument("--new-tokens", type=int, nargs="+", default=[64, 300], metavar="N")
    parser.add_argument("--repeats", type=int, default=3, help="timed rollouts of each (default: 3)")
    parser.add_argument("--threads", type=int, default=1, help="of torch (default: 1)")
    parser.add_argument("--hidden", type=int, default=256, help="width of the model (default: 256)")
    parser.add_argument("--layers", type=int, default=6, help="of the text model (default: 6)")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    size = tiny.Size(options.hidden, options.layers, constitution_tokens=40, new_tokens=max(options.new_tokens))
    report = run(size, options.group_sizes, options.new_tokens, options.repeats)
    print(json.dumps(report) if options.json else table(report))


if __name__ == "__main__":
    main()
