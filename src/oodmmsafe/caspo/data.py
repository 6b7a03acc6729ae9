"""Which cases an update trains on: a function of the seed and the update alone, so a resumed run needs no state."""

from __future__ import annotations

import random
from collections.abc import Sequence

from oodmmsafe.case import Case, Pair


def cases_of_update(pairs: Sequence[Pair], update: int, prompts: int, seed: int) -> list[Case]:
    """The cases of update 0, 1, 2, ...: `prompts` / 2 pairs, each a hazard case and then its twin.

    Pairs come in a new random order every epoch; none comes twice before all have come once.
    """
    first = update * prompts // 2
    chosen = [_pair(pairs, index, seed) for index in range(first, first + prompts // 2)]
    return [case for pair in chosen for case in (pair.hazard, pair.twin)]


def _pair(pairs: Sequence[Pair], index: int, seed: int) -> Pair:
    epoch, place = divmod(index, len(pairs))
    order = list(range(len(pairs)))
    random.Random(f"{seed} {epoch}").shuffle(order)
    return pairs[order[place]]
