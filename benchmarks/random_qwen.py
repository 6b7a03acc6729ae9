"""A random Qwen3-VL of given sizes, built on the device where it runs, and one group for it: no folder, no download."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import AutoModelForImageTextToText, PreTrainedModel, Qwen3VLConfig

from oodmmsafe.caspo.plan.shapes import Shape, Text, Vision
from oodmmsafe.caspo.plan.work import Lengths
from oodmmsafe.caspo.policy import Adaptation, prepare
from oodmmsafe.caspo.prompt import Encoder, ImageFeatures, Pixels, Prompt

_PLACEHOLDERS = ("vision_start_token_id", "vision_end_token_id", "image_token_id", "video_token_id")
"""The last tokens of the vocabulary, in this order."""
_SHARPNESS = 3.0
"""Of the queries: without it random attention is so even that a token seen wrongly would hardly show."""
TINY = Shape(
    "tiny",
    Text(hidden=64, inner=192, layers=2, heads=4, kv_heads=2, head_dim=16, vocab=512, tied=True, qk_norm=True),
    Vision(hidden=64, inner=128, blocks=2, matrices=2, out=64, mergers=2, patch=16, patch_values=1536, merge=2,
           window=None, full_blocks=2),
    source="made up for dry runs",
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """A prompt as student and teacher read it, its picture, and G responses [R] of random tokens."""

    image: ImageFeatures
    student: Prompt
    teacher: Prompt
    responses: list[Tensor]


def build(shape: Shape, how: Adaptation, device: torch.device, dtype: torch.dtype) -> PreTrainedModel:
    """The model as the trainer has it after loading: adapters as `how` says, frozen weights in `dtype`."""
    torch.manual_seed(0)
    with device:
        model = AutoModelForImageTextToText.from_config(configuration(shape), dtype=dtype).eval()
    with torch.no_grad():
        for layer in model.model.language_model.layers:
            layer.self_attn.q_norm.weight.mul_(_SHARPNESS)
    return prepare(model, how).to(device)


def configuration(shape: Shape) -> Qwen3VLConfig:
    """A configuration of these sizes; what a Shape does not say is as in the published ones, or follows from them."""
    text, vision = shape.text, shape.vision
    axis = 5 * text.head_dim // 32  # of 64 frequency pairs: 24 of time, 20 of height, 20 of width
    levels = [vision.blocks * level // vision.mergers - 1 for level in range(1, vision.mergers)]  # 5, 11, 17 of 24
    first = text.vocab - len(_PLACEHOLDERS)
    return Qwen3VLConfig(
        text_config=dict(
            vocab_size=text.vocab,
            hidden_size=text.hidden,
            intermediate_size=text.inner,
            num_hidden_layers=text.layers,
            num_attention_heads=text.heads,
            num_key_value_heads=text.kv_heads,
            head_dim=text.head_dim,
            max_position_embeddings=262144,
            initializer_range=text.hidden**-0.5,
            rope_parameters=dict(
                rope_type="default",
                rope_theta=5e6,
                mrope_section=[text.head_dim // 2 - 2 * axis, axis, axis],
                mrope_interleaved=True,
            ),
        ),
        vision_config=dict(
            depth=vision.blocks,
            hidden_size=vision.hidden,
            intermediate_size=vision.inner,
            num_heads=vision.hidden // 64,
            out_hidden_size=vision.out,
            patch_size=vision.patch,
            spatial_merge_size=vision.merge,
            num_position_embeddings=2304,
            deepstack_visual_indexes=levels,
        ),
        tie_word_embeddings=text.tied,
        **{name: first + i for i, name in enumerate(_PLACEHOLDERS)},
    )


def group(model: PreTrainedModel, shape: Shape, at: Lengths) -> Group:
    """A group of these lengths. The vision tower runs once, here."""
    device, vision = model.device, shape.vision
    generator = torch.Generator(device).manual_seed(0)
    height = next(side for side in range(math.isqrt(at.visual), 0, -1) if at.visual % side == 0)
    grid = torch.tensor([[1, height * vision.merge, at.visual // height * vision.merge]], device=device)
    patches = torch.randn(at.visual * vision.merge**2, vision.patch_values, device=device, generator=generator)
    with torch.no_grad():
        (image,) = Encoder.features(model, [Pixels(patches, grid)])

    def words(count: int) -> Tensor:
        return torch.randint(shape.text.vocab - len(_PLACEHOLDERS), (count,), device=device, generator=generator)

    start, end, picture, _ = (getattr(model.config, name) for name in _PLACEHOLDERS)
    student = torch.cat([torch.tensor([start, *[picture] * at.visual, end], device=device), words(at.query - 2)])
    teacher = torch.cat([words(at.constitution), student])
    responses = [words(at.response) for _ in range(at.group)]
    return Group(image, Prompt.of(model, student, grid), Prompt.of(model, teacher, grid), responses)
