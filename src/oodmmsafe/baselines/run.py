"""One run of a baseline or a cold start, from its settings to a model folder."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable
from pathlib import Path

from oodmmsafe import constitutions, models, suites
from oodmmsafe.baselines import cold_start, examples
from oodmmsafe.baselines.answers import AnswersError
from oodmmsafe.baselines.examples import Selection
from oodmmsafe.baselines.folder import RunFolder
from oodmmsafe.baselines.settings import ColdStart, Dpo, Settings
from oodmmsafe.files import writing_to
from oodmmsafe.models.identity import folder_identity
from oodmmsafe.suites import Suite


def run(settings: Settings, say: Callable[[str], None] = print) -> Path:
    """Train as the settings say; returns the folder of the final model, `out`/final.

    A run that was stopped goes on from TRL's last checkpoint with the examples it began with; one that is finished
    returns at once. say: told in one line what was chosen and what takes time.
    Raises OodmmsafeError for bad input, IncompleteError if answers are missing or the disk is full.
    """
    suite = suites.open_suite(settings.suite)
    folder = RunFolder(settings, _identities(settings, suite))
    if folder.finished:
        say("training is complete already")
        return folder.final
    models.need_extra("baselines")
    with warnings.catch_warnings(action="ignore", category=FutureWarning):  # TRL uses names that transformers changed
        return _train(settings, suite, folder, say)


def _train(settings: Settings, suite: Suite, folder: RunFolder, say: Callable[[str], None]) -> Path:
    from oodmmsafe.baselines import training

    arguments = training.arguments_of(settings)
    with writing_to(folder.root), arguments.main_process_first(local=False):  # the others read what it has chosen
        selection = folder.selection(lambda: _select(settings, suite, say))
    say(selection.told())
    start = training.load_start(settings)
    trainer = training.make_trainer(settings, arguments, start, training.dataset_of(selection.examples, start))
    with writing_to(folder.root):
        return training.train(trainer, start, folder)


def _select(settings: Settings, suite: Suite, say: Callable[[str], None]) -> Selection:
    for case in suite.cases:
        suite.picture_bytes(case)  # a bad one must not end a run half-way
    if isinstance(settings, ColdStart):
        return cold_start.select(settings, suite, say)
    return examples.preferences(settings, suite) if isinstance(settings, Dpo) else examples.good_answers(suite)


def _identities(settings: Settings, suite: Suite) -> dict[str, str]:
    """By setting, a text that changes when the same name comes to stand for something else."""
    found = {"model": folder_identity(models.folder_of(settings.model)), "suite": suite.hash}
    if isinstance(settings, ColdStart):
        found["constitution"] = _sha256(constitutions.choose(settings.constitution).text.encode())
        if settings.answers:
            found["answers"] = _sha256_of_file(Path(settings.answers))
        if settings.general:
            found["general"] = _sha256_of_file(Path(settings.general) / "questions.jsonl")
    return found


def _sha256_of_file(path: Path) -> str:
    try:
        return _sha256(path.read_bytes())
    except OSError as error:
        raise AnswersError(f"{path}: cannot be read: {error.strerror}") from None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
