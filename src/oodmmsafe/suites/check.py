"""Is a suite sound? Every picture decoded, twins compared, duplicates found, coverage counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL.Image import Image

from oodmmsafe.case import CATEGORIES, Case, Pair
from oodmmsafe.suites.curation import check_curated, is_curated
from oodmmsafe.suites.pictures import PictureError
from oodmmsafe.suites.suite import Suite

VISIBLE_CHANGE = 8
"""A pixel has changed when one of its channels moved by more than this, of 255: above the noise of a renderer."""


class _Findings:
    """What a walk over the pairs has found so far."""

    def __init__(self) -> None:
        self.problems: list[dict[str, str]] = []
        self.pictures: set[str] = set()
        self.changed: list[float] = []

    def problem(self, case: Case, text: str) -> None:
        self.problems.append({"case": case.id, "problem": text})


def check(suite: Suite) -> dict[str, Any]:
    """What a suite holds and what is wrong with it, as plain JSON data.

    Schema, ids and hash are checked when a suite is loaded; here follow the pictures and the whole.
    Returns name, version, hash, n_pairs, n_pictures (distinct and sound), by_category, by_depth and by_tag (counts of
    pairs), changed_pixels ({"median", "max"}: the share of a twin's pixels that differ visibly from the hazard
    picture; null if no pair is sound), for a curated suite what `check_curated` adds, and problems
    ([{"case", "problem"}], empty for a sound suite).
    """
    findings = _Findings()
    for pair in suite.pairs:
        _check_pictures(suite, pair, findings)
    _check_duplicates(suite, findings)
    more, problems = check_curated(suite) if is_curated(suite) else ({}, [])
    changed = findings.changed
    return {
        "name": suite.name,
        "version": suite.version,
        "hash": suite.hash,
        "n_pairs": len(suite.pairs),
        "n_pictures": len(findings.pictures),
        **_coverage(suite.pairs),
        "changed_pixels": {"median": float(np.median(changed)), "max": max(changed)} if changed else None,
        **more,
        "problems": findings.problems + problems,
    }


def changed_share(first: Image, second: Image) -> float:
    """Share of pixels that differ visibly between two RGB pictures of one size."""
    difference = np.abs(np.asarray(first, dtype=np.int16) - np.asarray(second, dtype=np.int16))
    return float((difference.max(axis=2) > VISIBLE_CHANGE).mean())


def _check_pictures(suite: Suite, pair: Pair, findings: _Findings) -> None:
    opened = []
    for case in (pair.hazard, pair.twin):
        try:
            opened.append(suite.picture(case))
            findings.pictures.add(case.picture.sha256)
        except PictureError as error:
            findings.problem(case, str(error))
    if len(opened) < 2:
        return
    hazard, twin = opened
    if hazard.size != twin.size:
        findings.problem(pair.twin, f"the twin's picture is {twin.size}, the hazard's {hazard.size} pixels")
        return
    share = changed_share(hazard, twin)
    findings.changed.append(share)
    if share == 0:
        findings.problem(pair.twin, "the twin's picture does not differ visibly from the hazard's")


def _check_duplicates(suite: Suite, findings: _Findings) -> None:
    """The same question about the same picture counts one case twice."""
    first: dict[tuple[str, str], Case] = {}
    for case in suite.cases:
        earlier = first.setdefault((case.query, case.picture.sha256), case)
        if earlier is not case:
            findings.problem(case, f"has the query and the picture of case '{earlier.id}'")


def _coverage(pairs: Sequence[Pair]) -> dict[str, dict[str, int]]:
    hazards = [pair.hazard for pair in pairs]
    categories = Counter(case.category for case in hazards)
    depths = Counter(case.depth for case in hazards)
    tags = Counter(tag for case in hazards for tag in case.tags)
    return {
        "by_category": {category: categories[category] for category in CATEGORIES},
        "by_depth": {str(depth): depths[depth] for depth in sorted(depths)},
        "by_tag": {tag: tags[tag] for tag in sorted(tags)},
    }
