"""`controls.jsonl` of a suite: what a text model answered to each query without the picture, and its R."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from oodmmsafe.suites.suite import SuiteError

CONTROLS_FILE = "controls.jsonl"


@dataclass(frozen=True)
class Control:
    """One answer without the picture. risk: its R by the reference judge, None where that cannot be told."""

    pair: str
    model: str
    query: str
    response: str
    risk: int | None


def load(root: Path) -> list[Control]:
    """The controls of the suite in `root`; none if it has no controls.jsonl. Raises SuiteError naming the line."""
    path = root / CONTROLS_FILE
    if not path.exists():
        return []
    controls = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            controls.append(Control(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise SuiteError(f"{path} line {number}: is not a control: {error}") from None
    return controls
