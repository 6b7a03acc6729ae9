"""A model over a suite: asked, stored, judged, summarised. What is done is never done twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.progress import Progress

from oodmmsafe.constitutions import Constitution
from oodmmsafe.errors import IncompleteError
from oodmmsafe.evaluation import manifest
from oodmmsafe.evaluation.answering import Answering, check_response
from oodmmsafe.evaluation.files import write_json
from oodmmsafe.evaluation.journal import Journal
from oodmmsafe.evaluation.model import Generation, Model
from oodmmsafe.evaluation.pictures import CheckedPictures
from oodmmsafe.evaluation.progress import no_progress
from oodmmsafe.evaluation.summary import summarize
from oodmmsafe.evaluation.verdicts import Verdicts, check_judgement
from oodmmsafe.judging import rubric
from oodmmsafe.judging.judge import Judge
from oodmmsafe.suites import Suite

RESPONSES_FILE, JUDGEMENTS_FILE, SUMMARY_FILE = "responses.jsonl", "judgements.jsonl", "summary.json"


def evaluate(
    model: Model,
    suite: Suite,
    judge: Judge,
    out: Path,
    *,
    constitution: Constitution | None = None,
    max_new_tokens: int = 256,
    temperature: float = 0.0,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Evaluate `model` on `suite` into the run folder `out`, and return the summary that is written there.

    The folder gets `run.json`, `responses.jsonl`, `judgements.jsonl` and `summary.json`. Called again, whether after a
    kill, a full disk or failures, it asks and judges only what is missing; an edited case is asked and judged anew,
    and another judge or rubric judges the stored answers. A failure of model or judge is never an answer or a score:
    it is listed under `missing`, and `complete` is false.

    constitution: its text goes into the system role of every request.
    temperature:  0 is greedy.
    progress:     gets a task for answers and one for judgements, with a field `failed`; see `progress.live_progress`.

    Raises PictureError before the first call if any picture is not sound, RunFolderError if `out` holds another run,
    JournalError if what is stored there cannot be read, and IncompleteError if the disk is full.
    """
    progress = progress or no_progress()
    generation = Generation(max_new_tokens, float(temperature), seed)
    pictures = CheckedPictures(suite)
    manifest.open_folder(
        out, manifest.describe(model, suite, constitution, generation, judge.name, rubric.RUBRIC_VERSION)
    )
    system = None if constitution is None else constitution.text
    summary_path = out / SUMMARY_FILE
    with (
        Journal(out / RESPONSES_FILE, check_response) as responses,
        Journal(out / JUDGEMENTS_FILE, check_judgement) as stored_judgements,
    ):
        answering = Answering(model, suite.cases, pictures, system, generation, responses)
        if unanswered := answering.owed():
            summary_path.unlink(missing_ok=True)  # if this call is cut short, no summary of an earlier one remains
            answering.work(unanswered, progress)
        verdicts = Verdicts(judge, rubric.RUBRIC_VERSION, suite.cases, answering.rows(), pictures, stored_judgements)
        if unjudged := verdicts.owed():
            summary_path.unlink(missing_ok=True)
            verdicts.work(unjudged, progress)
        if not unanswered and not unjudged:
            said = f"{out} is complete already; nothing was asked"
            progress.console.print(said, markup=False, highlight=False, soft_wrap=True)
        summary = {
            "model": model.name,
            "constitution": None if constitution is None else constitution.name,
            **summarize(suite, verdicts.judgements()),
        }
    _store(summary_path, summary)
    return summary


def _store(path: Path, summary: dict[str, Any]) -> None:
    try:
        write_json(path, summary)
    except OSError as error:
        raise IncompleteError(
            f"{path}: cannot be written: {error.strerror}; the rest is stored, run the same command again"
        ) from None
