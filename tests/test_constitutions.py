"""Constitutions as files: a bad one is one clear line."""

from __future__ import annotations

import pytest

from oodmmsafe import constitutions
from oodmmsafe.case import CATEGORIES
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


def test_every_category_has_one_of_its_own():
    chosen = constitutions.choose("categories")
    assert {chosen.of(category).name for category in CATEGORIES} == {c.replace(" ", "-") for c in CATEGORIES}
    assert chosen.of(None).name == "default"


def test_a_folder_gives_what_it_has_and_its_default_for_the_rest(tmp_path):
    (tmp_path / "ecology.txt").write_text("# birds 2\nThink of the birds.\n")
    assert constitutions.choose(str(tmp_path)).of("ecology").text == "Think of the birds."
    assert constitutions.choose(str(tmp_path)).of("legality").name == "default"
    (tmp_path / "default.txt").write_text("# mine 1\nThink.\n")
    assert constitutions.choose(str(tmp_path)).of("legality").name == "mine"


def test_one_constitution_is_for_all():
    chosen = constitutions.choose("wrong")
    assert {chosen.of(category).name for category in CATEGORIES} == {"wrong"} and chosen.text.startswith("You see")


def test_a_folder_without_any_is_refused(tmp_path):
    with pytest.raises(OodmmsafeError, match="holds none of physical-safety"):
        constitutions.choose(str(tmp_path))
