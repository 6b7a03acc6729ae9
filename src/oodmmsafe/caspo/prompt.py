"""A prompt as the model reads it: token ids for the student and for the teacher, and its pictures' features.

Everything here happens once per prompt and update: one call of the image processor for all prompts together, and one
of the vision tower for everybody who shares it (policy, teacher and base, while it is frozen), whatever the number of
responses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo.data import Example
from oodmmsafe.caspo.policy import tower_is_frozen
from oodmmsafe.caspo.weights import Weights
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.loading import stop_tokens
from oodmmsafe.models.processing import chat_text
from oodmmsafe.suites.pictures import decode


class PromptError(OodmmsafeError):
    """An example that cannot be turned into a prompt."""


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

    @staticmethod
    def of(model: PreTrainedModel, ids: Tensor, grids: Tensor) -> Prompt:
        """The prompt of these token ids [P] for `model`. grids: [pictures, 3] patches of its pictures."""
        is_image = (ids == model.config.image_token_id).long()
        positions, _ = model.model.get_rope_index(ids[None], mm_token_type_ids=is_image[None], image_grid_thw=grids)
        return Prompt(ids, positions[:, 0], int(positions.max()) + 1)


@dataclass(frozen=True)
class ImageFeatures:
    """Output of the vision tower for some pictures, under the names by which the models read it.

    pooler_output:      per picture [visual tokens, d].
    deepstack_features: per DeepStack level, per picture [visual tokens, d]; no levels for Qwen2.5-VL.
    """

    pooler_output: tuple[Tensor, ...]
    deepstack_features: tuple[tuple[Tensor, ...], ...]

    def of(self, first: int, last: int) -> ImageFeatures:
        """The features of pictures first, ..., last - 1."""
        return ImageFeatures(
            self.pooler_output[first:last], tuple(level[first:last] for level in self.deepstack_features)
        )

    def tensors(self) -> list[Tensor]:
        """All of them in a fixed order."""
        return [*self.pooler_output, *(picture for level in self.deepstack_features for picture in level)]

    def leaves(self) -> ImageFeatures:
        """The same values cut from what they were computed by, ready to collect gradients."""

        def cut(pictures: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
            return tuple(picture.detach().requires_grad_() for picture in pictures)

        return ImageFeatures(cut(self.pooler_output), tuple(cut(level) for level in self.deepstack_features))

    @staticmethod
    def join(parts: Sequence[ImageFeatures]) -> ImageFeatures:
        """The features of all parts' pictures, in order."""
        levels = zip(*(part.deepstack_features for part in parts), strict=True)
        return ImageFeatures(
            tuple(picture for part in parts for picture in part.pooler_output),
            tuple(tuple(picture for part in level for picture in part) for level in levels),
        )


@dataclass(frozen=True)
class Pixels:
    """What the image processor makes of a prompt's pictures.

    values: [patches, width of a patch].  grids: [pictures, 3] patches along time, height and width.
    """

    values: Tensor
    grids: Tensor


@dataclass(frozen=True)
class Encoded:
    """One example, ready for every forward of an update. `teacher` is the student's prompt after the constitution.

    image: the features by the policy's own tower, cut from what they were computed by.
    tower: the same, still with the tower behind them; None while that is frozen.
    """

    example: Example
    student: Prompt
    teacher: Prompt
    pixels: Pixels
    image: ImageFeatures
    tower: ImageFeatures | None


class Encoder:
    """Turns examples into prompts and features, by one model's tower and one processor."""

    def __init__(self, model: PreTrainedModel, processor: Any) -> None:
        self._model, self._processor = model, processor

    def encode(self, examples: Sequence[Example]) -> list[Encoded]:
        """One image-processor call and one vision-tower call for all examples, each with one picture or more.

        Raises PromptError naming the example if a prompt does not hold as many placeholders as its pictures have
        tokens.
        """
        pixels, learns = self.pixels(examples), not tower_is_frozen(self._model)
        with torch.set_grad_enabled(learns):
            images = self.features(self._model, pixels)
        return [
            Encoded(
                example,
                student=self.prompt(example, "", one.grids),
                teacher=self.prompt(example, example.constitution.text, one.grids),
                pixels=one,
                image=image.leaves() if learns else image,
                tower=image if learns else None,
            )
            for example, one, image in zip(examples, pixels, images, strict=True)
        ]

    @staticmethod
    def learn(encoded: Sequence[Encoded]) -> None:
        """Hand the gradients that reached the features on to the tower: one backward for all examples."""
        reached = [
            (output, leaf.grad)
            for one in encoded
            if one.tower is not None
            for output, leaf in zip(one.tower.tensors(), one.image.tensors(), strict=True)
            if leaf.grad is not None
        ]
        if reached:
            torch.autograd.backward(*(list(part) for part in zip(*reached, strict=True)))

    def pixels(self, examples: Sequence[Example]) -> list[Pixels]:
        """Each example's pictures as patches. Raises PictureError for one that is not a picture."""
        images = [decode(picture, example.item.id) for example in examples for picture in example.pictures]
        batch = self._processor.image_processor(images=images, return_tensors="pt").to(self._model.device)
        grids = batch["image_grid_thw"].split([len(example.pictures) for example in examples])
        values = batch["pixel_values"].split([int(grid.prod(-1).sum()) for grid in grids])
        return [Pixels(*one) for one in zip(values, grids, strict=True)]

    @staticmethod
    def features(model: PreTrainedModel, pixels: Sequence[Pixels]) -> list[ImageFeatures]:
        """The features of each example's pictures by the tower of `model`, in one call."""
        values, grids = torch.cat([one.values for one in pixels]), torch.cat([one.grids for one in pixels])
        output = model.model.get_image_features(values, grids, return_dict=True)
        levels = getattr(output, "deepstack_features", None) or ()
        features = ImageFeatures(tuple(output.pooler_output), tuple(tuple(level) for level in levels))
        ends = torch.tensor([len(one.grids) for one in pixels]).cumsum(0).tolist()
        return [features.of(end - len(one.grids), end) for one, end in zip(pixels, ends, strict=True)]

    @staticmethod
    def images(weights: Weights, model: PreTrainedModel, cases: Sequence[Encoded]) -> list[ImageFeatures]:
        """The cases' features under `weights`, which `model` has now: one more pass of the tower if it is another."""
        if weights.shares_tower:
            return [case.image for case in cases]
        return Encoder.features(model, [case.pixels for case in cases])

    def prompt(self, example: Example, system: str, grids: Tensor) -> Prompt:
        """The chat for one example. grids: [pictures, 3] patches; system: "" for no system message."""
        text = chat_text(self._processor, example.item.query, system, pictures=len(grids))
        placeholder, merged = self._processor.image_token, self._processor.image_processor.merge_size**2
        tokens = [int(grid.prod()) // merged for grid in grids]
        head, *tails = text.split(placeholder)
        counts = tokens + [1] * (len(tails) - len(tokens))  # placeholders that are nobody's stay, to be found below
        text = head + "".join(placeholder * count + tail for count, tail in zip(counts, tails, strict=False))
        ids = torch.tensor(self._processor.tokenizer(text, add_special_tokens=False)["input_ids"])
        ids = ids.to(self._model.device)
        is_image = ids == self._model.config.image_token_id
        if int(is_image.sum()) != sum(tokens):
            raise PromptError(
                f"case '{example.item.id}': the prompt holds {int(is_image.sum())} image placeholders, its pictures "
                f"have {sum(tokens)} tokens; the query, constitution and chat template must hold none of their own"
            )
        return Prompt.of(self._model, ids, grids)

    def unexpanded(self, prompt: Prompt) -> Tensor:
        """The prompt's token ids with one placeholder for each picture, as an engine that expands them wants it."""
        is_image = prompt.input_ids == self._model.config.image_token_id
        follows = torch.cat([is_image.new_zeros(1), is_image[:-1]])
        return prompt.input_ids[~(is_image & follows)]

    def answer(self, text: str) -> Tensor:
        """The token ids [n] of an answer given in full, with the token that ends it."""
        ids = self._processor.tokenizer(text, add_special_tokens=False)["input_ids"]
        return torch.tensor([*ids, stop_tokens(self._model, self._processor)[0]], device=self._model.device)
