"""The opponent: the smallest CASPO that TRL's `GRPOTrainer` allows, its updates timed by phase.

Rollout, reward, loss and optimizer are TRL's. The subclass adds what CASPO needs: the teacher's log-probabilities
under the constitution, and the student's, because TRL computes them only inside its loss, after the advantages.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from datasets import Dataset
from PIL import Image
from stopwatch import REST, Lap, Stopwatch
from tiny import World, score_of
from torch import Tensor
from transformers import AutoModelForImageTextToText, PreTrainedModel, PrinterCallback, TrainerCallback
from trl import GRPOConfig, GRPOTrainer
from trl.trainer.utils import add_fused_lm_head
from vision import Watched

from oodmmsafe.caspo.advantage import dense_advantage
from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.reward import dense_reward
from oodmmsafe.models.processing import load_processor

_PICTURE_INPUTS = ("pixel_values", "image_grid_thw", "num_images", "mm_token_type_ids")
_PHASES = {
    "_tokenize_prompts": "encode",
    "_generate_single_turn": "sample",
    "score_teacher": "teacher",
    "score_student": "student",
    "_compute_loss": "learn",
    "_clip_grad_norm": "step",
}


@dataclass(frozen=True)
class Scored:
    """The rows of one update, a group's one after another. prompts: token ids [B, P]; completions: [B, R], all of
    one length; teacher, student: log-probabilities [B, R] before the update."""

    prompts: Tensor
    completions: Tensor
    teacher: Tensor
    student: Tensor


class TrlCaspo(GRPOTrainer):
    """GRPO whose advantage is CASPO's: lambda times the dense part and (1 - lambda) times TRL's own."""

    def __init__(self, model: PreTrainedModel, settings: Config, constitution: str, **kwargs: Any) -> None:
        self.teacher = copy.deepcopy(model).requires_grad_(False)
        self.settings, self.constitution = settings, constitution
        self.scored: Scored | None = None
        super().__init__(model=model, **kwargs)
        add_fused_lm_head(self.teacher, temperature=self.temperature)  # as TRL does for its own reference model

    def _generate_and_score_completions(self, inputs: list[dict[str, Any]]) -> dict[str, Any]:
        out = super()._generate_and_score_completions(inputs)
        teacher, student = self.score_teacher(inputs, out), self.score_student(out)
        reward = dense_reward(teacher, student, self.settings.reward_clip_low, self.settings.reward_clip_high)
        dense = torch.zeros_like(reward)
        for first in range(0, len(reward), self.num_generations):
            group = slice(first, first + self.num_generations)
            tokens = out["completion_mask"][group].bool()
            dense[group][tokens] = dense_advantage(reward[group][tokens], self.settings.std_floor)
        lambda_ = self.settings.lambda_
        out["advantages"] = lambda_ * dense + (1 - lambda_) * out["advantages"][:, None]
        self.scored = Scored(out["prompt_ids"], out["completion_ids"], teacher, student)
        return out

    def score_teacher(self, inputs: list[dict[str, Any]], out: dict[str, Any]) -> Tensor:
        """[B, R] under the frozen start, which reads the constitution."""
        chats = [self._with_constitution(row["prompt"][-1]["content"]) for row in inputs]
        texts = self.processing_class.apply_chat_template(chats, add_generation_prompt=True, tokenize=False)
        images = [[row["image"]] for row in inputs]
        prompts = self.processing_class(images=images, text=texts, padding=True, return_tensors="pt")
        return self._score(self.teacher, prompts["input_ids"], prompts["attention_mask"], out, {
            "pixel_values": prompts["pixel_values"],
            "image_grid_thw": prompts["image_grid_thw"],
            "num_images": out["num_images"],
            "mm_token_type_ids": _extended(prompts["mm_token_type_ids"], out["completion_ids"]),
        })  # fmt: skip

    def score_student(self, out: dict[str, Any]) -> Tensor:
        """[B, R] under the policy before its update."""
        pictures = {name: out[name] for name in _PICTURE_INPUTS}
        return self._score(self.model, out["prompt_ids"], out["prompt_mask"], out, pictures)

    @torch.no_grad()
    def _score(self, model: PreTrainedModel, ids: Tensor, mask: Tensor, out: dict[str, Any], pictures: Any) -> Tensor:
        completions = out["completion_ids"]
        rows = torch.cat([ids, completions], dim=1), torch.cat([mask, out["completion_mask"]], dim=1)
        logp, *_ = self._get_per_token_logps_and_entropies(
            model, *rows, completions.shape[1], batch_size=self.args.per_device_train_batch_size, **pictures
        )
        return logp

    def _with_constitution(self, query: str) -> list[dict[str, Any]]:
        question = [{"type": "image"}, {"type": "text", "text": query}]
        return [{"role": "system", "content": self.constitution}, {"role": "user", "content": question}]


def _extended(token_types: Tensor, completions: Tensor) -> Tensor:
    """Token types [B, P] of prompts, and of the text after them: [B, P + R]."""
    return torch.cat([token_types, torch.zeros_like(completions)], dim=1)


class _Timing(TrainerCallback):
    """Times every update of the trainer and hands it over before the next one begins."""

    def __init__(self, stopwatch: Stopwatch, after_update: Callable[[int, Lap], None]) -> None:
        self._stopwatch, self._after_update = stopwatch, after_update

    def on_step_begin(self, *_: Any, **__: Any) -> None:
        self._stopwatch.begin(REST)

    def on_pre_optimizer_step(self, *_: Any, **__: Any) -> None:
        self._stopwatch.begin("step")

    def on_optimizer_step(self, *_: Any, **__: Any) -> None:
        self._stopwatch.end()

    def on_step_end(self, _args: Any, state: Any, _control: Any, **__: Any) -> None:
        self._stopwatch.end()
        self._after_update(state.global_step - 1, self._stopwatch.lap())


class Opponent:
    """TRL's trainer on the same model, pair, constitution and settings as ours."""

    def __init__(self, world: World, settings: Config, banned: Sequence[int], updates: int) -> None:
        """banned: token ids that are never sampled; those that end a response among them."""
        model = AutoModelForImageTextToText.from_pretrained(world.model, dtype=torch.float32)
        model.model.visual.requires_grad_(False)
        processor = load_processor(world.model)
        processor.tokenizer.padding_side = "left"
        self.trainer = TrlCaspo(
            model,
            settings,
            world.text,
            reward_funcs=[_outcome],
            args=_arguments(settings, list(banned), updates),
            train_dataset=_dataset(world),
            processing_class=processor,
        )
        self.trainer.remove_callback(PrinterCallback)  # it prints to where the result goes
        self.tower = Watched(model.model.visual)
        self.teacher_tower = Watched(self.trainer.teacher.model.visual)
        self.stopwatch = Stopwatch()
        for method, phase in _PHASES.items():
            self.stopwatch.watch(self.trainer, method, phase)
        self.stopwatch.watch(processor.image_processor, "preprocess", "encode")
        self.stopwatch.watch(self.trainer.accelerator, "backward", "learn")

    def train(self, after_update: Callable[[int, Lap], None]) -> None:
        """Run all updates; `after_update` is called between them with the number (0, 1, ...) and seconds of each."""
        self.trainer.add_callback(_Timing(self.stopwatch, after_update))
        self.trainer.train()


def _outcome(completions: Sequence[Any], **_: Any) -> list[float]:
    return [float(score_of(completion[0]["content"])) for completion in completions]


def _dataset(world: World) -> Dataset:
    rows = [
        {"prompt": [{"role": "user", "content": case.query}], "image": Image.open(world.suite.picture_path(case))}
        for case in world.suite.cases
    ]
    return Dataset.from_list(rows)


def _arguments(settings: Config, banned: list[int], updates: int) -> GRPOConfig:
    return GRPOConfig(
        output_dir=settings.out,
        per_device_train_batch_size=settings.prompts_per_update * settings.group_size,
        num_generations=settings.group_size,
        max_completion_length=settings.max_new_tokens,
        generation_kwargs={"suppress_tokens": banned},
        max_steps=updates,
        beta=settings.kl_beta,
        epsilon=settings.ratio_clip_low,
        epsilon_high=settings.ratio_clip_high,
        learning_rate=settings.learning_rate,
        max_grad_norm=settings.grad_clip,
        lr_scheduler_type="constant",
        shuffle_dataset=False,
        gradient_checkpointing=False,
        bf16=False,
        use_cpu=True,
        save_strategy="no",
        logging_strategy="no",
        report_to="none",
        disable_tqdm=True,
    )
