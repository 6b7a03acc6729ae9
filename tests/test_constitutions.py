"""Constitutions as files: a bad one is one clear line."""

from __future__ import annotations

import pytest

from oodmmsafe import constitutions
from oodmmsafe.errors import OodmmsafeError


@pytest.mark.parametrize("name", constitutions.names())
def test_every_constitution_that_ships_has_a_name_and_a_version(name):
    constitution = constitutions.load(name)
    assert constitution.name and constitution.version.isdigit()


def test_a_file_is_a_constitution(tmp_path):
    file = tmp_path / "mine.txt"
    file.write_text("# mine 7\n\nSchau zweimal hin: Höhe!\n", encoding="utf-8")
    assert constitutions.load(str(file)) == constitutions.Constitution("mine", "7", "Schau zweimal hin: Höhe!")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"# mine 1\nSchau hin: H\xf6he!\n", r"is not UTF-8 text \(byte 21\)"),
        (b"Look twice.\n", "the first line must read '# NAME VERSION'"),
        (b"", "the first line must read '# NAME VERSION'"),
    ],
)
def test_a_bad_file_is_one_line_that_names_it(tmp_path, content, words):
    file = tmp_path / "mine.txt"
    file.write_bytes(content)
    with pytest.raises(OodmmsafeError, match=words) as caught:
        constitutions.load(str(file))
    assert str(file) in str(caught.value) and "\n" not in str(caught.value)
