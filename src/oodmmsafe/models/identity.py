"""What tells a model folder from another: the content of every file that its answers depend on."""

from __future__ import annotations

import hashlib
from pathlib import Path

from oodmmsafe.models.adapters import base_folder

_SUFFIXES = {".safetensors", ".bin", ".json", ".jinja", ".txt", ".model"}
"""Weights, configuration of model and processor, chat template, vocabulary; not a README beside them."""


def folder_identity(folder: Path) -> str:
    """sha256 over names and contents of the folder's weights, settings, tokenizer and chat template.

    Of adapters, over those of their base too.
    """
    base = base_folder(folder)
    digest = hashlib.sha256(folder_identity(base).encode() if base else b"")
    for path in sorted(folder.iterdir()):
        if path.suffix in _SUFFIXES and path.is_file():
            with path.open("rb") as file:
                digest.update(f"{path.name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()
