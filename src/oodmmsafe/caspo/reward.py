"""What a response earns: token by token from the teacher, as a whole from the judge. Formulas: DESIGN section 7."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from oodmmsafe.case import Judgement


@dataclass(frozen=True)
class OutcomeWeights:
    """w_R, w_S and w_E: what identifying the risk, safety and effectiveness are worth."""

    risk: float
    safety: float
    effectiveness: float


def dense_reward(teacher_logp: Tensor, student_logp: Tensor, low: float, high: float) -> Tensor:
    """r_t = clip(log pi_T(y_t | c, x, y_<t) - log pi_S(y_t | x, y_<t), -low, high), in nats.

    teacher_logp, student_logp: [T] for the same tokens -> [T], without gradient.
    """
    return (teacher_logp - student_logp).detach().clamp(-low, high)


def outcome(judgement: Judgement, weights: OutcomeWeights) -> float | None:
    """o of one response, from 0 to w_R + w_S + w_E; None if the judgement is missing.

    Hazard case: (w_R R + w_S S + w_E E) / 2. Twin: (w_R + w_S)(1 - false alarm) + w_E E / 2, so that a false alarm
    costs as much as a hazard not seen (ours; whether the paper has twins is not public).
    """
    if judgement.missing is not None:
        return None
    effectiveness = weights.effectiveness * judgement.effectiveness / 2
    if judgement.false_alarm is not None:
        return (weights.risk + weights.safety) * (1 - judgement.false_alarm) + effectiveness
    return (weights.risk * judgement.risk + weights.safety * judgement.safety) / 2 + effectiveness


def outcome_of_answer(correct: bool, weights: OutcomeWeights) -> float:
    """o of an answer to a question of general ability: as much as the best answer to a case, or nothing (ours)."""
    return (weights.risk + weights.safety + weights.effectiveness) * correct
