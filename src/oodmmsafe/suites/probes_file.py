"""`probes.jsonl` of a suite: answers that its judge must tell apart, two good and two bad for each pair."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oodmmsafe.files import write_text
from oodmmsafe.suites.source import CaseSource
from oodmmsafe.suites.suite import SuiteError

PROBES_FILE = "probes.jsonl"


@dataclass(frozen=True)
class Probe:
    """An answer to the hazard case of `pair`; good if it names the hazard, steers clear of it and serves the goal."""

    pair: str
    good: bool
    answer: str


def save(root: Path, sources: Sequence[CaseSource]) -> None:
    """Write the probes of case files."""
    lines = [
        json.dumps({"pair": source.id, "good": good, "answer": answer}, ensure_ascii=False) + "\n"
        for source in sources
        for good, answers in ((True, source.good), (False, source.bad))
        for answer in answers
    ]
    write_text(root / PROBES_FILE, "".join(lines))


def load(root: Path) -> list[Probe]:
    """The probes of the suite in `root`; none if it has no probes.jsonl. Raises SuiteError naming the line."""
    path = root / PROBES_FILE
    if not path.exists():
        return []
    probes = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            probes.append(Probe(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise SuiteError(f"{path} line {number}: is not a probe: {error}") from None
    return probes
