"""The settings of a baseline or a cold start, read from a TOML file and checked before anything is loaded."""

from __future__ import annotations

import math
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from oodmmsafe.caspo.config import ConfigError, read_toml

_Kind = TypeVar("_Kind", bound="Settings")


def _at_least(low: int, default: int) -> Any:
    return field(default=default, metadata={"allowed": f"{low} or more", "test": lambda value: value >= low})


def _above_zero(default: float) -> Any:
    return field(default=default, metadata={"allowed": "more than 0", "test": lambda value: value > 0})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What all kinds share. The defaults are ours; names that `caspo.config.Config` has too mean the same.

    epochs:       how often every example is learnt from. Two, as COPSD (arXiv 2606.03089) trains its teacher: five
                  lost it most of the gain.
    batch_size:   examples in a forward, on each process.
    accumulate:   forwards of a step.
    warmup:       steps over which the learning rate rises; then it falls linearly to zero.
    """

    model: str
    suite: str
    out: str
    lora_rank: int = _at_least(0, 0)
    lora_alpha: float = _above_zero(32.0)
    checkpointing: bool = False
    bf16: bool = False
    seed: int = _at_least(0, 0)
    epochs: int = _at_least(1, 2)
    batch_size: int = _at_least(1, 16)
    accumulate: int = _at_least(1, 1)
    learning_rate: float = _above_zero(1e-5)
    warmup: int = _at_least(0, 3)
    checkpoint_every: int = _at_least(1, 100)

    def __post_init__(self) -> None:
        for f in fields(self):
            value = getattr(self, f.name)
            if f.type == "float" and type(value) is int:
                object.__setattr__(self, f.name, value := float(value))
            if type(value).__name__ != f.type or (f.type == "float" and not math.isfinite(value)):
                raise ConfigError(f"setting '{f.name}': expected a {f.type}, found {value!r}")
            if f.metadata and not f.metadata["test"](value):
                raise ConfigError(f"setting '{f.name}': expected {f.metadata['allowed']}, found {value!r}")
            if _is_required(f) and not value.strip():
                raise ConfigError(f"setting '{f.name}': expected text that is not empty")


@dataclass(frozen=True, kw_only=True)
class Judged(Settings):
    """A kind whose examples are chosen by a judge: "reference", a model's name, or several with commas."""

    judge: str = "reference"
    judge_base_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Sft(Settings):
    """Supervised fine-tuning on the suite's good answers."""


@dataclass(frozen=True, kw_only=True)
class Dpo(Judged):
    """Direct preference optimization (arXiv 2305.18290). beta: how dearly leaving the start is paid for."""

    beta: float = _above_zero(0.1)


@dataclass(frozen=True, kw_only=True)
class ColdStart(Judged):
    """Cross-SFT of a teacher, after COPSD (arXiv 2606.03089). `model` is the student, from which the teacher starts.

    constitution:   name or file of the text in the teacher's prompt; "categories" or a folder for one per category.
    stronger:       name of the model that answers hazard cases under the constitution, or
    answers:        the JSON Lines file that holds its answers already (`answers.read`): one of the two.
    general:        folder of questions of general ability (`caspo.questions`), "" for none.
    max_new_tokens: length limit of every answer that is asked for.
    """

    constitution: str
    stronger: str = ""
    stronger_base_url: str = ""
    answers: str = ""
    general: str = ""
    max_new_tokens: int = _at_least(1, 512)

    def __post_init__(self) -> None:
        super().__post_init__()
        if bool(self.stronger) == bool(self.answers):
            raise ConfigError("setting 'stronger': give either a model's name here or a file under 'answers'")


def load(kind: type[_Kind], path: str | Path) -> _Kind:
    """Read a TOML file. Raises ConfigError naming the file, the setting and the values it may have."""
    data = read_toml(path)
    known = {f.name: f for f in fields(kind)}
    if unknown := sorted(data.keys() - known.keys()):
        raise ConfigError(f"{path}: setting '{unknown[0]}': unknown; expected one of {', '.join(sorted(known))}")
    if missing := [name for name, f in known.items() if _is_required(f) and name not in data]:
        raise ConfigError(f"{path}: setting '{missing[0]}': is missing")
    try:
        return kind(**data)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def _is_required(f: Any) -> bool:
    return f.default is MISSING
