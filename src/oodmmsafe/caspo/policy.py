"""Loading the model that is trained, and what has to be known of it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from oodmmsafe.caspo import attention
from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.loading import load_folder


class PolicyError(OodmmsafeError):
    """A model that cannot be trained."""


def load_policy_model(path: Path) -> tuple[PreTrainedModel, Any]:
    """The model, in float32, ready for shared-prefix rows, and its processor. The vision tower is frozen.

    The model stays in evaluation mode throughout: a dropped-out score would not be the sampled one.
    Raises ModelFolderError for a folder that is damaged, PolicyError for another kind of model.
    """
    model, processor = load_folder(path, torch.float32)
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
