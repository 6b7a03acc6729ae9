"""Blender's own chatter kept off the terminal: it is written by C code, below Python's streams."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Inside, what is written to the process's standard output and error is dropped; exceptions still come through."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, stream in zip(kept, (1, 2), strict=True):
            os.dup2(number, stream)
            os.close(number)
        os.close(nowhere)
