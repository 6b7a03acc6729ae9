"""From examples to a trained model, by TRL's trainers; nothing of their loop or loss is ours.

Texts go to TRL with the chat template applied, so that the prompt is to the letter the one that evaluation asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from transformers import PreTrainedModel

from oodmmsafe import models
from oodmmsafe.baselines.examples import Example
from oodmmsafe.baselines.folder import RunFolder
from oodmmsafe.baselines.pictures import PictureWatch
from oodmmsafe.baselines.settings import Dpo, Settings
from oodmmsafe.caspo.policy import TEXT_LAYERS, frozen_copy
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.loading import load_folder, stop_tokens
from oodmmsafe.models.processing import chat_text
from oodmmsafe.text import reason

if TYPE_CHECKING:
    from datasets import Dataset
    from transformers import Trainer, TrainingArguments


@dataclass(frozen=True)
class Start:
    """The model that training starts from, and what belongs to it."""

    model: PreTrainedModel
    processor: Any


def arguments_of(settings: Settings) -> TrainingArguments:
    """The settings as TRL's. Nothing is cut to a length: that would cut off placeholders.

    Raises OodmmsafeError for what TRL refuses, such as bf16 where there is none.
    """
    import trl

    on_gpu = torch.cuda.is_available()
    kind, more = (trl.DPOConfig, {"beta": settings.beta}) if isinstance(settings, Dpo) else (trl.SFTConfig, {})
    try:
        return kind(
            output_dir=settings.out,
            num_train_epochs=settings.epochs,
            per_device_train_batch_size=settings.batch_size,
            gradient_accumulation_steps=settings.accumulate,
            learning_rate=settings.learning_rate,
            warmup_steps=settings.warmup,
            max_length=None,
            bf16=settings.bf16,
            gradient_checkpointing=settings.checkpointing,
            save_steps=settings.checkpoint_every,
            save_total_limit=1,
            report_to="none",
            seed=settings.seed,
            use_cpu=not on_gpu,
            dataloader_pin_memory=on_gpu,
            **more,
        )
    except ValueError as error:
        raise OodmmsafeError(f"TRL refuses these settings: {reason(error)}") from error


def load_start(settings: Settings) -> Start:
    """The settings' model with its vision tower frozen. Raises OodmmsafeError for a model that cannot be trained."""
    dtype = torch.bfloat16 if settings.bf16 and settings.lora_rank else torch.float32
    model, processor = load_folder(models.folder_of(settings.model).resolve(), dtype)  # adapters remember the path
    model.model.visual.requires_grad_(False)
    return Start(model, processor)


def dataset_of(examples: Sequence[Example], start: Start) -> Dataset:
    """The examples as TRL reads them: a prompt with a placeholder for each picture, the answers, the pictures.

    Raises OodmmsafeError for a text that holds placeholders of its own.
    """
    from datasets import Dataset, Features, Image, List, Value

    end = start.processor.tokenizer.decode([stop_tokens(start.model, start.processor)[0]])

    def row(example: Example) -> dict[str, Any]:
        pictures = len(example.pictures)
        prompt = chat_text(start.processor, example.query, example.system, pictures=pictures)
        told = {"chosen": example.chosen, "rejected": example.rejected}
        answers = {"completion": example.chosen} if example.rejected is None else told
        if "".join((prompt, *answers.values())).count(start.processor.image_token) != pictures:
            raise OodmmsafeError(f"example '{example.id}': its texts hold picture placeholders of their own")
        return {"prompt": prompt, "images": list(example.pictures)} | {k: v + end for k, v in answers.items()}

    rows = [row(example) for example in examples]
    texts = {name: Value("string") for name in rows[0] if name != "images"}
    return Dataset.from_list(rows, features=Features(texts | {"images": List(Image())}))


def make_trainer(settings: Settings, arguments: TrainingArguments, start: Start, data: Dataset) -> Trainer:
    """TRL's trainer for the settings' kind; its pictures are watched.

    Raises OodmmsafeError for what TRL refuses.
    """
    import trl
    from huggingface_hub import constants
    from peft import LoraConfig

    constants.HF_HUB_DISABLE_TELEMETRY = True  # TRL reports every trainer that is made
    kind: dict[str, Any] = {"args": arguments, "train_dataset": data, "processing_class": start.processor}
    if settings.lora_rank:
        layers = {"target_modules": TEXT_LAYERS}
        kind["peft_config"] = LoraConfig(r=settings.lora_rank, lora_alpha=settings.lora_alpha, **layers)
    elif isinstance(settings, Dpo):  # with adapters, TRL switches them off to have the start for a reference
        kind["ref_model"] = frozen_copy(start.model)
    kind["callbacks"] = [PictureWatch(start.model, *([kind["ref_model"]] if "ref_model" in kind else []))]
    try:
        return (trl.DPOTrainer if isinstance(settings, Dpo) else trl.SFTTrainer)(start.model, **kind)
    except ValueError as error:
        raise OodmmsafeError(f"TRL refuses this run: {reason(error)}") from error


def train(trainer: Trainer, start: Start, folder: RunFolder) -> Path:
    """Train from the last checkpoint on, if there is one, to the final model folder, and return it.

    Raises PicturesDroppedError if pictures do not reach the model.
    """
    trainer.train(resume_from_checkpoint=folder.checkpoint())
    trainer.save_state()
    first = trainer.is_world_process_zero()
    partial = folder.new_final() if first else folder.final
    trainer.save_model(str(partial))  # every process: with weights that are spread out each has a part
    if first:
        with suppress(FileNotFoundError):
            (partial / "training_args.bin").unlink()  # it is no part of the model, by whose files it is known
        start.model.config.save_pretrained(partial)
        start.processor.save_pretrained(partial)
        folder.keep_final()
    trainer.accelerator.wait_for_everyone()
    return folder.final
