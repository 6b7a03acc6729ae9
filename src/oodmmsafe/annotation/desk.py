"""What lies before an annotator: the answers of a run in an order of their own, blind to model, judge and scores."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from oodmmsafe.annotation.store import Store, response_sha256
from oodmmsafe.case import Case, CaseError, Judgement
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.reporting.untrusted import visible
from oodmmsafe.suites import Suite

LONGEST_NAME, LONGEST_REMARK = 60, 2000


class LabelError(ValueError):
    """A label that a page sent and that is none."""


@dataclass(frozen=True)
class Item:
    """One answer to be labelled."""

    case: Case
    response: str


class Desk:
    """The items of a run and what has been said of them.

    responses: by case id.  share: of the answers, the same for every annotator, drawn by pairs with `seed`, so that
    both sides of a pair are labelled and interval methods for a labelled part hold.
    Raises OodmmsafeError if nothing has been answered.
    """

    def __init__(self, suite: Suite, responses: dict[str, str], store: Store, *, share: float = 1.0, seed: int = 0):
        pairs = [pair for pair in suite.pairs if pair.hazard.id in responses or pair.twin.id in responses]
        chosen = random.Random(seed).sample(pairs, max(1, round(share * len(pairs)))) if pairs else []
        cases = [case for pair in chosen for case in (pair.hazard, pair.twin) if case.id in responses]
        if not cases:
            raise OodmmsafeError("there is no answer to label in this run")
        self.suite, self._store, self._seed = suite, store, seed
        self._items = {case.id: Item(case, responses[case.id]) for case in cases}

    def owed(self, annotator: str) -> list[str]:
        """The ids of what this person has not labelled yet, in this person's order."""
        done = {
            label.case_id
            for label in self._store.labels()
            if label.annotator == annotator
            and label.case_id in self._items
            and label.response_sha256 == response_sha256(self._items[label.case_id].response)
        }
        order = list(self._items)
        random.Random(f"{self._seed} {annotator}").shuffle(order)
        return [case_id for case_id in order if case_id not in done]

    def show(self, case_id: str) -> dict[str, Any]:
        """What the page gets of one item: nothing of model, judge or scores. Raises LabelError for another id."""
        item = self._item(case_id)
        hazard = item.case.hazard
        return {
            "id": case_id,
            "side": item.case.side,
            "query": item.case.query,
            "response": visible(item.response),
            "hazard": f"{hazard.what}, {hazard.where}",
            "mechanism": hazard.mechanism,
            "consequence": hazard.consequence,
            "chain": list(hazard.chain),
        }

    def picture(self, case_id: str) -> bytes:
        """The bytes of the item's picture. Raises LabelError for another id."""
        return self.suite.picture_bytes(self._item(case_id).case)

    def progress(self, annotator: str) -> tuple[int, int]:
        """How many are labelled, of how many."""
        return len(self._items) - len(self.owed(annotator)), len(self._items)

    def label(self, annotator: str, case_id: str, scores: dict[str, Any], remark: str = "") -> None:
        """Store what a person says. Raises LabelError for scores that are not those of the case's side."""
        item = self._item(case_id)
        name = checked_name(annotator)
        owed = ("effectiveness", "false_alarm") if item.case.is_twin else ("risk", "safety", "effectiveness")
        if set(scores) != set(owed) | (set() if item.case.is_twin else {"format_centric"}):
            raise LabelError(f"expected the scores of a {item.case.side} case")
        try:
            judgement = Judgement(name, **scores)
        except CaseError as error:
            raise LabelError(str(error)) from None
        if judgement.format_centric and judgement.risk:
            raise LabelError("format-centric is said only of answers that do not name the hazard")
        self._store.put(name, case_id, item.response, judgement, str(remark)[:LONGEST_REMARK])

    def _item(self, case_id: object) -> Item:
        if not isinstance(case_id, str) or case_id not in self._items:
            raise LabelError("no such answer in this run")
        return self._items[case_id]


def checked_name(annotator: object) -> str:
    """A person's name, trimmed. Raises LabelError for none or an endless one."""
    name = annotator.strip() if isinstance(annotator, str) else ""
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise LabelError(f"a name of 1 to {LONGEST_NAME} letters is needed")
    return name
