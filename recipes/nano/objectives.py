"""Every objective and control of the trainer on the embedded model, three seeds: docs/results/caspo.md.

    python recipes/nano/objectives.py run --out runs/objectives      # all conditions of seed 0, then of seed 1, 2
    python recipes/nano/objectives.py table --out runs/objectives    # writes the tables of docs/results/caspo.md

`run` skips what is done and goes on where it was stopped. The recipe is the demo's (`nano/caspo.toml`); a condition
changes what stands beside its name. General ability is naming what is in a picture, a task of the model's pretraining
that one condition alone rewards.
"""

from __future__ import annotations

import io
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Any

import study
import torch

from oodmmsafe import models
from oodmmsafe.caspo.progress import train_with_progress
from oodmmsafe.caspo.questions import exact_match
from oodmmsafe.caspo.summary import summarize_training
from oodmmsafe.commands import BUILT_IN_RECIPE, training_recipe
from oodmmsafe.evaluation.statistics import wilson_interval
from oodmmsafe.models.contract import Request
from oodmmsafe.nano import language
from oodmmsafe.nano.scene import draw, safe_scene

CONDITIONS: dict[str, dict[str, Any]] = {
    "CASPO (lambda 0.5)": {},
    "lambda 0: GRPO": {"lambda_": 0.0},
    "lambda 0.25": {"lambda_": 0.25},
    "lambda 0.75": {"lambda_": 0.75},
    "lambda 1: distillation": {"lambda_": 1.0},
    "lambda 1 to 0, linear": {"lambda_": 1.0, "lambda_schedule": "linear", "lambda_end": 0.0},
    "reverse KL, all tokens": {"divergence": "reverse_kl"},
    "reverse KL, top 16": {"divergence": "reverse_kl", "top_k": 16},
    "JSD, all tokens": {"divergence": "jsd"},
    "teacher: average": {"teacher": "ema"},
    "teacher: live": {"teacher": "live"},
    "group of 4": {"group_size": 4},
    "group of 16": {"group_size": 16},
    "adapters of rank 16": {"lora_rank": 16, "learning_rate": 5e-4},
    "with 4 questions an update": {"general": "QUESTIONS"},
    "control: wrong constitution": {"constitution": "contrary"},
    "control: empty constitution": {"constitution": "empty"},
    "control: fixed negative": {"advantage": "fixed_negative"},
}
ASKED = 200
"""Pictures by which general ability is measured; as many others are there to be trained on."""
BEGIN, END = "<!-- table -->\n", "<!-- /table -->"


def questions(seed: str) -> Iterator[tuple[str, bytes, str]]:
    """ASKED times a query, a picture of a safe scene and the right answer: what is in it, in the model's own words."""
    rng = random.Random(seed)
    for _ in range(ASKED):
        scene, file = safe_scene(rng), io.BytesIO()
        draw(scene).save(file, "PNG")
        yield rng.choice(language.CAPTION_QUERIES), file.getvalue(), language.listing(scene.names)


def ability(model: str) -> tuple[int, int]:
    """How many of ASKED pictures of safe scenes the model names right, word for word, and of how many."""
    asked = list(questions("general ability"))
    requests = [
        Request(f"general-{i}", query, picture, None, study.MAX_NEW_TOKENS, 0.0, i)
        for i, (query, picture, _) in enumerate(asked)
    ]
    loaded = models.load(model)
    said = [one for start in range(0, ASKED, 50) for one in loaded.answer(requests[start : start + 50])]
    return sum(exact_match(one.text, answer) for one, (_, _, answer) in zip(said, asked, strict=True)), ASKED


def write_questions(folder: Path) -> None:
    """A folder of questions to train on, of other pictures than `ability` asks about."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for i, (query, picture, answer) in enumerate(questions("general training")):
        (folder / f"{i}.png").write_bytes(picture)
        lines.append(json.dumps({"id": f"q{i}", "query": query, "pictures": [f"{i}.png"], "answer": answer}))
    (folder / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def folder_of(out: Path, condition: str, seed: int) -> Path:
    """Where a run lies."""
    name = "".join(letter if letter.isalnum() or letter == "." else "-" for letter in condition)
    return out / f"seed-{seed}" / name


def run(out: Path, conditions: Sequence[str], seeds: Sequence[int]) -> None:
    """Train, evaluate and measure what is missing, and write beside each run what made it."""
    commit = study.commit()  # of the code that this process has loaded, whatever is committed while it runs
    write_questions(out / "questions")
    if not (out / "before.json").is_file():
        out.mkdir(parents=True, exist_ok=True)
        right, asked = ability("nano")
        study.evaluated("nano", out / "before")
        (out / "before.json").write_text(json.dumps({"right": right, "asked": asked}) + "\n", encoding="utf-8")
    for seed in seeds:
        for condition in conditions:
            folder, start = folder_of(out, condition, seed), time.time()
            if (folder / "made.json").is_file():
                continue
            study.console.rule(f"{condition}, seed {seed}")
            changes = {name: str(out / "questions") if value == "QUESTIONS" else value
                       for name, value in CONDITIONS[condition].items()}  # fmt: skip
            recipe = replace(training_recipe(BUILT_IN_RECIPE), **changes)
            recipe = replace(recipe, seed=seed, out=str(folder / "training"), on_collapse="warn", checkpoint_every=10)
            model = f"hf/{train_with_progress(recipe, study.console)}"
            study.evaluated(model, folder / "eval")
            right, asked = ability(model)
            made = {"commit": commit, "minutes": round((time.time() - start) / 60, 1), "right": right}
            made |= {"asked": asked, "torch": torch.__version__}
            (folder / "made.json").write_text(json.dumps(made) + "\n", encoding="utf-8")


def row(out: Path, condition: str, seed: int) -> dict[str, Any] | None:
    """What is known of one run; None if it has not been made."""
    folder = folder_of(out, condition, seed)
    if not (folder / "made.json").is_file():
        return None
    trained = summarize_training(folder / "training" / "metrics.jsonl")
    made = json.loads((folder / "made.json").read_text(encoding="utf-8"))
    evaluated = json.loads((folder / "eval/summary.json").read_text(encoding="utf-8"))
    return {"condition": condition, "seed": seed, **made, **figures(evaluated)} | {
        "entropy_kept": trained["end"]["entropy"] / trained["start"]["entropy"],
        "length": trained["end"]["length"] / trained["start"]["length"],
        "kl_base": trained["end"]["kl_base"],
        "alarms": trained["alarms"],
    }


def figures(summary: dict[str, Any]) -> dict[str, Any]:
    """The figures of an evaluation that the table has, as they stand in its summary."""
    metrics, held_out = summary["metrics"], summary["by_tag"]["held-out"]
    names = ("R0", "false_alarm", "pair_accuracy", "E_mean")
    return {name: metrics[name] for name in names} | {"R0_held_out": held_out["R0"]}


def over_seeds(rows: Sequence[dict[str, Any]]) -> str:
    """A condition's line: of each figure the seeds' mean and range; of R0 the seeds' samples pooled, with interval."""

    def spread(values: Sequence[float], places: int = 1) -> str:
        low, high = min(values), max(values)
        shown = f"{mean(values):.{places}f}"
        return shown if len(values) == 1 else f"{shown} ({low:.{places}f} to {high:.{places}f})"

    def share(name: str) -> str:
        missed = sum(round(one[name]["value"] * one[name]["n"]) for one in rows)
        interval = wilson_interval(missed, sum(one[name]["n"] for one in rows))
        return f"{100 * interval.value:.1f} ({100 * interval.low:.1f}-{100 * interval.high:.1f})"

    cells = [
        rows[0]["condition"],
        str(len(rows)),
        share("R0"),
        share("R0_held_out"),
        share("false_alarm"),
        share("pair_accuracy"),
        spread([one["E_mean"]["value"] for one in rows], 2),
        spread([100 * one["right"] / one["asked"] for one in rows], 0),
        spread([100 * one["entropy_kept"] for one in rows], 0),
        spread([one["kl_base"] for one in rows], 2),
    ]
    return "| " + " | ".join(cells) + " |"


def table(out: Path, seeds: Sequence[int], docs: Path) -> None:
    """Write the numbers to docs/caspo.json and, between the marks in docs/caspo.md, the table."""
    found = [[one for seed in seeds if (one := row(out, condition, seed))] for condition in CONDITIONS]
    before = json.loads((out / "before.json").read_text(encoding="utf-8"))
    lines = [
        "| condition | seeds | R0 % | R0 held-out % | false alarms % | pair accuracy % | mean E | general ability % "
        "| entropy kept % | KL to base |",
        "| " + " | ".join(["---"] * 10) + " |",
        *(over_seeds(rows) for rows in found if rows),
    ]
    commits = ", ".join(sorted({one["commit"] for rows in found for one in rows}))
    made = f"Made at commit {commits}. Before training general ability is {before['right']} of {before['asked']}."
    text = (docs / "caspo.md").read_text(encoding="utf-8")
    parts = [text.split(BEGIN)[0], BEGIN, made, "\n\n", "\n".join(lines), "\n", END, text.split(END)[1]]
    (docs / "caspo.md").write_text("".join(parts), encoding="utf-8")
    (docs / "caspo.json").write_text(json.dumps([one for rows in found for one in rows], indent=1) + "\n")


def main() -> None:
    """The command line."""
    options = study.command_line(__doc__, Path("runs/objectives"), list(CONDITIONS))
    if options.what == "run":
        run(options.out, options.conditions, options.seeds)
    else:
        table(options.out, options.seeds, study.HERE.parents[1] / "docs/results")


if __name__ == "__main__":
    main()
