"""Which prompts an update trains on: a function of the seed and the update alone, so a resumed run needs no state."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from oodmmsafe.case import Case
from oodmmsafe.caspo.questions import Question
from oodmmsafe.constitutions import Constitution, Constitutions
from oodmmsafe.suites import Suite

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Example:
    """What one prompt is made of.

    item: a case of the suite, or a question of general ability. pictures: its encoded pictures, one or more.
    constitution: what the teacher reads before it.
    """

    item: Case | Question
    pictures: tuple[bytes, ...]
    constitution: Constitution

    @property
    def source(self) -> str:
        """ "hazard", "twin" or "general"."""
        if isinstance(self.item, Question):
            return "general"
        return "twin" if self.item.is_twin else "hazard"


def example_of(suite: Suite, case: Case, constitutions: Constitutions) -> Example:
    """The example made of a case of `suite`."""
    return Example(case, (suite.picture_bytes(case),), constitutions.of(case.category))


def examples_of_update(
    suite: Suite,
    questions: Sequence[Question],
    constitutions: Constitutions,
    update: int,
    *,
    prompts: int,
    general: int,
    seed: int,
) -> tuple[list[Example], list[Example]]:
    """The examples of update 0, 1, 2, ...: `prompts` / 2 pairs, each a hazard case and then its twin; and `general`
    questions, if there are any.

    Both come in a new random order every epoch; none comes twice before all have come once.
    """
    pairs = _in_turn(suite.pairs, update * prompts // 2, prompts // 2, f"{seed}")
    examples = [example_of(suite, case, constitutions) for pair in pairs for case in (pair.hazard, pair.twin)]
    asked = _in_turn(questions, update * general, general, f"{seed} general") if questions else []
    return examples, [Example(one, one.picture_bytes(), constitutions.of(None)) for one in asked]


def rough_tokens(example: Example) -> int:
    """About how long an example's prompt is, from its text and the size of its files: enough to share out the work."""
    return len(example.item.query) // 4 + sum(len(picture) for picture in example.pictures) // 64


def _in_turn(items: Sequence[_Item], first: int, count: int, seed: str) -> list[_Item]:
    chosen = []
    for index in range(first, first + count):
        epoch, place = divmod(index, len(items))
        order = list(range(len(items)))
        random.Random(f"{seed} {epoch}").shuffle(order)
        chosen.append(items[order[place]])
    return chosen
