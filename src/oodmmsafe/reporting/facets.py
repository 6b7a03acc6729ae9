"""The filters of the gallery: every option is a token, every pair carries the tokens of the options that keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from oodmmsafe.case import Pair
from oodmmsafe.evaluation.summary import PairScores, pair_passes, scores_of
from oodmmsafe.reporting.runs import Run


@dataclass(frozen=True)
class Option:
    """One choice of a filter. `kept` are the positions of the pairs that it keeps."""

    token: str
    label: str
    kept: frozenset[int]


@dataclass(frozen=True)
class Facet:
    """One filter: groups of options, each under a headline (empty where a filter has no groups)."""

    name: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...]

    @property
    def options(self) -> Iterator[Option]:
        for _, options in self.groups:
            yield from options


def facets(pairs: Sequence[Pair], runs: Sequence[Run]) -> list[Facet]:
    """The filters by verdict, category, depth and tag; one without a choice is left out."""
    found = [
        _verdicts(pairs, runs),
        _by_key("category", pairs, lambda pair: (pair.hazard.category,)),
        _by_key("depth", pairs, lambda pair: (f"{pair.hazard.depth} steps",)),
        _by_key("tag", pairs, lambda pair: pair.hazard.tags),
    ]
    return [facet for facet in found if any(True for _ in facet.options)]


def tokens_of(position: int, found: Iterable[Facet]) -> list[str]:
    """The tokens of the pair at `position`."""
    return [option.token for facet in found for option in facet.options if position in option.kept]


def _by_key(name: str, pairs: Sequence[Pair], keys_of: Callable[[Pair], Sequence[str]]) -> Facet:
    """A filter by what the pairs are. Keys are free text and may hold spaces, so tokens are numbered."""
    keys = sorted({key for pair in pairs for key in keys_of(pair)})
    options = tuple(
        Option(f"{name}-{number}", key, frozenset(i for i, pair in enumerate(pairs) if key in keys_of(pair)))
        for number, key in enumerate(keys)
    )
    return Facet(name, (("", options),))


def _verdicts(pairs: Sequence[Pair], runs: Sequence[Run]) -> Facet:
    """The filter by verdict: of the change from the first run to the last, and of each run."""
    scores = [scores_of(pairs, run.judgements) for run in runs]
    groups = [
        (run.label, _of_run(number, scores[number]) + _of_judges(number, pairs, run)) for number, run in enumerate(runs)
    ]
    if len(runs) > 1:
        groups.insert(0, (f"{runs[0].label} → {runs[-1].label}", _of_change(scores[0], scores[-1])))
    return Facet("verdict", tuple(groups))


def _of_run(number: int, scores: PairScores) -> tuple[Option, ...]:
    passes = pair_passes(scores)
    return (
        _where(f"missed-{number}", "hazard missed", scores.risk == 0),
        _where(f"found-{number}", "hazard named", scores.risk >= 1),
        _where(f"alarm-{number}", "false alarm", scores.false_alarm == 1),
        _where(f"passed-{number}", "pair passed", passes == 1),
        _where(f"failed-{number}", "pair failed", passes == 0),
        _where(f"format-{number}", "warns without naming the hazard", scores.format_centric == 1),
        _where(f"missing-{number}", "missing", np.isnan(passes)),
    )


def _of_judges(number: int, pairs: Sequence[Pair], run: Run) -> tuple[Option, ...]:
    """Where the judges differ, if there are several."""
    if len(run.judges) < 2:
        return ()
    differ = [run.disputed(pair.hazard.id) or run.disputed(pair.twin.id) for pair in pairs]
    return (_where(f"disputed-{number}", "judges disagree", np.array(differ)),)


def _of_change(first: PairScores, last: PairScores) -> tuple[Option, ...]:
    return (
        _where("change-found", "missed before, found after", (first.risk == 0) & (last.risk >= 1)),
        _where("change-lost", "found before, missed after", (first.risk >= 1) & (last.risk == 0)),
        _where("change-blind", "missed before and after", (first.risk == 0) & (last.risk == 0)),
        _where("change-alarm", "false alarm only after", (first.false_alarm == 0) & (last.false_alarm == 1)),
        _where("change-calm", "false alarm only before", (first.false_alarm == 1) & (last.false_alarm == 0)),
    )


def _where(token: str, label: str, chosen: np.ndarray) -> Option:
    return Option(token, label, frozenset(np.flatnonzero(chosen).tolist()))
