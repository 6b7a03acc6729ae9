"""Loading what is trained."""

from __future__ import annotations

import json
import shutil

import pytest
import torch

from oodmmsafe.caspo import policy as policies
from oodmmsafe.models.loading import ModelFolderError

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


def test_another_kind_of_model_is_named(broken):
    config = json.loads((broken / "config.json").read_text())
    (broken / "config.json").write_text(json.dumps(config | {"model_type": "no-such-type"}))
    with pytest.raises(ModelFolderError, match="cannot be loaded"):
        policies.load_policy_model(broken)
