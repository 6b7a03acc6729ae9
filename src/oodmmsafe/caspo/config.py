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

TEACHERS = ("frozen", "ema", "live")
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
    constitution:       name or file of the text that the teacher reads and the student never does.
    judge:              who gives the outcome.
    out:                folder for metrics, checkpoints and the final model.
    teacher:            "frozen" (the start), "ema" (slow average of the policy), "live" (the policy itself).
    ema_decay:          share of the average that an update keeps; read by teacher = "ema" only.
    lambda_:            weight of the dense advantage; `lambda` in the file. 0 is GRPO, 1 is distillation alone.
    advantage:          "caspo", or "fixed_negative": the control whose dense advantage is -1 whatever the teacher says.
    reward_clip_low/high: the dense reward is clipped to [-low, high] nats.
    std_floor:          least standard deviation by which a group's rewards are divided.
    ratio_clip_low/high: the importance ratio is clipped to [1 - low, 1 + high].
    kl_beta:            weight of the KL to the base (the start), per token; 0 leaves the base pass out.
    weight_risk, weight_safety, weight_effectiveness: w_R, w_S, w_E of the outcome.
    warmup:             updates over which the learning rate rises linearly to its full value.
    bf16:               run matrix products in bfloat16 (weights, log-probabilities and losses stay in float32).
    checkpoint_every:   updates from one checkpoint to the next; those since the last are lost when a run is killed.
    on_collapse:        what a guard does about a collapse: "stop" the run or "warn" and go on (for controls).
    """

    model: str = _text()
    suite: str = _text()
    constitution: str = _text()
    out: str = _text()
    judge: str = _text(default="reference")
    seed: int = _at_least(0, default=0)
    updates: int = _at_least(1, default=50)
    prompts_per_update: int = _setting("an even number of 2 or more", lambda n: n >= 2 and n % 2 == 0, default=16)
    group_size: int = _at_least(2, default=8)
    max_new_tokens: int = _at_least(1, default=64)
    temperature: float = _above(0.0, default=1.0)
    teacher: str = _one_of(TEACHERS, default="frozen")
    ema_decay: float = _within(0.0, 1.0, default=0.95)
    lambda_: float = _within(0.0, 1.0, default=0.5)
    advantage: str = _one_of(ADVANTAGES, default="caspo")
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
    bf16: bool = _setting("true or false", lambda value: True, default=False)
    checkpoint_every: int = _at_least(1, default=10)
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

    @property
    def needs_teacher(self) -> bool:
        """Whether the advantage reads the teacher; if not, no teacher pass is run and its metrics are null."""
        return self.advantage == "caspo" and self.lambda_ > 0


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


def load(path: str | Path) -> Config:
    """Read a TOML file. Raises ConfigError naming the file, the setting and the values it may have."""
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None
    try:
        return from_mapping(data)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def to_json(config: Config) -> str:
    """The settings as a JSON text, for `config.json` of the training folder."""
    return json.dumps(to_mapping(config), indent=2) + "\n"
