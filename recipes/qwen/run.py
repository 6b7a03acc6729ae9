"""From a recipe to an evaluated model: check the teacher, evaluate, train, merge, evaluate again, report.

    python recipes/qwen/run.py recipes/qwen/qwen3-vl-4b.toml              # one GPU
    python recipes/qwen/run.py recipes/qwen/qwen2.5-vl-7b.toml --gpus 8   # one machine with eight
    python recipes/qwen/run.py recipes/qwen/qwen3-vl-4b.toml --dry-run    # minutes on a CPU, a tiny model of the family

Every step goes on where it was stopped. The dry run takes the same steps with the same recipe, but for what a CPU
cannot do: a tiny random model in place of the weights, few short answers, no engine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = {"Qwen3-VL": "qwen3_vl", "Qwen2.5-VL": "qwen2_5_vl"}
SMALL = {
    "updates": 2, "prompts_per_update": 4, "group_size": 2, "max_new_tokens": 8, "checkpoint_every": 1, "warmup": 1,
    "rollout": "transformers", "bf16": False, "on_collapse": "warn",
}  # fmt: skip


def oodmmsafe(*arguments: str, gpus: int = 1) -> None:
    """Run a command of the package, in several processes if there are several GPUs. Raises SystemExit if it fails."""
    start = ["-m", "oodmmsafe.cli"]
    if gpus > 1:
        start = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", str(gpus), *start]
    print("$ oodmmsafe", *arguments, flush=True)
    done = subprocess.run([sys.executable, *start, *arguments])
    if done.returncode:
        raise SystemExit(done.returncode)


def small(recipe: dict[str, Any], out: Path) -> dict[str, Any]:
    """The recipe for a dry run in the folder `out`: a tiny random model of the same family, a suite of four pairs."""
    sys.path.append(str(ROOT / "tests"))
    import scripted
    import tiny_models

    family = next(value for name, value in FAMILIES.items() if name in recipe["model"])
    if not (out / "start" / "config.json").is_file():
        tiny_models.save(out / "start", family)
        (out / "suite").mkdir(parents=True, exist_ok=True)
        scripted.make_suite(out / "suite", 4)
    adapters = {"lora_rank": 4} if recipe.get("lora_rank") else {}
    places = {"model": f"hf/{out / 'start'}", "suite": str(out / "suite"), "out": str(out / "training")}
    return recipe | SMALL | adapters | places


def write(recipe: dict[str, Any], path: Path) -> str:
    """The recipe as a file; returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in recipe.items()), encoding="utf-8")
    return str(path)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--gpus", type=int, default=1, help="of this machine (default: 1)")
    parser.add_argument("--suite", default="oodmmsafe-455", help="to evaluate on (default: %(default)s)")
    parser.add_argument("--dry-run", action="store_true", help="the same steps with a tiny model, on a CPU")
    parser.add_argument("--out", type=Path, default=Path("runs/dry-run"), help="folder of a dry run")
    options = parser.parse_args()
    config, evaluated, tokens, pairs = str(options.recipe), options.suite, "400", "32"
    recipe = tomllib.loads(options.recipe.read_text(encoding="utf-8"))
    if options.dry_run:
        recipe = small(recipe, options.out)
        config, evaluated = write(recipe, options.out / "recipe.toml"), recipe["suite"]
        tokens, pairs = "8", "2"
    out = Path(recipe["out"])
    oodmmsafe("teacher", "check", config, "--pairs", pairs)
    evaluation = ("--suite", evaluated, "--max-new-tokens", tokens)
    oodmmsafe("eval", recipe["model"], *evaluation, "--out", str(out / "before"))
    oodmmsafe("train", config, gpus=options.gpus)
    final = out / "final"
    if recipe.get("lora_rank"):
        oodmmsafe("merge", str(final), "--out", str(out / "merged"))
        final = out / "merged"
    oodmmsafe("eval", f"hf/{final}", *evaluation, "--out", str(out / "after"))
    runs = (str(out / "before"), str(out / "after"))
    oodmmsafe("report", *runs, "--training", str(out), "--out", str(out / "report.html"))


if __name__ == "__main__":
    main()
