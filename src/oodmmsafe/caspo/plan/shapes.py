"""The sizes of a Qwen VL model, read from its config.json or taken from the two that are built in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oodmmsafe.errors import OodmmsafeError

FAMILIES = ("qwen3_vl", "qwen2_5_vl")


class ShapeError(OodmmsafeError):
    """A model whose sizes are not known."""


@dataclass(frozen=True)
class Text:
    """The decoder. tied: the output embedding is the input's. qk_norm: queries and keys are normalized (Qwen3)."""

    hidden: int
    inner: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    vocab: int
    tied: bool
    qk_norm: bool

    @property
    def query_width(self) -> int:
        """Of all query heads together."""
        return self.heads * self.head_dim

    @property
    def kv_width(self) -> int:
        """Of all key heads together, and of all value heads."""
        return self.kv_heads * self.head_dim

    @property
    def layer_weights(self) -> int:
        """Weights of the linear maps of one layer."""
        return self.hidden * (2 * self.query_width + 2 * self.kv_width + 3 * self.inner)

    @property
    def head_weights(self) -> int:
        """Weights of the output embedding."""
        return self.vocab * self.hidden

    @property
    def weights(self) -> int:
        """Of the whole decoder, embeddings included."""
        return self.layers * self.layer_weights + (1 if self.tied else 2) * self.head_weights

    def adapter_weights(self, rank: int) -> int:
        """Weights of adapters of this rank at every linear map of every layer."""
        h, a, k, i = self.hidden, self.query_width, self.kv_width, self.inner
        return self.layers * rank * (2 * (h + a) + 2 * (h + k) + 3 * (h + i))


@dataclass(frozen=True)
class Vision:
    """The vision tower.

    matrices:    of a block's MLP: 3 if gated, 2 if not.
    mergers:     how many read the blocks' outputs: one, and one per DeepStack level.
    merge:       patches along a side that become one visual token.
    window:      patches that a windowed block's attention sees, None if all blocks see everything.
    full_blocks: how many blocks see the whole picture.
    """

    hidden: int
    inner: int
    blocks: int
    matrices: int
    out: int
    mergers: int
    patch: int
    patch_values: int
    merge: int
    window: int | None
    full_blocks: int

    @property
    def block_weights(self) -> int:
        """Weights of the linear maps of one block."""
        return 4 * self.hidden**2 + self.matrices * self.hidden * self.inner

    @property
    def merger_weights(self) -> int:
        """Weights of one merger."""
        wide = self.merge**2 * self.hidden
        return wide * (wide + self.out)

    @property
    def weights(self) -> int:
        """Of the whole tower, position embeddings left out."""
        return self.patch_values * self.hidden + self.blocks * self.block_weights + self.mergers * self.merger_weights

    def visual_tokens(self, width: int, height: int) -> int:
        """Of a picture of so many pixels, as the image processor rounds it (its limits on size are not applied)."""
        side = self.patch * self.merge
        return max(1, round(width / side)) * max(1, round(height / side))


@dataclass(frozen=True)
class Shape:
    """A model. source: where its sizes come from."""

    name: str
    text: Text
    vision: Vision
    source: str


def from_config(config: Mapping[str, Any], name: str, source: str) -> Shape:
    """The shape that a config.json describes; text sizes may stand in `text_config` or beside `vision_config`.

    Raises ShapeError for another family or a size that is missing.
    """
    family = config.get("model_type")
    if family not in FAMILIES:
        raise ShapeError(f"model '{name}': is of type {family!r}; a plan needs one of {', '.join(FAMILIES)}")
    try:
        text = config.get("text_config") or config
        tied = bool(text.get("tie_word_embeddings", config.get("tie_word_embeddings", False)))
        return Shape(name, _text(text, tied, family), _vision(config["vision_config"], family), source)
    except (KeyError, TypeError) as error:
        raise ShapeError(f"model '{name}': {source} lacks the size {error}") from None


def _text(config: Mapping[str, Any], tied: bool, family: str) -> Text:
    heads = config["num_attention_heads"]
    return Text(
        hidden=config["hidden_size"],
        inner=config["intermediate_size"],
        layers=config["num_hidden_layers"],
        heads=heads,
        kv_heads=config["num_key_value_heads"],
        head_dim=config.get("head_dim") or config["hidden_size"] // heads,
        vocab=config["vocab_size"],
        tied=tied,
        qk_norm=family == "qwen3_vl",
    )


def _vision(config: Mapping[str, Any], family: str) -> Vision:
    qwen3, patch = family == "qwen3_vl", config["patch_size"]
    channels = config.get("in_channels") or config.get("in_chans", 3)
    return Vision(
        hidden=config["hidden_size"],
        inner=config["intermediate_size"],
        blocks=config["depth"],
        matrices=2 if qwen3 else 3,
        out=config["out_hidden_size"],
        mergers=1 + len(config["deepstack_visual_indexes"]) if qwen3 else 1,
        patch=patch,
        patch_values=channels * config["temporal_patch_size"] * patch**2,
        merge=config["spatial_merge_size"],
        window=None if qwen3 else (config["window_size"] // patch) ** 2,
        full_blocks=config["depth"] if qwen3 else len(config["fullatt_block_indexes"]),
    )


def read(folder: Path, name: str) -> Shape:
    """The shape of a model folder. Raises ShapeError if its config.json cannot be read or understood."""
    path = folder / "config.json"
    try:
        return from_config(json.loads(path.read_text(encoding="utf-8")), name, str(path))
    except (OSError, ValueError) as error:
        raise ShapeError(f"model '{name}': {path} cannot be read ({type(error).__name__})") from None


_QWEN3_VL_4B = {
    "model_type": "qwen3_vl",
    "tie_word_embeddings": True,
    "text_config": dict(
        hidden_size=2560,
        intermediate_size=9728,
        num_hidden_layers=36,
        num_attention_heads=32,
        num_key_value_heads=8,
        head_dim=128,
        vocab_size=151936,
    ),
    "vision_config": dict(
        depth=24,
        hidden_size=1024,
        intermediate_size=4096,
        out_hidden_size=2560,
        patch_size=16,
        temporal_patch_size=2,
        spatial_merge_size=2,
        deepstack_visual_indexes=[5, 11, 17],
    ),
}
_QWEN2_5_VL_7B = {
    "model_type": "qwen2_5_vl",
    "tie_word_embeddings": False,
    "hidden_size": 3584,
    "intermediate_size": 18944,
    "num_hidden_layers": 28,
    "num_attention_heads": 28,
    "num_key_value_heads": 4,
    "vocab_size": 152064,
    "vision_config": dict(
        depth=32,
        hidden_size=1280,
        intermediate_size=3420,
        out_hidden_size=3584,
        patch_size=14,
        temporal_patch_size=2,
        spatial_merge_size=2,
        window_size=112,
        fullatt_block_indexes=[7, 15, 23, 31],
    ),
}
PUBLISHED = {
    "qwen3-vl-4b": from_config(
        _QWEN3_VL_4B,
        "Qwen3-VL-4B",
        "config.json of Qwen/Qwen3-VL-4B-Instruct, as copied by ls-kelvin/DiffSynth-Studio@0612d96 "
        "diffsynth/models/wan_video_mllm_encoder.py",
    ),
    "qwen2.5-vl-7b": from_config(
        _QWEN2_5_VL_7B,
        "Qwen2.5-VL-7B",
        "config.json of Qwen/Qwen2.5-VL-7B-Instruct, as copied by kohya-ss/musubi-tuner@b3154ae "
        "src/musubi_tuner/qwen_image/qwen_image_utils.py",
    ),
}
"""The models whose sizes are built in, by the name that `--shape` takes."""
