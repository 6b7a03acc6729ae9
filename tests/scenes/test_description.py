"""A scene description says what is wrong with it, and a twin changes only what it names."""

from __future__ import annotations

import pytest

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes.description import DescriptionError, scene_from, twin_scene

TABLE = {"prop": "coffee table", "id": "table", "on": "middle"}
VASE = {"prop": "vase", "id": "vase", "on": "table", "at": [0.2, 0], "key": True, "text": ["ROSES"]}


def scene(*props, **more):
    return scene_from({"setting": "living room", "props": list(props) or [TABLE, VASE], **more})


def test_a_scene_with_its_defaults():
    made = scene()
    table, vase = made.props
    assert (table.relation, table.target, table.at, table.size, table.key) == ("on", "middle", (0, 0), 1, False)
    assert (vase.at, vase.text, vase.key) == ((0.2, 0.0), ("ROSES",), True)
    assert made.keys == (vase,) and made.light is None and made.camera.zoom == 1


def test_a_prop_is_known_by_its_name_where_it_has_no_id():
    assert scene({"prop": "cat", "on": "floor"}).props[0].id == "cat"


@pytest.mark.parametrize(
    ("props", "words"),
    [
        ([{"id": "x", "on": "floor"}], "'prop': is missing"),
        ([{"prop": "cat"}], "expected one of on, in"),
        ([{"prop": "cat", "on": "floor", "in": "box"}], "expected one of on, in"),
        ([{"prop": "cat", "on": "floor", "colur": "red"}], "'colur': is not one of"),
        ([{"prop": "cat", "on": "floor", "at": [1]}], "'at': expected two numbers"),
        ([{"prop": "cat", "on": "floor", "at": [1, "x"]}], "'at': expected two numbers"),
        ([{"prop": "cat", "on": "floor", "turn": "left"}], "'turn': expected a number"),
        ([{"prop": "cat", "on": "floor", "key": 1}], "'key': expected bool"),
        ([{"prop": "cat", "on": "floor", "text": "CAT"}], "'text': expected a list of texts"),
        ([{"prop": "cat", "on": 3}], "'id': expected str"),
        ([{"prop": "cat", "on": "floor"}, {"prop": "cat", "on": "floor"}], "two props have the id 'cat'"),
    ],
)
def test_what_is_wrong_with_a_prop_is_named(props, words):
    with pytest.raises(DescriptionError, match=words):
        scene(*props)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"light": "noon"}, "'light': expected one of day, evening, night"),
        ({"camera": {"azimuth": 3}}, "'azimuth': is not one of"),
        ({"camera": {"from": "left"}}, "'from': expected a number"),
        ({"props": []}, "at least one"),
        ({"setting": 3}, "'setting'"),
        ({"weather": "rain"}, "'weather': is not one of"),
    ],
)
def test_what_is_wrong_with_a_scene_is_named(more, words):
    with pytest.raises(OodmmsafeError, match=words):
        scene_from({"setting": "living room", "props": [TABLE], **more})


def test_a_twin_changes_what_it_names_and_nothing_else():
    made = scene()
    twin = twin_scene(made, {"props": [{"id": "vase", "prop": "teapot", "text": []}]})
    table, teapot = twin.props
    assert table == made.props[0]
    assert (teapot.prop, teapot.text) == ("teapot", ())
    assert (teapot.relation, teapot.target, teapot.at, teapot.key) == ("on", "table", (0.2, 0.0), True)
    assert (twin.setting, twin.seed) == (made.setting, made.seed)


def test_a_twin_can_move_add_and_remove():
    twin = twin_scene(scene(), {"remove": ["vase"], "props": [{"prop": "cat", "on": "floor"}, {**TABLE, "at": [1, 0]}]})
    assert [(p.id, p.at) for p in twin.props] == [("table", (1.0, 0.0)), ("cat", (0.0, 0.0))]


def test_a_twin_can_give_a_prop_another_relation():
    vase = twin_scene(scene(), {"props": [{"id": "vase", "under": "table"}]}).props[1]
    assert (vase.relation, vase.target) == ("under", "table")


def test_a_twin_cannot_remove_what_is_not_there():
    with pytest.raises(DescriptionError, match="no prop 'cat'"):
        twin_scene(scene(), {"remove": ["cat"]})


def test_the_camera_of_a_twin_does_not_look_for_what_was_removed():
    made = scene(camera={"frame": ["table", "vase"], "from": -10, "above": 20, "zoom": 1.5})
    assert (made.camera.azimuth, made.camera.elevation, made.camera.zoom) == (-10, 20, 1.5)
    assert twin_scene(made, {"remove": ["vase"]}).camera.frame == ("table",)
