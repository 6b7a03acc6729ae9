"""Train the embedded model from scratch: first to see, then to speak.

Seeing: every merged visual token is matched to the embeddings of the words for the props that it shows (the labels
come free from the compositor); without it, next-token loss alone learns hardly any vision in the time a CPU has.
Speaking: ordinary next-token training on `lessons`, with the seeing loss beside it.

Every batch is drawn from the seed and the step's number, and the state is saved as it goes, so a stopped run continues
where it was.
"""

from __future__ import annotations

import copy
import math
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.nano.lessons import Lesson, lesson
from oodmmsafe.nano.model import GRID, build_image_processor, build_model, linear_patch_embedding
from oodmmsafe.nano.props import PROPS, sprite
from oodmmsafe.nano.scene import Scene, draw
from oodmmsafe.nano.tokenizer import build_tokenizer

NAMES = list(PROPS)


@dataclass(frozen=True)
class Schedule:
    """How long and how fast: steps, scenes a step, and peak learning rates of the two stages."""

    see_steps: int = 600
    see_batch: int = 64
    see_rate: float = 4e-3
    speak_steps: int = 2200
    speak_batch: int = 32
    speak_rate: float = 3e-3
    save_every: int = 100

    def rate(self, step: int, warmup: int = 50) -> float:
        """Learning rate of the hidden matrices: in each stage a linear warm-up, then a cosine down to 3%."""
        seeing = step < self.see_steps
        peak, steps = (self.see_rate, self.see_steps) if seeing else (self.speak_rate, self.speak_steps)
        done = step if seeing else step - self.see_steps
        return peak * min(1.0, (done + 1) / warmup) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * done / steps)))


def visible(scene: Scene, share: float = 0.22) -> np.ndarray:
    """[GRID * GRID, props] 1 where a prop's box covers at least `share` of a visual token's cell."""
    grid = np.zeros((GRID, GRID, len(NAMES)), np.float32)
    edges = np.arange(GRID + 1) / GRID
    for p in scene.placed:
        width, height = np.array(sprite(p.name).size) / max(sprite(p.name).size) * p.width
        left, top = p.x - width / 2, p.y - height
        over_x = np.clip(np.minimum(left + width, edges[1:]) - np.maximum(left, edges[:-1]), 0, None)
        over_y = np.clip(np.minimum(top + height, edges[1:]) - np.maximum(top, edges[:-1]), 0, None)
        grid[:, :, NAMES.index(p.name)] = np.outer(over_y, over_x) * GRID**2 >= share
    return grid.reshape(GRID * GRID, -1)


class Batches(Dataset):
    """Training batches by step number: the seeing stage's, then the speaking stage's."""

    def __init__(self, schedule: Schedule, seed: int):
        self.schedule, self.seed = schedule, seed
        self.tokenizer, self.images = build_tokenizer(), build_image_processor()
        self.image_token = self.tokenizer.convert_tokens_to_ids("<|image_pad|>")

    def __len__(self) -> int:
        return self.schedule.see_steps + self.schedule.speak_steps

    def __getitem__(self, step: int) -> list[dict[str, Tensor]]:
        rng = random.Random(f"{self.seed}/{step}")
        seeing = step < self.schedule.see_steps
        lessons = [lesson(rng) for _ in range(self.schedule.see_batch if seeing else self.schedule.speak_batch)]
        if seeing:
            return [self._pictures(lessons)]
        rows = sorted(((self._row(item), item) for item in lessons), key=lambda row: len(row[0][0]))
        half = len(rows) // 2  # short rows and long rows apart: less padding
        parts = (rows[:half], rows[half:])
        return [self._texts([row for row, _ in part]) | self._pictures([item for _, item in part]) for part in parts]

    def _pictures(self, lessons: list[Lesson]) -> dict[str, Tensor]:
        batch = self.images(images=[draw(x.scene) for x in lessons], return_tensors="pt")
        return {
            "pixel_values": batch["pixel_values"],
            "image_grid_thw": batch["image_grid_thw"],
            "visible": torch.from_numpy(np.concatenate([visible(x.scene) for x in lessons])),
        }

    def _row(self, item: Lesson) -> tuple[list[int], int]:
        """Token ids of prompt and answer, and where the answer begins."""
        messages = [{"role": "system", "content": item.system}] if item.system else []
        messages.append({"role": "user", "content": [{"type": "image"}, {"type": "text", "text": item.question}]})
        prompt = self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        prompt = prompt.replace("<|image_pad|>", "<|image_pad|>" * GRID**2)
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


class Naming(torch.nn.Module):
    """Which props a visual token shows: its product with the mean embedding of each prop's name."""

    def __init__(self, tokenizer):
        super().__init__()
        self.words = [torch.tensor(tokenizer(f" {name}")["input_ids"]) for name in NAMES]
        self.scale = torch.nn.Parameter(torch.tensor(1.0))
        self.bias = torch.nn.Parameter(torch.full((len(NAMES),), -3.0))

    def loss(self, tokens: Tensor, embedding: Tensor, labels: Tensor) -> Tensor:
        """tokens [visual tokens, hidden], embedding [vocabulary, hidden], labels [visual tokens, props] -> scalar."""
        names = torch.stack([embedding[ids].mean(0) for ids in self.words])
        logits = (tokens @ names.T).float() * self.scale.exp() + self.bias
        return F.binary_cross_entropy_with_logits(logits, labels, pos_weight=torch.full((len(NAMES),), 3.0))


class Optimizer:
    """Muon for the hidden matrices, AdamW for everything else.

    Muon reaches AdamW's loss here in about two thirds of the steps (seeing stage, 300 steps: 0.025 against 0.031).
    """

    def __init__(self, model: torch.nn.Module, naming: Naming):
        embeddings = ("pos_embed", "embed_tokens", "lm_head")
        named = list(model.named_parameters())
        matrices = [p for n, p in named if p.ndim == 2 and not any(e in n for e in embeddings)]
        others = [p for n, p in named if p.ndim != 2 or any(e in n for e in embeddings)]
        self.parts = [
            torch.optim.Muon(matrices, weight_decay=0.03, adjust_lr_fn="match_rms_adamw"),
            torch.optim.AdamW(
                [{"params": others, "share": 0.4}, {"params": list(naming.parameters()), "share": 1.3}],
                betas=(0.9, 0.98),
                weight_decay=0.0,
                fused=True,
            ),
        ]
        self.parameters = [p for p in [*model.parameters(), *naming.parameters()]]

    def step(self, rate: float) -> None:
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate * group.get("share", 1.0)
            part.step()
            part.zero_grad(set_to_none=True)


def losses(
    model: torch.nn.Module, naming: Naming, parts: list[dict[str, Tensor]]
) -> Iterator[tuple[Tensor, float, float]]:
    """For each part of a batch: its share of the step's loss, and its seeing and speaking loss as numbers.

    The speaking loss is the mean over all answer tokens of the step, whichever part they are in.
    """
    seen: list[Tensor] = []
    hook = model.model.visual.register_forward_hook(lambda module, args, out: seen.append(out.pooler_output))
    tokens = sum(int((part["labels"] != -100).sum()) for part in parts if "labels" in part)
    try:
        for part in parts:
            part = dict(part)
            labels = part.pop("visible")
            with torch.autocast("cpu", torch.bfloat16):
                if "labels" in part:
                    speak = model(**part).loss * (part["labels"] != -100).sum() / tokens
                else:
                    model.model.visual(part["pixel_values"], grid_thw=part["image_grid_thw"])
                    speak = torch.zeros(())
                see = naming.loss(seen.pop(), model.get_input_embeddings().weight, labels) / len(parts)
            yield speak + see, see.item(), speak.item()
    finally:
        hook.remove()


def pretrain(out: Path, schedule: Schedule, seed: int = 0, report: Callable[[dict], None] = lambda entry: None) -> None:
    """Train from scratch, or go on from the state in `out`; in the end `out` holds the model as transformers loads it.

    report: called after every step with {"step", "of", "see", "speak"} (losses).
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    batches = Batches(schedule, seed)
    model = build_model(batches.tokenizer)
    linear_patch_embedding(model.model.visual)
    naming = Naming(batches.tokenizer)
    optimizer = Optimizer(model, naming)
    start = _restore(out / "state.pt", schedule, seed, model, naming, optimizer)
    loader = DataLoader(batches, batch_size=None, sampler=range(start, len(batches)), num_workers=1, prefetch_factor=4)
    model.train()
    for step, parts in enumerate(loader, start):
        see = speak = 0.0
        for loss, part_see, part_speak in losses(model, naming, parts):
            loss.backward()
            see, speak = see + part_see, speak + part_speak
        optimizer.step(schedule.rate(step))
        report({"step": step + 1, "of": len(batches), "see": see, "speak": speak})
        if (step + 1) % schedule.save_every == 0 or step + 1 == len(batches):
            _save(out, step + 1, schedule, seed, model, naming, optimizer, batches)


def _save(
    out: Path,
    step: int,
    schedule: Schedule,
    seed: int,
    model: torch.nn.Module,
    naming: Naming,
    optimizer: Optimizer,
    batches: Batches,
) -> None:
    state = {
        "step": step,
        "of": (asdict(schedule), seed),
        "model": model.state_dict(),
        "naming": naming.state_dict(),
        "optimizer": [part.state_dict() for part in optimizer.parts],
    }
    torch.save(state, out / "state.tmp")
    os.replace(out / "state.tmp", out / "state.pt")
    copy.deepcopy(model).to(torch.bfloat16).save_pretrained(out)
    batches.tokenizer.save_pretrained(out)
    batches.images.save_pretrained(out)


def _restore(
    path: Path, schedule: Schedule, seed: int, model: torch.nn.Module, naming: Naming, optimizer: Optimizer
) -> int:
    """The step to start from."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    if state["of"] != (asdict(schedule), seed):
        raise OodmmsafeError(f"{path} belongs to a run with another schedule or seed: choose another folder")
    model.load_state_dict(state["model"])
    naming.load_state_dict(state["naming"])
    for part, saved in zip(optimizer.parts, state["optimizer"], strict=True):
        part.load_state_dict(saved)
    return state["step"]
