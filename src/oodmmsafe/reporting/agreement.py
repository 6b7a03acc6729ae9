"""Judges against people, as Markdown for a terminal and as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from oodmmsafe.annotation.agreement import AxisAgreement, Corrected
from oodmmsafe.evaluation.statistics import Estimate
from oodmmsafe.reporting.metrics import NOTHING

Found = Mapping[str, tuple[Sequence[AxisAgreement], Sequence[Corrected]]]
"""By the judge's name."""


def markdown(found: Found, among: Mapping[str, Mapping[str, Any]], labelled: int) -> str:
    """Tables: agreement by axis, what is confused with what, and the shares without the judge's errors."""
    lines = [f"{labelled} answers labelled by people.", ""]
    if any(figure["n"] for figure in among.values()):
        lines += ["| between people | answers | agreement | kappa | alpha |", "| --- | --- | --- | --- | --- |"]
        lines += [
            f"| {axis} | {figure['n']} | {_number(figure['agreement'])} | {_number(figure['kappa'])} "
            f"| {_number(figure['alpha'])} |"
            for axis, figure in among.items()
            if figure["n"]
        ]
        lines.append("")
    for judge, (axes, shares) in found.items():
        lines += [f"## {judge}", "", "| axis | answers | agreement (95%) | kappa | people → judge, where they differ |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        lines += [
            f"| {axis.axis} | {axis.n} | {_percent(axis.agreement)} | {_number(axis.kappa)} | {_confused(axis)} |"
            for axis in axes
            if axis.n
        ]
        lines += ["", "| share | judge | sensitivity | specificity | corrected, Rogan-Gladen | prediction-powered |"]
        lines += ["| --- | --- | --- | --- | --- | --- |"]
        lines += [
            f"| {share.outcome} | {_percent(share.judged)} | {_of(share.sensitivity)} | {_of(share.specificity)} "
            f"| {_percent(share.rogan_gladen)} | {_percent(share.prediction_powered)} |"
            for share in shares
        ]
        lines.append("")
    return "\n".join(lines)


def as_json(found: Found, among: Mapping[str, Mapping[str, Any]], labelled: int) -> dict[str, Any]:
    """The same as data; estimates are [value, low, high]."""
    judges = {
        judge: {
            "axes": [
                {**asdict(axis), "confusion": [[*scores, count] for scores, count in sorted(axis.confusion.items())]}
                for axis in axes
            ],
            "shares": [asdict(share) for share in shares],
        }
        for judge, (axes, shares) in found.items()
    }
    return {"labelled": labelled, "people": dict(among), "judges": judges}


def _confused(axis: AxisAgreement) -> str:
    different = {scores: count for scores, count in axis.confusion.items() if scores[0] != scores[1]}
    return ", ".join(f"{int(a)} → {int(b)}: {count}" for (a, b), count in sorted(different.items())) or NOTHING


def _percent(estimate: Estimate | None) -> str:
    if estimate is None:
        return NOTHING
    return f"{100 * estimate.value:.1f}% ({100 * estimate.low:.1f}–{100 * estimate.high:.1f})"


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.2f}"


def _of(count: tuple[int, int]) -> str:
    return f"{count[0]} of {count[1]}"
