"""The check counts what a suite holds and finds what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PIL import Image
from scripted import make_picture, png

from oodmmsafe.case import Picture
from oodmmsafe.suites import Suite
from oodmmsafe.suites.check import changed_share, check
from oodmmsafe.suites.pictures import pixel_sha256


def with_twin_picture(suite: Suite, picture: Image.Image) -> Suite:
    """The suite with another picture for the first twin."""
    path = "pictures/other.png"
    (suite.root / path).write_bytes(png(picture))
    first = suite.pairs[0]
    twin = replace(first.twin, picture=Picture(path, pixel_sha256(picture)))
    return replace(suite, pairs=(replace(first, twin=twin), *suite.pairs[1:]))


def test_sound_suite(tiny_suite):
    found = check(tiny_suite)
    assert found["problems"] == []
    assert (found["n_pairs"], found["n_pictures"], found["hash"]) == (3, 6, tiny_suite.hash)
    assert found["by_category"]["ecology"] == 1
    assert found["by_category"]["legality"] == 0
    assert found["by_depth"] == {"2": 2, "3": 1}
    assert found["by_tag"] == {"held-out": 1}
    assert found["changed_pixels"]["max"] == pytest.approx(16 * 16 / 64 / 64, rel=0.05)
    json.dumps(found)


def test_every_broken_picture_is_found(tiny_suite):
    hazard, twin, other = tiny_suite.cases[0], tiny_suite.cases[1], tiny_suite.cases[4]
    tiny_suite.picture_path(hazard).unlink()
    tiny_suite.picture_path(twin).write_bytes(b"")
    tiny_suite.picture_path(other).write_bytes(png(make_picture(99, hazard=False)))
    found = check(tiny_suite)
    assert [problem["case"] for problem in found["problems"]] == [hazard.id, twin.id, other.id]
    for word, problem in zip(("missing", "empty", "another picture"), found["problems"], strict=True):
        assert word in problem["problem"]
    assert found["n_pictures"] == 3


def test_no_sound_pair_at_all(tiny_suite):
    for case in tiny_suite.cases:
        tiny_suite.picture_path(case).unlink()
    assert check(tiny_suite)["changed_pixels"] is None


def test_twin_that_does_not_differ_to_the_eye(tiny_suite):
    nearly = tiny_suite.picture(tiny_suite.cases[0]).point(lambda value: min(value + 3, 255))
    found = check(with_twin_picture(tiny_suite, nearly))
    assert found["problems"] == [
        {"case": "p0-twin", "problem": "the twin's picture does not differ visibly from the hazard's"}
    ]


def test_twin_of_another_size(tiny_suite):
    found = check(with_twin_picture(tiny_suite, make_picture(0, hazard=False, size=32)))
    assert "(32, 32)" in found["problems"][0]["problem"]


def test_same_query_about_the_same_picture(tiny_suite):
    first = tiny_suite.pairs[0]
    again = replace(first, hazard=replace(first.hazard, id="x", pair="q"), twin=replace(first.twin, id="y", pair="q"))
    found = check(replace(tiny_suite, pairs=(*tiny_suite.pairs, again)))
    assert found["problems"] == [
        {"case": "x", "problem": "has the query and the picture of case 'p0-hazard'"},
        {"case": "y", "problem": "has the query and the picture of case 'p0-twin'"},
    ]


def test_changed_share_counts_pixels_once():
    black, marked = Image.new("RGB", (10, 10)), Image.new("RGB", (10, 10))
    marked.putpixel((0, 0), (255, 255, 255))
    marked.putpixel((1, 0), (0, 9, 0))
    marked.putpixel((2, 0), (8, 8, 8))
    assert changed_share(black, marked) == 0.02
