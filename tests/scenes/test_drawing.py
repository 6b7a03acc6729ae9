"""Labels, pages and screens: the text fits, and is drawn the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from oodmmsafe.scenes.drawing import lines_on, page, wrapped_label


def ink_box(image, background):
    """Columns and rows that are not background: left, right, top, bottom."""
    marked = np.abs(np.asarray(image, dtype=int) - np.asarray(background)).max(axis=2) > 40
    columns, rows = np.flatnonzero(marked.any(axis=0)), np.flatnonzero(marked.any(axis=1))
    return columns[0], columns[-1], rows[0], rows[-1]


@pytest.mark.parametrize("lines", [["BLEACH"], ["A", "VERY LONG LINE INDEED, LONGER THAN ALL", "C"], ["x"] * 12])
def test_text_stays_within_its_margin(lines):
    left, right, top, bottom = ink_box(lines_on(lines, (300, 200), background="#ffffff", margin=0.1), (255, 255, 255))
    assert left >= 27 and right <= 272 and top >= 5 and bottom <= 195
    assert right > left


def test_a_short_line_is_drawn_large():
    left, right, *_ = ink_box(lines_on(["BLEACH"], (300, 200), background="#ffffff"), (255, 255, 255))
    assert right - left > 0.6 * 300


def test_no_text_is_an_empty_label():
    assert len(lines_on([], (30, 20), background="red").getcolors()) == 1


def test_a_page_has_its_lines_and_small_print():
    plain, written = np.asarray(page(["TITLE"])), np.asarray(page(["TITLE", "Second line"]))
    assert plain.shape == (877, 620, 3)
    assert (plain != written).any()


def test_a_wrapped_label_shows_its_text_three_times():
    image = np.asarray(wrapped_label(["OIL"], (600, 100), "#f0f0f0"))
    assert (image[:, :200] == image[:, 200:400]).all() and (image[:, :200] == image[:, 400:]).all()
    assert image.min() < 60


def test_the_same_text_is_drawn_the_same():
    assert lines_on(["A b"], (90, 40)).tobytes() == lines_on(["A b"], (90, 40)).tobytes()
