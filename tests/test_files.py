"""Files that are there whole or not at all."""

from __future__ import annotations

import pytest

from oodmmsafe.files import write_atomically, write_text


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "a.json"
    write_text(path, "old")
    write_atomically(path, lambda file: file.write("nüw".encode()))
    assert path.read_text(encoding="utf-8") == "nüw"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failure", [OSError("no room"), KeyboardInterrupt(), RuntimeError("torch has its own words")])
def test_a_failure_keeps_the_old_file_and_leaves_no_partial_one(tmp_path, failure):
    path = tmp_path / "a.json"
    write_text(path, "old")

    def fail_half_way(file):
        file.write(b"ne")
        raise failure

    with pytest.raises(type(failure)):
        write_atomically(path, fail_half_way)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_an_os_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        write_text(tmp_path / "file" / "a.json", "")
