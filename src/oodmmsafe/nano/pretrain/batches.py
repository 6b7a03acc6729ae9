"""Lessons as tensors."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset, default_collate

from oodmmsafe.models.processing import chat_text
from oodmmsafe.nano.lessons import Lesson, lesson
from oodmmsafe.nano.model import GRID, build_image_processor
from oodmmsafe.nano.pretrain.labels import known, visible
from oodmmsafe.nano.pretrain.schedule import Schedule
from oodmmsafe.nano.scene import draw
from oodmmsafe.nano.tokenizer import build_tokenizer

IMAGE = "<|image_pad|>"


class Batches(Dataset):
    """Training batches by step number: the seeing stage's, then the speaking stage's.

    A batch is a list of parts whose gradients add up. A part holds `pixel_values` and `image_grid_thw` as the image
    processor gives them, `visible` [rows * GRID * GRID, props] and `known` {fact: [rows, ...]}; in the speaking stage
    also `input_ids`, `attention_mask`, `mm_token_type_ids` and `labels`, each [rows, tokens]. All lie on the CPU.
    """

    def __init__(self, schedule: Schedule, seed: int):
        self.schedule, self.seed = schedule, seed
        self.tokenizer, self.images = build_tokenizer(), build_image_processor()
        self.image_token = self.tokenizer.convert_tokens_to_ids(IMAGE)

    def __len__(self) -> int:
        return self.schedule.steps

    def __getitem__(self, step: int) -> list[dict[str, Any]]:
        rng = random.Random(f"{self.seed}/{step}")
        seeing = self.schedule.sees(step)
        count = self.schedule.see_batch if seeing else self.schedule.speak_batch
        lessons = [lesson(rng) for _ in range(count)]
        if seeing:
            return [self._pictures(lessons)]
        rows = sorted(((self._row(item), item) for item in lessons), key=lambda row: len(row[0][0]))
        half = len(rows) // 2  # short rows and long rows apart: less padding
        parts = (rows[:half], rows[half:])
        return [self._texts([row for row, _ in part]) | self._pictures([item for _, item in part]) for part in parts]

    def _pictures(self, lessons: list[Lesson]) -> dict[str, Any]:
        batch = self.images(images=[draw(x.scene) for x in lessons], return_tensors="pt")
        return {
            "pixel_values": batch["pixel_values"],
            "image_grid_thw": batch["image_grid_thw"],
            "visible": torch.from_numpy(np.concatenate([visible(x.scene) for x in lessons])),
            "known": default_collate([known(x.scene) for x in lessons]),
        }

    def _row(self, item: Lesson) -> tuple[list[int], int]:
        """Token ids of prompt and answer, and where the answer begins."""
        prompt = chat_text(self.tokenizer, item.question, item.system).replace(IMAGE, IMAGE * GRID**2)
        start = self.tokenizer(prompt)["input_ids"]
        return start + self.tokenizer(item.answer)["input_ids"] + [self.tokenizer.eos_token_id], len(start)

    def _texts(self, rows: list[tuple[list[int], int]]) -> dict[str, Tensor]:
        longest = max(len(ids) for ids, _ in rows)
        ids = torch.full((len(rows), longest), self.tokenizer.pad_token_id)
        mask, labels = torch.zeros_like(ids), torch.full_like(ids, -100)
        for i, (row, start) in enumerate(rows):
            ids[i, : len(row)], mask[i, : len(row)] = torch.tensor(row), 1
            labels[i, start : len(row)] = torch.tensor(row[start:])
        types = (ids == self.image_token).long()
        return {"input_ids": ids, "attention_mask": mask, "labels": labels, "mm_token_type_ids": types}


def on_device(part: dict[str, Any], device: torch.device) -> dict[str, Any]:
    """The same part of a batch with all of its tensors on `device`."""
    return {
        name: on_device(value, device) if isinstance(value, dict) else value.to(device) for name, value in part.items()
    }
