"""How far judges agree with people, and what the shares would be without the judges' errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oodmmsafe.annotation.store import Label, response_sha256
from oodmmsafe.case import Judgement
from oodmmsafe.evaluation.correction import prediction_powered_mean, rogan_gladen
from oodmmsafe.evaluation.statistics import Estimate, wilson_interval
from oodmmsafe.judging.panel import FLAGS, SCORES, consensus
from oodmmsafe.judging.reliability import cohen_kappa, reliability

AXES = (*SCORES, *FLAGS)
OUTCOMES: dict[str, Callable[[Judgement], bool | None]] = {
    "R0": lambda judgement: None if judgement.risk is None else judgement.risk == 0,
    "S0": lambda judgement: None if judgement.safety is None else judgement.safety == 0,
    "false_alarm": lambda judgement: judgement.false_alarm,
}
"""The yes/no outcomes whose share is corrected for a judge's errors; None on the other side of a pair."""


@dataclass(frozen=True)
class AxisAgreement:
    """One axis of one judge against people: of `n` labelled answers, the share with the same score.

    confusion: how often people said the first and the judge the second.
    """

    axis: str
    n: int
    agreement: Estimate | None
    kappa: float | None
    confusion: dict[tuple[Any, Any], int]


@dataclass(frozen=True)
class Corrected:
    """One share by a judge, and what it would be without its errors.

    sensitivity: (how many of the outcomes that people see the judge sees, of how many).  specificity: likewise of those
    that people do not see.
    judged:      the share as the judge says it, over all answers.
    rogan_gladen, prediction_powered: the corrected share; None where it is not defined.
    """

    outcome: str
    sensitivity: tuple[int, int]
    specificity: tuple[int, int]
    judged: Estimate | None
    rogan_gladen: Estimate | None
    prediction_powered: Estimate | None


def people(labels: Sequence[Label], responses: Mapping[str, str]) -> dict[str, Judgement]:
    """By case id, what the annotators say together of the answer in the run; labels of another one do not count."""
    by_case: dict[str, list[Judgement]] = {}
    for label in _current(labels, responses):
        by_case.setdefault(label.case_id, []).append(label.judgement)
    return {case_id: consensus(judgements) for case_id, judgements in by_case.items()}


def among_people(labels: Sequence[Label], responses: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """By axis, how far annotators agree with each other (`judging.reliability.reliability`)."""
    current = _current(labels, responses)
    names = sorted({label.annotator for label in current})
    cases = sorted({label.case_id for label in current})
    said = {(label.annotator, label.case_id): label.judgement for label in current}
    return {
        axis: reliability([[getattr(said.get((name, case)), axis, None) for case in cases] for name in names])
        for axis in AXES
    }


def by_axis(judged: Mapping[str, Judgement], labelled: Mapping[str, Judgement]) -> list[AxisAgreement]:
    """A judge against people, axis by axis, on the answers that both have scored."""
    found = []
    for axis in AXES:
        pairs = [
            (getattr(labelled[case], axis), getattr(judged[case], axis))
            for case in labelled
            if case in judged and judged[case].missing is None and getattr(labelled[case], axis) is not None
        ]
        same = sum(person == judge for person, judge in pairs)
        kappa = cohen_kappa(*zip(*pairs, strict=True)) if pairs else None
        found.append(AxisAgreement(axis, len(pairs), wilson_interval(same, len(pairs)), kappa, dict(Counter(pairs))))
    return found


def corrected(judged: Mapping[str, Judgement], labelled: Mapping[str, Judgement]) -> list[Corrected]:
    """The shares of `OUTCOMES` by a judge, corrected by what people say of a part of the same answers."""
    return [_corrected(name, outcome, judged, labelled) for name, outcome in OUTCOMES.items()]


def _corrected(
    name: str,
    outcome: Callable[[Judgement], bool | None],
    judged: Mapping[str, Judgement],
    labelled: Mapping[str, Judgement],
) -> Corrected:
    verdicts = {case: outcome(judgement) for case, judgement in judged.items()}
    verdicts = {case: verdict for case, verdict in verdicts.items() if verdict is not None}
    truth = {case: outcome(labelled[case]) for case in labelled if case in verdicts}
    seen = [verdicts[case] for case, true in truth.items() if true]
    unseen = [not verdicts[case] for case, true in truth.items() if true is False]
    sensitivity, specificity = (sum(seen), len(seen)), (sum(unseen), len(unseen))
    everything = list(verdicts.values())
    return Corrected(
        outcome=name,
        sensitivity=sensitivity,
        specificity=specificity,
        judged=wilson_interval(sum(everything), len(everything)),
        rogan_gladen=rogan_gladen(sum(everything), len(everything), sensitivity, specificity),
        prediction_powered=prediction_powered_mean(
            [float(verdict) for case, verdict in verdicts.items() if case not in truth],
            [float(verdicts[case]) for case in truth],
            [float(true) for true in truth.values()],
        ),
    )


def _current(labels: Sequence[Label], responses: Mapping[str, str]) -> list[Label]:
    hashes = {case_id: response_sha256(response) for case_id, response in responses.items()}
    return [label for label in labels if hashes.get(label.case_id) == label.response_sha256]
