"""Training curves as SVG that takes its text color from the page and needs neither style attributes nor fonts."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLORS = ("#1f86cc", "#d55e00")
"""A blue and a vermilion after Okabe and Ito (2008): told apart by the color-blind, readable on light and on dark."""
INK = "#010101"
"""Stands for the page's text color while matplotlib draws."""
WINDOW = 9
"""Updates over which the bold line averages."""
_SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True)
class Panel:
    """One plot: the metrics that it shows by legend label, and the span of its axis where that is known."""

    title: str
    unit: str
    metrics: Mapping[str, str]
    span: tuple[float, float] | None = None


PANELS = (
    Panel("Outcome by the judge", "points", {"hazard cases": "outcome_hazard", "safe twins": "outcome_twin"}),
    Panel("Hazard missed in rollouts (R0)", "share", {"R0": "R0"}, (0, 1)),
    Panel("False alarms in rollouts", "share", {"false alarm": "false_alarm"}, (0, 1)),
    Panel("Reward from the teacher", "nats per token", {"reward": "reward_dense"}),
    Panel("Entropy", "nats per token", {"policy": "entropy", "teacher": "entropy_teacher"}),
    Panel("Distance from the base, and to the teacher", "nats per token", {"base": "kl_base", "teacher": "kl_teacher"}),
    Panel("Length of answers", "tokens", {"length": "length"}),
    Panel("General ability in rollouts", "share", {"right answers": "general_correct"}, (0, 1)),
    Panel("Drift of a moving teacher", "nats per token", {"drift": "teacher_drift"}),
)


def curves(updates: Sequence[Mapping[str, Any]]) -> list[str]:
    """An SVG element per panel of which the training recorded something.

    updates: the lines of metrics.jsonl. A value that is missing or not finite is a gap. R0 is 1 - risk_found.
    """
    steps = np.array([update["update"] for update in updates], dtype=float)
    drawn = []
    for panel in PANELS:
        series = {label: _series(updates, name) for label, name in panel.metrics.items()}
        series = {label: values for label, values in series.items() if np.isfinite(values).any()}
        if series:
            drawn.append(_inline(_draw(panel, steps, series), panel.title))
    return drawn


def _series(updates: Sequence[Mapping[str, Any]], name: str) -> np.ndarray:
    if name == "R0":
        return 1 - _series(updates, "risk_found")
    return np.array([update.get(name) for update in updates], dtype=float)


def smooth(values: np.ndarray, window: int = WINDOW) -> np.ndarray:
    """The centered mean over `window` neighbors that are finite; shape (n,), NaN where there is none."""
    finite, kernel = np.isfinite(values), np.ones(window)
    middle = slice(window // 2, window // 2 + values.size)
    total = np.convolve(np.where(finite, values, 0), kernel)[middle]
    count = np.convolve(finite, kernel)[middle]
    return np.divide(total, count, out=np.full(values.size, np.nan), where=count > 0.5)


def _draw(panel: Panel, steps: np.ndarray, series: Mapping[str, np.ndarray]) -> bytes:
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    settings = {
        "svg.fonttype": "none",
        "svg.hashsalt": panel.title,  # element ids that are the same in every report and differ between panels
        "font.size": 10,
        "text.color": INK,
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
    }
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(4.2, 2.6), layout="constrained")
        axes = figure.add_subplot()
        for color, (label, values) in zip(COLORS, series.items(), strict=False):
            _line(axes, steps, values, color, label)
        _dress(axes, panel, legend=len(panel.metrics) > 1)
        written = io.BytesIO()
        FigureCanvasSVG(figure).print_svg(written, metadata={"Date": None, "Creator": None})
    return written.getvalue()


def _line(axes: Axes, steps: np.ndarray, values: np.ndarray, color: str, label: str) -> None:
    axes.plot(steps, values, color=color, linewidth=0.8, alpha=0.35)
    axes.plot(steps, smooth(values), color=color, linewidth=2, label=label)


def _dress(axes: Axes, panel: Panel, *, legend: bool) -> None:
    axes.set_title(panel.title, loc="left", fontsize=11, fontweight="bold")
    axes.set_ylabel(panel.unit)
    axes.set_xlabel("update")
    axes.grid(axis="y", color=INK, alpha=0.15, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.patch.set_visible(False)
    axes.figure.patch.set_visible(False)
    if panel.span:
        low, high = panel.span
        axes.set_ylim(low - 0.03 * (high - low), high + 0.03 * (high - low))
    if legend:
        axes.legend(frameon=False, ncols=2, fontsize=9)


def _inline(svg: bytes, title: str) -> str:
    """The drawing as an element for HTML: text in the page's color, and no style, which the page's policy forbids.

    Every property that matplotlib puts into `style` exists as an attribute too. The ids of groups, which nothing refers
    to, would repeat from panel to panel.
    """
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(svg)
    for parent in root.iter():
        for child in [*parent.findall(f"{{{_SVG}}}metadata"), *parent.findall(f"{{{_SVG}}}style")]:
            parent.remove(child)
        if parent.tag == f"{{{_SVG}}}g":
            parent.attrib.pop("id", None)
        if _HREF in parent.attrib:
            parent.set("href", parent.attrib.pop(_HREF))
        for declaration in filter(None, parent.attrib.pop("style", "").split(";")):
            name, _, value = declaration.partition(":")
            if name.strip() != "font-family":
                parent.set(name.strip(), value.strip().replace(INK, "currentColor"))
    root.attrib.update({"role": "img", "aria-label": title, "class": "curve"})
    del root.attrib["width"], root.attrib["height"]
    return ElementTree.tostring(root, encoding="unicode")
