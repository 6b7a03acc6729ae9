"""What a model is to learn from, and what was left out of it and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from oodmmsafe.baselines.settings import Dpo
from oodmmsafe.baselines.verdicts import judge_all
from oodmmsafe.case import Case
from oodmmsafe.suites import Suite


@dataclass(frozen=True)
class Example:
    """One answer to learn.

    source:   "hazard", "twin" or "general".
    pictures: files, one or more.
    system:   what stands in the system role before the query; "" for nothing, as the student is asked.
    rejected: the answer that it is preferred to; None where only one is known.
    """

    id: str
    source: str
    query: str
    pictures: tuple[str, ...]
    chosen: str
    rejected: str | None = None
    system: str = ""


@dataclass
class Selection:
    """The examples of a run. left_out: by reason, how many cases give none."""

    examples: list[Example] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def told(self) -> str:
        """The numbers in one line."""
        sources = Counter(example.source for example in self.examples)
        parts = [f"{number} {source}" for source, number in sources.items()]
        lost = [f"{number} {reason}" for reason, number in self.left_out.items()]
        return f"{len(self.examples)} examples ({', '.join(parts)}); left out: {', '.join(lost) or 'none'}"


def good_answers(suite: Suite) -> Selection:
    """For SFT: the good answer of every hazard case and every twin."""
    return Selection([of_case(suite, case, case.good) for case in suite.cases])


def of_case(suite: Suite, case: Case, chosen: str, rejected: str | None = None, system: str = "") -> Example:
    """The example that teaches one answer to a case of `suite`."""
    picture = str(suite.picture_path(case).resolve())
    return Example(case.id, case.side, case.query, (picture,), chosen, rejected, system)


def preferences(settings: Dpo, suite: Suite) -> Selection:
    """For DPO: on a hazard case the good answer before the naive one; on a twin its good answer before a false alarm.

    The false alarm is the hazard case's good answer, which warns of what is not in the twin's picture. Where the judge
    does not find it to be one, the twin is left out.
    """
    selection = Selection()
    crossed = [(pair.twin, suite.picture_path(pair.twin), pair.hazard.good) for pair in suite.pairs]
    for pair, verdict in zip(suite.pairs, judge_all(settings, crossed), strict=True):
        selection.examples.append(of_case(suite, pair.hazard, pair.hazard.good, rejected=pair.hazard.naive))
        if verdict.false_alarm:
            selection.examples.append(of_case(suite, pair.twin, pair.twin.good, rejected=pair.hazard.good))
        else:
            selection.left_out["twins without a false alarm to reject"] += 1
    return selection
