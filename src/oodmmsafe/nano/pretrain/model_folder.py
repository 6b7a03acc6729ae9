"""The model as transformers loads it, in a folder that is whole at every moment after the first save."""

from __future__ import annotations

import copy
import errno
import os
import re
import shutil
from pathlib import Path

import torch
from safetensors import SafetensorError
from transformers import PreTrainedModel
from transformers.utils import logging

from oodmmsafe.nano.pretrain.batches import Batches

logging.disable_progress_bar()  # transformers draws one for every file it saves


def save_model(out: Path, model: PreTrainedModel, batches: Batches) -> None:
    """Write the model in bfloat16, its tokenizer and its image processor into the folder `out`.

    Raises OSError if they cannot be written; what `out` held before is then still there.
    """
    unfinished = out / ".unfinished"  # inside `out`, so that moving its files is renaming them
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        copy.deepcopy(model).to(torch.bfloat16).save_pretrained(unfinished)
        batches.tokenizer.save_pretrained(unfinished)
        batches.images.save_pretrained(unfinished)
    except SafetensorError as error:
        raise _system_error(error) from None
    # config.json last: it makes a folder a model's. Only the weights differ from one save to the next.
    for file in sorted(unfinished.iterdir(), key=lambda file: file.name == "config.json"):
        file.replace(out / file.name)
    unfinished.rmdir()


def _system_error(error: SafetensorError) -> OSError:
    """The file system's own error, which safetensors passes on only as a text."""
    found = re.search(r"\(os error (\d+)\)", str(error))
    return OSError(int(found[1]), os.strerror(int(found[1]))) if found else OSError(errno.EIO, str(error))
