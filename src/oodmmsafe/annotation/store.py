"""What people said of answers, in one SQLite file in the run folder; stored as they go, by several of them."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

from oodmmsafe.case import CaseError, Judgement
from oodmmsafe.errors import OodmmsafeError

ANNOTATIONS_FILE = "annotations.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS labels (
    annotator TEXT NOT NULL, case_id TEXT NOT NULL, response_sha256 TEXT NOT NULL,
    risk INTEGER, safety INTEGER, effectiveness INTEGER NOT NULL, format_centric INTEGER, false_alarm INTEGER,
    remark TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (annotator, case_id, response_sha256)
)"""
_SCORES = ("risk", "safety", "effectiveness", "format_centric", "false_alarm")
_FLAGS = ("format_centric", "false_alarm")


@dataclass(frozen=True)
class Label:
    """What one person said of one response."""

    annotator: str
    case_id: str
    response_sha256: str
    judgement: Judgement


class StoreError(OodmmsafeError):
    """A store that cannot be opened or written."""


class Store:
    """The labels of one run. Safe for several threads; another process may read meanwhile.

    Raises StoreError if the file is no store of labels or cannot be written.
    """

    def __init__(self, run: Path):
        self._path, self._lock = run / ANNOTATIONS_FILE, threading.Lock()
        try:
            self._db = sqlite3.connect(self._path, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute(_TABLE)
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: cannot be opened: {error}") from None

    def close(self) -> None:
        self._db.close()

    def put(self, annotator: str, case_id: str, response: str, judgement: Judgement, remark: str = "") -> None:
        """Store or replace one label; it is on disk when this returns. Raises StoreError."""
        values = [_stored(getattr(judgement, name)) for name in _SCORES]
        row = (annotator, case_id, response_sha256(response), *values, remark)
        try:
            with self._lock, self._db:
                self._db.execute(
                    f"INSERT OR REPLACE INTO labels (annotator, case_id, response_sha256, {', '.join(_SCORES)}, remark)"
                    f" VALUES ({', '.join('?' * len(row))})",
                    row,
                )
        except sqlite3.Error as error:
            raise StoreError(f"{self._path}: cannot be written: {error}") from None

    def labels(self) -> list[Label]:
        """All of them, in the order of their annotators and cases. Raises StoreError for a row that makes no sense."""
        with self._lock:
            rows = self._db.execute(
                f"SELECT annotator, case_id, response_sha256, {', '.join(_SCORES)} FROM labels ORDER BY 1, 2, 3"
            ).fetchall()
        return [self._label(row) for row in rows]

    def _label(self, row: tuple) -> Label:
        annotator, case_id, sha256, *values = row
        scores = {
            name: bool(value) if name in _FLAGS and value is not None else value
            for name, value in zip(_SCORES, values, strict=True)
        }
        try:
            return Label(annotator, case_id, sha256, Judgement(annotator, **scores))
        except CaseError as error:
            raise StoreError(f"{self._path}: {annotator} on {case_id}: {error}") from None


def response_sha256(response: str) -> str:
    """A label holds for this very response: an answer drawn anew needs another."""
    return hashlib.sha256(response.encode("utf-8", "replace")).hexdigest()


def _stored(value: int | bool | None) -> int | None:
    return None if value is None else int(value)
