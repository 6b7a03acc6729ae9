"""Where the suite stands, written into its data sheet between the marks: `python recipes/suite/state.py`."""

from __future__ import annotations

import re
import statistics
from pathlib import Path
from typing import Any

from oodmmsafe import suites
from oodmmsafe.suites import scenes_file
from oodmmsafe.suites.check import check
from oodmmsafe.suites.suite import Suite

PAGE = Path(__file__).parents[2] / "docs" / "suite.md"
_MARKED = re.compile(r"(?<=<!-- state -->\n).*(?=<!-- /state -->)", re.DOTALL)


def state(suite: Suite) -> str:
    """A table of coverage and a paragraph of measures, as Markdown."""
    found = check(suite)
    planned = found["planned"] or {}
    lines = [
        f"**{suite.name} {suite.version}: {found['n_pairs']} pairs**, {found['n_pictures']} pictures, "
        f"hash `{suite.hash[:16]}`, {len(found['problems'])} problems.",
        "",
        "| category | pairs | planned |",
        "| --- | --- | --- |",
        *(f"| {name} | {count} | {planned.get(name, '')} |" for name, count in found["by_category"].items()),
        "",
        " ".join(_measures(suite, found)),
    ]
    return "\n".join(lines) + "\n"


def _measures(suite: Suite, found: dict[str, Any]) -> list[str]:
    depths = ", ".join(f"{count / found['n_pairs']:.0%} depth {depth}" for depth, count in found["by_depth"].items())
    keys, probes, blind = found["key_props"], found["probes"], found["text_only"]
    seconds = [pair.cpu_seconds / 2 for pair in scenes_file.load(suite.root).values()]
    return [
        f"Depth: {depths}.",
        f"{len(found['by_subcategory'])} subcategories, {len({c.setting for c in suite.cases})} settings.",
        f"Key props: {keys['n']}, the smallest covers {keys['least_share']:.2%} of its picture, the most hidden is "
        f"{keys['least_open']:.0%} unoccluded; {len(found['exceptions'])} reasoned exceptions.",
        f"A twin differs from its hazard picture in {found['changed_pixels']['median']:.1%} of the pixels (median).",
        f"Probes: the reference judge gets {probes['right']} of {probes['n']} right.",
        f"Text only: {blind['n']} queries asked, hazard named in {blind['named']}.",
        f"Pictures: {found['picture_bytes'] / 1e6:.1f} MB, "
        f"{found['picture_bytes'] / found['n_pictures'] / 1000:.0f} KB each, "
        f"{statistics.mean(seconds):.1f} CPU seconds each to render.",
    ]


def main() -> None:
    page = PAGE.read_text(encoding="utf-8")
    text = state(suites.open_suite("oodmmsafe-455"))
    PAGE.write_text(_MARKED.sub(lambda _: text, page), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
