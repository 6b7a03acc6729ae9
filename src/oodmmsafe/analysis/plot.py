"""How figures look: one style for all of them, readable in print and by the color-blind."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oodmmsafe.evaluation.statistics import Estimate
from oodmmsafe.files import write_bytes
from oodmmsafe.reporting.untrusted import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
"""After Okabe and Ito (2008)."""
MARKERS = ("o", "s", "D", "^", "v", "P")
SOFT = "#5d636d"
_STYLE = {
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "text.parse_math": False,  # a run may be called "$5"
    "svg.hashsalt": "oodmmsafe",  # the same figure is the same file
    "savefig.facecolor": "white",
}
_DOTS_PER_INCH = 160
_LINE = 110
"""Characters that fit into the width of a figure."""


def panels(width: float, height: float, columns: int = 1, **options: Any) -> tuple[Figure, list[Axes]]:
    """A figure of that size in inches with a row of panels. options: of `Figure.subplots`, such as width_ratios."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.1)
    axes = figure.subplots(1, columns, squeeze=False, **options)[0]
    return figure, list(axes)


def intervals(
    axes: Axes,
    places: Sequence[float],
    estimates: Sequence[Estimate | None],
    run: int,
    label: str | None = None,
    *,
    sideways: bool = False,
    scale: float = 100,
    line: bool = False,
) -> None:
    """Values with their intervals at `places` in the color and marker of a run; None is a gap.

    sideways: places are along the vertical axis.  line: joins the values.
    """
    known = [(place, estimate) for place, estimate in zip(places, estimates, strict=True) if estimate is not None]
    at = [place for place, _ in known]
    value, low, high = ([scale * estimate[part] for _, estimate in known] for part in range(3))
    color, marker = COLORS[run % len(COLORS)], MARKERS[run % len(MARKERS)]
    spans = {"color": color, "linewidth": 2.2, "alpha": 0.55}
    if sideways:
        axes.hlines(at, low, high, **spans)
    else:
        axes.vlines(at, low, high, **spans)
    x, y = (value, at) if sideways else (at, value)
    style = {"linestyle": "-" if line else "none", "linewidth": 1.2, "markersize": 6}
    axes.plot(x, y, marker, color=color, label=label and visible(label), **style)


def per_cent(axis: Any, limits: tuple[float, float] = (-2, 102)) -> None:
    """Make an axis (`axes.xaxis` or `axes.yaxis`) one of per cent."""
    from matplotlib.ticker import PercentFormatter

    axis.set_major_formatter(PercentFormatter(decimals=0))
    axis.axes.set_xlim(limits) if axis.axis_name == "x" else axis.axes.set_ylim(limits)


def offsets(count: int, room: float = 0.5) -> list[float]:
    """Where `count` runs stand around a common place, so that none covers another."""
    return [room * ((number + 0.5) / count - 0.5) for number in range(count)]


def legend_below(figure: Figure, axes: Axes) -> None:
    """The legend of `axes` under all panels, in as many columns as find room."""
    handles, labels = axes.get_legend_handles_labels()
    room = _LINE // (max(map(len, labels), default=0) + 8)
    figure.legend(handles, labels, loc="outside lower center", ncols=max(1, min(room, len(labels))))


def name_places(axes: Axes, names: Sequence[str], below: Sequence[str] | None = None) -> None:
    """Names of runs along the horizontal axis, at 0, 1, 2, ..., broken into lines that do not touch.

    below: a last line for each.
    """
    width = max(8, _LINE // (2 * max(1, len(names))))
    broken = ["\n".join(textwrap.wrap(visible(name), width)) for name in names]
    if below is not None:
        broken = [f"{name}\n{line}" for name, line in zip(broken, below, strict=True)]
    axes.set_xticks(range(len(names)), broken)
    axes.set_xlim(-0.5, len(names) - 0.5)
    axes.grid(False, axis="x")


def save(draw: Callable[[], Figure], out: Path) -> list[Path]:
    """Draw in our style and write `out`.svg and `out`.png. Raises OSError."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    written = []
    with matplotlib.rc_context(_STYLE):
        figure = draw()
        for ending, canvas, options in (
            ("svg", FigureCanvasSVG, {"metadata": {"Date": None}}),
            ("png", FigureCanvasAgg, {"dpi": _DOTS_PER_INCH}),
        ):
            file = io.BytesIO()
            canvas(figure).figure.savefig(file, format=ending, **options)
            path = out.parent / f"{out.name}.{ending}"
            write_bytes(path, file.getvalue())
            written.append(path)
    return written
