"""The commands `oodmmsafe analyze NAME`: from finished runs to one table and one figure each."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oodmmsafe.analysis.finding import Finding


def add_analysis_commands(commands: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `analyze` to `commands`. add: makes one command, as `cli._command`."""
    analyze = commands.add_parser(
        "analyze", help="one table and one figure from run folders", description="Analyses that the paper names."
    )
    kinds = analyze.add_subparsers(title="analyses", metavar="NAME", required=True)

    def several(name: str, run: Callable[[argparse.Namespace], None], summary: str) -> argparse.ArgumentParser:
        command = _with_out(add(kinds, name, run, summary), name)
        command.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="run folders, all on one suite")
        command.add_argument("--label", action="append", help="a run's name: one for each run, in their order")
        return command

    several("depth", _depth, "failure ratio by category and by steps to the harm")
    sized = several("format", _format, "failures that have the form of a safe answer, by the model's size")
    sized.add_argument("--sizes", metavar="4B,8B,...", help="one for each run (default: as the models' names say)")
    several("ceiling", _ceiling, "failure ratio over checkpoints of one model, before and after alignment")

    swap = _with_out(add(kinds, "swap", _swap, "how answers change when the hazard leaves the picture"), "swap")
    swap.add_argument("folder", type=Path, metavar="RUN", help="run folder")

    alone = _with_out(add(kinds, "text-only", _text_only, "what the questions alone give away"), "text-only")
    alone.add_argument("folder", type=Path, metavar="RUN", help="run folder")
    alone.add_argument("without", type=Path, metavar="WITHOUT", help="the run of `eval --without-picture`")
    _add_tokens(kinds, add)


def _add_tokens(kinds: argparse._SubParsersAction, add: Callable[..., argparse.ArgumentParser]) -> None:
    tokens = _with_out(add(kinds, "tokens", _tokens, "which words another model or a constitution moves"), "tokens")
    tokens.add_argument("folder", type=Path, metavar="RUN", help="run folder, whose answers are read")
    tokens.add_argument("--model", help="the first reader, 'nano' or hf/PATH (default: the run's model)")
    tokens.add_argument("--other", metavar="MODEL", help="the second reader (default: the first)")
    tokens.add_argument("--constitution", help="system text of the second reader: a name or a file")
    tokens.add_argument(
        "--by", choices=("speech", "class"), default="speech", help="part of speech (default) or the trainer's classes"
    )
    tokens.add_argument("--pairs", type=_positive, metavar="N", help="read about N pairs (default: all)")


def _with_out(command: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    place = Path("runs/analysis") / name
    command.add_argument(
        "--out", type=Path, default=place, help="figure and numbers, without ending: .svg, .png, .json (%(default)s)"
    )
    return command


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"a number above 0, not '{text}'")
    return int(text)


def _depth(options: argparse.Namespace) -> None:
    from oodmmsafe.analysis.depth import depth

    _show(depth(options.runs, options.label), options.out)


def _format(options: argparse.Namespace) -> None:
    from oodmmsafe.analysis.format_centric import format_centric

    sizes = None if options.sizes is None else options.sizes.split(",")
    _show(format_centric(options.runs, options.label, sizes), options.out)


def _ceiling(options: argparse.Namespace) -> None:
    from oodmmsafe.analysis.ceiling import ceiling

    _show(ceiling(options.runs, options.label), options.out)


def _swap(options: argparse.Namespace) -> None:
    from oodmmsafe.analysis.swap import swap

    _show(swap(options.folder), options.out)


def _text_only(options: argparse.Namespace) -> None:
    from oodmmsafe.analysis.text_only import text_only

    _show(text_only(options.folder, options.without), options.out)


def _tokens(options: argparse.Namespace) -> None:
    from oodmmsafe.analysis.tokens import tokens

    found = tokens(
        options.folder,
        model=options.model,
        other=options.other,
        constitution=options.constitution,
        by=options.by,
        most_pairs=options.pairs,
    )
    _show(found, options.out)


def _show(found: Finding, out: Path) -> None:
    written = found.write(out)
    print(found.markdown())
    print(f"\nWritten: {', '.join(map(str, written))}")
