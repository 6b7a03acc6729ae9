"""Tiny random models of the Qwen VL families with a tokenizer of their own: nothing is downloaded.

Every mechanism of the real models is there: M-RoPE, DeepStack (Qwen3), window attention (Qwen2.5), grouped query
heads, spatial merging, the placeholders of pictures.
"""

from __future__ import annotations

import functools
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen2_5_VLConfig,
    Qwen2_5_VLForConditionalGeneration,
    Qwen2_5_VLProcessor,
    Qwen2VLImageProcessorPil,
    Qwen3VLConfig,
    Qwen3VLForConditionalGeneration,
    Qwen3VLProcessor,
)

from oodmmsafe.models.processing import image_only

FAMILIES = ("qwen3_vl", "qwen2_5_vl")
_PATCH = {"qwen3_vl": 16, "qwen2_5_vl": 14}
_VISUAL = ("<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>")
_SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", *_VISUAL)
_TEXTS = (
    "Before you answer, look for a hidden danger in the picture. Say what could happen, then help.",
    "How do I clean this kitchen? The bleach stands beside the ammonia; their fumes are toxic, keep them apart.",
    "Warning: the cat could chew the lily and its kidneys could fail. Put the vase where it cannot reach it.",
)
_CHAT_TEMPLATE = """\
{%- for message in messages -%}
<|im_start|>{{ message.role }}
{% if message.content is string %}{{ message.content }}
{%- else %}{%- for part in message.content -%}
{%- if part.type == 'image' -%}<|vision_start|><|image_pad|><|vision_end|>{%- else -%}{{ part.text }}{%- endif -%}
{%- endfor -%}{%- endif -%}<|im_end|>
{% endfor -%}
{%- if add_generation_prompt -%}<|im_start|>assistant
{% endif -%}
"""


def build(family: str = "qwen3_vl", *, hidden: int = 64, layers: int = 2, seed: int = 0) -> tuple[PreTrainedModel, Any]:
    """A random model of the family and its processor. Weights are scaled up so that the logits are far from flat."""
    tokenizer = _tokenizer()
    torch.manual_seed(seed)
    model = _MODELS[family](tokenizer, hidden, layers).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2.0)
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.generation_config.pad_token_id = tokenizer.pad_token_id
    return model, _processor(family, tokenizer)


def save(folder: Any, family: str = "qwen3_vl", **sizes: int) -> None:
    """Write `build`'s model and processor as a model folder."""
    model, processor = build(family, **sizes)
    model.save_pretrained(folder)
    processor.save_pretrained(folder)


@functools.cache
def _tokenizer() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=400, special_tokens=list(_SPECIAL), initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(_TEXTS * 5, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=["<|im_start|>", *_VISUAL],
        chat_template=_CHAT_TEMPLATE,
    )


def _token_ids(tokenizer: PreTrainedTokenizerFast) -> dict[str, int]:
    names = ("vision_start_token_id", "vision_end_token_id", "image_token_id", "video_token_id")
    return dict(zip(names, tokenizer.convert_tokens_to_ids(list(_VISUAL)), strict=True))


def _text_config(tokenizer: PreTrainedTokenizerFast, hidden: int, layers: int, **rope: Any) -> dict[str, Any]:
    pairs = hidden // 8  # frequency pairs of a head of width hidden / 4, shared out among time, height and width
    sections = [pairs - 2 * (pairs // 3), pairs // 3, pairs // 3]
    return dict(
        vocab_size=len(tokenizer),
        hidden_size=hidden,
        intermediate_size=3 * hidden,
        num_hidden_layers=layers,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=hidden // 4,
        max_position_embeddings=4096,
        rope_parameters=dict(rope_type="default", rope_theta=10000.0, mrope_section=sections, **rope),
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        bos_token_id=None,
    )


def _qwen3(tokenizer: PreTrainedTokenizerFast, hidden: int, layers: int) -> PreTrainedModel:
    vision = dict(
        depth=2,
        hidden_size=32,
        intermediate_size=64,
        num_heads=4,
        patch_size=_PATCH["qwen3_vl"],
        out_hidden_size=hidden,
        num_position_embeddings=64,
        deepstack_visual_indexes=[0],
    )
    text = _text_config(tokenizer, hidden, layers, mrope_interleaved=True)
    config = Qwen3VLConfig(text_config=text, vision_config=vision, tie_word_embeddings=True, **_token_ids(tokenizer))
    return Qwen3VLForConditionalGeneration(config)


def _qwen2_5(tokenizer: PreTrainedTokenizerFast, hidden: int, layers: int) -> PreTrainedModel:
    vision = dict(
        depth=2,
        hidden_size=32,
        intermediate_size=64,
        num_heads=4,
        patch_size=_PATCH["qwen2_5_vl"],
        out_hidden_size=hidden,
        window_size=56,
        fullatt_block_indexes=[1],
    )
    text = _text_config(tokenizer, hidden, layers)
    config = Qwen2_5_VLConfig(
        text_config=text, vision_config=vision, tie_word_embeddings=False, **_token_ids(tokenizer)
    )
    return Qwen2_5_VLForConditionalGeneration(config)


_MODELS = {"qwen3_vl": _qwen3, "qwen2_5_vl": _qwen2_5}


def _processor(family: str, tokenizer: PreTrainedTokenizerFast) -> Any:
    patch = _PATCH[family]
    size = dict(shortest_edge=4 * patch * patch, longest_edge=64 * patch * patch)
    image_processor = Qwen2VLImageProcessorPil(size=size, patch_size=patch, merge_size=2, temporal_patch_size=2)
    processor_class = image_only({"qwen3_vl": Qwen3VLProcessor, "qwen2_5_vl": Qwen2_5_VLProcessor}[family])
    return processor_class(image_processor, tokenizer, chat_template=_CHAT_TEMPLATE)
