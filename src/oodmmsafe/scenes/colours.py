"""Colours by name, as linear RGB for the renderer and as sRGB for what is drawn on labels."""

from __future__ import annotations

from oodmmsafe.errors import OodmmsafeError

_NAMED = {
    "white": "#f2f1ec", "cream": "#efe6d0", "beige": "#d6c4a1", "ivory": "#f4ecd8", "pale grey": "#c9cacb",
    "grey": "#8b8d8f", "dark grey": "#45474a", "black": "#17181a", "red": "#b8251d", "dark red": "#7a1714",
    "orange": "#d9731a", "amber": "#c8861d", "yellow": "#e3bd2b", "pale yellow": "#efe0a0", "lime": "#9dbb2f",
    "green": "#2f7d3b", "dark green": "#1d4a2a", "pale green": "#b9cfb1", "olive": "#6c6b33", "teal": "#1f7a7c",
    "turquoise": "#3fb1ad", "pale blue": "#a9c4d8", "blue": "#22579b", "dark blue": "#1b2f57", "purple": "#5e3b85",
    "lilac": "#b59fcb", "pink": "#d98aa6", "magenta": "#b3266b", "brown": "#6b4326", "dark brown": "#3d2617",
    "tan": "#b98d5b", "wood": "#8a5a33", "pale wood": "#c79f6c", "terracotta": "#b2613c", "copper": "#b56a3c",
    "brass": "#b08a3a", "gold": "#c79a3a", "silver": "#b9bcc0", "steel": "#9a9da1", "skin": "#d9a582",
    "transparent": "#eef3f5", "clear": "#eef3f5", "leaf": "#3b6b2c", "straw": "#cdb15e", "sand": "#c9b287",
}  # fmt: skip
"""Names that a description may use."""

Rgb = tuple[float, float, float]


def names() -> tuple[str, ...]:
    """The colour names that descriptions may use, beside "#rrggbb"."""
    return tuple(_NAMED)


def srgb(colour: str) -> tuple[int, int, int]:
    """A colour name or "#rrggbb" as 8-bit sRGB. Raises OodmmsafeError for a name that is not known."""
    text = _NAMED.get(colour, colour)
    try:
        if len(text) != 7 or text[0] != "#":
            raise ValueError
        return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
    except ValueError:
        known = ", ".join(_NAMED)
        raise OodmmsafeError(f"unknown colour '{colour}': give '#rrggbb' or one of {known}") from None


def linear(colour: str) -> Rgb:
    """A colour as linear RGB in 0 to 1, which is what a renderer computes with (sRGB transfer, IEC 61966-2-1)."""
    red, green, blue = (_linear(channel / 255) for channel in srgb(colour))
    return red, green, blue


def ink_on(background: str) -> str:
    """Black or white, whichever is easier to read on that background."""
    red, green, blue = srgb(background)
    return "black" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "white"


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
