"""Training the embedded model: a stopped run goes on to the same weights, and what goes wrong is named."""

import os
import resource
import shutil

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModelForImageTextToText

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.processing import load_processor
from oodmmsafe.nano.model import build_model, linear_patch_embedding
from oodmmsafe.nano.pretrain import Schedule, pretrain
from oodmmsafe.nano.pretrain import model_folder as model_folder_module
from oodmmsafe.nano.pretrain.batches import Batches
from oodmmsafe.nano.pretrain.learner import Learner

TINY = Schedule(see_steps=1, see_batch=2, speak_steps=2, speak_batch=4, save_every=2)


class Killed(Exception):
    pass


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The folder of a run that was never stopped."""
    out = tmp_path_factory.mktemp("whole")
    pretrain(out, TINY, device="cpu")
    return out


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """The folder of a run that was killed in its third step, after it saved two."""

    def report(entry):
        if entry["step"] == 3:
            raise Killed

    out = tmp_path_factory.mktemp("stopped")
    with pytest.raises(Killed):
        pretrain(out, TINY, report=report, device="cpu")
    return out


def same_weights(a, b):
    a, b = (load_file(folder / "model.safetensors") for folder in (a, b))
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def test_a_stopped_run_goes_on_to_the_same_weights(whole, stopped, tmp_path):
    shutil.copytree(stopped, tmp_path, dirs_exist_ok=True)
    assert torch.load(tmp_path / "state.pt", weights_only=True)["step"] == 2
    steps = []
    pretrain(tmp_path, TINY, report=lambda entry: steps.append(entry["step"]), device="cpu")
    assert steps == [3]
    assert same_weights(whole, tmp_path)


def test_a_folder_of_another_run_is_refused(whole):
    with pytest.raises(OodmmsafeError, match="another schedule or seed"):
        pretrain(whole, TINY, seed=1)


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"hello"])
def test_a_damaged_state_is_named(whole, tmp_path, damage):
    state = tmp_path / "state.pt"
    state.write_bytes(damage((whole / "state.pt").read_bytes()))
    with pytest.raises(OodmmsafeError, match=r"state\.pt: is damaged; remove it") as raised:
        pretrain(tmp_path, TINY)
    assert "\n" not in str(raised.value)


def test_a_state_of_another_model_is_called_damaged(whole, tmp_path):
    state = torch.load(whole / "state.pt", weights_only=True)
    del state["modules"][2]["at_work.bias"]
    torch.save(state, tmp_path / "state.pt")
    with pytest.raises(OodmmsafeError, match="is damaged"):
        pretrain(tmp_path, TINY)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OodmmsafeError, match="file/out: cannot be written: Not a directory; choose another place"):
        pretrain(tmp_path / "file" / "out", TINY)


@pytest.mark.parametrize("room", [1 << 20, 20 << 20], ids=["for half of the weights", "for half of the state"])
def test_a_save_that_fails_is_named_and_leaves_what_was_there(whole, stopped, tmp_path, room):
    shutil.copytree(stopped, tmp_path, dirs_exist_ok=True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(OodmmsafeError, match="cannot be written: File too large") as raised:
            pretrain(tmp_path, TINY, device="cpu")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "\n" not in str(raised.value)
    assert (tmp_path / "state.pt").read_bytes() == (stopped / "state.pt").read_bytes()
    pretrain(tmp_path, TINY, device="cpu")
    assert same_weights(whole, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in whole.iterdir()}


def test_a_kill_while_the_model_is_saved_leaves_one_that_loads(whole, tmp_path, monkeypatch):
    """Killed at every rename in turn, over an older model."""
    batches = Batches(TINY, seed=0)
    learner = Learner.untrained(batches.tokenizer, torch.device("cpu"))
    for allowed in range(len(list(whole.iterdir())) - 1):  # all but state.pt
        model_folder_module.save_model(tmp_path, learner.model, batches)
        left = [allowed]

        def replace(source, target, left=left):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            os.replace(source, target)

        with monkeypatch.context() as patched:
            patched.setattr(model_folder_module.Path, "replace", replace)
            with pytest.raises(Killed):
                model_folder_module.save_model(tmp_path, learner.model, batches)
        AutoModelForImageTextToText.from_pretrained(tmp_path)
        load_processor(tmp_path)


def test_the_device_is_the_callers(monkeypatch, tmp_path):
    asked = []

    def untrained(tokenizer, device):
        asked.append(device)
        raise Killed

    monkeypatch.setattr(Learner, "untrained", untrained)
    for there, device in ((False, "cpu"), (True, "cpu"), (True, None), (False, None)):
        monkeypatch.setattr(torch.cuda, "is_available", lambda there=there: there)
        with pytest.raises(Killed):
            pretrain(tmp_path, TINY, device=device)
    assert [device.type for device in asked] == ["cpu", "cpu", "cuda", "cpu"]


def test_the_linear_patch_embedding_gives_the_same_numbers():
    torch.manual_seed(0)
    model = build_model(Batches(TINY, seed=0).tokenizer)
    patches, grid = torch.randn(4, 1536), torch.tensor([[1, 2, 2]])
    convolved = model.model.visual(patches, grid_thw=grid).pooler_output
    linear_patch_embedding(model.model.visual)
    torch.testing.assert_close(model.model.visual(patches, grid_thw=grid).pooler_output, convolved)
