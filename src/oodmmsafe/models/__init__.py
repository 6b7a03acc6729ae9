"""Models by name. This module is light; torch and transformers are imported when a model is loaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from oodmmsafe.errors import OodmmsafeError

if TYPE_CHECKING:
    from oodmmsafe.models.contract import BatchModel, Model

LOCAL = "'nano' (the embedded model) or 'hf/PATH' (a model folder, such as a training run's 'final')"
KINDS = f"{LOCAL}, 'openai/NAME' (with a base URL any server of that protocol), 'anthropic/NAME' or 'google/NAME'"
REMOTE = {"openai": "openai", "anthropic": "anthropic", "google": "google.genai"}
"""Kinds of models behind a network, and the package that speaks to each."""


class ModelNameError(OodmmsafeError):
    """A name that is no model's."""


def is_name(name: str) -> bool:
    """Whether it has the form of a model's name; there may be no such model all the same."""
    kind, _, rest = name.partition("/")
    return name == "nano" or (kind in ("hf", *REMOTE) and bool(rest))


def is_remote(name: str) -> bool:
    """Whether the model of that name is behind a network."""
    return name.partition("/")[0] in REMOTE


def folder_of(name: str) -> Path:
    """The folder in which the local model of that name lies; see `KINDS`. Evaluation and training read names by this
    alone.

    Raises ModelNameError for any other name, and for a folder that holds no model.
    """
    kind, _, path = name.partition("/")
    if name == "nano":
        from oodmmsafe.nano import weights_folder

        folder = weights_folder()
    elif kind == "hf" and path:
        folder = Path(path)
    else:
        raise ModelNameError(f"unknown model '{name}': give {LOCAL}")
    if not (folder / "config.json").is_file():
        raise ModelNameError(f"model '{name}': {folder} is not a model folder (it has no config.json)")
    return folder


def need_extra(extra: str) -> None:
    """Raises OodmmsafeError saying what to install if packages of `extra` are missing.

    extra: "local", "train" or "baselines".
    """
    needed = ("torch", "transformers", *(("trl", "datasets") if extra == "baselines" else ()))
    missing = [package for package in needed if find_spec(package) is None]
    if missing:
        raise OodmmsafeError(f"{' and '.join(missing)} missing: pip install 'oodmmsafe[{extra}]'")


def load(
    name: str, *, base_url: str | None = None, detail: str | None = None, concurrency: int = 32
) -> Model | BatchModel:
    """The model of that name, ready to answer.

    base_url: of a server, for remote models.  detail: OpenAI's picture budget.  concurrency: most connections.
    Raises OodmmsafeError for a name that is no model's, a folder that cannot be loaded, packages or keys that are
    missing, or options that the model does not have.
    """
    kind, _, model = name.partition("/")
    if kind in REMOTE and model:
        return _remote(kind, model, base_url, detail, concurrency)
    if not is_name(name):
        raise ModelNameError(f"unknown model '{name}': give {KINDS}")
    if base_url or detail:
        raise OodmmsafeError(f"model '{name}' runs in this process: it has neither a base URL nor a detail")
    folder = folder_of(name)
    need_extra("local")
    from oodmmsafe.models.local import LocalModel

    return LocalModel(name, folder)


def _remote(kind: str, model: str, base_url: str | None, detail: str | None, concurrency: int) -> Model:
    try:
        missing = find_spec(REMOTE[kind]) is None
    except ModuleNotFoundError:  # the parent package of google.genai
        missing = True
    if missing:
        raise OodmmsafeError(f"{REMOTE[kind]} missing: pip install 'oodmmsafe[api]'")
    if kind == "openai":
        from oodmmsafe.models.openai_chat import OpenAIChat

        return OpenAIChat(model, base_url=base_url, detail=detail, concurrency=concurrency)
    if detail:
        raise OodmmsafeError(f"model '{kind}/{model}' has no picture detail to choose")
    if kind == "anthropic":
        from oodmmsafe.models.anthropic_chat import AnthropicChat

        return AnthropicChat(model, base_url=base_url)
    from oodmmsafe.models.google_chat import GoogleChat

    return GoogleChat(model, base_url=base_url)
