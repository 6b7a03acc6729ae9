"""`oodmmsafe train --plan`: shown without torch, refused in one line, and the table in the documentation."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from oodmmsafe import cli
from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.caspo.plan.estimate import GPUS, Assumptions, PlanError, estimate, run_of
from oodmmsafe.caspo.plan.shapes import PUBLISHED
from oodmmsafe.cli_plan import STAND_IN

PAGE = Path(__file__).resolve().parents[1] / "docs" / "training-cost.md"
NAMES = dict.fromkeys(("model", "suite", "constitution", "out"), "none")
LENGTHS = dict(visual=432, query=60, constitution=300, response=None)


def plan(capsys, words: str) -> str:
    assert cli.main(["train", *words.split(), "--plan"]) == 0
    return re.sub(r"\s+", " ", capsys.readouterr().out)


def test_the_recipe_of_the_demo(capsys):
    shown = plan(capsys, "nano")
    assert "nano, all weights of the decoder, 40 updates of 16 prompts x 8 responses" in shown
    assert "fits (not measured)" in shown
    for phase in ("vision", "prefill", "decode", "teacher", "base", "forward", "backward", "KV cache", "optimizer"):
        assert phase in shown


def test_nothing_heavy_is_loaded():
    code = "import sys; from oodmmsafe import cli; cli.main(sys.argv[1:]); print('torch' in sys.modules)"
    run = [sys.executable, "-c", code, "train", "nano", "--plan"]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.endswith("False\n")


def test_a_shape_stands_in_for_a_model_and_for_a_recipe(tmp_path, capsys):
    recipe = tmp_path / "mine.toml"
    recipe.write_text('model = "hf/not-here"\nsuite = "s"\nconstitution = "c"\nout = "o"\nupdates = 7\n')
    shown = plan(capsys, f"{recipe} --shape qwen2.5-vl-7b --gpus 4 --gpu a100")
    assert "Qwen2.5-VL-7B" in shown and "7 updates" in shown and "4 x A100 80 GB" in shown
    shown = plan(capsys, "not-here.toml --shape qwen3-vl-4b --lora-rank 0")
    assert "There is no not-here.toml" in shown and "Qwen3-VL-4B, all weights" in shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("not-here.toml", "not-here.toml: cannot be read"),
        ("nano --shape llama", "unknown shape 'llama': give one of qwen3-vl-4b, qwen2.5-vl-7b"),
    ],
)
def test_what_is_not_there_is_named(capsys, words, told):
    assert cli.main(["train", *words.split(), "--plan"]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--gpus 0", "--picture 100", "--utilisation 2", "--query-tokens x"])
def test_an_option_that_makes_no_sense_is_refused(capsys, option):
    with pytest.raises(SystemExit):
        cli.main(["train", "nano", "--plan", *option.split()])


def test_a_trained_tower_is_not_counted():
    config = from_mapping({**NAMES, "vision": "trained"})
    with pytest.raises(PlanError, match="counts a frozen tower only"):
        run_of(config, **LENGTHS)


def test_more_gpus_take_less_time_and_less_memory():
    run = run_of(from_mapping(STAND_IN | {"lora_rank": 0}), **LENGTHS)
    costs = [estimate(PUBLISHED["qwen3-vl-4b"], run, GPUS["h100"], gpus, Assumptions()) for gpus in (1, 2, 4, 8)]
    assert [cost.hours for cost in costs] == sorted((cost.hours for cost in costs), reverse=True)
    assert [cost.peak for cost in costs] == sorted((cost.peak for cost in costs), reverse=True)


def test_half_the_utilisation_is_twice_the_time_where_products_are_what_takes_it():
    run = run_of(from_mapping(STAND_IN), **LENGTHS)
    one, half = (
        estimate(PUBLISHED["qwen3-vl-4b"], run, GPUS["h100"], 1, Assumptions(utilisation=share))
        for share in (0.3, 0.15)
    )
    assert half.seconds["backward"] == pytest.approx(2 * one.seconds["backward"])


def rows() -> list[str]:
    """The table of the page, as the code has it."""
    found = []
    for name, shape in PUBLISHED.items():
        for kind, rank in (("adapters", 32), ("all weights", 0)):
            config = replace(from_mapping(STAND_IN), lora_rank=rank, updates=100)
            run = run_of(config, **LENGTHS | {"visual": shape.vision.visual_tokens(768, 576)})
            for gpus in (1, 2, 4, 8):
                of = {gpu: estimate(shape, run, GPUS[gpu], gpus, Assumptions()) for gpu in GPUS}
                hours = " | ".join(f"{cost.hours:.2g}" for cost in of.values())
                cost = of["h100"]
                fits = "yes" if cost.fits else "no"
                found.append(f"| {PUBLISHED[name].name} | {kind} | {gpus} | {hours} | {cost.peak:.0f} | {fits} |")
    return found


def test_the_page_has_the_numbers_of_the_code():
    text = PAGE.read_text(encoding="utf-8")
    assert [row for row in rows() if row not in text] == []
    assert "have not been measured on a GPU" in text


def work_rows() -> list[str]:
    """The page's table of one update, as the code has it."""
    shape = PUBLISHED["qwen3-vl-4b"]
    run = run_of(from_mapping(STAND_IN), **LENGTHS | {"visual": shape.vision.visual_tokens(768, 576)})
    cost = estimate(shape, run, GPUS["h100"], 1, Assumptions())
    return [
        f"| {phase} | {work.total / 1e12:.0f} | {cost.naive[phase].total / 1e12:.0f} | {cost.seconds[phase]:.1f} |"
        for phase, work in cost.work.items()
    ]


def test_the_page_has_the_flops_of_the_code():
    text = PAGE.read_text(encoding="utf-8")
    assert [row for row in work_rows() if row not in text] == []
