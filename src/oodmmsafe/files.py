"""Files that are there whole or not at all, and what to say where they cannot be written."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from oodmmsafe.errors import IncompleteError, OodmmsafeError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def write_atomically(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Replace `path` in one step by what `write` puts into a new file: whoever reads it sees the old file or the new.

    The new file is on disk before it takes the place of the old one. If anything fails, the old file stays, nothing
    is left beside it, and what `write` or the file system raised goes on to the caller.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise


def write_text(path: Path, text: str) -> None:
    """`write_atomically` for a text, as UTF-8. Raises OSError, or UnicodeEncodeError for half a surrogate pair."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """`write_atomically` for bytes. Raises OSError."""
    write_atomically(path, lambda file: file.write(data))


@contextmanager
def writing_to(place: Path, advice: str = "choose another place") -> Iterator[None]:
    """What the file system refuses within is told as one line that names `place`.

    Raises IncompleteError for a disk without room, which can be made, and OodmmsafeError with `advice` for the rest.
    An OSError that is not the file system's goes on as it is: of a pipe whose reader has gone, or of a library.
    """
    try:
        yield
    except OSError as error:
        if error.errno is None or isinstance(error, BrokenPipeError):
            raise
        problem = f"{place}: cannot be written: {error.strerror}"
        if error.errno in _NO_ROOM:
            raise IncompleteError(f"{problem}; make room and run the same command again") from None
        raise OodmmsafeError(f"{problem}; {advice}") from None


@contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """An event that is set when the process is told to stop by SIGTERM or Ctrl-C; a second time stops it at once."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():  # only the main thread may listen to signals
        yield asked
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def note(number: int, frame: object) -> None:
        asked.set()
        signal.signal(number, before[number])

    for number in before:
        signal.signal(number, note)
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
