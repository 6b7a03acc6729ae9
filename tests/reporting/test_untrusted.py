"""Characters that deceive the eye are shown by name, all others are left alone."""

from __future__ import annotations

import pytest

from oodmmsafe.reporting.untrusted import shorten, visible

HIDDEN = (0x202E, 0x2066, 0x200B, 0xFEFF, 0x00, 0x1B, 0x0D, 0x85, 0xAD, 0xE0041, 0xD800, 0xE000)


@pytest.mark.parametrize("code", HIDDEN)
def test_hidden_characters_are_named(code):
    assert visible(f"a{chr(code)}b") == f"a⟦U+{code:04X}⟧b"


@pytest.mark.parametrize("text", ["", "tab\tand\nnewline", "Größe, naïve", "猫とユリ", "قطة", "😀", "<b>&amp;"])
def test_readable_text_is_left_alone(text):
    assert visible(text) == text


def test_what_is_shown_can_always_be_written():
    visible("".join(chr(c) for c in range(0x3000)) + "\ud800\udfff").encode("utf-8")


def test_shorten():
    assert shorten("abcdef", 4) == ("abcd", 2) and shorten("abc", 4) == ("abc", 0)
