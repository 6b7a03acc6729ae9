"""One CASPO update of ours against one of TRL's GRPOTrainer, subclassed: same model, pictures, constitution, group.

An update is rollout, teacher pass, reward, forward, backward and optimizer step for one pair of cases. Both trainers
take turns, so that a busy machine slows both. Before any number counts, the log-probabilities that TRL's first update
was made of are computed by our scorer too, and must be the same.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import environment
import tiny
import torch
from ours import Ours, config
from stopwatch import Lap
from tables import table
from transformers.utils.logging import disable_progress_bar
from trl_caspo import Opponent, Scored

_TOLERANCE = 1e-4
"""Nats by which a log-probability may differ between two float32 computations of it."""
_ADDED = "student"
"""The pass that the subclass needs and a rewritten loss would not."""


def measure(world: tiny.World, group_size: int, updates: int) -> dict[str, Any]:
    """Medians over `updates` updates of each trainer, after one that warms up and is checked."""
    settings = config(world, group_size)
    ours = Ours(settings)
    trl = Opponent(world, settings, ours.banned, updates + 1)
    laps: dict[str, list[Lap]] = {"trl": [], "ours": []}
    pictures: dict[str, int] = {}
    checked: dict[str, Any] = {}

    def after_update(number: int, lap: Lap) -> None:
        print(f"G = {group_size}: update {number + 1} of {updates + 1}", file=sys.stderr)
        pictures["trl"] = trl.tower.take() + trl.teacher_tower.take()
        if number == 0:
            checked.update(check(ours, trl.trainer.scored, group_size))
            ours.tower.take()
        own = ours.update(number)
        pictures["ours"] = ours.tower.take()
        if number > 0:
            laps["trl"].append(lap)
            laps["ours"].append(own)

    trl.train(after_update)
    result = {name: {**summarize(laps[name]), "pictures_encoded": pictures[name]} for name in laps}
    cpu, wall = ({name: result[name][clock] for name in laps} for clock in ("cpu", "wall"))
    return {
        "group_size": group_size,
        "response_tokens": settings.prompts_per_update * group_size * settings.max_new_tokens,
        "ratio": round(cpu["trl"] / cpu["ours"], 2),
        "ratio_wall": round(wall["trl"] / wall["ours"], 2),
        "ratio_without_student_pass": round((cpu["trl"] - result["trl"]["cpu_by_phase"][_ADDED]) / cpu["ours"], 2),
        **result,
        "check": checked,
    }


def check(ours: Ours, scored: Scored, group_size: int) -> dict[str, Any]:
    """Whether both trainers mean the same by the same tokens. Raises RuntimeError if they do not.

    The teacher's gap (teacher minus student, nats) is the signal against which the differences are to be seen.
    """
    cases = ours.encode()
    differences = {"teacher": 0.0, "student": 0.0}
    for i, case in enumerate(cases):
        group = slice(i * group_size, (i + 1) * group_size)
        if any(not torch.equal(ids, case.student.input_ids) for ids in scored.prompts[group]):
            raise RuntimeError(f"case '{case.example.item.id}': TRL's prompt is not ours")
        teacher, student = ours.start_scores(case, list(scored.completions[group]))
        for name, own, other in (("teacher", teacher, scored.teacher), ("student", student, scored.student)):
            differences[name] = max(differences[name], float((own - other[group].flatten()).abs().max()))
    for name, difference in differences.items():
        if not difference < _TOLERANCE:
            raise RuntimeError(f"the {name}'s log-probabilities differ by {difference:.2g} nats from TRL's")
    return {
        "prompt_tokens": len(cases[0].student.input_ids),
        "teacher_prompt_tokens": len(cases[0].teacher.input_ids),
        "visual_tokens": len(cases[0].image.pooler_output[0]),
        "teacher_logp_difference": differences["teacher"],
        "student_logp_difference": differences["student"],
        "mean_teacher_gap": float((scored.teacher - scored.student).abs().mean()),
    }


def summarize(laps: list[Lap]) -> dict[str, Any]:
    """Medians in seconds: of whole updates, and of each phase by itself."""
    by_phase = {name: [lap.cpu.get(name, 0.0) for lap in laps] for name in laps[0].cpu}
    return {
        "cpu": round(statistics.median(sum(lap.cpu.values()) for lap in laps), 3),
        "wall": round(statistics.median(sum(lap.wall.values()) for lap in laps), 3),
        "cpu_by_phase": {name: round(statistics.median(values), 3) for name, values in by_phase.items()},
        "cpu_of_updates": [round(sum(lap.cpu.values()), 3) for lap in laps],
    }


def run(size: tiny.Size, group_sizes: list[int], updates: int) -> dict[str, Any]:
    """The whole comparison."""
    with tempfile.TemporaryDirectory() as folder:
        world = tiny.build(Path(folder), size)
        results = [measure(world, group_size, updates) for group_size in group_sizes]
    return {
        "benchmark": "update_vs_trl",
        "commit": environment.commit(),
        "machine": environment.machine(),
        "versions": environment.versions(),
        "size": {**vars(size), "picture": list(tiny.PICTURE), "prompts": 2, "updates": updates},
        "results": results,
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of a table")
    parser.add_argument("--group-sizes", type=int, nargs="+", default=[8, 16], metavar="G")
    parser.add_argument("--updates", type=int, default=3, help="timed updates of each trainer (default: 3)")
    parser.add_argument("--threads", type=int, default=1, help="of torch (default: 1)")
    parser.add_argument("--hidden", type=int, default=256, help="width of the model (default: 256)")
    parser.add_argument("--layers", type=int, default=6, help="of the text model (default: 6)")
    parser.add_argument("--constitution-tokens", type=int, default=700, help="default: 700")
    parser.add_argument("--new-tokens", type=int, default=64, help="length of every response (default: 64)")
    options = parser.parse_args()
    warnings.filterwarnings("ignore", category=FutureWarning)  # of transformers about what TRL calls
    disable_progress_bar()
    torch.set_num_threads(options.threads)
    size = tiny.Size(options.hidden, options.layers, options.constitution_tokens, options.new_tokens)
    report = run(size, options.group_sizes, options.updates)
    print(json.dumps(report) if options.json else table(report))


if __name__ == "__main__":
    main()
