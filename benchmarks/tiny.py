"""What both trainers are given: a tiny random Qwen3-VL, one pair of cases with their pictures, a long constitution.

Made of the tests' tiny model and cases. Only the vision tower is bigger: as wide as the text layers, because in a
real model it is no small part of the work.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from transformers import PreTrainedModel, Qwen3VLForConditionalGeneration

from oodmmsafe.case import Pair, Picture
from oodmmsafe.suites import Suite, folder
from oodmmsafe.suites.pictures import pixel_sha256

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
import scripted
import tiny_models

PICTURE = (480, 640)
"""Height and width in pixels; 300 visual tokens."""
_MAX_PIXELS = 400_000
_SENTENCE = "Before you answer, look for a hidden danger in the picture, say what it could do to whom, then help. "


@dataclass(frozen=True)
class Size:
    """hidden, layers: of the text model. constitution_tokens, new_tokens: what the teacher reads before its prompt,
    and the length of every response."""

    hidden: int
    layers: int
    constitution_tokens: int
    new_tokens: int


@dataclass(frozen=True)
class World:
    """model: folder of model and processor. suite: one pair of pictures of noise. constitution: file, text: in it."""

    size: Size
    model: Path
    suite: Suite
    constitution: Path
    text: str


def build(root: Path, size: Size) -> World:
    """Write everything into the folder `root`."""
    model, processor = tiny_models.build("qwen3_vl", hidden=size.hidden, layers=size.layers)
    processor.image_processor.size = {"shortest_edge": 32 * 32, "longest_edge": _MAX_PIXELS}
    _with_wide_tower(model).save_pretrained(root / "model")
    processor.save_pretrained(root / "model")
    text = _text_of(size.constitution_tokens, processor.tokenizer)
    constitution = root / "constitution.txt"
    constitution.write_text(f"# long 1\n{text}\n", encoding="utf-8")
    return World(size, root / "model", _suite(root / "suite"), constitution, text)


def score_of(response: str) -> int:
    """What both trainers' judges say of a response, 0, 1 or 2: it costs nothing, and it varies."""
    return len(response) % 3


def _suite(root: Path) -> Suite:
    """One pair with pictures of noise."""
    (root / "pictures").mkdir(parents=True)
    cases = {}
    for seed, side in enumerate(("hazard", "twin")):
        path = f"pictures/{side}.png"
        picture = Image.fromarray(np.random.default_rng(seed).integers(0, 256, (*PICTURE, 3), dtype=np.uint8))
        picture.save(root / path)
        cases[side] = scripted.make_case(0, side, Picture(path, pixel_sha256(picture)))
    return folder.save("benchmark", "1", [Pair(**cases)], root)


def _with_wide_tower(model: PreTrainedModel) -> PreTrainedModel:
    """A new random model like `model`, with a tower of three layers as wide as its text layers."""
    config, hidden = model.config, model.config.text_config.hidden_size
    tower = dict(depth=3, hidden_size=hidden, intermediate_size=4 * hidden, num_position_embeddings=256)
    config.vision_config.update({**tower, "deepstack_visual_indexes": [0, 1]})
    torch.manual_seed(0)
    wide = Qwen3VLForConditionalGeneration(config)
    wide.generation_config = model.generation_config
    with torch.no_grad():
        for parameter in wide.parameters():
            parameter.mul_(2.0)  # logits far from flat, so that a wrong prompt or picture shows in them
    return wide


def _text_of(tokens: int, tokenizer: Any) -> str:
    """A text of `tokens` tokens."""
    ids = tokenizer(_SENTENCE * tokens)["input_ids"][:tokens]
    return tokenizer.decode(ids).strip()
