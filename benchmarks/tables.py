"""The benchmark's report for people."""

from __future__ import annotations

from typing import Any

_COLUMNS = ("encode", "sample", "teacher", "student", "learn", "step", "rest")


def table(report: dict[str, Any]) -> str:
    """CPU seconds per update and phase of a report as `update_vs_trl.run` makes it, in Markdown."""
    lines = ["| G | trainer | update | " + " | ".join(_COLUMNS) + " | ratio |", "|" + " ---: |" * (len(_COLUMNS) + 4)]
    for result in report["results"]:
        for name in ("trl", "ours"):
            phases = " | ".join(f"{result[name]['cpu_by_phase'].get(phase, 0.0):.2f}" for phase in _COLUMNS)
            ratio = f"**{result['ratio']:.1f}**" if name == "ours" else ""
            lines.append(f"| {result['group_size']} | {name} | {result[name]['cpu']:.2f} | {phases} | {ratio} |")
    return "\n".join(lines)
