"""The embedded model: a real Qwen3-VL of 7.6 million parameters, made from scratch."""

from __future__ import annotations

import torch
from transformers import (
    PreTrainedTokenizerFast,
    Qwen2VLImageProcessorPil,
    Qwen3VLConfig,
    Qwen3VLForConditionalGeneration,
)

PICTURE = 128  # the image processor's size, pixels
PATCH, MERGE = 16, 2
GRID = PICTURE // PATCH // MERGE  # visual tokens along a side
HIDDEN = 256


def build_image_processor() -> Qwen2VLImageProcessorPil:
    """The real image processor, through PIL: pictures become PICTURE x PICTURE, GRID * GRID visual tokens."""
    return Qwen2VLImageProcessorPil(
        size={"shortest_edge": PICTURE**2, "longest_edge": PICTURE**2},
        patch_size=PATCH,
        merge_size=MERGE,
        temporal_patch_size=2,
        image_mean=[0.5] * 3,
        image_std=[0.5] * 3,
    )


def build_model(tokenizer: PreTrainedTokenizerFast) -> Qwen3VLForConditionalGeneration:
    """An untrained model; initialised from torch's global random state."""
    token = tokenizer.convert_tokens_to_ids
    head_dim = 64
    config = Qwen3VLConfig(
        text_config={
            "vocab_size": len(tokenizer),
            "hidden_size": HIDDEN,
            "intermediate_size": 768,
            "num_hidden_layers": 5,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "head_dim": head_dim,
            "max_position_embeddings": 1024,
            # M-RoPE: frequency pairs of time, height and width; they add up to half of head_dim
            "rope_parameters": {
                "rope_type": "default",
                "rope_theta": 10000.0,
                "mrope_section": [12, 10, 10],
                "mrope_interleaved": True,
            },
            "tie_word_embeddings": True,
            "pad_token_id": tokenizer.pad_token_id,
            "eos_token_id": tokenizer.eos_token_id,
            "bos_token_id": None,
        },
        vision_config={
            "depth": 4,
            "hidden_size": 192,
            "intermediate_size": 576,
            "num_heads": 4,
            "patch_size": PATCH,
            "spatial_merge_size": MERGE,
            "temporal_patch_size": 2,
            "out_hidden_size": HIDDEN,
            "num_position_embeddings": (PICTURE // PATCH) ** 2,
            "deepstack_visual_indexes": [1],
        },
        tie_word_embeddings=True,
        image_token_id=token("<|image_pad|>"),
        video_token_id=token("<|video_pad|>"),
        vision_start_token_id=token("<|vision_start|>"),
        vision_end_token_id=token("<|vision_end|>"),
    )
    model = Qwen3VLForConditionalGeneration(config)
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.generation_config.pad_token_id = tokenizer.pad_token_id
    return model


def linear_patch_embedding(visual: torch.nn.Module) -> None:
    """Apply the patch embedding's convolution as the matrix product that it is.

    Its kernel equals its stride, so the numbers are the same; on a CPU the backward pass of Conv3d alone takes half of
    a training step.
    """
    embedding = visual.patch_embed

    def forward(patches: torch.Tensor) -> torch.Tensor:  # [patches, channels * time * height * width]
        weight = embedding.proj.weight.flatten(1)
        return torch.nn.functional.linear(patches.to(weight.dtype), weight, embedding.proj.bias)

    embedding.forward = forward
