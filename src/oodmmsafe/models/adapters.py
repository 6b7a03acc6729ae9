"""Folders that hold the adapters of a model (LoRA) instead of a whole one, and making a whole one of them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.files import writing_to
from oodmmsafe.text import reason

_CONFIG = "adapter_config.json"


class AdapterError(OodmmsafeError):
    """A folder of adapters that cannot be used."""


def base_folder(folder: Path) -> Path | None:
    """Where the model lies that the adapters in `folder` belong to; None if the folder holds no adapters.

    Raises AdapterError if the folder does not say so or there is nothing.
    """
    if not (folder / _CONFIG).is_file():
        return None
    try:
        base = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))["base_model_name_or_path"]
    except (ValueError, KeyError, TypeError):
        raise AdapterError(f"{folder / _CONFIG}: names no base_model_name_or_path") from None
    if not base or not (Path(base) / "config.json").is_file():
        raise AdapterError(f"model '{folder}' is adapters of '{base}', which is not there; set its place in {_CONFIG}")
    return Path(base)


def merge(folder: Path, out: Path) -> None:
    """Write the model in `out` that the adapters in `folder` and their base make together, in the base's precision.

    Raises AdapterError if `folder` holds no adapters or they do not fit, OodmmsafeError if `out` cannot be written.
    """
    base = base_folder(folder)
    if base is None:
        raise AdapterError(f"model '{folder}': holds no adapters, there is nothing to merge")
    from peft import PeftModel

    from oodmmsafe.models.loading import load_folder

    model, processor = load_folder(base, "auto")
    try:
        with warnings.catch_warnings():  # peft asks transformers by names that are on their way out
            warnings.simplefilter("ignore", FutureWarning)
            merged = PeftModel.from_pretrained(model, folder).merge_and_unload()
    except Exception as error:  # what peft and safetensors raise for damage is not a closed list
        raise AdapterError(f"model '{folder}': its adapters cannot be loaded: {reason(error)}") from error
    with writing_to(out):
        merged.save_pretrained(out)
        processor.save_pretrained(out)
