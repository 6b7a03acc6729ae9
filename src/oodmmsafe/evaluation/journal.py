"""An append-only file of finished calls: what is in it is never asked or paid for twice."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from oodmmsafe.errors import IncompleteError, OodmmsafeError

SYNC_INTERVAL = 0.25
"""Seconds between two fsyncs while rows keep coming: one commit for a group of rows. A power cut costs this much; a
killed process costs nothing that was put."""

Row = dict[str, Any]
Unit = tuple[str, int]
"""What is asked and judged on its own: a case's id and the number of the sample, from 0."""


class JournalError(OodmmsafeError):
    """A journal that cannot be read or opened."""


class Journal:
    """Rows of JSON, one a line, each with a "key" (what was asked, hashed) and the id of its "case".

    The last row of a key holds, so a failure is overruled by a later success. The last row of a case (of its sample,
    by its judge) is the current one, so that a reader who knows no keys reads the file from the top and keeps what it
    saw last.

    A last line without its end, as a kill in the middle of a write leaves it, is cut off and its call owed again. Any
    other line that cannot be read is an error: it would mean that something else wrote here. One process at a time
    holds a journal open.

    check: raises ValueError for a row that is not what this journal stores.
    Raises JournalError if the file cannot be opened, is open elsewhere, or holds a line that cannot be read.
    """

    def __init__(self, path: Path, check: Callable[[Row], None]):
        self._path = path
        self._by_key: dict[str, Row] = {}
        self._current: dict[tuple, bytes] = {}
        self._synced_at = time.monotonic()
        self._synced = True
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        except OSError as error:
            raise JournalError(f"{path}: cannot be opened: {error.strerror}") from None
        try:
            self._lock()
            self._end = self._load(check)
        except BaseException:
            os.close(self._file)
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not self._synced:
                self._sync()
        finally:
            os.close(self._file)

    def select(self, keys: Mapping[Unit, str]) -> dict[Unit, Row]:
        """The rows that hold for `keys` (unit to key), by unit; without those that have none."""
        return {unit: self._by_key[key] for unit, key in keys.items() if key in self._by_key}

    def put(self, rows: Iterable[Row]) -> None:
        """Append rows, in one write; a row that is already the current one of its place is not written again.

        Raises IncompleteError if the disk is full or fails; rows put before stay stored.
        """
        lines = [(row, json.dumps(row, allow_nan=False).encode("ascii")) for row in rows]
        new = [(row, line) for row, line in lines if self._current.get(_place(row)) != line]
        if not new:
            return
        self._write(b"".join(line + b"\n" for _, line in new))
        for row, line in new:
            self._remember(row, line)

    def _remember(self, row: Row, line: bytes) -> None:
        self._by_key[row["key"]] = row
        self._current[_place(row)] = line

    def _lock(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # let go by the system even after kill -9
        except BlockingIOError:
            raise JournalError(f"{self._path}: another process is writing here; wait for it to finish") from None

    def _load(self, check: Callable[[Row], None]) -> int:
        """Read all whole lines, cut off a torn last one, and return where the next row goes."""
        with open(self._file, "rb", closefd=False) as file:
            content = file.read()
        end = content.rfind(b"\n") + 1
        for number, line in enumerate(content[:end].split(b"\n")[:-1], start=1):
            try:
                row = json.loads(line)
                if not (isinstance(row, dict) and isinstance(row.get("key"), str) and isinstance(row.get("case"), str)):
                    raise ValueError("expected an object with 'key' and 'case'")
                check(row)
            except (ValueError, RecursionError) as error:
                raise JournalError(
                    f"{self._path} line {number}: cannot be read ({error}); "
                    "remove that line and the call is made again, or restore the file"
                ) from None
            self._remember(row, line)
        if end < len(content):
            os.ftruncate(self._file, end)
        return end

    def _write(self, data: bytes) -> None:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, self._end)  # leave no part of a row; if even that fails, the next load does it
            raise self._incomplete(error) from None
        self._end += len(data)
        self._synced = False
        if time.monotonic() - self._synced_at >= SYNC_INTERVAL:
            self._sync()

    def _sync(self) -> None:
        try:
            os.fsync(self._file)
        except OSError as error:
            raise self._incomplete(error) from None
        self._synced_at, self._synced = time.monotonic(), True

    def _incomplete(self, error: OSError) -> IncompleteError:
        return IncompleteError(
            f"{self._path}: cannot be written: {error.strerror}; {len(self._by_key)} rows are stored; "
            "mend that and run the same command again to go on"
        )


def _place(row: Row) -> tuple:
    """What a row is a row of: a case's sample and, where it is a judgement, its judge."""
    return row["case"], row.get("sample", 0), row.get("judge")
