"""The gallery: a card per pair, with what each run answered on either side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oodmmsafe.case import Pair
from oodmmsafe.reporting.facets import Facet, tokens_of
from oodmmsafe.reporting.runs import Run
from oodmmsafe.reporting.verdicts import Reply, reply


@dataclass(frozen=True)
class Card:
    """One pair: what was asked, and what the runs answered to the hazard case and to its twin, in the runs' order.

    tokens: of the filter options that keep the card.
    """

    pair: Pair
    hazard_replies: tuple[Reply, ...]
    twin_replies: tuple[Reply, ...]
    tokens: tuple[str, ...]


def cards(pairs: Iterable[Pair], runs: Sequence[Run], facets: Sequence[Facet]) -> list[Card]:
    """The cards of `pairs`, in their order."""
    return [
        Card(
            pair=pair,
            hazard_replies=tuple(reply(run, pair.hazard.id) for run in runs),
            twin_replies=tuple(reply(run, pair.twin.id) for run in runs),
            tokens=tuple(tokens_of(position, facets)),
        )
        for position, pair in enumerate(pairs)
    ]
