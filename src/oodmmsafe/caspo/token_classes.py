"""A coarse class for every token of a vocabulary, to see on which kind of words the dense reward falls.

The signal of a self-distilled reward tends to sit on style (openings, warnings) instead of on what is seen; a curve
per class shows it.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

CLASSES = ("end", "punctuation", "caution", "function", "content")
_CAUTION = """
avoid before but careful carefully caution danger dangerous do don first hazard hazardous however keep make never not
note please prevent risk risky safe safely safety stop sure unsafe warn warning watch
"""
_FUNCTION = """
a an and are as at be because been by can could for from has have if in into is it its may might near of on or so such
than that the their them then there these they this those to was when which while will with would you your
"""
_BY_WORD = {word: "caution" for word in _CAUTION.split()} | {word: "function" for word in _FUNCTION.split()}


def classify(text: str) -> str:
    """The class of a token by its text; the "end" class is for stop tokens and cannot be told from a text."""
    word = text.strip().lower()
    if not any(character.isalnum() for character in word):
        return "punctuation"
    return _BY_WORD.get(word, "content")


def class_of_every_token(tokenizer: Any, size: int, stop: tuple[int, ...]) -> Tensor:
    """[size] for every token id the index of its class in CLASSES.

    size: of the model's vocabulary, which may be padded beyond the tokenizer's.
    """
    names = [classify(tokenizer.decode([i])) for i in range(size)]
    for i in stop:
        names[i] = "end"
    return torch.tensor([CLASSES.index(name) for name in names])
