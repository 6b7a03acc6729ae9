"""Training curves: drawn from what there is, in the page's colors, without what the page's policy forbids."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import fabricated
import numpy as np
import pytest

from oodmmsafe.reporting.curves import COLORS, INK, PANELS, curves, smooth


@pytest.fixture(scope="module")
def drawn() -> list[str]:
    names = {name for panel in PANELS for name in panel.metrics.values()} - {"R0"} | {"risk_found"}
    return curves([{"update": step} | dict.fromkeys(names, step / 20) for step in range(20)])


def test_every_panel_is_well_formed_and_named(drawn):
    roots = [ElementTree.fromstring(svg) for svg in drawn]
    assert [root.get("aria-label") for root in roots] == [panel.title for panel in PANELS]
    assert all(root.get("viewBox") for root in roots)


def test_nothing_that_the_policy_forbids_or_that_repeats(drawn):
    together = "".join(drawn)
    assert "style" not in together and "http://" not in together.replace('xmlns="http://www.w3.org/2000/svg"', "")
    ids = [e.get("id") for svg in drawn for e in ElementTree.fromstring(svg).iter() if e.get("id")]
    assert ids and len(ids) == len(set(ids))


def test_text_is_text_in_the_color_of_the_page(drawn):
    assert INK not in "".join(drawn)
    texts = [e for e in ElementTree.fromstring(drawn[0]).iter() if e.tag.endswith("text")]
    assert {"update", "points", "hazard cases"} <= {text.text for text in texts}
    assert {text.get("fill") for text in texts} == {"currentColor"}


@pytest.mark.parametrize("paper", ["#ffffff", "#1d2026"])
def test_lines_stand_out_on_light_and_on_dark(paper):
    def luminance(color: str) -> float:  # WCAG 2.2
        channels = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    for color in COLORS:
        light, dark = sorted((luminance(color), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def test_only_what_was_recorded_is_drawn():
    updates = [{"update": 0, "length": 20.0}, {"update": 1, "length": None, "entropy": float("nan")}]
    (only,) = curves(updates)
    assert "Length of answers" in only
    assert curves([]) == []


def test_smoothing_skips_gaps_and_shrinks_at_the_ends():
    values = np.array([1, 2, np.nan, 4, 5, np.nan, np.nan, np.nan])
    assert smooth(values, 3) == pytest.approx([1.5, 1.5, 3, 4.5, 4.5, 5, np.nan, np.nan], nan_ok=True)
    assert smooth(np.full(30, 0.7)) == pytest.approx(0.7)


def test_every_value_lies_inside_its_frame(tmp_path):
    """Drawn from a training on the trainer's own scale; a span that is too short would cut a line off."""
    lines = (fabricated.make_training(tmp_path / "train") / "metrics.jsonl").read_text().splitlines()
    for svg in curves([json.loads(line) for line in lines]):
        root = ElementTree.fromstring(svg)
        frame = corners(next(e for e in root.iter() if e.tag.endswith("clipPath"))[0])
        drawn = [corners(e) for e in root.iter() if "clip-path" in e.attrib and e.get("stroke") in COLORS]
        assert drawn, root.get("aria-label")
        for (left, top), (right, bottom) in drawn:
            assert frame[0][0] <= left and right <= frame[1][0], root.get("aria-label")
            assert frame[0][1] <= top and bottom <= frame[1][1], root.get("aria-label")


def corners(shape: ElementTree.Element) -> np.ndarray:
    """Least and largest x and y of a rectangle or a path, in the units of the drawing; shape (2, 2)."""
    if shape.tag.endswith("rect"):
        x, y, width, height = (float(shape.get(name)) for name in ("x", "y", "width", "height"))
        return np.array([(x, y), (x + width, y + height)])
    points = np.array(re.findall(r"[ML] (\S+) (\S+)", shape.get("d")), dtype=float)
    return np.array([points.min(axis=0), points.max(axis=0)])
