"""How far raters agree beyond chance, as pure functions on tables of labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

Labels = Sequence[Any]
"""One rater's labels of the same items in the same order; None where the rater gave none."""


def reliability(raters: Sequence[Labels]) -> dict[str, Any]:
    """n (items that at least two raters labelled), agreement, kappa and alpha; kappa is Cohen's for two raters and
    Fleiss' for more. None where a figure is not defined."""
    items = [row for row in zip(*raters, strict=True) if sum(label is not None for label in row) >= 2]
    complete = [row for row in items if None not in row]
    kappa = cohen_kappa(*zip(*complete, strict=True)) if len(raters) == 2 and complete else fleiss_kappa(complete)
    return {"n": len(items), "agreement": agreement(items), "kappa": kappa, "alpha": krippendorff_alpha(items)}


def agreement(items: Sequence[Labels]) -> float | None:
    """The share of pairs of raters that gave the same label to the same item. items: rows of labels."""
    same = pairs = 0
    for row in items:
        counts = Counter(label for label in row if label is not None)
        n = counts.total()
        pairs += n * (n - 1)
        same += sum(count * (count - 1) for count in counts.values())
    return same / pairs if pairs else None


def cohen_kappa(first: Labels, second: Labels) -> float | None:
    """Cohen (1960): (p_o - p_e) / (1 - p_e) for two raters; None when chance alone gives full agreement."""
    n = len(first)
    if n == 0:
        return None
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    left, right = Counter(first), Counter(second)
    expected = sum(left[label] * right[label] for label in left) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def fleiss_kappa(items: Sequence[Labels]) -> float | None:
    """Fleiss (1971) for items that all raters labelled: chance from the labels of all raters together."""
    labels = Counter(label for row in items for label in row)
    observed = agreement(items)
    if observed is None:
        return None
    expected = sum((count / labels.total()) ** 2 for count in labels.values())
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(items: Sequence[Labels]) -> float | None:
    """Krippendorff (2004, chapter 11), nominal: 1 - D_o / D_e, whoever left labels out; None without variation."""
    coincidences: Counter[tuple[Any, Any]] = Counter()
    for row in items:
        given = [label for label in row if label is not None]
        if len(given) < 2:
            continue
        for i, one in enumerate(given):
            for j, other in enumerate(given):
                if i != j:
                    coincidences[one, other] += 1 / (len(given) - 1)
    totals: Counter[Any] = Counter()
    for (one, _), weight in coincidences.items():
        totals[one] += weight
    n = sum(totals.values())
    if n <= 1:
        return None
    observed = sum(weight for (one, other), weight in coincidences.items() if one != other) / n
    expected = (n**2 - sum(weight**2 for weight in totals.values())) / (n * (n - 1))
    return None if expected == 0 else 1 - observed / expected
