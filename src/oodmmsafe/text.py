"""Text from models, judges and their failures, made fit to be stored."""

from __future__ import annotations

MAX_REASON = 500


def storable(text: str) -> str:
    """The text with every half of a surrogate pair, which no UTF-8 file can hold, replaced by "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def reason(error: BaseException) -> str:
    """An exception as one line, led by its type."""
    return one_line(f"{type(error).__name__}: {error}")


def one_line(text: str) -> str:
    """The text on one line, cut to MAX_REASON characters: an error may carry a whole web page."""
    line = " ".join(storable(text).split())
    return line if len(line) <= MAX_REASON else line[: MAX_REASON - 1] + "…"
