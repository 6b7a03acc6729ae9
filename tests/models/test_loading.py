"""From a name to a loaded model: every way in which that fails is one line that says where."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import tiny_models
import torch

from oodmmsafe import models
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.identity import folder_identity
from oodmmsafe.models.loading import ModelFolderError, load_folder, stop_tokens


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A model folder."""
    folder = tmp_path_factory.mktemp("tiny")
    tiny_models.save(folder)
    return folder


@pytest.fixture
def copy(sound, tmp_path) -> Path:
    """A copy of it, to be broken."""
    return shutil.copytree(sound, tmp_path / "model")


def test_a_name_stands_for_a_folder(sound):
    assert models.folder_of(f"hf/{sound}") == sound


@pytest.mark.parametrize("name", ["gpt-oracle", "hf", "hf/", "", "nano/x", "api/model"])
def test_any_other_name_is_refused(name):
    with pytest.raises(models.ModelNameError, match=r"unknown model '.*': give 'nano' .* or 'hf/PATH'"):
        models.folder_of(name)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(models.ModelNameError, match=r"is not a model folder \(it has no config\.json\)"):
        models.folder_of(f"hf/{tmp_path}")


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json", "preprocessor_config.json"])
def test_a_truncated_file_is_one_line_that_names_the_folder(copy, name):
    file = copy / name
    if not file.is_file():
        file = copy / "processor_config.json"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(ModelFolderError, match="cannot be loaded") as caught:
        models.load(f"hf/{copy}")
    assert str(copy) in str(caught.value) and "\n" not in str(caught.value)


def test_a_model_without_a_stop_token_is_named(sound):
    model, processor = load_folder(sound, torch.float32)
    assert stop_tokens(model, processor) == (processor.tokenizer.eos_token_id,)
    model.generation_config.eos_token_id = None
    assert stop_tokens(model, processor) == (processor.tokenizer.eos_token_id,)
    processor.tokenizer.eos_token = None
    with pytest.raises(ModelFolderError, match="names no token that ends an answer"):
        stop_tokens(model, processor)


@pytest.mark.parametrize("package", ["torch", "transformers"])
def test_a_missing_package_says_what_to_install(sound, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(OodmmsafeError, match=rf"^{package} missing: pip install 'oodmmsafe\[local\]'$"):
        models.load(f"hf/{sound}")


def flip_last_byte(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


@pytest.mark.parametrize("name", ["model.safetensors", "chat_template.jinja", "tokenizer.json", "config.json"])
def test_identity_follows_every_file_that_answers_depend_on(sound, copy, name):
    assert folder_identity(copy) == folder_identity(sound)
    (copy / "README.md").write_text("words beside the model")
    assert folder_identity(copy) == folder_identity(sound)
    flip_last_byte(copy / name)
    assert folder_identity(copy) != folder_identity(sound)


def test_missing_weights_are_not_made_up(copy):
    from safetensors.torch import load_file, save_file

    weights = load_file(copy / "model.safetensors")
    name = next(name for name in weights if "norm" in name)
    save_file({k: v for k, v in weights.items() if k != name}, copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelFolderError, match=f"1 weights missing, .*{name.rpartition('.')[2]} first"):
        load_folder(copy, torch.float32)
