"""The journal keeps what was put, loses at most a torn line, and says which line it cannot read."""

from __future__ import annotations

import errno
import json
import os

import pytest

from oodmmsafe.errors import IncompleteError
from oodmmsafe.evaluation import journal as journal_module
from oodmmsafe.evaluation.journal import Journal, JournalError


def accept(row: dict) -> None:
    """A check that accepts every row."""


def row(key: str, case: str = "c", **fields) -> dict:
    return {"key": key, "case": case, **fields}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rows.jsonl"


def lines(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_rows_survive_closing(path):
    text = "half \ud800, line\u2028end\r\x85, \x00"
    with Journal(path, accept) as journal:
        journal.put([row("k", "c", text=text), row("l", "d")])
    with Journal(path, accept) as journal:
        assert journal.select({"c": "k", "d": "l", "e": "m"}) == {"c": row("k", "c", text=text), "d": row("l", "d")}


def test_later_row_of_a_key_holds(path):
    with Journal(path, accept) as journal:
        journal.put([row("k", error="timeout"), row("k", response="yes")])
    with Journal(path, accept) as journal:
        assert journal.select({"c": "k"}) == {"c": row("k", response="yes")}


def test_current_row_is_not_written_twice_but_an_older_one_is(path):
    with Journal(path, accept) as journal:
        journal.put([row("old"), row("new")])
    with Journal(path, accept) as journal:
        journal.put([row("new")])
        assert lines(path) == [row("old"), row("new")]
        journal.put(journal.select({"c": "old"}).values())
    assert lines(path) == [row("old"), row("new"), row("old")]


@pytest.mark.parametrize("torn", [b'{"key": "k2", "ca', b'{"key": "k2", "case": "d"}', b"\x00\x00\x00"])
def test_torn_last_line_is_owed_again(path, torn):
    with Journal(path, accept) as journal:
        journal.put([row("k1")])
    with path.open("ab") as file:
        file.write(torn)
    with Journal(path, accept) as journal:
        assert journal.select({"c": "k1", "d": "k2"}) == {"c": row("k1")}
        journal.put([row("k2", "d")])
    assert lines(path) == [row("k1"), row("k2", "d")]


@pytest.mark.parametrize(
    "broken",
    [
        '{"key": "k2", "ca',
        "",
        "7",
        '{"key": "k2"}',
        '{"key": 2, "case": "d"}',
        '{"key": "k2", "case": null}',
        "[" * 10_000,
    ],
)
def test_broken_line_in_the_middle_is_named(path, broken):
    content = json.dumps(row("k1")) + "\n" + broken + "\n" + json.dumps(row("k3", "e")) + "\n"
    path.write_text(content)
    with pytest.raises(JournalError, match=r"rows\.jsonl line 2: cannot be read"):
        Journal(path, accept)
    assert path.read_text() == content


def test_check_refuses_a_row_by_its_line(path):
    def check(row):
        if "response" not in row:
            raise ValueError("no response")

    path.write_text(json.dumps(row("k1", response="a")) + "\n" + json.dumps(row("k2")) + "\n")
    with pytest.raises(JournalError, match=r"line 2: cannot be read \(no response\)"):
        Journal(path, check)


def test_one_writer_at_a_time(path):
    with Journal(path, accept), pytest.raises(JournalError, match="another process is writing here"):
        Journal(path, accept)
    with Journal(path, accept):
        pass


def test_folder_that_is_not_there(tmp_path):
    with pytest.raises(JournalError, match="cannot be opened: No such file"):
        Journal(tmp_path / "nowhere" / "rows.jsonl", accept)


def test_full_disk_in_the_middle_of_a_row(path, monkeypatch):
    """The disk takes part of a row, then no more; and once more, after the run has gone on."""
    room = 120
    real_write = os.write

    def write(file, data):
        nonlocal room
        if not room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        part = data[: min(len(data), room, 50)]
        room -= len(part)
        return real_write(file, part)

    monkeypatch.setattr(journal_module.os, "write", write)
    with (
        pytest.raises(IncompleteError, match="No space left on device; 2 rows are stored") as caught,
        Journal(path, accept) as journal,
    ):
        journal.put([row("k1", "c1")])
        journal.put([row("k2", "c2")])
        journal.put([row("k3", "c3", text="x" * 100)])
    assert caught.value.exit_code == 3
    assert lines(path) == [row("k1", "c1"), row("k2", "c2")]
    room = 10_000
    with Journal(path, accept) as journal:
        journal.put([row("k3", "c3")])
    assert [line["key"] for line in lines(path)] == ["k1", "k2", "k3"]


def test_disk_that_fails_on_commit(path, monkeypatch):
    def fsync(file):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal_module.os, "fsync", fsync)
    with pytest.raises(IncompleteError, match="No space left on device"), Journal(path, accept) as journal:
        journal.put([row("k1")])
    assert lines(path) == [row("k1")]


def test_rows_are_committed_in_groups_and_at_the_end(path, monkeypatch):
    committed, now = [], 0.0
    monkeypatch.setattr(journal_module.os, "fsync", lambda file: committed.append(path.read_text().count("\n")))
    monkeypatch.setattr(journal_module.time, "monotonic", lambda: now)
    with Journal(path, accept) as journal:
        for number in range(10):
            journal.put([row(f"k{number}")])
            now += 0.1
    assert committed == [4, 7, 10]
