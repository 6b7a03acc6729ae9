"""How far a judge agrees with labels given by hand: `python -m oodmmsafe.judging.agreement FOLDER`.

FOLDER holds `pairs.jsonl` (one `Pair` a line) and `responses.jsonl`, one object a line:
{"case": id, "class": kind of response, "split": name, "response": text, "label": {axis: score} or null for "cannot be
judged"}. Every axis of a label counts as one score, and so does whether the response can be judged at all ("missing").
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from oodmmsafe.case import Case, Pair, from_json
from oodmmsafe.judging import load
from oodmmsafe.judging.judge import Judge

AXES = ("risk", "safety", "effectiveness", "format_centric", "false_alarm", "missing")


@dataclass(frozen=True)
class Labelled:
    """One response with its label by hand; `label` is None where no judge should give a score."""

    case: Case
    kind: str
    split: str
    response: str
    label: dict[str, int | bool] | None


@dataclass(frozen=True)
class Comparison:
    """One score by hand against the same score by the judge; `found` is None where the judge gave none."""

    item: Labelled
    axis: str
    expected: int | bool
    found: int | bool | None

    @property
    def agrees(self) -> bool:
        return self.expected == self.found


def read_labelled(folder: Path) -> list[Labelled]:
    """The labelled responses in a folder. Raises CaseError for a bad pair and KeyError for an unknown case."""
    pairs = [from_json(Pair, json.loads(line)) for line in (folder / "pairs.jsonl").read_text("utf-8").splitlines()]
    cases = {case.id: case for pair in pairs for case in (pair.hazard, pair.twin)}
    rows = [json.loads(line) for line in (folder / "responses.jsonl").read_text("utf-8").splitlines()]
    return [Labelled(cases[r["case"]], r["class"], r["split"], r["response"], r["label"]) for r in rows]


def compare(judge: Judge, items: Iterable[Labelled]) -> list[Comparison]:
    """Every labelled score beside the judge's."""
    return [comparison for item in items for comparison in _compare(judge, item)]


def _compare(judge: Judge, item: Labelled) -> list[Comparison]:
    judgement = judge.judge(item.case, b"", item.response)
    scores = [Comparison(item, axis, score, getattr(judgement, axis)) for axis, score in (item.label or {}).items()]
    return [*scores, Comparison(item, "missing", item.label is None, judgement.missing is not None)]


def table(comparisons: list[Comparison]) -> str:
    """Agreement by class of response and by split, for each axis and for all of them, as a Markdown table."""
    groups: dict[str, list[Comparison]] = defaultdict(list)
    for c in comparisons:
        for name in (c.item.kind, f"all of {c.item.split}", "all"):
            groups[name].append(c)
    order = sorted(groups, key=lambda name: (name == "all", name.startswith("all of"), name))
    header = ["class", *(axis.replace("_", " ") for axis in AXES), "every axis"]
    lines = [header, ["---"] * len(header)]
    for name in order:
        cells = [[c for c in groups[name] if c.axis == axis] for axis in AXES]
        lines.append([name, *(_share(cell) for cell in [*cells, groups[name]])])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _share(cell: list[Comparison]) -> str:
    return f"{sum(c.agrees for c in cell)}/{len(cell)}" if cell else ""


def main() -> None:
    """Print the table for the labelled responses in a folder, and every score that differs."""
    parser = argparse.ArgumentParser(description="Agreement of a judge with labels given by hand.")
    parser.add_argument("folder", type=Path, help="folder with pairs.jsonl and responses.jsonl")
    parser.add_argument("--judge", default="reference")
    parser.add_argument("--split", help="only the responses of this split")
    args = parser.parse_args()
    items = [item for item in read_labelled(args.folder) if args.split in (None, item.split)]
    comparisons = compare(load(args.judge), items)
    print(table(comparisons))
    for c in comparisons:
        if not c.agrees:
            print(f"\n{c.item.case.id}, {c.item.kind}: {c.axis} is {c.expected}, judged {c.found}\n  {c.item.response}")


if __name__ == "__main__":
    main()
