"""The renderer: things stand where they are put, the camera sees them, and the same description is the same picture.

`make render-test` runs it; without Blender it is skipped.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("bpy", reason="Blender is not installed here (make render)")

from mathutils import Vector

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes import settings
from oodmmsafe.scenes.blender import framing, picture, stage, visibility, worker
from oodmmsafe.scenes.blender.materials import Palette
from oodmmsafe.scenes.blender.placing import Layout
from oodmmsafe.scenes.blender.stage import Quality
from oodmmsafe.scenes.description import DescriptionError, Placement, Scene

TINY = Quality(96, 72, 1)
NEAR = pytest.approx


@pytest.fixture
def layout(tmp_path):
    """An empty dining room whose table stands in the middle, 0.75 m high."""
    stage.reset(TINY)
    made = Layout(settings.find("dining table"), Palette(), tmp_path, seed=1)
    made.add(Placement("table", "plain dining table", "on", "floor"))
    return made


def box(id="box", relation="on", target="table", **more):
    return Placement(id, "cardboard box", relation, target, **more)


def test_on_the_floor_and_on_a_table(layout):
    on_floor = layout.add(box("a", target="floor", at=(2.0, 0.0)))
    on_table = layout.add(box("b", at=(0.5, 0.1)))
    assert on_floor.low.z == NEAR(0, abs=1e-3) and on_floor.centre.x == NEAR(2.0, abs=0.01)
    assert on_table.low.z == NEAR(0.75, abs=2e-3)
    assert (on_table.centre.x, on_table.centre.y) == (NEAR(0.5, abs=0.01), NEAR(0.1, abs=0.01))


def test_things_stand_on_things_that_stand_on_things(layout):
    first = layout.add(box("a"))
    assert layout.add(box("b", target="a")).low.z == NEAR(first.high.z, abs=5e-3)


def test_in_a_box_is_on_its_floor(layout):
    layout.add(box("open box", state=("open",)))
    inside = layout.add(Placement("bottle", "bottle", "in", "open box"))
    assert inside.low.z == NEAR(0.75, abs=0.02)


def test_under_and_beside(layout):
    under = layout.add(box("under", "under"))
    assert under.low.z == NEAR(0, abs=1e-3)
    first = layout.add(box("a"))
    right = layout.add(box("right", "beside", "a", at=(0.05, 0)))
    left = layout.add(box("left", "beside", "a", at=(-0.05, 0)))
    assert right.low.x == NEAR(first.high.x + 0.05, abs=1e-3) and left.high.x == NEAR(first.low.x - 0.05, abs=1e-3)
    assert right.low.z == NEAR(first.low.z, abs=1e-3)


def test_turning_tipping_sizing_and_lifting(layout):
    plain = layout.add(box("plain"))
    turned = layout.add(box("turned", turn=90))
    tipped = layout.add(box("tipped", tip=(90, 0)))
    small = layout.add(box("small", size=0.5, lift=0.2))
    wide, deep, high = plain.high - plain.low
    assert (turned.high - turned.low).to_tuple(2) == Vector((deep, wide, high)).to_tuple(2)
    assert (tipped.high - tipped.low).to_tuple(2) == Vector((wide, high, deep)).to_tuple(2)
    assert tipped.low.z == NEAR(0.75, abs=5e-3)
    assert (small.high - small.low).x == NEAR(wide / 2, abs=1e-3) and small.low.z == NEAR(0.95, abs=5e-3)


def test_against_and_on_the_wall(layout):
    wall = settings.find("dining table").size[1] / 2
    leaning = layout.add(Placement("plank", "step ladder", "leaning_on", "wall", at=(1.0, 0)))
    assert leaning.high.y == NEAR(wall, abs=0.02) and leaning.low.z == NEAR(0, abs=0.02)
    hanging = layout.add(Placement("p", "picture frame", "hanging_from", "wall", at=(0.3, 0.2)))
    assert hanging.high.y == NEAR(wall, abs=0.01)
    assert (hanging.centre.x, hanging.centre.z) == (NEAR(0.3, abs=0.01), NEAR(1.6, abs=0.01))


def test_what_is_not_there_is_named(layout):
    with pytest.raises(DescriptionError, match="there is no 'shelf' in the setting 'dining table'"):
        layout.add(box(target="shelf"))
    with pytest.raises(OodmmsafeError, match="has no state 'lit'"):
        layout.add(box(state=("lit",)))
    with pytest.raises(OodmmsafeError, match=r"carries no text|neither states nor text"):
        layout.add(Placement("t", "plain desk", "on", "floor", text=("X",)))


CORNERS = [Vector((x, y, z)) for x in (-0.5, 0.5) for y in (-0.3, 0.3) for z in (0.0, 0.4)]


@pytest.mark.parametrize("azimuth", [-40, 0, 25])
@pytest.mark.parametrize("elevation", [8, 30, 60])
def test_the_camera_fits_what_it_frames(azimuth, elevation):
    view = framing.frame(CORNERS, azimuth, elevation, 38, 4 / 3, 1.0, closest=0.1)
    across, upward = [], []
    for corner in CORNERS:
        u, v = view.project(corner, 4 / 3)
        assert (view.direction(u, v, 4 / 3) - (corner - view.at).normalized()).length < 1e-5
        across.append(u)
        upward.append(v)
    assert max(map(abs, across)) <= 0.81 and max(map(abs, upward)) <= 0.81
    assert max(max(map(abs, across)), max(map(abs, upward))) >= 0.79, "as near as it can be"
    nearer = framing.frame(CORNERS, azimuth, elevation, 38, 4 / 3, 2.0, closest=0.1)
    assert (nearer.at - Vector((0, 0, 0.2))).length < (view.at - Vector((0, 0, 0.2))).length


def scene(*props, setting="dining table"):
    return Scene(setting, props, seed=4)


def seen_of(*props, folder):
    made = scene(*props)
    shared = picture._plan([made], folder, TINY)
    layout = picture._build(made, shared, folder, TINY)
    return visibility.measure(layout.placed, [p.id for p in props], shared.view)


def test_what_stands_behind_is_seen_less(tmp_path):
    behind = Placement("behind", "bottle", "on", "table", at=(0.0, 0.2))
    before = box("before", at=(0.0, -0.1))
    alone = seen_of(behind, folder=tmp_path)["behind"]
    hidden = seen_of(before, behind, folder=tmp_path)["behind"]
    assert alone.open == 1 and alone.share > 0.004
    assert hidden.open < 0.6 and max(hidden.hidden_by, key=hidden.hidden_by.get) == "before"


def test_the_same_description_is_the_same_picture_and_another_seed_is_another():
    made = scene(box(at=(-0.2, 0), key=True), Placement("b", "bottle", "on", "table", at=(0.2, 0), text=("OIL",)))
    twin = replace(made, props=made.props[:1])
    first = worker.render((made, twin), TINY)
    assert worker.render((made, twin), TINY).webp == first.webp
    assert first.webp[0] != first.webp[1]
    other = (replace(made, seed=5), replace(twin, seed=5))
    assert worker.render(other, TINY).webp[0] != first.webp[0]
    assert first.seen[0]["box"].share > 0.004 and first.cpu_seconds > 0


def test_a_twin_keeps_camera_light_and_room():
    made = scene(box(at=(-0.3, 0), key=True), Placement("b", "bottle", "on", "table", at=(0.3, 0)))
    plans = [
        picture._plan(pair, _empty(), TINY) for pair in ([made, replace(made, props=made.props[:1])], [made, made])
    ]
    assert plans[0].view == plans[1].view and plans[0].mood == plans[1].mood


def _empty():
    import tempfile
    from pathlib import Path

    return Path(tempfile.mkdtemp())
