"""Small JSON files that are there whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from oodmmsafe.files import write_text


def write_json(path: Path, data: Any) -> None:
    """Replace `path` by `data` in one step: whoever reads it sees the old file or the new one. Raises OSError."""
    write_text(path, json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
