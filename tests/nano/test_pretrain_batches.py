"""What the embedded model learns from: texts, labels from the compositor, all of it movable to a device."""

import random

import numpy as np
import pytest
import torch

from oodmmsafe.models.processing import chat_text
from oodmmsafe.nano.lessons import lesson
from oodmmsafe.nano.mechanisms import MECHANISMS, ROLES
from oodmmsafe.nano.model import GRID, HIDDEN
from oodmmsafe.nano.pretrain import Schedule
from oodmmsafe.nano.pretrain.batches import Batches, on_device
from oodmmsafe.nano.pretrain.heads import Knowledge
from oodmmsafe.nano.pretrain.labels import NAMES, known, visible
from oodmmsafe.nano.scene import Placed, Scene, hazard_scene

SMALL = Schedule(see_steps=1, see_batch=2, speak_steps=1, speak_batch=8)
META = torch.device("meta")


@pytest.fixture(scope="module")
def batches():
    return Batches(SMALL, seed=0)


def scene_of(*names, hazard=None):
    return Scene("street", 0, tuple(Placed(name, 0.5, 0.8, 1.0, False, 0.0) for name in names), hazard)


def true(labels, names):
    return {names[i] for i in np.flatnonzero(labels)}


def test_known_labels_of_a_hazard():
    facts = known(scene_of("candle", "newspaper", "chocolate", hazard=("ignition", "candle", "newspaper")))
    assert true(facts["shown"], NAMES) == {"candle", "newspaper", "chocolate"}
    assert true(facts["dangerous"], NAMES) == {"candle", "newspaper"}
    assert true(facts["at_work"], [m.name for m in MECHANISMS]) == {"ignition"}
    assert true(facts["roles"], ROLES) == {("ignition", "source"), ("ignition", "target"), ("pet poisoning", "source")}


def test_known_labels_of_a_safe_scene_tell_what_its_things_could_do():
    facts = known(scene_of("newspaper", "cat", "hat"))
    assert true(facts["shown"], NAMES) == {"newspaper", "cat", "hat"}
    assert not facts["dangerous"].any() and not facts["at_work"].any()
    assert true(facts["roles"], ROLES) == {("ignition", "target"), ("pet poisoning", "target")}


def test_a_prop_can_play_parts_in_several_mechanisms():
    facts = known(scene_of("fuel drum"))
    assert true(facts["roles"], ROLES) == {
        (m.name, side)
        for m in MECHANISMS
        for side, names in (("source", m.sources), ("target", m.targets))
        if "fuel drum" in names
    }
    assert facts["roles"].sum() == 2


def test_visible_marks_the_cells_that_a_prop_covers():
    mechanism = MECHANISMS[0]
    scene = hazard_scene(random.Random(0), mechanism, *mechanism.combinations[0])
    grid = visible(scene).reshape(GRID, GRID, len(NAMES))
    assert true(grid.any((0, 1)), NAMES) == set(scene.names)
    for p in scene.placed:
        x, y = p.center
        cell = grid[min(int(y * GRID), GRID - 1), int(x * GRID)]
        assert cell[NAMES.index(p.name)], f"the cell at the middle of the {p.name} does not show it"


def test_labels_cover_the_answers_and_nothing_else(batches):
    rng = random.Random(f"{batches.seed}/{SMALL.see_steps}")
    lessons = [lesson(rng) for _ in range(SMALL.speak_batch)]
    wanted = {(chat_text(batches.tokenizer, x.question, x.system), x.answer) for x in lessons}
    found = set()
    for part in batches[SMALL.see_steps]:
        for ids, labels, mask in zip(part["input_ids"], part["labels"], part["attention_mask"], strict=True):
            taught = labels != -100
            assert (ids[taught] == labels[taught]).all()
            assert labels[taught][-1] == batches.tokenizer.eos_token_id
            prompt = batches.tokenizer.decode(ids[mask.bool() & ~taught])
            assert prompt.count("<|image_pad|>") == GRID**2
            prompt = prompt.replace("<|image_pad|>" * GRID**2, "<|image_pad|>")
            found.add((prompt, batches.tokenizer.decode(labels[taught][:-1])))
    assert found == wanted


def devices(part):
    for value in part.values():
        yield from devices(value) if isinstance(value, dict) else [value.device.type]


def test_a_part_moves_to_a_device_as_a_whole(batches):
    for step in range(len(batches)):
        for part in batches[step]:
            assert set(devices(part)) == {"cpu"}
            assert set(devices(on_device(part, META))) == {"meta"}


def test_the_heads_move_to_a_device_as_a_whole_and_save_only_what_is_learnt(batches):
    heads = Knowledge(batches.tokenizer)
    assert heads.state_dict().keys() == dict(heads.named_parameters()).keys()
    heads = heads.to(META)
    assert all(naming.words.device == META for naming in heads.namings.values())
    states, embedding = torch.empty(2, HIDDEN, device=META), torch.empty(len(batches.tokenizer), HIDDEN, device=META)
    facts = on_device(batches[0][0]["known"], META)
    assert heads.loss(states, states, embedding, facts).device == META
