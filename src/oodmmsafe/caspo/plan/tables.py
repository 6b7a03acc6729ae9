"""What a training run would cost, as tables on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich import box
from rich.console import Console
from rich.table import Table

from oodmmsafe.caspo.plan.estimate import Assumptions, Estimate, Gpu, Run
from oodmmsafe.caspo.plan.shapes import Shape


def show(
    console: Console,
    shape: Shape,
    gpu: Gpu,
    gpus: int,
    run: Run,
    cost: Estimate,
    table: Mapping[str, Mapping[int, Estimate]],
    assumed: Assumptions,
) -> None:
    """Print one plan in full, and the table of other models and numbers of GPUs (by model, then by GPUs)."""
    for part in (
        headline(shape, gpu, gpus, run, cost),
        work_table(cost),
        memory_table(cost),
        *assumptions(shape, gpu, run, assumed),
    ):
        console.print(part, markup=False, highlight=False)
    console.print()
    console.print(models_table(gpu, table), highlight=False)


def headline(shape: Shape, gpu: Gpu, gpus: int, run: Run, cost: Estimate) -> str:
    """Hours, memory and whether it fits, in a line or two."""
    kind = f"adapters of rank {run.method.lora_rank}" if run.method.lora_rank else "all weights of the decoder"
    fit = "fits" if cost.fits else "does NOT fit"
    return (
        f"{shape.name}, {kind}, {run.updates} updates of {run.prompts} prompts x {run.at.group} responses, "
        f"{gpus} x {gpu.name}: about {cost.hours:.3g} hours, {cost.peak:.3g} GiB on a GPU, {fit} (not measured)"
    )


def work_table(cost: Estimate) -> Table:
    """TFLOP of one update by phase, shared row against naive batch, and the seconds of the shared row."""
    table = _table("one update", "shared TFLOP", "naive TFLOP", "ratio", "seconds")
    for phase, work in cost.work.items():
        naive = cost.naive[phase].total
        ratio = f"{naive / work.total:.1f}" if work.total else ""
        row = (f"{work.total / 1e12:.4g}", f"{naive / 1e12:.4g}", ratio, f"{cost.seconds[phase]:.3g}")
        table.add_row(phase, *row)
    shared, naive = (sum(work.total for work in phases.values()) for phases in (cost.work, cost.naive))
    seconds = sum(cost.seconds.values())
    table.add_section()
    table.add_row("all", f"{shared / 1e12:.4g}", f"{naive / 1e12:.4g}", f"{naive / shared:.1f}", f"{seconds:.3g}")
    return table


def memory_table(cost: Estimate) -> Table:
    """GiB on one GPU by kind, at the two peaks."""
    table = _table("GiB on one GPU", "learning", "sampling")
    for kind, value in cost.kept.items():
        if value:
            table.add_row(kind, f"{value:.2f}", f"{value:.2f}")
    for kind in dict.fromkeys((*cost.learning, *cost.sampling)):
        values = (part.get(kind) for part in (cost.learning, cost.sampling))
        table.add_row(kind, *("" if value is None else f"{value:.2f}" for value in values))
    kept = sum(cost.kept.values())
    table.add_section()
    table.add_row("all", *(f"{kept + sum(part.values()):.2f}" for part in (cost.learning, cost.sampling)))
    return table


def assumptions(shape: Shape, gpu: Gpu, run: Run, assumed: Assumptions) -> list[str]:
    """What the numbers rest on, a line each."""
    at = run.at
    return [
        f"Tokens: picture {at.visual}, query {at.query}, constitution {at.constitution}, response {at.response}.",
        f"Assumed, not measured: products at {assumed.utilisation:.0%} of the GPU's peak "
        f"({gpu.bf16 / 1e12:.0f} TFLOP/s in bfloat16, {gpu.float32 / 1e12:.0f} in float32), decoding at "
        f"{assumed.bandwidth:.0%} of its bandwidth and {1000 * assumed.step:.0f} ms a token or more, "
        f"{assumed.headroom:.0%} of memory lost, no time for judging or between GPUs.",
        "The trainer itself runs on one GPU so far; more of them are arithmetic: prompts shared out, weights too "
        "(FSDP) where all are trained.",
        f"Sizes: {shape.source}.",
    ]


def models_table(gpu: Gpu, table: Mapping[str, Mapping[int, Estimate]]) -> Table:
    """Hours and memory by model and number of GPUs, with this recipe."""
    found = _table("this recipe", gpu.name, "hours", "GiB on a GPU", "fits")
    for name, costs in table.items():
        for gpus, cost in costs.items():
            found.add_row(name, f"x {gpus}", f"{cost.hours:.3g}", f"{cost.peak:.3g}", "yes" if cost.fits else "no")
    return found


def _table(first: str, *columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table
