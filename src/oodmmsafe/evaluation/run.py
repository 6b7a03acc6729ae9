"""A model over a suite: asked, stored, judged, summarised. What is done is never done twice."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from rich.progress import Progress

from oodmmsafe.constitutions import Constitution
from oodmmsafe.errors import IncompleteError
from oodmmsafe.evaluation import manifest
from oodmmsafe.evaluation.answering import Answering, check_response
from oodmmsafe.evaluation.files import write_json
from oodmmsafe.evaluation.journal import Journal
from oodmmsafe.evaluation.pictures import CheckedPictures
from oodmmsafe.evaluation.progress import no_progress
from oodmmsafe.evaluation.summary import summarize
from oodmmsafe.evaluation.verdicts import Verdicts, check_judgement
from oodmmsafe.evaluation.work import Work
from oodmmsafe.judging import rubric
from oodmmsafe.judging.judge import Judge
from oodmmsafe.judging.panel import Panel
from oodmmsafe.models.calling import Calls
from oodmmsafe.models.contract import BatchModel, Generation, Model
from oodmmsafe.suites import Suite

RESPONSES_FILE, JUDGEMENTS_FILE, SUMMARY_FILE = "responses.jsonl", "judgements.jsonl", "summary.json"


def evaluate(
    model: Model | BatchModel | Calls,
    suite: Suite,
    judges: Judge | Sequence[Judge],
    out: Path,
    *,
    control: Judge | None = None,
    constitution: Constitution | None = None,
    max_new_tokens: int = 256,
    temperature: float | None = 0.0,
    seed: int = 0,
    samples: int = 1,
    with_picture: bool = True,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Evaluate `model` on `suite` into the run folder `out`, and return the summary that is written there.

    The folder gets `run.json`, `responses.jsonl`, `judgements.jsonl` and `summary.json`. Called again, whether after a
    kill, a full disk or failures, it asks and judges only what is missing; an edited case is asked and judged anew,
    and another judge or rubric judges the stored answers. A failure of model or judge is never an answer or a score:
    it is listed under `missing`, and `complete` is false.

    judges:       one, or several whose panel gives the scores (`judging.panel`).
    control:      a judge that only is compared with them.
    constitution: its text goes into the system role of every request.
    temperature:  0 is greedy.
    samples:      answers to each case.
    with_picture: False asks without it, a control; judges see it all the same.
    progress:     gets a task for answers and one for judgements, with a field `failed`; see `progress.live_progress`.

    Raises PictureError before the first call if any picture is not sound, RunFolderError if `out` holds another run,
    JournalError if what is stored there cannot be read, and IncompleteError if the disk is full or a budget is spent.
    """
    progress = progress or no_progress()
    calls = model if isinstance(model, Calls) else Calls(model)
    panel = Panel(judges if isinstance(judges, Sequence) else [judges], control)
    generation = Generation(max_new_tokens, None if temperature is None else float(temperature), seed)
    pictures = CheckedPictures(suite)
    manifest.open_folder(
        out,
        manifest.describe(
            calls.model, suite, constitution, generation, samples, with_picture, panel, rubric.RUBRIC_VERSION
        ),
    )
    system = None if constitution is None else constitution.text
    summary_path = out / SUMMARY_FILE
    with (
        Journal(out / RESPONSES_FILE, check_response) as responses,
        Journal(out / JUDGEMENTS_FILE, check_judgement) as stored,
    ):
        answering = Answering(
            calls, suite.cases, pictures, system, generation, samples, responses, with_picture=with_picture
        )
        bench = [Verdicts(judge, rubric.RUBRIC_VERSION, answering, pictures, stored) for judge in panel.everyone]
        work = Work(calls, answering, bench, progress)
        if work.owed:
            summary_path.unlink(missing_ok=True)  # if this call is cut short, no summary of an earlier one remains
            _run_to_end(work.do())
        else:
            said = f"{out} is complete already; nothing was asked"
            progress.console.print(said, markup=False, highlight=False, soft_wrap=True)
        verdicts = panel.verdicts({verdicts.judge.name: verdicts.judgements() for verdicts in bench})
        summary = {
            "model": calls.model.name,
            "constitution": None if constitution is None else constitution.name,
            **summarize(suite, *(verdicts.of_sample(sample) for sample in range(samples))),
            "judges": verdicts.agreement(),
            "tokens": answering.tokens(),
        }
    _store(summary_path, summary)
    return summary


def _run_to_end(work: Coroutine[Any, Any, None]) -> None:
    """`asyncio.run`, also where a loop is running already, as in a notebook: then in a thread of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work)
        return
    failures: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(work)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]


def _store(path: Path, summary: dict[str, Any]) -> None:
    try:
        write_json(path, summary)
    except OSError as error:
        raise IncompleteError(
            f"{path}: cannot be written: {error.strerror}; the rest is stored, run the same command again"
        ) from None
