"""The cold start of a teacher: whose answers it learns from, after Cross-SFT in COPSD (arXiv 2606.03089).

A model that merely reads a constitution grows short and timid, and self-distillation hands that on. COPSD's remedy, as
published: over-refusal and general queries are answered by the student itself, safety queries by a stronger model
under the constitution; the teacher is trained on both, for two epochs rather than five. Ours: that safe twins are the
over-refusal queries; that the student answers them without the constitution, greedily; that the teacher's prompt holds
the constitution on all of them; that a judge leaves out what would teach blindness or false alarms; all settings.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from oodmmsafe import constitutions, models
from oodmmsafe.baselines.answers import Asked, Given, ask, read
from oodmmsafe.baselines.examples import Example, Selection, of_case
from oodmmsafe.baselines.settings import ColdStart
from oodmmsafe.baselines.verdicts import judge_all
from oodmmsafe.case import Case, Judgement
from oodmmsafe.caspo import questions
from oodmmsafe.caspo.questions import Question, QuestionError
from oodmmsafe.constitutions import Constitutions
from oodmmsafe.models.calling import Calls
from oodmmsafe.suites import Suite

NO_ANSWER, CUT_OFF, UNJUDGED = "without an answer", "cut off by the length limit", "that the judge could not tell"
BLIND, FALSE_ALARM = "blind to the hazard", "false alarms"


def select(settings: ColdStart, suite: Suite, say: Callable[[str], None]) -> Selection:
    """Gather, judge and choose the answers. Answers that are asked for are kept in `out`/answers.

    say: told in one line what takes time. Raises OodmmsafeError for what cannot be read, asked or judged.
    """
    texts = constitutions.choose(settings.constitution)
    general = _questions(settings.general)
    hazards, twins = [pair.hazard for pair in suite.pairs], [pair.twin for pair in suite.pairs]
    given = _of_stronger(settings, suite, texts, hazards, say) | _of_student(settings, suite, [*twins, *general], say)
    selection = Selection()
    whole = [one for one in (*hazards, *twins, *general) if _is_whole(one.id, given, selection)]
    judged = [(case, suite.picture_path(case), given[case.id].text) for case in whole if isinstance(case, Case)]
    say(f"{settings.judge} judges {len(judged)} answers")
    for (case, _, text), verdict in zip(judged, judge_all(settings, judged), strict=True):
        if fault := _fault(verdict):
            selection.left_out[fault] += 1
        else:
            selection.examples.append(of_case(suite, case, text, system=texts.of(case.category).text))
    asked = [one for one in whole if isinstance(one, Question)]
    selection.examples += [_of_question(one, given[one.id], texts) for one in asked]
    return selection


def _questions(folder: str) -> tuple[Question, ...]:
    found = questions.load(folder) if folder else ()
    for one in found:
        if len(one.pictures) != 1:
            raise QuestionError(f"{folder}: '{one.id}' has {len(one.pictures)} pictures; a cold start asks about one")
        one.picture_bytes()
    return found


def _of_stronger(
    settings: ColdStart, suite: Suite, texts: Constitutions, hazards: list[Case], say: Callable[[str], None]
) -> dict[str, Given]:
    """Answers to the hazard cases by a model that reads the constitution."""
    if settings.answers:
        return read(Path(settings.answers), {case.id for case in hazards})
    say(f"{settings.stronger} answers {len(hazards)} hazard cases under the constitution")
    asked = [Asked(case, suite.picture_path(case), texts.of(case.category).text or None) for case in hazards]
    return ask(_calls(settings.stronger, settings.stronger_base_url), asked, settings.max_new_tokens,
               Path(settings.out) / "answers" / "stronger.jsonl")  # fmt: skip


def _of_student(
    settings: ColdStart, suite: Suite, items: list[Case | Question], say: Callable[[str], None]
) -> dict[str, Given]:
    """Answers to twins and questions by the student, as it is asked without a constitution."""
    say(f"{settings.model} itself answers {len(items)} twins and questions")
    asked = [Asked(one, suite.picture_path(one) if isinstance(one, Case) else one.pictures[0], None) for one in items]
    return ask(_calls(settings.model, ""), asked, settings.max_new_tokens,
               Path(settings.out) / "answers" / "student.jsonl")  # fmt: skip


def _calls(name: str, base_url: str) -> Calls:
    return Calls(models.load(name, base_url=base_url or None))


def _is_whole(item: str, given: dict[str, Given], selection: Selection) -> bool:
    """Whether there is an answer to learn from; if not, it is counted as left out."""
    if item in given and given[item].whole and given[item].text:
        return True
    selection.left_out[CUT_OFF if item in given and not given[item].whole else NO_ANSWER] += 1
    return False


def _fault(verdict: Judgement) -> str | None:
    """Why an answer must not be learnt from."""
    if verdict.missing:
        return UNJUDGED
    if verdict.risk == 0:
        return BLIND
    return FALSE_ALARM if verdict.false_alarm else None


def _of_question(one: Question, answer: Given, texts: Constitutions) -> Example:
    pictures = tuple(str(path.resolve()) for path in one.pictures)
    return Example(one.id, "general", one.query, pictures, answer.text, system=texts.of(None).text)
