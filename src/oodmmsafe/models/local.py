"""Models that run in this process, through transformers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import torch
from torch import Tensor
from transformers import AutoModelForImageTextToText, LogitsProcessor, LogitsProcessorList
from transformers.utils import logging

from oodmmsafe.evaluation.model import Answer, ModelError, Request
from oodmmsafe.models import ModelNameError
from oodmmsafe.models.processing import chat_text, load_processor
from oodmmsafe.suites.pictures import PictureError, decode

logging.disable_progress_bar()  # transformers draws one for every file it loads


class LocalModel:
    """A Qwen VL model folder that answers in batches, greedily or by sampling. Runs on a GPU where there is one."""

    def __init__(self, name: str, path: Path, batch_size: int = 32) -> None:
        """Raises ModelNameError if `path` cannot be loaded."""
        self.name, self.path, self.batch_size = name, path, batch_size
        device = "cuda" if torch.cuda.is_available() else "cpu"
        dtype = torch.bfloat16 if device == "cuda" else torch.float32  # CPUs round bfloat16 differently
        try:
            self.model = AutoModelForImageTextToText.from_pretrained(path, dtype=dtype).eval().to(device)
            self.processor = load_processor(path)
        except (OSError, ValueError) as error:
            raise ModelNameError(f"model '{name}' cannot be loaded from {path}: {str(error).splitlines()[0]}") from None
        self.processor.tokenizer.padding_side = "left"

    @cached_property
    def identity(self) -> str:
        """sha256 over the weights' files, so that a model trained further is another model."""
        digest = hashlib.sha256()
        for file in sorted(self.path.glob("*.safetensors")):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def answer(self, requests: Sequence[Request]) -> list[Answer | ModelError]:
        """One outcome per request, in their order. All requests must share max_new_tokens and temperature."""
        outcomes: dict[int, Answer | ModelError] = {}
        images = {}
        for i, request in enumerate(requests):
            try:
                images[i] = decode(request.picture, request.case_id)
            except PictureError as error:
                outcomes[i] = ModelError(str(error))
        rows = list(images)
        if rows:
            answers = self._generate([requests[i] for i in rows], list(images.values()))
            outcomes.update(zip(rows, answers, strict=True))
        return [outcomes[i] for i in range(len(requests))]

    @torch.no_grad()
    def _generate(self, requests: list[Request], images: list) -> list[Answer]:
        limit = requests[0].max_new_tokens
        batch = self.processor(
            text=[chat_text(self.processor, request.query, request.system) for request in requests],
            images=images,
            padding=True,
            return_tensors="pt",
        ).to(self.model.device)
        output = self.model.generate(
            **batch, max_new_tokens=limit, do_sample=False, logits_processor=LogitsProcessorList(self._noise(requests))
        )
        rows = output[:, batch["input_ids"].shape[1] :]  # [requests, new tokens]
        return [self._answer(row, limit) for row in rows]

    def _noise(self, requests: list[Request]) -> list[LogitsProcessor]:
        temperature = requests[0].temperature
        return [GumbelNoise(temperature, [request.seed for request in requests])] if temperature > 0 else []

    def _answer(self, row: Tensor, limit: int) -> Answer:
        stop = self.model.generation_config.eos_token_id
        ends = torch.isin(row, torch.tensor(stop, device=row.device)).nonzero()
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
