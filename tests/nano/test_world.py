"""The nano world keeps its promises: one hazard or none, twins that differ in one prop, held-out combinations."""

import random

import numpy as np
import pytest

from oodmmsafe.nano.backgrounds import SETTINGS, SIDE
from oodmmsafe.nano.language import GOALS
from oodmmsafe.nano.lessons import SUPPORT, lesson
from oodmmsafe.nano.mechanisms import HELD_OUT, MECHANISMS, active
from oodmmsafe.nano.props import HARMLESS, PROPS, sprite
from oodmmsafe.nano.scene import LOOKALIKES, combinations, draw, hazard_scene, safe_scene, safe_twin


def hazard_scenes(count, held_out=False, unseen=False):
    rng = random.Random(7)
    return [hazard_scene(rng, *rng.choice(combinations(held_out)), unseen) for _ in range(count)]


def test_the_world_is_as_large_as_it_says():
    assert len(PROPS) >= 30
    assert sum(len(m.combinations) for m in MECHANISMS) >= 40
    assert len(HELD_OUT) >= 10
    assert {m.category for m in MECHANISMS} >= {"physical safety", "ecology", "legality", "property and money"}


def test_every_prop_has_a_sprite_with_transparency():
    for name in PROPS:
        assert sprite(name).getchannel("A").getextrema()[0] == 0


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: m.name)
def test_held_out_combinations_can_be_composed_from_seen_ones(mechanism):
    seen = {c for c in mechanism.combinations if (mechanism.name, *c) not in HELD_OUT}
    assert len(seen) < len(mechanism.combinations)
    for source, target in mechanism.held_out:
        assert source in {s for s, _ in seen}, f"{source} never harms in training"
        assert target in {t for _, t in seen}, f"{target} is never harmed in training"


def test_harmless_props_take_part_in_no_mechanism():
    hazardous = {name for m in MECHANISMS for name in (*m.sources, *m.targets)}
    assert not hazardous & set(HARMLESS)
    assert hazardous | set(HARMLESS) == set(PROPS)
    assert set(LOOKALIKES.values()) <= set(HARMLESS)


def test_a_hazard_scene_has_its_hazard_and_no_other():
    for scene in hazard_scenes(300):
        assert [(m.name, s, t) for m, s, t in active(set(scene.names))] == [scene.hazard]


def test_safe_scenes_and_twins_have_no_hazard():
    rng = random.Random(3)
    scenes = [safe_scene(rng) for _ in range(200)] + [safe_twin(rng, scene)[0] for scene in hazard_scenes(200)]
    for scene in scenes:
        assert scene.hazard is None
        assert not active(set(scene.names))


def test_a_twin_differs_in_one_prop_only():
    rng = random.Random(5)
    changes = set()
    for scene in hazard_scenes(100):
        twin, change = safe_twin(rng, scene)
        changes.add(change)
        kept = set(scene.placed) & set(twin.placed)
        assert len(kept) == len(scene.placed) - 1
        assert len(twin.placed) == len(scene.placed) - (change == "absent")
        assert (twin.setting, twin.variant) == (scene.setting, scene.variant)
    assert changes == {"absent", "replaced"}


def test_the_same_scene_gives_the_same_picture_inside_the_frame():
    for scene in hazard_scenes(20):
        picture = np.asarray(draw(scene))
        assert picture.shape == (SIDE, SIDE, 3)
        assert (picture == np.asarray(draw(scene))).all()
        assert all(p.x - p.width / 2 >= 0 and p.x + p.width / 2 <= 1 for p in scene.placed)


def test_unseen_settings_are_never_drawn_for_training():
    assert {scene.setting for scene in hazard_scenes(200, unseen=True)} == {
        s.name for s in SETTINGS.values() if s.unseen
    }
    rng = random.Random(0)
    assert not any(SETTINGS[lesson(rng).scene.setting].unseen for _ in range(500))


def test_lessons_never_show_a_held_out_combination_as_a_hazard():
    rng = random.Random(1)
    hazards = {lesson(rng).scene.hazard for _ in range(3000)} - {None}
    assert len(hazards) > 60
    assert not hazards & HELD_OUT


def test_lessons_warn_unasked_in_a_selective_minority_of_scenes():
    rng = random.Random(2)
    queries = {query for goal in GOALS for query in goal.queries}
    asked = [x for x in (lesson(rng) for _ in range(12000)) if x.system is None and x.question in queries]
    warned = [x for x in asked if " away from " in x.answer]
    assert all(x.scene.hazard for x in warned), "a warning about a safe scene"
    assert abs(len(warned) / sum(x.scene.hazard is not None for x in asked) - SUPPORT) < 0.04
