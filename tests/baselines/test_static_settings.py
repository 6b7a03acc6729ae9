"""Settings of baselines: read and checked, and said in one line what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from oodmmsafe.baselines.settings import ColdStart, Dpo, Sft, load
from oodmmsafe.caspo.config import ConfigError

RECIPES = Path(__file__).resolve().parents[2] / "recipes" / "nano"
PLACES = 'model = "nano"\nsuite = "nano-dev"\nout = "o"\n'
COLD = PLACES + 'constitution = "nano"\n'


def test_the_recipes_of_the_embedded_model():
    recipes = [load(Sft, RECIPES / "sft.toml"), load(Dpo, RECIPES / "dpo.toml")]
    recipes.append(load(ColdStart, RECIPES / "cold_start.toml"))
    assert len({recipe.out for recipe in recipes}) == 3
    assert all(recipe.model == "nano" and recipe.suite == "nano-train" for recipe in recipes)


def test_whole_numbers_do_for_fractions(tmp_path):
    (tmp_path / "c.toml").write_text(PLACES + "lora_alpha = 16\nbeta = 1")
    settings = load(Dpo, tmp_path / "c.toml")
    assert (settings.lora_alpha, settings.beta, settings.judge) == (16.0, 1.0, "reference")


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (Sft, PLACES + "beta = 0.1", "setting 'beta': unknown; expected one of accumulate, batch_size"),
        (Sft, 'model = "nano"', "setting 'suite': is missing"),
        (Sft, PLACES.replace('"o"', '" "'), "setting 'out': expected text that is not empty"),
        (Sft, PLACES + "epochs = 1.5", "setting 'epochs': expected a int, found 1.5"),
        (Sft, PLACES + "epochs = true", "setting 'epochs': expected a int, found True"),
        (Sft, PLACES + "epochs = 0", "setting 'epochs': expected 1 or more, found 0"),
        (Dpo, PLACES + "beta = 0", "setting 'beta': expected more than 0, found 0"),
        (Dpo, PLACES + "beta = nan", "setting 'beta': expected a float, found nan"),
        (ColdStart, COLD, "setting 'stronger': give either a model's name here or a file under 'answers'"),
        (ColdStart, COLD + 'stronger = "nano"\nanswers = "a"', "setting 'stronger': give either"),
        (Sft, "model =", "is not TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, kind, text, told):
    (tmp_path / "c.toml").write_text(text)
    with pytest.raises(ConfigError) as error:
        load(kind, tmp_path / "c.toml")
    assert str(error.value).startswith(f"{tmp_path / 'c.toml'}: ") and told in str(error.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load(Sft, tmp_path / "none.toml")
