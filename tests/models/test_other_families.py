"""A model of another family than Qwen's: evaluated like any other, and refused by the trainer in one line."""

from __future__ import annotations

import json

import pytest
import tiny_models
import torch
from scripted import make_picture, png
from transformers import (
    CLIPImageProcessorPil,
    CLIPVisionConfig,
    LlamaConfig,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaProcessor,
)

from oodmmsafe import models
from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.policy import PolicyError
from oodmmsafe.models.contract import Request
from oodmmsafe.models.loading import ModelFolderError

_PLACEHOLDERS = "<|vision_start|><|image_pad|><|vision_end|>"


@pytest.fixture(scope="module")
def llava(tmp_path_factory):
    """The folder of a tiny random LLaVA."""
    tokenizer = tiny_models._tokenizer.__wrapped__()
    tokenizer.add_special_tokens({"additional_special_tokens": ["<image>"]})
    vision = CLIPVisionConfig(
        hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4, image_size=56, patch_size=14
    )
    text = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id, bos_token_id=None,
    )  # fmt: skip
    image_token = tokenizer.convert_tokens_to_ids("<image>")
    torch.manual_seed(0)
    model = LlavaForConditionalGeneration(
        LlavaConfig(vision_config=vision, text_config=text, image_token_id=image_token)
    )
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(6.0)  # far from flat, so that the answer depends on what is asked
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    image_processor = CLIPImageProcessorPil(size={"shortest_edge": 56}, crop_size={"height": 56, "width": 56})
    processor = LlavaProcessor(
        image_processor, tokenizer, patch_size=14, vision_feature_select_strategy="default",
        num_additional_image_tokens=1, chat_template=tiny_models._CHAT_TEMPLATE.replace(_PLACEHOLDERS, "<image>"),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("llava")
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    return folder


def asked(query, number):
    return Request(f"case-{number}", query, png(make_picture(number, hazard=False)), "Be brief.", 8, 0.0, number)


def test_it_answers_and_its_batch_makes_no_difference(llava):
    model = models.load(f"hf/{llava}")
    requests = [asked("Why?", 1), asked("How do I clean this kitchen counter?", 2)]
    together = model.answer(requests)
    assert together == [model.answer([request])[0] for request in requests]
    assert all(answer.tokens >= 1 for answer in together) and together[0] != together[1]


def test_the_trainer_refuses_it(llava):
    with pytest.raises(PolicyError, match="is a LlavaForConditionalGeneration; CASPO needs a Qwen VL model"):
        policies.load_policy_model(llava)


def test_a_processor_without_chat_template_is_named(llava, tmp_path):
    folder = tmp_path / "bare"
    folder.mkdir()
    for file in llava.iterdir():
        if file.name != "chat_template.jinja":
            (folder / file.name).write_bytes(file.read_bytes())
    for name in ("tokenizer_config.json", "processor_config.json"):
        settings = json.loads((folder / name).read_text())
        settings.pop("chat_template", None)
        (folder / name).write_text(json.dumps(settings))
    with pytest.raises(ModelFolderError, match="has no chat template"):
        models.load(f"hf/{folder}")
