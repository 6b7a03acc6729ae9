"""Models that run in this process, through transformers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import torch
from torch import Tensor
from transformers import GenerationConfig, LogitsProcessor, LogitsProcessorList

from oodmmsafe.models.contract import Answer, ModelError, Request
from oodmmsafe.models.identity import folder_identity
from oodmmsafe.models.loading import load_folder, stop_tokens
from oodmmsafe.models.processing import chat_text
from oodmmsafe.suites.pictures import PictureError, decode


class LocalModel:
    """A model folder that answers in batches: Qwen VL, or what else AutoModelForImageTextToText loads.

    Runs on a GPU where there is one.

    Greedy means the likeliest token, and sampling a draw from softmax(logits / temperature): of the folder's
    generation_config.json only the stop and padding tokens are kept. What else published models set there
    (repetition penalty, top-k, top-p) would be another way of answering than the run's manifest says.
    """

    def __init__(self, name: str, path: Path, batch_size: int = 32) -> None:
        """Raises ModelFolderError if `path` cannot be loaded or names no token that ends an answer."""
        self.name, self.path, self.batch_size = name, path, batch_size
        device = "cuda" if torch.cuda.is_available() else "cpu"
        dtype = torch.bfloat16 if device == "cuda" else torch.float32  # CPUs round bfloat16 differently
        model, self.processor = load_folder(path, dtype)
        self.model, self._stop = model.to(device), stop_tokens(model, self.processor)
        self.processor.tokenizer.padding_side = "left"
        padding = self.processor.tokenizer.pad_token_id
        self.model.generation_config = GenerationConfig(
            do_sample=False,
            eos_token_id=list(self._stop),
            pad_token_id=self._stop[0] if padding is None else padding,
        )  # the model's own, because `generate` fills in from it whatever a call leaves open

    @cached_property
    def identity(self) -> str:
        """Hash of the folder's content, so that a model trained further or asked otherwise is another model."""
        return folder_identity(self.path)

    def answer(self, requests: Sequence[Request]) -> list[Answer | ModelError]:
        """One outcome per request, in their order. All requests must share max_new_tokens and temperature."""
        outcomes: dict[int, Answer | ModelError] = {}
        images = {}
        for i, request in enumerate(requests):
            try:
                images[i] = None if request.picture is None else decode(request.picture, request.case_id)
            except PictureError as error:
                outcomes[i] = ModelError(str(error))
        rows = list(images)
        if rows:
            answers = self._generate([requests[i] for i in rows], [image for image in images.values() if image])
            outcomes.update(zip(rows, answers, strict=True))
        return [outcomes[i] for i in range(len(requests))]

    @torch.no_grad()
    def _generate(self, requests: list[Request], images: list) -> list[Answer]:
        limit = requests[0].max_new_tokens
        texts = [
            chat_text(self.processor, request.query, request.system, pictures=int(request.picture is not None))
            for request in requests
        ]
        batch = self.processor(
            text=texts,
            images=images or None,
            padding=True,
            return_tensors="pt",
        ).to(self.model.device)
        noise = LogitsProcessorList(self._noise(requests))
        output = self.model.generate(**batch, max_new_tokens=limit, logits_processor=noise)
        rows = output[:, batch["input_ids"].shape[1] :]  # [requests, new tokens]
        return [self._answer(row, limit) for row in rows]

    def _noise(self, requests: list[Request]) -> list[LogitsProcessor]:
        temperature = requests[0].temperature
        return [GumbelNoise(temperature, [request.seed for request in requests])] if temperature > 0 else []

    def _answer(self, row: Tensor, limit: int) -> Answer:
        ends = torch.isin(row, torch.tensor(self._stop, device=row.device)).nonzero()
        tokens = int(ends[0]) + 1 if len(ends) else limit
        text = self.processor.tokenizer.decode(row[:tokens], skip_special_tokens=True).strip()
        return Answer(text, "stop" if len(ends) else "length", tokens)


class GumbelNoise(LogitsProcessor):
    """Turns greedy decoding into sampling: argmax(logits / T + Gumbel noise) is a draw from softmax(logits / T).

    Every row has a generator of its own, so a draw does not depend on the batch that the row is in.
    """

    def __init__(self, temperature: float, seeds: Sequence[int]) -> None:
        self.temperature = temperature
        self.generators = [torch.Generator().manual_seed(seed % 2**63) for seed in seeds]

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        """scores: [rows, vocabulary] -> the same shape."""
        uniform = torch.stack([torch.rand(scores.shape[1], generator=g) for g in self.generators]).to(scores.device)
        return scores.float() / self.temperature - torch.log(-torch.log(uniform.clamp(1e-20, 1 - 1e-7)))
