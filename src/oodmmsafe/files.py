"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO


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
    data = text.encode("utf-8")
    write_atomically(path, lambda file: file.write(data))
