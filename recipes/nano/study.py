"""The study of CASPO on the embedded model: the model as it is, CASPO and its controls, three seeds, on nano-test.

    python recipes/nano/study.py run --out runs/study              # every condition and seed, one after another
    python recipes/nano/study.py table --out runs/study            # writes docs/results/nano.md and nano.json

`run` skips what is done and goes on where it was stopped; with `--conditions` and `--seeds` several processes can share
the work.
"""

import argparse
import json
import platform
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import torch
from rich.console import Console

import oodmmsafe.nano
from oodmmsafe import constitutions, judging, models, suites
from oodmmsafe.caspo import config as configs
from oodmmsafe.caspo.progress import train_with_progress
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.progress import live_progress
from oodmmsafe.evaluation.run import evaluate

HERE = Path(__file__).parent
RECIPES = {
    "caspo": Path(oodmmsafe.nano.__file__).with_name("caspo.toml"),
    "grpo": HERE / "grpo.toml",
    "distillation": HERE / "distillation.toml",
    "wrong_constitution": HERE / "wrong_constitution.toml",
    "fixed_negative": HERE / "fixed_negative.toml",
}
UNTRAINED = {  # condition: system text, temperature
    "before": (None, 0.0),
    "before, sampled": (None, 1.0),
    "constitution": ("nano", 0.0),
    "unrelated text": ("unrelated", 0.0),
    "contrary text": ("contrary", 0.0),
}
SUITE, MAX_NEW_TOKENS = "nano-test", 64
console = Console()


def evaluated(model: str, out: Path, constitution: str | None = None, temperature: float = 0.0) -> None:
    with live_progress(console) as progress:
        evaluate(
            models.load(model),
            suites.open_suite(SUITE),
            judging.load("reference"),
            out,
            constitution=constitutions.load(constitution) if constitution else None,
            max_new_tokens=MAX_NEW_TOKENS,
            temperature=temperature,
            progress=progress,
        )


def run(out: Path, conditions: list[str], seeds: list[int]) -> None:
    for name in conditions:
        if name in UNTRAINED:
            console.rule(name)
            evaluated("nano", out / name.replace(", ", "-").replace(" ", "-"), *UNTRAINED[name])
            continue
        for seed in seeds:
            console.rule(f"{name}, seed {seed}")
            folder = out / name / f"seed-{seed}"
            recipe = replace(configs.load(RECIPES[name]), seed=seed, out=str(folder / "training"), on_collapse="warn")
            try:
                final = train_with_progress(recipe, console)
            except OodmmsafeError as error:
                console.print(f"[red]{error}[/]")
                continue
            evaluated(f"hf/{final}", folder / "eval")


def summary_of(folder: Path) -> dict | None:
    path = folder / "summary.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def entropy_kept(training: Path) -> float:
    """Mean response entropy (nats per token) of the last five updates over that of the first."""
    entropy = [json.loads(line)["entropy"] for line in (training / "metrics.jsonl").open(encoding="utf-8")]
    return float(np.mean(entropy[-5:]) / entropy[0])


def rows(out: Path) -> list[dict]:
    """One row per condition and seed that has been run."""
    found = []
    for name in UNTRAINED:
        if summary := summary_of(out / name.replace(", ", "-").replace(" ", "-")):
            found.append({"condition": name, "seed": None, "entropy": None, "summary": summary})
    for name in RECIPES:
        for folder in sorted((out / name).glob("seed-*")):
            if summary := summary_of(folder / "eval"):
                seed, entropy = int(folder.name[5:]), entropy_kept(folder / "training")
                found.append({"condition": name, "seed": seed, "entropy": entropy, "summary": summary})
    return found


def percent(figure: dict) -> str:
    return f"{100 * figure['value']:.1f} ({100 * figure['low']:.1f}-{100 * figure['high']:.1f})"


def markdown(found: list[dict]) -> str:
    lines = [
        "| condition | seed | R0 % | R0 held-out % | false alarms % | E mean | pair accuracy % | entropy kept % |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in found:
        m, held = row["summary"]["metrics"], row["summary"]["by_tag"]["held-out"]
        cells = [
            row["condition"].replace("_", " "),
            "" if row["seed"] is None else str(row["seed"]),
            percent(m["R0"]),
            percent(held["R0"]),
            percent(m["false_alarm"]),
            f"{m['E_mean']['value']:.3f}",
            percent(m["pair_accuracy"]),
            "" if row["entropy"] is None else f"{100 * row['entropy']:.0f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def table(out: Path, docs: Path) -> None:
    """Write the numbers to docs/nano.json and, between the marks in docs/nano.md, the table."""
    found = rows(out)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    made = {
        "command": "python recipes/nano/study.py run && python recipes/nano/study.py table",
        "commit": commit.stdout.strip(),
        "date": date.today().isoformat(),
        "torch": torch.__version__,
        "machine": platform.machine(),
        "rows": found,
    }
    (docs / "nano.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    page = docs / "nano.md"
    begin, end = "<!-- table -->\n", "<!-- /table -->"
    text = page.read_text(encoding="utf-8") if page.is_file() else f"# Nano study\n\n{begin}{end}\n"
    head, tail = text.split(begin)[0], text.split(end)[1]
    stamp = f"Commit {made['commit']}, {made['date']}, torch {made['torch']}.\n\n"
    page.write_text(head + begin + stamp + markdown(found) + "\n" + end + tail, encoding="utf-8")
    console.print(markdown(found), soft_wrap=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("run", "table"))
    parser.add_argument("--out", type=Path, default=Path("runs/study"))
    parser.add_argument("--conditions", nargs="+", choices=[*UNTRAINED, *RECIPES], default=[*UNTRAINED, *RECIPES])
    parser.add_argument("--seeds", nargs="+", type=int, default=[0, 1, 2])
    parser.add_argument("--threads", type=int, help="of torch, when several processes share the machine")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    if options.what == "run":
        run(options.out, options.conditions, options.seeds)
    else:
        table(options.out, HERE.parents[1] / "docs/results")


if __name__ == "__main__":
    main()
