"""Settings: what is wrong is named, with the file and what would be right."""

from __future__ import annotations

import json

import pytest

from oodmmsafe.caspo.config import Config, ConfigError, from_mapping, load, to_json

REQUIRED = {"model": "nano", "suite": "nano-train", "constitution": "nano", "out": "runs/x"}


def test_a_file_is_read_with_its_defaults(tmp_path):
    file = tmp_path / "run.toml"
    file.write_text('model = "nano"\nsuite = "s"\nconstitution = "nano"\nout = "o"\nlambda = 1\nteacher = "ema"\n')
    config = load(file)
    assert (config.lambda_, config.teacher, config.group_size, config.std_floor) == (1.0, "ema", 8, 0.3)
    assert isinstance(config.lambda_, float)


def test_json_has_the_names_of_the_file():
    config = from_mapping(REQUIRED | {"lambda": 0.25})
    assert json.loads(to_json(config))["lambda"] == 0.25
    assert from_mapping(json.loads(to_json(config))) == config


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lamda": 0.5}, ["'lamda'", "unknown", "lambda"]),
        ({"lambda_": 0.5}, ["'lambda_'", "unknown"]),
        ({"lambda": 1.5}, ["'lambda'", "0.0 to 1.0", "1.5"]),
        ({"lambda": "half"}, ["'lambda'", "float", "'half'"]),
        ({"lambda": float("nan")}, ["'lambda'", "0.0 to 1.0", "nan"]),
        ({"teacher": "slow"}, ["'teacher'", "'frozen', 'ema', 'live'", "'slow'"]),
        ({"updates": True}, ["'updates'", "int", "True"]),
        ({"updates": 2.0}, ["'updates'", "int", "2.0"]),
        ({"prompts_per_update": 3}, ["'prompts_per_update'", "even", "3"]),
        ({"group_size": 1}, ["'group_size'", "2 or more"]),
        ({"temperature": 0}, ["'temperature'", "more than 0"]),
        ({"bf16": 1}, ["'bf16'", "true or false", "1"]),
        ({"out": "  "}, ["'out'", "not empty"]),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_may_be(tmp_path, change, words):
    file = tmp_path / "run.toml"
    file.write_text("\n".join(f"{name} = {_toml(value)}" for name, value in (REQUIRED | change).items()))
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert "\n" not in str(caught.value)
    assert all(word in str(caught.value) for word in [str(file), *words])


def _toml(value):
    return "nan" if value != value else json.dumps(value)


@pytest.mark.parametrize(("text", "word"), [("model = ", "TOML"), ('model = "nano"', "'suite': is missing")])
def test_a_broken_file_is_named(tmp_path, text, word):
    file = tmp_path / "run.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=word) as caught:
        load(file)
    assert str(file) in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"no\.toml: cannot be read"):
        load(tmp_path / "no.toml")


@pytest.mark.parametrize(
    ("change", "needed"),
    [({}, True), ({"lambda": 0.0}, False), ({"lambda": 1.0}, True), ({"advantage": "fixed_negative"}, False)],
)
def test_when_the_teacher_is_needed(change, needed):
    assert from_mapping(REQUIRED | change).needs_teacher is needed


def test_a_config_made_in_code_is_checked_too():
    with pytest.raises(ConfigError, match="'lambda'"):
        Config(**REQUIRED, lambda_=-0.1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"teacher": "model"}, "'teacher_model': goes with teacher = 'model'"),
        ({"teacher_model": "hf/x"}, "'teacher_model': goes with"),
        ({"divergence": "jsd", "advantage": "fixed_negative"}, "'divergence'"),
    ],
)
def test_settings_that_contradict_each_other_are_named(changes, words):
    with pytest.raises(ConfigError, match=words):
        from_mapping(REQUIRED | changes)


@pytest.mark.parametrize(
    ("schedule", "expected"), [("constant", [0.8, 0.8, 0.8]), ("linear", [0.8, 0.4, 0.0]), ("cosine", [0.8, 0.4, 0.0])]
)
def test_lambda_goes_from_its_start_to_its_end(schedule, expected):
    config = from_mapping(REQUIRED | {"lambda": 0.8, "lambda_schedule": schedule, "updates": 5})
    assert [config.lambda_at(update) for update in (0, 2, 4)] == pytest.approx(expected)
    assert config.needs_teacher


def test_a_lambda_that_rises_from_0_needs_the_teacher():
    rising = {"lambda": 0.0, "lambda_schedule": "linear", "lambda_end": 0.5}
    assert from_mapping(REQUIRED | rising).needs_teacher
    assert not from_mapping(REQUIRED | {"lambda": 0.0, "lambda_end": 0.5}).needs_teacher
