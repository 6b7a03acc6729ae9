"""What a run will take, before it begins: calls, tokens and, with prices, dollars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oodmmsafe.judging import prompts
from oodmmsafe.models.budget import Price
from oodmmsafe.suites import Suite

CHARACTERS_PER_TOKEN = 4
PIXELS_PER_TOKEN = 750
"""Of English text, and of pictures: from 1/560 to 1/784 of the pixels for today's models of all vendors."""
ANSWER_TOKENS, VERDICT_TOKENS = 300, 150
"""Of an answer and a verdict without hidden reasoning; with it, several times as many."""


@dataclass(frozen=True)
class Estimate:
    """Calls and tokens, of models and of judges, and dollars."""

    answers: int
    verdicts: int
    read: int
    written: int
    cost: float

    def told(self) -> str:
        """In a line."""
        cost = f", about {self.cost:.2f} dollars" if self.cost else "; give --price and --judge-price for dollars"
        return (
            f"{self.answers + self.verdicts} calls ({self.answers} answers, {self.verdicts} verdicts), about "
            f"{self.read:,} tokens read and {self.written:,} written without hidden reasoning{cost}"
        )


def estimate(suites: Sequence[Suite], models: int, judges: int, price: Price, judge_price: Price) -> Estimate:
    """For `models` answers and, for each of them, `judges` verdicts to each case of the suites."""
    cases = [(suite, case) for suite in suites for case in suite.cases]
    pictures = sum(_pixels(suite, case) // PIXELS_PER_TOKEN for suite, case in cases)
    questions = sum(len(case.query) for _, case in cases) // CHARACTERS_PER_TOKEN + pictures
    prompt = sum(len(prompts.system_text("")) + len(prompts.case_text(case, "")) for _, case in cases)
    to_judge = prompt // CHARACTERS_PER_TOKEN + pictures + ANSWER_TOKENS * len(cases)
    answers, verdicts = len(cases) * models, len(cases) * models * judges
    read, judge_read = questions * models, to_judge * models * judges
    written, judge_written = answers * ANSWER_TOKENS, verdicts * VERDICT_TOKENS
    cost = read * price.read + written * price.written + judge_read * judge_price.read
    cost += judge_written * judge_price.written
    return Estimate(answers, verdicts, read + judge_read, written + judge_written, cost / 1e6)


def _pixels(suite: Suite, case: object) -> int:
    width, height = suite.picture(case).size
    return width * height
