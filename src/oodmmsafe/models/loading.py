"""From a model folder to a model and its processor: for answering and for training alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForImageTextToText, PreTrainedModel
from transformers.utils import logging

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.adapters import base_folder
from oodmmsafe.models.processing import load_processor
from oodmmsafe.text import reason

logging.disable_progress_bar()  # transformers draws one for every file it loads


class ModelFolderError(OodmmsafeError):
    """A model folder that is damaged or holds another kind of model."""


def load_folder(path: Path, dtype: torch.dtype | str) -> tuple[PreTrainedModel, Any]:
    """The multimodal model in `path`, in evaluation mode with weights of `dtype`, and its processor.

    dtype: "auto" is what they are stored in. A folder of adapters gives their base model with the adapters at work.
    Raises ModelFolderError naming the folder and the reason, AdapterError for adapters without a base.
    """
    base = base_folder(path)
    try:
        model, loaded = AutoModelForImageTextToText.from_pretrained(base or path, dtype=dtype, output_loading_info=True)
        if base:
            model.load_adapter(path)
        processor = load_processor(path)
    except Exception as error:  # what transformers, safetensors and tokenizers raise for damage is not a closed list
        raise ModelFolderError(f"model '{path}' cannot be loaded: {reason(error)}") from error
    if missing := sorted(loaded["missing_keys"]):  # transformers would go on with random numbers in their place
        raise ModelFolderError(f"model '{path}' cannot be loaded: {len(missing)} weights missing, {missing[0]} first")
    return model.eval(), processor


def stop_tokens(model: PreTrainedModel, processor: Any) -> tuple[int, ...]:
    """Token ids that end an answer. Raises ModelFolderError if the model has none."""
    ids = model.generation_config.eos_token_id
    if ids is None:
        ids = processor.tokenizer.eos_token_id
    if ids is None:
        raise ModelFolderError(f"model '{model.name_or_path}' names no token that ends an answer (eos_token_id)")
    return (ids,) if isinstance(ids, int) else tuple(ids)
