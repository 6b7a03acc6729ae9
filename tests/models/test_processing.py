"""Processors as they come out of a model folder."""

from __future__ import annotations

import json

import pytest
import tiny_models
import torch
from scripted import make_picture

from oodmmsafe.models.processing import chat_text, load_processor


@pytest.mark.parametrize("family", tiny_models.FAMILIES)
def test_a_saved_processor_loads_again_and_does_the_same(tmp_path, family):
    _, processor = tiny_models.build(family)
    tiny_models.save(tmp_path, family)
    loaded = load_processor(tmp_path)
    assert type(loaded).__name__ == type(processor).__name__
    image = make_picture(0, hazard=True)
    text = chat_text(loaded, "Is it safe?", "Look ahead.")
    assert text == chat_text(processor, "Is it safe?", "Look ahead.")
    one, other = (p(text=[text], images=[image], return_tensors="pt") for p in (processor, loaded))
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)
    assert int((one["input_ids"] == loaded.image_token_id).sum()) == int(one["image_grid_thw"].prod()) // 4


def test_no_system_text_is_no_system_message():
    _, processor = tiny_models.build()
    assert chat_text(processor, "Why?", None) == chat_text(processor, "Why?", "")
    assert "system" not in chat_text(processor, "Why?", None)


def test_a_folder_whose_processor_is_another_familys_is_refused(tmp_path):
    tiny_models.save(tmp_path)
    config = json.loads((tmp_path / "config.json").read_text())
    (tmp_path / "config.json").write_text(json.dumps(config | {"model_type": "bert"}))
    with pytest.raises((OSError, ValueError)):
        load_processor(tmp_path)
