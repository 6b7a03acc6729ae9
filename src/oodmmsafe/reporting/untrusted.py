"""Text of unknown origin made harmless to read.

Escaping keeps a text from being markup; what is left are characters that a reader cannot see and that change what is
seen: overrides of the writing direction, zero-width characters, control characters, halves of surrogate pairs. They
are shown by name.
"""

from __future__ import annotations

import unicodedata

_HIDDEN = {"Cc", "Cf", "Co", "Cs"}
"""Unicode categories: control, format, private use, surrogate."""


def visible(text: str) -> str:
    """The text with every hidden character except newline and tab written as ⟦U+202E⟧."""
    if text.isprintable():  # holds for most texts and is far quicker to find out
        return text
    return "".join(f"⟦U+{ord(c):04X}⟧" if unicodedata.category(c) in _HIDDEN and c not in "\n\t" else c for c in text)


def shorten(text: str, limit: int) -> tuple[str, int]:
    """The first `limit` characters and how many were left out."""
    return text[:limit], max(0, len(text) - limit)
