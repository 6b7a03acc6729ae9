"""A case as the model reads it: token ids of the student's and the teacher's prompt, and the picture's features.

Everything here happens once per case and update: one call of the image processor and one of the vision tower for all
cases together, whatever the number of responses, and whoever reads them (policy, teacher and base share the tower,
which is frozen).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.case import Case
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.processing import chat_text
from oodmmsafe.suites.pictures import decode


class PromptError(OodmmsafeError):
    """A case that cannot be turned into a prompt."""


@dataclass(frozen=True)
class Prompt:
    """A tokenized chat up to the place where the answer begins.

    input_ids:     [P].
    positions:     [3, P] M-RoPE positions.
    next_position: position of the answer's first token, on all three axes.
    """

    input_ids: Tensor
    positions: Tensor
    next_position: int


@dataclass(frozen=True)
class ImageFeatures:
    """Output of the vision tower for some pictures, under the names by which the models read it.

    pooler_output:      per picture [visual tokens, d].
    deepstack_features: per DeepStack level, per picture [visual tokens, d]; no levels for Qwen2.5-VL.
    """

    pooler_output: tuple[Tensor, ...]
    deepstack_features: tuple[tuple[Tensor, ...], ...]

    def of(self, picture: int) -> ImageFeatures:
        """The features of one of the pictures."""
        return ImageFeatures(
            (self.pooler_output[picture],), tuple((level[picture],) for level in self.deepstack_features)
        )

    @staticmethod
    def join(parts: Sequence[ImageFeatures]) -> ImageFeatures:
        """The features of all parts' pictures, in order."""
        levels = zip(*(part.deepstack_features for part in parts), strict=True)
        return ImageFeatures(
            tuple(picture for part in parts for picture in part.pooler_output),
            tuple(tuple(picture for part in level for picture in part) for level in levels),
        )


@dataclass(frozen=True)
class EncodedCase:
    """One case, ready for every forward of an update. `teacher` is the student's prompt after the constitution."""

    case: Case
    picture: bytes
    student: Prompt
    teacher: Prompt
    image: ImageFeatures


class Encoder:
    """Turns cases into prompts and features, by one model's tower and one processor."""

    def __init__(self, model: PreTrainedModel, processor: Any, constitution: str) -> None:
        """constitution: the teacher's system text; an empty one makes the teacher's prompt the student's."""
        self._model, self._processor, self._constitution = model, processor, constitution

    @torch.no_grad()
    def encode(self, cases: Sequence[Case], pictures: Sequence[bytes]) -> list[EncodedCase]:
        """One image-processor call and one vision-tower call for all cases.

        Raises PromptError naming the case if a prompt does not hold as many placeholders as its picture has tokens.
        """
        images = [decode(picture, case.id) for case, picture in zip(cases, pictures, strict=True)]
        pixels = self._processor.image_processor(images=images, return_tensors="pt").to(self._model.device)
        grids = pixels["image_grid_thw"]  # [cases, 3] patches along time, height, width
        output = self._model.model.get_image_features(pixels["pixel_values"], grids, return_dict=True)
        levels = getattr(output, "deepstack_features", None) or ()
        features = ImageFeatures(tuple(output.pooler_output), tuple(tuple(level) for level in levels))
        return [
            EncodedCase(
                case,
                picture,
                student=self.prompt(case, "", grids[i]),
                teacher=self.prompt(case, self._constitution, grids[i]),
                image=features.of(i),
            )
            for i, (case, picture) in enumerate(zip(cases, pictures, strict=True))
        ]

    def prompt(self, case: Case, system: str, grid: Tensor) -> Prompt:
        """The chat for one case. grid: [3] patches of its picture; system: "" for no system message."""
        text = chat_text(self._processor, case.query, system)
        visual_tokens = int(grid.prod()) // self._processor.image_processor.merge_size**2
        text = text.replace(self._processor.image_token, self._processor.image_token * visual_tokens)
        ids = torch.tensor(self._processor.tokenizer(text, add_special_tokens=False)["input_ids"])
        ids = ids.to(self._model.device)
        is_image = ids == self._model.config.image_token_id
        if int(is_image.sum()) != visual_tokens:
            raise PromptError(
                f"case '{case.id}': the prompt holds {int(is_image.sum())} image placeholders, its picture has "
                f"{visual_tokens} tokens; the query, the constitution and the chat template must hold none of their own"
            )
        positions, _ = self._model.model.get_rope_index(
            ids[None], mm_token_type_ids=is_image[None].long(), image_grid_thw=grid[None]
        )
        return Prompt(ids, positions[:, 0], int(positions.max()) + 1)
