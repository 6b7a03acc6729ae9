"""A suite folder loads as it was saved; what is wrong in it is named by file, line and field."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from scripted import make_picture, make_suite, png

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.suites import PictureError, Suite, SuiteError, folder


def edit_line(root, number: int, change) -> None:
    """Apply `change` to the JSON data of one line of pairs.jsonl."""
    lines = (root / "pairs.jsonl").read_text().splitlines()
    data = json.loads(lines[number - 1])
    change(data)
    lines[number - 1] = json.dumps(data)
    (root / "pairs.jsonl").write_text("\n".join(lines) + "\n")


def edit_header(root, **changes) -> None:
    header = json.loads((root / "suite.json").read_text()) | changes
    (root / "suite.json").write_text(json.dumps({name: value for name, value in header.items() if value is not None}))


def test_loads_as_it_was_saved(tiny_suite):
    loaded = folder.load(tiny_suite.root)
    assert loaded == tiny_suite
    assert loaded.hash == tiny_suite.hash
    assert [case.id for case in loaded.cases] == [f"p{n}-{side}" for n in range(3) for side in ("hazard", "twin")]


def test_hash_is_of_content_and_not_of_place(tiny_suite, tmp_path):
    shutil.copytree(tiny_suite.root, tmp_path / "elsewhere")
    assert folder.load(tmp_path / "elsewhere").hash == tiny_suite.hash
    assert replace(tiny_suite, version="2").hash != tiny_suite.hash
    assert replace(tiny_suite, pairs=tiny_suite.pairs[::-1]).hash != tiny_suite.hash


def test_text_in_other_languages_survives(tiny_suite):
    pair = tiny_suite.pairs[0]
    asked = "浴缸边怎么放蜡烛? 🕯\u2028Und dann?"
    renamed = replace(pair, hazard=replace(pair.hazard, query=asked), twin=replace(pair.twin, query=asked))
    folder.save("tiny", "2", [renamed, *tiny_suite.pairs[1:]], tiny_suite.root)
    assert folder.load(tiny_suite.root).pairs[0] == renamed
    assert "浴缸" in (tiny_suite.root / "pairs.jsonl").read_text(encoding="utf-8")


def test_absent_field_is_named_by_file_line_and_field(tiny_suite):
    edit_line(tiny_suite.root, 3, lambda pair: pair["hazard"]["cues"].pop("goal"))
    with pytest.raises(SuiteError, match=r"pairs\.jsonl line 3, field 'hazard\.cues\.goal': is missing"):
        folder.load(tiny_suite.root)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"hazard": {', r"pairs\.jsonl line 2: is not JSON"),
        ("", r"pairs\.jsonl line 2: is not JSON"),
        ("[1, 2]", r"pairs\.jsonl line 2: expected a JSON object"),
        ('{"hazard": ' + "[" * 100_000 + "]" * 100_000 + "}", r"pairs\.jsonl line 2: is not JSON"),
        ('{"hazard": {"id": ' + "[" * 600 + "]" * 600 + "}}", r"pairs\.jsonl line 2: is nested too deeply"),
    ],
)
def test_broken_line_is_named(tiny_suite, line, problem):
    lines = (tiny_suite.root / "pairs.jsonl").read_text().splitlines()
    (tiny_suite.root / "pairs.jsonl").write_text("\n".join([lines[0], line, lines[2], ""]))
    with pytest.raises(SuiteError, match=problem):
        folder.load(tiny_suite.root)


def test_wrong_hash_says_what_to_do(tiny_suite):
    def edit(pair):
        pair["hazard"]["query"] = pair["twin"]["query"] = "Which candles last longest?"

    edit_line(tiny_suite.root, 2, edit)
    with pytest.raises(SuiteError, match="wrong suite hash") as caught:
        folder.load(tiny_suite.root)
    assert "build the suite again" in str(caught.value)
    new_hash = str(caught.value).split("hash to ")[1][:64]
    edit_header(tiny_suite.root, hash=new_hash)  # what the message advises
    assert folder.load(tiny_suite.root).hash == new_hash


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"license": None}, "field 'license': is missing"),
        ({"n_pairs": "3"}, "field 'n_pairs': expected int, found '3'"),
        ({"n_pairs": 4}, "holds 3 pairs"),
        ({"licence": "CC0"}, "field 'licence': is not a field"),
    ],
)
def test_broken_header_is_named(tiny_suite, changes, problem):
    edit_header(tiny_suite.root, **changes)
    with pytest.raises(SuiteError, match=problem):
        folder.load(tiny_suite.root)


@pytest.mark.parametrize("name", ["suite.json", "pairs.jsonl"])
def test_missing_or_unreadable_file_is_named(tiny_suite, name):
    (tiny_suite.root / name).write_bytes(b"\xff\xfe")
    with pytest.raises(SuiteError, match=f"{name}: is not UTF-8"):
        folder.load(tiny_suite.root)
    (tiny_suite.root / name).unlink()
    with pytest.raises(SuiteError, match=f"{name}: the file is missing"):
        folder.load(tiny_suite.root)


def test_folder_that_is_not_there(tmp_path):
    with pytest.raises(SuiteError, match="no such suite folder"):
        folder.load(tmp_path / "nowhere")


def test_save_that_was_cut_short_does_not_load(tmp_path, monkeypatch):
    (tmp_path / "cut").mkdir()
    monkeypatch.setattr(folder, "SUITE_FILE", "no-such-folder/suite.json")
    with pytest.raises(OodmmsafeError, match="cut: cannot be written: No such file or directory"):
        make_suite(tmp_path / "cut")
    monkeypatch.undo()
    with pytest.raises(SuiteError, match=r"suite\.json: the file is missing"):
        folder.load(tmp_path / "cut")


def test_ids_are_unique(tiny_suite):
    first, second, third = tiny_suite.pairs
    twice = replace(third, twin=replace(third.twin, id=first.twin.id))
    with pytest.raises(SuiteError, match=r"pair 3, field 'twin\.id': 'p0-twin' is also that of pair 1"):
        Suite("tiny", "1", tiny_suite.root, (first, second, twice))
    with pytest.raises(SuiteError, match=r"field 'hazard\.pair'"):
        Suite("tiny", "1", tiny_suite.root, (first, first))


def test_suite_without_pairs(tmp_path):
    with pytest.raises(SuiteError, match="no pairs"):
        Suite("tiny", "1", tmp_path, ())


def test_picture_bytes_are_the_files(tiny_suite):
    case = tiny_suite.cases[0]
    assert tiny_suite.picture_bytes(case) == (tiny_suite.root / case.picture.path).read_bytes()
    assert tiny_suite.picture(case).size == (64, 64)


def test_picture_encoded_otherwise_is_the_same_picture(tiny_suite):
    case = tiny_suite.cases[0]
    tiny_suite.picture(case).save(tiny_suite.picture_path(case), format="WEBP", lossless=True)
    assert tiny_suite.picture_bytes(case).startswith(b"RIFF")


def test_another_picture_is_refused(tiny_suite):
    case = tiny_suite.cases[0]
    tiny_suite.picture_path(case).write_bytes(png(make_picture(99, hazard=True)))
    with pytest.raises(PictureError, match=r"p0-hazard\.png: is another picture than case 'p0-hazard' expects"):
        tiny_suite.picture_bytes(case)
