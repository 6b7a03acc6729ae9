"""The settings of one training run, read from a TOML file and checked before anything is loaded."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from oodmmsafe.errors import OodmmsafeError

TEACHERS = ("frozen", "ema", "live", "model")
DIVERGENCES = ("sampled", "reverse_kl", "jsd")
SCHEDULES = ("constant", "linear", "cosine")
VISION = ("frozen", "trained")
ROLLOUTS = ("transformers", "vllm", "vllm-server")
TRACKERS = ("none", "tensorboard", "wandb")
ADVANTAGES = ("caspo", "fixed_negative")
ON_COLLAPSE = ("stop", "warn")
_TOML_NAMES = {"lambda_": "lambda"}


class ConfigError(OodmmsafeError):
    """A setting that is unknown, of the wrong type or out of range."""


@dataclass(frozen=True)
class _Allowed:
    """Which values a setting may have, and how to say so."""

    text: str
    test: Callable[[Any], bool]


def _setting(text: str, test: Callable[[Any], bool], **default: Any) -> Any:
    return field(metadata={"allowed": _Allowed(text, test)}, **default)


def _text(**default: Any) -> Any:
    return _setting("text that is not empty", lambda value: bool(value.strip()), **default)


def _any_text(**default: Any) -> Any:
    return _setting("text", lambda value: True, **default)


def _true_or_false(**default: Any) -> Any:
    return _setting("true or false", lambda value: True, **default)


def _one_of(names: tuple[str, ...], **default: Any) -> Any:
    return _setting("one of " + ", ".join(repr(name) for name in names), lambda value: value in names, **default)


def _at_least(low: float, **default: Any) -> Any:
    return _setting(f"{low} or more", lambda value: value >= low, **default)


def _above(low: float, **default: Any) -> Any:
    return _setting(f"more than {low}", lambda value: value > low, **default)


def _within(low: float, high: float, **default: Any) -> Any:
    return _setting(f"{low} to {high}", lambda value: low <= value <= high, **default)


@dataclass(frozen=True)
class Config:
    """One training run. The formulas are those of DESIGN section 7; every default is ours, not the paper's.

    model:              "nano", or "hf/PATH": a model folder as `save_pretrained` writes it.
    suite:              a suite's name or folder; half of every update's prompts are hazard cases, half their twins.
    constitution:       name or file of the text that the teacher reads and the student never does; "categories" or a
                        folder for one per category.
    judge:              who gives the outcome: "reference", a model's name, or several with commas: a panel.
    judge_base_url:     of the server on which the judging models are; "" for the vendor's own.
    out:                folder for metrics, checkpoints and the final model.
    general:            folder of questions of general ability (`questions.load`), "" for none.
    general_prompts:    how many of them join every update, beyond `prompts_per_update`; read with `general` only.
    lora_rank:          rank of the adapters that are trained; 0 trains the model's own weights.
    lora_alpha:         the adapters' output is scaled by lora_alpha / lora_rank.
    vision:             the vision tower is "frozen" or "trained" with the rest.
    checkpointing:      keep a layer's inputs only and compute the rest again in the backward: less memory, more time.
    shard:              spread the layers over all processes (FSDP2) instead of keeping a copy in each.
    rollout:            who samples: "transformers" (this process), "vllm" (an engine beside it on the same GPU), or
                        "vllm-server" at `rollout_base_url`. Both engines get the adapters after every update.
    rollout_memory:     share of the GPU's memory that an engine beside the trainer may take while it samples.
    teacher:            "frozen" (the start), "ema" (slow average of the policy), "live" (the policy itself), or
                        "model": another model, `teacher_model`, such as one calibrated by a cold start.
    ema_decay:          share of the average that an update keeps; read by teacher = "ema" only.
    lambda_:            weight of the dense advantage; `lambda` in the file. 0 is GRPO, 1 is distillation alone.
    lambda_schedule:    "constant", or "linear" or "cosine" from `lambda` (first update) to `lambda_end` (last update).
    advantage:          "caspo", or "fixed_negative": the control whose dense advantage is -1 whatever the teacher says.
    divergence:         "sampled": the dense advantage of the sampled tokens. "reverse_kl", "jsd": in its place the
                        divergence of the whole distribution from the teacher's, weighed by lambda.
    top_k:              compare the student's likeliest k tokens and the rest as one; 0 the whole vocabulary.
    reward_clip_low/high: the dense reward is clipped to [-low, high] nats.
    std_floor:          least standard deviation by which a group's rewards are divided.
    ratio_clip_low/high: the importance ratio is clipped to [1 - low, 1 + high].
    kl_beta:            weight of the KL to the base (the start), per token; 0 leaves the base pass out.
    weight_risk, weight_safety, weight_effectiveness: w_R, w_S, w_E of the outcome.
    warmup:             updates over which the learning rate rises linearly to its full value.
    bf16:               run matrix products in bfloat16, and keep frozen weights in it if adapters are trained. Weights
                        that are trained, log-probabilities and losses stay in float32.
    checkpoint_every:   updates from one checkpoint to the next; those since the last are lost when a run is killed.
    track:              where curves go beside metrics.jsonl: "tensorboard" (files in out/tensorboard) or "wandb".
    on_collapse:        what a guard does about a collapse: "stop" the run or "warn" and go on (for controls).
    """

    model: str = _text()
    suite: str = _text()
    constitution: str = _text()
    out: str = _text()
    judge: str = _text(default="reference")
    judge_base_url: str = _any_text(default="")
    general: str = _any_text(default="")
    general_prompts: int = _at_least(1, default=4)
    lora_rank: int = _at_least(0, default=0)
    lora_alpha: float = _above(0.0, default=32.0)
    vision: str = _one_of(VISION, default="frozen")
    checkpointing: bool = _true_or_false(default=False)
    rollout: str = _one_of(ROLLOUTS, default="transformers")
    rollout_base_url: str = _any_text(default="")
    rollout_memory: float = _within(0.05, 0.95, default=0.35)
    shard: bool = _true_or_false(default=False)
    seed: int = _at_least(0, default=0)
    updates: int = _at_least(1, default=50)
    prompts_per_update: int = _setting("an even number of 2 or more", lambda n: n >= 2 and n % 2 == 0, default=16)
    group_size: int = _at_least(2, default=8)
    max_new_tokens: int = _at_least(1, default=64)
    temperature: float = _above(0.0, default=1.0)
    teacher: str = _one_of(TEACHERS, default="frozen")
    teacher_model: str = _any_text(default="")
    ema_decay: float = _within(0.0, 1.0, default=0.95)
    lambda_: float = _within(0.0, 1.0, default=0.5)
    lambda_schedule: str = _one_of(SCHEDULES, default="constant")
    lambda_end: float = _within(0.0, 1.0, default=0.0)
    advantage: str = _one_of(ADVANTAGES, default="caspo")
    divergence: str = _one_of(DIVERGENCES, default="sampled")
    top_k: int = _at_least(0, default=0)
    reward_clip_low: float = _above(0.0, default=5.0)
    reward_clip_high: float = _above(0.0, default=5.0)
    std_floor: float = _above(0.0, default=0.3)
    ratio_clip_low: float = _within(0.0, 1.0, default=0.2)
    ratio_clip_high: float = _at_least(0.0, default=0.28)
    kl_beta: float = _at_least(0.0, default=0.005)
    weight_risk: float = _at_least(0.0, default=1.0)
    weight_safety: float = _at_least(0.0, default=1.0)
    weight_effectiveness: float = _at_least(0.0, default=1.0)
    learning_rate: float = _above(0.0, default=1e-4)
    adam_eps: float = _above(0.0, default=1e-6)
    warmup: int = _at_least(0, default=3)
    grad_clip: float = _above(0.0, default=1.0)
    bf16: bool = _true_or_false(default=False)
    checkpoint_every: int = _at_least(1, default=10)
    track: str = _one_of(TRACKERS, default="none")
    on_collapse: str = _one_of(ON_COLLAPSE, default="stop")

    def __post_init__(self) -> None:
        for f in fields(self):
            value, name = getattr(self, f.name), _TOML_NAMES.get(f.name, f.name)
            if f.type == "float" and isinstance(value, int) and not isinstance(value, bool):
                object.__setattr__(self, f.name, value := float(value))
            allowed: _Allowed = f.metadata["allowed"]
            if type(value).__name__ != f.type or (f.type == "float" and not math.isfinite(value)):
                raise ConfigError(f"setting '{name}': expected a {f.type} ({allowed.text}), found {value!r}")
            if not allowed.test(value):
                raise ConfigError(f"setting '{name}': expected {allowed.text}, found {value!r}")
        if (self.teacher == "model") != bool(self.teacher_model):
            raise ConfigError("setting 'teacher_model': goes with teacher = 'model', and that one needs it")
        if self.rollout != "transformers" and (not self.lora_rank or self.vision == "trained"):
            raise ConfigError("setting 'rollout': an engine takes the text layers' adapters; set lora_rank alone")
        if (self.rollout == "vllm-server") != bool(self.rollout_base_url):
            raise ConfigError("setting 'rollout_base_url': goes with rollout = 'vllm-server', and that one needs it")
        if self.divergence != "sampled" and self.advantage == "fixed_negative":
            raise ConfigError("setting 'divergence': advantage = 'fixed_negative' has no teacher to diverge from")

    @property
    def needs_teacher(self) -> bool:
        """Whether any update reads the teacher; if not, no teacher pass is run and its metrics are null."""
        rises = self.lambda_schedule != "constant" and self.lambda_end > 0
        return self.advantage == "caspo" and (self.lambda_ > 0 or rises)

    def lambda_at(self, update: int) -> float:
        """lambda of update 0, 1, 2, ..."""
        share = update / max(self.updates - 1, 1)
        if self.lambda_schedule == "constant":
            share = 0.0
        elif self.lambda_schedule == "cosine":
            share = (1 - math.cos(math.pi * share)) / 2
        return self.lambda_ + (self.lambda_end - self.lambda_) * share


def from_mapping(data: Mapping[str, Any]) -> Config:
    """A Config from names as the TOML file has them. Raises ConfigError naming the setting and what it may be."""
    by_name = {_TOML_NAMES.get(f.name, f.name): f for f in fields(Config)}
    for name in data:
        if name not in by_name:
            raise ConfigError(f"setting '{name}': unknown; expected one of {', '.join(sorted(by_name))}")
    for name, f in by_name.items():
        if name not in data and "allowed" in f.metadata and f.default is f.default_factory:
            raise ConfigError(f"setting '{name}': is missing; expected {f.metadata['allowed'].text}")
    return Config(**{by_name[name].name: value for name, value in data.items()})


def to_mapping(config: Config) -> dict[str, Any]:
    """The settings by the names of the TOML file; the inverse of `from_mapping`."""
    return {_TOML_NAMES.get(name, name): value for name, value in asdict(config).items()}


def read_toml(path: str | Path) -> dict[str, Any]:
    """What stands in a TOML file. Raises ConfigError naming the file if it cannot be read."""
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None


def load(path: str | Path) -> Config:
    """Read a TOML file. Raises ConfigError naming the file, the setting and the values it may have."""
    data = read_toml(path)
    try:
        return from_mapping(data)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def to_json(config: Config) -> str:
    """The settings as a JSON text, for `config.json` of the training folder."""
    return json.dumps(to_mapping(config), indent=2) + "\n"
