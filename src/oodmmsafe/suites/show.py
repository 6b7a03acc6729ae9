"""A suite and one of its pairs, for a person to read."""

from __future__ import annotations

import json
from collections import Counter

from oodmmsafe.case import Pair, to_json
from oodmmsafe.suites.suite import Suite, SuiteError


def pair_of(suite: Suite, id: str | None) -> Pair:
    """The suite's pair of that id, or its first. Raises SuiteError if there is none."""
    if id is None:
        return suite.pairs[0]
    for pair in suite.pairs:
        if pair.id == id:
            return pair
    raise SuiteError(f"suite '{suite.name}' has no pair '{id}'; its first is '{suite.pairs[0].id}'")


def show_pair(suite: Suite, pair: Pair, *, as_json: bool) -> None:
    """Print the suite's coverage and the pair: as text, or with `as_json` the pair alone as one line of JSON."""
    if as_json:
        print(json.dumps(to_json(pair), ensure_ascii=False))
        return
    case = pair.hazard
    categories = Counter(p.hazard.category for p in suite.pairs)
    print(f"{suite.name} {suite.version}: {len(suite.pairs)} pairs, hash {suite.hash}")
    print("   " + ", ".join(f"{name} {count}" for name, count in categories.most_common()))
    print(f"\n{pair.id}  ({case.category} / {case.subcategory}, depth {case.depth}, {', '.join(case.tags)})")
    print(f"   query     {case.query}")
    print(f"   hazard    {case.hazard.mechanism}: {case.hazard.term}")
    print(f"   chain     {' -> '.join(case.hazard.chain)}")
    print(f"   naive     {case.naive}\n   good      {case.good}")
    print(f"   pictures  {suite.picture_path(pair.hazard)}\n             {suite.picture_path(pair.twin)} (safe twin)")
