"""A training run in a few numbers: where it started and where it ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from oodmmsafe.caspo.guards import START_UPDATES
from oodmmsafe.files import write_text

END_UPDATES = 5
FIGURES = (
    "outcome_hazard",
    "outcome_twin",
    "risk_found",
    "false_alarm",
    "effectiveness",
    "entropy",
    "length",
    "kl_base",
    "kl_teacher",
    "judge_missing",
)
"""Which of the metrics, all measured on the policy's own samples."""


def summarize_training(metrics: Path) -> dict[str, Any]:
    """From a `metrics.jsonl`: {"updates", "alarms", "start", "end"}.

    start, end: means over the first START_UPDATES and the last END_UPDATES updates; None for what was not measured.
    """
    updates = [json.loads(line) for line in metrics.read_text(encoding="utf-8").splitlines()]
    return {
        "updates": len(updates),
        "alarms": sum(len(update["alarms"]) for update in updates),
        "start": _means(updates[:START_UPDATES]),
        "end": _means(updates[-END_UPDATES:]),
    }


def write_summary(root: Path, final: Path) -> None:
    """Write `summary.json` into the training folder `root`: `summarize_training`, and where the model lies."""
    summary = {"model": f"hf/{final}", **summarize_training(root / "metrics.jsonl")}
    write_text(root / "summary.json", json.dumps(summary, indent=2) + "\n")


def _means(updates: Sequence[dict[str, Any]]) -> dict[str, float | None]:
    measured = {name: [u[name] for u in updates if u[name] is not None] for name in FIGURES}
    return {name: sum(values) / len(values) if values else None for name, values in measured.items()}
