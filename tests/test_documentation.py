"""What the pages and the help tell a reader to type or to open is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from oodmmsafe import cli
from oodmmsafe.baselines import settings as baselines
from oodmmsafe.baselines.settings import ColdStart, Dpo, Sft
from oodmmsafe.caspo import config as configs
from oodmmsafe.commands import BUILT_IN_RECIPE, training_recipe

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "benchmarks" / "README.md"]
PLACES = re.compile(r"(?<![\w/.-])(?:src|docs|recipes|benchmarks|tests)/[\w./-]*\w")
"""Paths from the root of the repository, wherever they occur in a text."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_on_a_page_exists(page):
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
    text = re.sub(r"\]\([^)]*\)", "]", text)
    assert [place for place in PLACES.findall(text) if not (ROOT / place).exists()] == []


def commands_of(page: Path) -> list[str]:
    """The calls of `oodmmsafe` in the console examples of a page, each on one line, without comments."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line.startswith("oodmmsafe ")]


@pytest.mark.parametrize("line", [line for page in PAGES for line in commands_of(page)])
def test_every_example_is_understood(line):
    cli._parser().parse_args(shlex.split(line)[1:])


def test_the_readme_names_every_command():
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("demo", "eval", "train", "report", "suite", "scenes", "nano"):
        assert re.search(rf"^oodmmsafe {command} ", page, re.MULTILINE)


@pytest.mark.parametrize(
    "words", ["", "demo", "eval", "train", "report", "suite check", "nano build", "nano pretrain", "baseline dpo"]
)
def test_every_path_in_the_help_exists(words, capsys):
    with pytest.raises(SystemExit):
        cli.main([*words.split(), "--help"])
    text = re.sub(r"\s+", " ", capsys.readouterr().out)
    assert [place for place in PLACES.findall(text) if not (ROOT / place).exists()] == []


def test_every_recipe_loads_and_writes_to_a_place_of_its_own():
    paths = sorted((ROOT / "recipes" / "nano").glob("*.toml"))
    static = {"sft": Sft, "dpo": Dpo, "cold_start": ColdStart}
    loaded = [baselines.load(static[p.stem], p) if p.stem in static else configs.load(p) for p in paths]
    recipes = [training_recipe(BUILT_IN_RECIPE), *loaded]
    assert len({recipe.out for recipe in recipes}) == len(recipes) == len(paths) + 1 >= 5
    assert training_recipe(BUILT_IN_RECIPE) == configs.load(ROOT / "src" / "oodmmsafe" / "nano" / "caspo.toml")
