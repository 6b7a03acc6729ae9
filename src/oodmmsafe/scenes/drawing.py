"""What is printed, written or shown on a prop: labels, pages, signs and screens, drawn with Pillow."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from oodmmsafe.scenes.colours import ink_on, srgb

_FACES = {
    "sans": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "serif": "DejaVuSerif.ttf",
    "mono": "DejaVuSansMono.ttf",
    "hand": "DejaVuSans-BoldOblique.ttf",
}
"""Faces that matplotlib carries, so that every machine draws the same letters."""


def lines_on(
    lines: Sequence[str], size: tuple[int, int], *, background: str = "white", ink: str | None = None,
    face: str = "bold", margin: float = 0.08, align: str = "centre", border: bool = False, largest: float = 1.0,
) -> Image.Image:  # fmt: skip
    """Lines of text as large as they fit into a rectangle of `size` pixels, RGB.

    largest: upper limit of a line's height, as a share of the rectangle's.
    """
    width, height = size
    ink = ink or ink_on(background)
    image = Image.new("RGB", size, srgb(background))
    pen = ImageDraw.Draw(image)
    if border:
        edge = max(2, width // 60)
        pen.rectangle((edge, edge, width - edge - 1, height - edge - 1), outline=srgb(ink), width=edge)
    if not lines:
        return image
    inner_width, inner_height = width * (1 - 2 * margin), height * (1 - 2 * margin)
    step = min(inner_height / len(lines), height * largest)
    font = _fitting(lines, face, inner_width, step * 0.82)
    top = (height - step * len(lines)) / 2
    for number, line in enumerate(lines):
        middle = top + step * (number + 0.5)
        x, anchor = (width * margin, "lm") if align == "left" else (width / 2, "mm")
        pen.text((x, middle), line, font=font, fill=srgb(ink), anchor=anchor)
    return image


def page(title_and_lines: Sequence[str], size: tuple[int, int] = (620, 877), *, paper: str = "white") -> Image.Image:
    """A printed page: the first line as a heading, the others below it, then grey strokes in place of small print."""
    image = Image.new("RGB", size, srgb(paper))
    pen = ImageDraw.Draw(image)
    width, height = size
    margin, y = width * 0.09, height * 0.07
    for number, line in enumerate(title_and_lines):
        face, limit = ("bold", height * 0.085) if number == 0 else ("sans", height * 0.06)
        font = _fitting([line], face, width - 2 * margin, limit)
        pen.text((margin, y), line, font=font, fill=srgb("black"))
        y += font.size * 1.45
    stroke = max(3, height // 130)
    row = 0
    while y + stroke < height * 0.93:
        share = 1.0 if row % 4 != 3 else 0.55
        pen.rectangle((margin, y, margin + (width - 2 * margin) * share, y + stroke), fill=srgb("pale grey"))
        y += stroke * (4.2 if row % 4 != 3 else 7)
        row += 1
    return image


def wrapped_label(lines: Sequence[str], size: tuple[int, int], background: str, ink: str | None = None) -> Image.Image:
    """A label that runs round a container: the text three times, so that one of them always faces the viewer."""
    width, height = size
    part = lines_on(lines, (width // 3, height), background=background, ink=ink, margin=0.05)
    image = Image.new("RGB", size, srgb(background))
    for number in range(3):
        image.paste(part, (number * (width // 3), 0))
    return image


@lru_cache(maxsize=512)
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_fonts_folder() / _FACES[face]), size)


@lru_cache(maxsize=1)
def _fonts_folder() -> Path:
    """Where matplotlib keeps its faces; found without importing it, which takes most of a second."""
    spec = importlib.util.find_spec("matplotlib")
    assert spec is not None and spec.origin is not None  # a core dependency
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


def _fitting(lines: Sequence[str], face: str, width: float, height: float) -> ImageFont.FreeTypeFont:
    """The face in the largest size in which every line is at most so wide and so high."""
    size = max(4, int(height))
    longest = max(_font(face, size).getlength(line) for line in lines)
    return _font(face, max(4, int(size * min(1.0, width / max(longest, 1)))))
