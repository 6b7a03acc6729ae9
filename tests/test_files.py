"""Files that are there whole or not at all; where that fails, one line says so."""

from __future__ import annotations

import errno
import os

import pytest

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.files import write_atomically, write_text, writing_to


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


@pytest.mark.parametrize(
    ("code", "exit_code", "told"),
    [
        (errno.ENOSPC, 3, "No space left on device; make room and run the same command again"),
        (errno.EROFS, 2, "Read-only file system; choose another place"),
    ],
)
def test_what_the_file_system_refuses_is_one_line_about_the_place(tmp_path, code, exit_code, told):
    with pytest.raises(OodmmsafeError) as caught, writing_to(tmp_path):
        raise OSError(code, os.strerror(code))
    assert str(caught.value) == f"{tmp_path}: cannot be written: {told}"
    assert caught.value.exit_code == exit_code


@pytest.mark.parametrize("error", [BrokenPipeError(errno.EPIPE, "Broken pipe"), OSError("a library's own words")])
def test_what_is_not_the_file_systems_goes_on(tmp_path, error):
    with pytest.raises(type(error)) as caught, writing_to(tmp_path):
        raise error
    assert caught.value is error
