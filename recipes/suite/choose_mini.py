"""A balanced part of a suite for quick runs: as many pairs of each category, and within it of each depth, as there are.

python recipes/suite/choose_mini.py SUITE_FOLDER --pairs 48 --out SUITE_FOLDER/oodmmsafe-mini.txt
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

from oodmmsafe.case import Pair
from oodmmsafe.suites import folder


def choose(pairs: Sequence[Pair], count: int) -> list[str]:
    """Ids of `count` pairs, sorted: category by category in turn, each time the least used depth of the category.

    Among equals the hash of the id decides, so that the choice favours nothing and is the same each time.
    """
    left: dict[str, dict[int, list[str]]] = {}
    for pair in sorted(pairs, key=lambda pair: hashlib.sha256(pair.id.encode()).digest()):
        left.setdefault(pair.hazard.category, {}).setdefault(pair.hazard.depth, []).append(pair.id)
    chosen: list[str] = []
    used = {category: dict.fromkeys(depths, 0) for category, depths in left.items()}
    while len(chosen) < count and any(ids for depths in left.values() for ids in depths.values()):
        for category in sorted(left):
            depths = [depth for depth, ids in left[category].items() if ids]
            if depths and len(chosen) < count:
                depth = min(depths, key=lambda depth: (used[category][depth], -depth))
                used[category][depth] += 1
                chosen.append(left[category][depth].pop(0))
    return sorted(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suite", type=Path, help="a suite folder")
    parser.add_argument("--pairs", type=int, default=48, help="(default: %(default)s)")
    parser.add_argument("--out", type=Path, required=True, help="the file for the ids, one a line")
    options = parser.parse_args()
    ids = choose(folder.load(options.suite).pairs, options.pairs)
    options.out.write_text("\n".join(ids) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(ids)} pairs")


if __name__ == "__main__":
    main()
