"""Loading the model that is trained, and what has to be known of it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from torch import Tensor, nn
from transformers import AutoModelForImageTextToText, PreTrainedModel

from oodmmsafe.caspo import attention
from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.processing import load_processor

EMBEDDED = "nano"


class PolicyError(OodmmsafeError):
    """A model that cannot be trained."""


def model_folder(name: str) -> Path:
    """The folder of a model: the embedded one's, or `name` itself. Raises PolicyError if it holds no model."""
    if name == EMBEDDED:
        from oodmmsafe.nano import weights_folder

        return weights_folder()
    folder = Path(name)
    if not (folder / "config.json").is_file():
        raise PolicyError(f"unknown model '{name}': give '{EMBEDDED}' or a model folder (with a config.json)")
    return folder


def load_policy_model(path: Path) -> tuple[PreTrainedModel, Any]:
    """The model, in float32, ready for shared-prefix rows, and its processor. The vision tower is frozen.

    The model stays in evaluation mode throughout: a dropped-out score would not be the sampled one.
    Raises PolicyError for a folder that is damaged or holds another kind of model.
    """
    try:
        model = AutoModelForImageTextToText.from_pretrained(path, dtype=torch.float32).eval()
        processor = load_processor(path)
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise PolicyError(f"model '{path}' cannot be loaded: {str(error).splitlines()[0]}") from None
    if not hasattr(model.model, "get_rope_index"):
        raise PolicyError(f"model '{path}' is a {type(model).__name__}; CASPO needs a Qwen VL model")
    attention.install(model)
    model.model.visual.requires_grad_(False)
    return model, processor


def frozen_copy(model: PreTrainedModel) -> PreTrainedModel:
    """A copy without gradients that shares the vision tower, which is frozen in both."""
    visual = model.model.visual
    return copy.deepcopy(model, {id(visual): visual}).requires_grad_(False)


def trainable(model: nn.Module) -> dict[str, Tensor]:
    """The parameters that training changes, by name."""
    return {name: parameter for name, parameter in model.named_parameters() if parameter.requires_grad}


def sampling_rule(model: PreTrainedModel, temperature: float) -> SamplingRule:
    """The rule for answers of this model: a picture's placeholders are never part of an answer."""
    config = model.config
    names = ("image_token_id", "video_token_id", "vision_start_token_id", "vision_end_token_id")
    return SamplingRule(temperature, tuple(sorted({getattr(config, name) for name in names})))


def stop_tokens(model: PreTrainedModel, processor: Any) -> tuple[int, ...]:
    """Token ids that end an answer. Raises PolicyError if the model has none."""
    ids = model.generation_config.eos_token_id
    if ids is None:
        ids = processor.tokenizer.eos_token_id
    if ids is None:
        raise PolicyError(f"model '{model.name_or_path}' names no token that ends an answer (eos_token_id)")
    return (ids,) if isinstance(ids, int) else tuple(ids)
