"""Props and settings are data that fits together; none of it needs Blender."""

from __future__ import annotations

import subprocess
import sys

import pytest

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes import catalogue, colours, settings
from oodmmsafe.scenes.catalogue import LibraryProp
from oodmmsafe.scenes.modelled import ModelledProp


def test_there_are_enough_props_and_settings():
    assert len(catalogue.props()) >= 250
    assert len(settings.settings()) >= 28


def test_every_library_prop_names_a_model():
    for prop in catalogue.props().values():
        if isinstance(prop, LibraryProp):
            library, _, number = prop.model.partition("#")
            assert library in ("BlendSwap-CC-0", "BlendSwap-CC-BY", "KatorLegaz", "Reallusion", "Scopia"), prop
            assert number.isdigit(), prop
            assert prop.colour is None or colours.srgb(prop.colour)


def test_every_modelled_prop_has_a_colour_that_exists():
    for prop in catalogue.props().values():
        if isinstance(prop, ModelledProp) and prop.colour:
            assert len(colours.srgb(prop.colour)) == 3, prop.name


def test_an_unknown_prop_is_told_with_its_neighbours():
    with pytest.raises(OodmmsafeError, match=r"unknown prop 'botle': did you mean .*bottle"):
        catalogue.find("botle")


def test_an_unknown_setting_is_told_with_those_there_are():
    with pytest.raises(OodmmsafeError, match=r"unknown setting 'moon': it is none of .*kitchen counter"):
        settings.find("moon")


@pytest.mark.parametrize("name", sorted(settings.settings()))
def test_a_setting_fits_together(name):
    setting = settings.find(name)
    known = set(setting.places) | {"floor", "wall"}
    ids = []
    for placement in (*setting.furniture, *(d for d, _ in setting.distractors)):
        catalogue.find(placement.prop)
        assert placement.target in known | set(ids), placement
        assert placement.id not in ids, placement
        ids.append(placement.id)
    for place in setting.places.values():
        assert place.target in {"floor", "wall"} | set(ids), place
    assert all(0 < chance <= 1 for _, chance in setting.distractors)
    assert setting.azimuth[0] <= setting.azimuth[1] and 0 < setting.elevation[0] <= setting.elevation[1] < 80


def test_what_a_prop_offers_is_one_line():
    assert "text (CLEANER)" in catalogue.describe(catalogue.find("spray bottle"))
    assert "\n" not in "".join(map(catalogue.describe, catalogue.props().values()))


def test_colours():
    assert colours.srgb("#102030") == (16, 32, 48)
    assert colours.linear("#ffffff") == (1, 1, 1)
    assert colours.linear("#808080")[0] == pytest.approx(0.2159, abs=1e-3)
    assert colours.ink_on("white") == "black" and colours.ink_on("dark blue") == "white"
    for wrong in ("blurple", "#12345", "#gggggg"):
        with pytest.raises(OodmmsafeError, match="unknown colour"):
            colours.srgb(wrong)


def test_listing_props_and_settings_does_not_need_blender():
    code = (
        "import sys; from oodmmsafe.scenes import catalogue, settings; catalogue.props(); settings.settings();"
        "print(*(name for name in sys.modules if name.split('.')[0] in ('bpy', 'mathutils', 'bmesh')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
