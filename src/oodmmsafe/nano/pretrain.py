"""Train the embedded model from scratch: first to see, then to speak.

Seeing: every merged visual token is matched to the embeddings of the words for the props that it shows (the labels
come free from the compositor); without it, next-token loss alone learns hardly any vision in the time a CPU has.
Speaking: ordinary next-token training on `lessons`. The eyes stay as they are; beside the next-token loss, the state
from which an answer begins is made to know what the picture shows, which parts in mechanisms of harm those things can
play, and what is dangerous, whether or not the answer says so. That is the latent knowledge of the model organism.
Without it the relation between things is learnt several times more slowly; without the parts, pair by pair, so that
combinations that were held out are missed.

Every batch is drawn from the seed and the step's number, and the state is saved as it goes, so a stopped run continues
where it was.
"""

from __future__ import annotations

import copy
import math
import os
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, default_collate
from transformers import PreTrainedTokenizerFast

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.nano.lessons import Lesson, lesson
from oodmmsafe.nano.mechanisms import MECHANISMS, ROLES, roles
from oodmmsafe.nano.model import GRID, HIDDEN, build_image_processor, build_model, linear_patch_embedding
from oodmmsafe.nano.props import PROPS, sprite
from oodmmsafe.nano.scene import Scene, draw
from oodmmsafe.nano.tokenizer import build_tokenizer

NAMES = list(PROPS)


@dataclass(frozen=True)
class Schedule:
    """How long and how fast: steps, scenes a step, and peak learning rates of the two stages,
    and the weight decay of the hidden matrices."""

    see_steps: int = 600
    see_batch: int = 64
    see_rate: float = 4e-3
    see_decay: float = 0.03
    speak_steps: int = 1300
    speak_batch: int = 32
    speak_rate: float = 2e-3
    speak_decay: float = 0.2
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


def known(scene: Scene) -> dict[str, np.ndarray]:
    """What there is to know of a scene, as 0 or 1: props shown, parts they can play, what is dangerous and how."""
    at_work, *dangerous = scene.hazard or (None,)
    parts = set().union(*(roles(name) for name in scene.names))
    facts = {
        "shown": [name in scene.names for name in NAMES],
        "roles": [role in parts for role in ROLES],
        "dangerous": [name in dangerous for name in NAMES],
        "at_work": [m.name == at_work for m in MECHANISMS],
    }
    return {name: np.array(fact, np.float32) for name, fact in facts.items()}


class Batches(Dataset):
    """Training batches by step number: the seeing stage's, then the speaking stage's."""

    def __init__(self, schedule: Schedule, seed: int):
        self.schedule, self.seed = schedule, seed
        self.tokenizer, self.images = build_tokenizer(), build_image_processor()
        self.image_token = self.tokenizer.convert_tokens_to_ids("<|image_pad|>")

    def __len__(self) -> int:
        return self.schedule.see_steps + self.schedule.speak_steps

    def __getitem__(self, step: int) -> list[dict[str, Any]]:
        rng = random.Random(f"{self.seed}/{step}")
        seeing = step < self.schedule.see_steps
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
    """Which props a state is about: its product with the mean embedding of each prop's name."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast):
        super().__init__()
        self.words = [torch.tensor(tokenizer(f" {name}")["input_ids"]) for name in NAMES]
        self.scale = torch.nn.Parameter(torch.tensor(1.0))
        self.bias = torch.nn.Parameter(torch.full((len(NAMES),), -3.0))

    def loss(self, states: Tensor, embedding: Tensor, labels: Tensor) -> Tensor:
        """states [n, hidden], embedding [vocabulary, hidden], labels [n, props] -> scalar."""
        names = torch.stack([embedding[ids].mean(0) for ids in self.words])
        logits = (states @ names.T).float() * self.scale.exp() + self.bias
        return F.binary_cross_entropy_with_logits(logits, labels, pos_weight=torch.full((len(NAMES),), 3.0))


class Knowledge(torch.nn.Module):
    """Reads what the model knows of a picture from the state before its answer, at two depths."""

    SHOWN_LAYER, DANGER_LAYER = 1, 2
    """Whose outputs are read; the layers above decide what is said."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast):
        super().__init__()
        self.asks = torch.nn.ModuleDict({fact: torch.nn.Linear(HIDDEN, HIDDEN) for fact in ("shown", "dangerous")})
        self.namings = torch.nn.ModuleDict({fact: Naming(tokenizer) for fact in ("shown", "dangerous")})
        self.roles = torch.nn.Linear(HIDDEN, len(ROLES))
        self.at_work = torch.nn.Linear(HIDDEN, len(MECHANISMS))

    def loss(self, shown: Tensor, danger: Tensor, embedding: Tensor, known: dict[str, Tensor]) -> Tensor:
        """shown, danger [rows, hidden]: the states at the two depths; known as in `known`, batched -> scalar."""
        named = {"shown": shown.float(), "dangerous": danger.float()}
        losses = [
            self.namings[fact].loss(self.asks[fact](states), embedding, known[fact]) for fact, states in named.items()
        ]
        losses.append(F.binary_cross_entropy_with_logits(self.roles(named["shown"]), known["roles"]))
        losses.append(F.binary_cross_entropy_with_logits(self.at_work(named["dangerous"]), known["at_work"]))
        return torch.stack(losses).sum()


@dataclass
class Learner:
    """The model and the two heads that are thrown away when it is trained."""

    model: torch.nn.Module
    naming: Naming
    knowledge: Knowledge

    def see(self, part: dict[str, Any]) -> Tensor:
        """The seeing stage's loss on one part of a batch."""
        with torch.autocast("cpu", torch.bfloat16):
            tokens = self.model.model.visual(part["pixel_values"], grid_thw=part["image_grid_thw"]).pooler_output
        return self.naming.loss(tokens.float(), self._embedding, part["visible"])

    def speak(self, part: dict[str, Any]) -> tuple[Tensor, Tensor]:
        """The speaking stage's losses on one part of a batch: next token and knowledge, each a mean over the part."""
        inputs = {name: value for name, value in part.items() if name not in ("visible", "known")}
        with torch.autocast("cpu", torch.bfloat16):
            output = self.model(**inputs, output_hidden_states=True)
        last = (part["labels"] != -100).int().argmax(1) - 1  # the token from which the answer begins
        rows = torch.arange(len(last))
        # hidden_states[0] is the embedding, so a layer's output has the index after its own
        shown, danger = (
            output.hidden_states[i + 1][rows, last] for i in (Knowledge.SHOWN_LAYER, Knowledge.DANGER_LAYER)
        )
        return output.loss, self.knowledge.loss(shown, danger, self._embedding, part["known"])

    @property
    def _embedding(self) -> Tensor:
        return self.model.get_input_embeddings().weight

    def backward(self, parts: list[dict[str, Any]]) -> dict[str, float]:
        """Gradients of one batch; returns the losses. Next-token loss is a mean over the batch's answer tokens."""
        if "labels" not in parts[0]:
            loss = self.see(parts[0])
            loss.backward()
            return {"see": loss.item()}
        answers = [(part["labels"] != -100).sum() for part in parts]
        losses = {"speak": 0.0, "know": 0.0}
        for part, tokens in zip(parts, answers, strict=True):
            spoken, known = self.speak(part)
            spoken, known = spoken * tokens / sum(answers), known / len(parts)
            (spoken + known).backward()
            losses = {"speak": losses["speak"] + spoken.item(), "know": losses["know"] + known.item()}
        return losses

    def close_eyes(self) -> None:
        """Keep the vision tower as it is, but for the DeepStack mergers, which only speaking can teach."""
        self.model.model.visual.requires_grad_(False)
        self.model.model.visual.deepstack_merger_list.requires_grad_(True)


class Optimizer:
    """Muon for the hidden matrices, AdamW for everything else.

    Muon reaches AdamW's loss here in about two thirds of the steps (seeing stage, 300 steps: 0.025 against 0.031).
    """

    def __init__(self, learner: Learner):
        embeddings = ("pos_embed", "embed_tokens", "lm_head")
        named = list(learner.model.named_parameters())
        matrices = [p for n, p in named if p.ndim == 2 and not any(e in n for e in embeddings)]
        others = [p for n, p in named if p.ndim != 2 or any(e in n for e in embeddings)]
        heads = [*learner.naming.parameters(), *learner.knowledge.parameters()]
        self.parts = [
            torch.optim.Muon(matrices, adjust_lr_fn="match_rms_adamw"),
            torch.optim.AdamW(
                [{"params": others, "share": 0.4}, {"params": heads, "share": 1.3}],
                betas=(0.9, 0.98),
                weight_decay=0.0,
                fused=True,
            ),
        ]
        self.parameters = [*matrices, *others, *heads]

    def step(self, rate: float, decay: float) -> None:
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate * group.get("share", 1.0)
        self.parts[0].param_groups[0]["weight_decay"] = decay
        for part in self.parts:
            part.step()
            part.zero_grad(set_to_none=True)


def pretrain(out: Path, schedule: Schedule, seed: int = 0, report: Callable[[dict], None] = lambda entry: None) -> None:
    """Train from scratch, or go on from the state in `out`; in the end `out` holds the model as transformers loads it.

    report: called after every step with "step", "of" and the losses: "see", or "speak" and "know".
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    batches = Batches(schedule, seed)
    model = build_model(batches.tokenizer)
    linear_patch_embedding(model.model.visual)
    learner = Learner(model, Naming(batches.tokenizer), Knowledge(batches.tokenizer))
    optimizer = Optimizer(learner)
    run = Run(out, (asdict(schedule), seed), learner, optimizer)
    start = run.restore()
    loader = DataLoader(batches, batch_size=None, sampler=range(start, len(batches)), num_workers=1, prefetch_factor=4)
    model.train()
    for step, parts in enumerate(loader, start):
        if step >= schedule.see_steps:
            learner.close_eyes()
        losses = learner.backward(parts)
        optimizer.step(schedule.rate(step), schedule.see_decay if step < schedule.see_steps else schedule.speak_decay)
        report({"step": step + 1, "of": len(batches), **losses})
        if (step + 1) % schedule.save_every == 0 or step + 1 == len(batches):
            run.save(step + 1)
            copy.deepcopy(model).to(torch.bfloat16).save_pretrained(out)
            batches.tokenizer.save_pretrained(out)
            batches.images.save_pretrained(out)


@dataclass
class Run:
    """What a stopped run needs to go on: saved in `out`/state.pt, which is never half-written."""

    out: Path
    identity: tuple[dict, int]  # schedule and seed
    learner: Learner
    optimizer: Optimizer

    def save(self, step: int) -> None:
        state = {
            "step": step,
            "of": self.identity,
            "modules": [module.state_dict() for module in self._modules],
            "optimizer": [part.state_dict() for part in self.optimizer.parts],
        }
        torch.save(state, self.out / "state.tmp")
        os.replace(self.out / "state.tmp", self.out / "state.pt")

    def restore(self) -> int:
        """The step to start from. Raises OodmmsafeError if the folder belongs to another run."""
        path = self.out / "state.pt"
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        if state["of"] != self.identity:
            raise OodmmsafeError(f"{path} belongs to a run with another schedule or seed: choose another folder")
        for module, saved in zip(self._modules, state["modules"], strict=True):
            module.load_state_dict(saved)
        for part, saved in zip(self.optimizer.parts, state["optimizer"], strict=True):
            part.load_state_dict(saved)
        return state["step"]

    @property
    def _modules(self) -> tuple[torch.nn.Module, ...]:
        return self.learner.model, self.learner.naming, self.learner.knowledge
