"""What a person sees while a run goes on."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from oodmmsafe.evaluation import progress


def shown(advance: int, seconds: float, failed: int) -> str:
    """The bar after `advance` steps, one every `seconds`."""
    now = 0.0
    console = Console(width=120, record=True, file=io.StringIO())
    bars = progress.live_progress(console)
    bars.get_time = lambda: now
    task = bars.add_task("answers", total=600, failed=failed)
    for _ in range(advance):
        now += seconds
        bars.update(task, advance=1)
    console.print(bars.get_renderable())
    return console.export_text()


@pytest.mark.parametrize(
    ("seconds", "failed", "expected"),
    [(0.25, 0, ("answers", "10/600", "4.0/s", "0:02:28")), (30, 3, ("2.0/min", "4:55:00", "3 failed"))],
)
def test_bar_tells_rate_failures_and_time_left(seconds, failed, expected):
    text = shown(10, seconds, failed)
    for part in expected:
        assert part in text
    assert ("failed" in text) == bool(failed)


def test_bar_before_the_first_step():
    assert "0/600" in shown(0, 1, 0)
