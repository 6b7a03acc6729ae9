"""Training the embedded model: labels from the compositor, and a stopped run that goes on to the same weights."""

import random

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.nano.mechanisms import MECHANISMS
from oodmmsafe.nano.model import GRID, build_model, linear_patch_embedding
from oodmmsafe.nano.pretrain import NAMES, Batches, Schedule, pretrain, visible
from oodmmsafe.nano.scene import hazard_scene

TINY = Schedule(see_steps=1, see_batch=2, speak_steps=2, speak_batch=4, save_every=2)


class Killed(Exception):
    pass


def test_a_stopped_run_goes_on_to_the_same_weights(tmp_path):
    def stop(entry):
        if entry["step"] == 3:
            raise Killed

    pretrain(tmp_path / "whole", TINY)
    with pytest.raises(Killed):
        pretrain(tmp_path / "stopped", TINY, report=stop)
    assert torch.load(tmp_path / "stopped/state.pt", weights_only=True)["step"] == 2
    steps = []
    pretrain(tmp_path / "stopped", TINY, report=lambda entry: steps.append(entry["step"]))
    assert steps == [3]
    whole, stopped = (load_file(tmp_path / name / "model.safetensors") for name in ("whole", "stopped"))
    assert all(torch.equal(whole[name], stopped[name]) for name in whole)
    with pytest.raises(OodmmsafeError, match="another schedule or seed"):
        pretrain(tmp_path / "whole", TINY, seed=1)


def test_visible_marks_the_cells_that_a_prop_covers():
    mechanism = MECHANISMS[0]
    scene = hazard_scene(random.Random(0), mechanism, *mechanism.combinations[0])
    grid = visible(scene).reshape(GRID, GRID, len(NAMES))
    assert {NAMES[i] for i in np.flatnonzero(grid.any((0, 1)))} == set(scene.names)
    for p in scene.placed:
        x, y = p.center
        cell = grid[min(int(y * GRID), GRID - 1), int(x * GRID)]
        assert cell[NAMES.index(p.name)], f"the cell at the middle of the {p.name} does not show it"


def test_labels_cover_the_answers_and_nothing_else():
    batches = Batches(TINY, seed=0)
    for part in batches[TINY.see_steps]:
        for ids, labels, mask in zip(part["input_ids"], part["labels"], part["attention_mask"], strict=True):
            taught = labels != -100
            assert (ids[taught] == labels[taught]).all()
            prompt, answer = ids[mask.bool() & ~taught], labels[taught]
            assert batches.tokenizer.decode(prompt).endswith("<|im_start|>assistant\n")
            assert answer[-1] == batches.tokenizer.eos_token_id


def test_the_linear_patch_embedding_gives_the_same_numbers():
    torch.manual_seed(0)
    model = build_model(Batches(TINY, seed=0).tokenizer)
    patches, grid = torch.randn(4, 1536), torch.tensor([[1, 2, 2]])
    convolved = model.model.visual(patches, grid_thw=grid).pooler_output
    linear_patch_embedding(model.model.visual)
    torch.testing.assert_close(model.model.visual(patches, grid_thw=grid).pooler_output, convolved)
