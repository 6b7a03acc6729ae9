"""Loading what is trained."""

from __future__ import annotations

import json
import shutil

import pytest
import torch

from oodmmsafe.caspo import policy as policies

VISUAL = ("<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>")


@pytest.fixture
def broken(tmp_path, folders):
    """A copy of a model folder, to be broken."""
    return shutil.copytree(folders["qwen3_vl"], tmp_path / "model")


def test_a_model_is_loaded_ready_to_train(tiny):
    assert not tiny.model.training
    assert {parameter.dtype for parameter in tiny.model.parameters()} == {torch.float32}
    assert tiny.rule.banned == tuple(sorted(tiny.processor.tokenizer.convert_tokens_to_ids(token) for token in VISUAL))
    assert tiny.stop == (tiny.processor.tokenizer.eos_token_id,)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(policies.PolicyError, match=r"unknown model '.*': give 'nano' or a model folder"):
        policies.model_folder(str(tmp_path))


def test_truncated_weights_are_named(broken):
    weights = broken / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    with pytest.raises(policies.PolicyError, match="cannot be loaded") as caught:
        policies.load_policy_model(broken)
    assert str(broken) in str(caught.value) and "\n" not in str(caught.value)


def test_another_kind_of_model_is_named(broken):
    config = json.loads((broken / "config.json").read_text())
    (broken / "config.json").write_text(json.dumps(config | {"model_type": "no-such-type"}))
    with pytest.raises(policies.PolicyError, match="cannot be loaded"):
        policies.load_policy_model(broken)


def test_a_model_without_a_stop_token_is_named():
    class Nameless:
        name_or_path = "here"
        generation_config = type("Config", (), {"eos_token_id": None})

    processor = type("Processor", (), {"tokenizer": type("Tokenizer", (), {"eos_token_id": None})})
    with pytest.raises(policies.PolicyError, match="'here' names no token that ends an answer"):
        policies.stop_tokens(Nameless(), processor)
